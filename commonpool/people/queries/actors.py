"""Who acts: rights resolved once at the door, from employments and roles as they stand today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, CharField, QuerySet, Value

from commonpool.access import Actor, Role
from commonpool.access.actor import rights_of, rights_with_predecessors
from commonpool.identity.models import ApiToken, Person
from commonpool.identity.queries import owner_of_token, token_asked
from commonpool.identity.rules import sha256
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import at_once
from commonpool.kernel.rows import Compiled
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import roles as role_queries
from commonpool.people.queries.deputies import running
from commonpool.people.queries.employments import employers_asked, live_employments, with_predecessors


def actor_for(
    *,
    person_id: int,
    at: datetime,
    second_factor: bool = False,
    fresh_mailboxes: Iterable[str] = (),
    may_decide: bool = True,
) -> Actor:
    """The person with the rights they hold at this instant; an inactive person has none. Two SQL queries at once.

    Somebody's deputy has an approver's rights for as long as it runs.

    Everybody employed today by a living organisation is an officer there. Roles count only where they are
    employed (a steward's: everywhere), so a leaver's rights end with the employment. Of councils that theirs took over
    from they read what their rights let them read.
    """
    today = london_date(at)
    employers, held = at_once(employers_asked(person_id, today), _HELD.asking(person_id=person_id, day=today))
    how = {"second_factor": second_factor, "may_decide": may_decide}
    return _actor(person_id, employers, held, fresh_mailboxes=frozenset(fresh_mailboxes), **how)


def caller(secret: str, at: datetime) -> tuple[ApiToken, Actor] | None:
    """The token with this secret, if it works at this instant, and its owner with their rights. Three SQL queries.

    One that may decide was made with a second factor, and counts as such.
    """
    digest, today = sha256(secret), london_date(at)
    whose = {"sha256": digest, "day": today}
    token, employers, held = at_once(
        token_asked(digest, today), _EMPLOYERS_OF_CALLER.asking(**whose), _HELD_BY_CALLER.asking(**whose)
    )
    if token is None:
        return None
    decides = {"second_factor": token.may_decide, "may_decide": token.may_decide}
    return token, _actor(token.person_id, dict(employers), held, named=bool(token.person.name), **decides)


def _actor(
    person_id: int, employers: dict[int, list[int]], held_or_deputised: Iterable[Any], **how: Any
) -> Actor:
    held = [each for each in held_or_deputised if each[0] is None or each[0] in employers]
    roles: list[tuple[int | None, str]] = [(place, Role.OFFICER) for place in employers]
    roles += [(place, role) for place, role, _approver in held]
    deputy_of = {
        place: frozenset(approver for other, _role, approver in held if other == place and approver)
        for place, _role, approver in held
        if approver
    }
    approves = {place for place, role, approver in held if role == Role.APPROVER and not approver}
    return Actor(
        person_id=person_id,
        rights=rights_with_predecessors(rights_of(roles), employers),
        deputy_of=deputy_of,
        only_deputy=frozenset(deputy_of) - approves,
        **how,
    )


def _held_or_deputised(person_id: Any, day: date) -> QuerySet[Any, Any]:
    """(organisation, role, 0) of the roles held; (organisation, approver, whose deputy) of being a deputy."""
    held = role_queries.held_by(person_id).values_list(
        "organisation_id", "role", Value(0, output_field=BigIntegerField())
    )
    deputy = (
        running(day)
        .filter(person_id=person_id)
        .values_list("organisation_id", Value(Role.APPROVER.value, output_field=CharField()), "approver_id")
    )
    return held.union(deputy, all=True)


_HELD = Compiled(_held_or_deputised, person_id=-1, day=date.min)
_HELD_BY_CALLER = Compiled(
    lambda sha256, day: _held_or_deputised(owner_of_token(sha256), day), sha256="no digest", day=date.min
)
_EMPLOYERS_OF_CALLER = Compiled(
    lambda sha256, day: with_predecessors(owner_of_token(sha256), day), sha256="no digest", day=date.min
)


@dataclass(frozen=True)
class Account:
    """One demonstration account, for the sign-in page: whom it is, where, and as what (`job`: an officer's post)."""

    person: Person
    organisation: Organisation | None
    roles: tuple[str, ...]
    job: str = ""


def demonstration_people(at: datetime) -> list[tuple[Organisation | None, list[Account]]]:
    """The demonstration's accounts by council (the network's stewards last), people who hold a role first.

    Somebody with two jobs stands at the first of them.
    """
    people = {person.pk: person for person in Person.objects.filter(demonstration=True, is_active=True)}
    held = role_queries.roles_of(people)
    live = live_employments(london_date(at)).filter(person_id__in=people).select_related("organisation")
    jobs = live.order_by("person_id", "pk").distinct("person_id")
    accounts = [
        Account(
            people[job.person_id],
            job.organisation,
            tuple(sorted(held.get((job.person_id, job.organisation_id), ()))) or (Role.OFFICER.value,),
            job.job_title,
        )
        for job in jobs
    ]
    accounts.sort(key=_by_council_and_role)
    grouped: list[tuple[Organisation | None, list[Account]]] = [
        (place, list(group)) for place, group in groupby(accounts, key=lambda each: each.organisation)
    ]
    stewards = [
        Account(people[key[0]], None, tuple(sorted(roles))) for key, roles in held.items() if key[1] is None
    ]
    return [*grouped, (None, stewards)] if stewards else grouped


def _by_council_and_role(account: Account) -> tuple[str, bool, int, str]:
    place = account.organisation.name if account.organisation else ""
    return (place, account.roles == (Role.OFFICER.value,), -len(account.roles), account.person.name)
