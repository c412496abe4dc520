"""Who works where, and since when it is known."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right, Role
from commonpool.identity import queries as identity
from commonpool.identity.models import Person
from commonpool.kernel.prepared import Asking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole
from commonpool.organisations.models import Organisation, Succession
from commonpool.organisations.queries import roles
from commonpool.organisations.queries.register import councils_at_domain
from commonpool.people import rules
from commonpool.people.models import Employment


def live_employments(day: date) -> QuerySet[Employment]:
    """Employments that hold on a day: of active people, at organisations that exist on it."""
    return _holding(day).filter(
        Q(organisation__ends_on__isnull=True) | Q(organisation__ends_on__gte=day),
        Q(organisation__starts_on__isnull=True) | Q(organisation__starts_on__lte=day),
        person__is_active=True,
    )


def employments_at(organisation_id: int, day: date) -> QuerySet[Employment]:
    """Employments there that were not over by a day, also of a body that has ended since and of closed accounts."""
    return Employment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), organisation_id=organisation_id
    )


def working_at(organisation_id: int, day: date) -> QuerySet[Employment]:
    """Employments there that hold on a day, also of a body that has ended and of closed accounts."""
    return _holding(day).filter(organisation_id=organisation_id)


def _holding(day: date) -> QuerySet[Employment]:
    return Employment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def employers_of(person_id: int, day: date) -> set[int]:
    """The organisations a person works for on a day: none of them can borrow this person."""
    return {organisation_id for (organisation_id,) in _EMPLOYERS(person_id=person_id, day=day)}


def employers_asked(person_id: int, day: date) -> Asking[dict[int, list[int]]]:
    """Asks for the same, each with the councils it has taken over from whose people we knew. One SQL query."""
    return _EMPLOYERS_AND_BEFORE.asking(person_id=person_id, day=day).then(dict)


def with_predecessors(person_id: Any, day: date) -> QuerySet[Any, Any]:
    """The organisations a person works for on a day, each with those it has taken over from."""
    knew = Employment.objects.filter(organisation_id=OuterRef("predecessor_id"))
    before = Succession.objects.filter(Exists(knew), successor_id=OuterRef("organisation_id"), on__lte=day)
    working = live_employments(day).filter(person_id=person_id)
    return working.values_list(
        "organisation_id", ArraySubquery(before.order_by("predecessor_id").values("predecessor_id"))
    )


_EMPLOYERS_AND_BEFORE = Compiled(with_predecessors, person_id=-1, day=date.min)
_EMPLOYERS = Compiled(
    lambda person_id, day: live_employments(day).filter(person_id=person_id).values_list("organisation_id"),
    person_id=-1,
    day=date.min,
)


def works_at(person_id: int, organisation_id: int, day: date) -> bool:
    """Whether this person works for this organisation on a day."""
    return _jobs_at(person_id, organisation_id, day).exists()


def mailbox_at(person_id: int, organisation_id: int, day: date) -> str:
    """The council mailbox of somebody who works there on a day. Refuses `not_found`."""
    found = _jobs_at(person_id, organisation_id, day).values_list("mailbox", flat=True).first()
    if found is None:
        raise NotFound
    return found


def job_mailboxes(person_id: int, day: date) -> set[str]:
    """The mailboxes with which somebody proves where they work on a day."""
    working = live_employments(day).filter(person_id=person_id)
    return {mailbox.lower() for mailbox in working.values_list("mailbox", flat=True)}


def worked_before(person_id: int, organisation_id: int, day: date) -> bool:
    """Whether an employment of this person there is over on a day."""
    return Employment.objects.filter(
        person_id=person_id, organisation_id=organisation_id, ends_on__lt=day
    ).exists()


def works_as(person_id: int, organisation_id: int, role: Role, day: date) -> bool:
    """Whether this person holds this role there now and works there on this day. One SQL query."""
    here = Exists(_jobs_at(person_id, organisation_id, day))
    return roles.holders(organisation_id, role).filter(here, person_id=person_id).exists()


def employment(employment_id: int) -> Employment:
    """One employment by its row, for later stages that have judged who asks. Refuses `not_found`."""
    found = sole(Employment.objects.select_related("person", "organisation").filter(pk=employment_id))
    if found is None:
        raise NotFound
    return found


def employment_for(actor: Actor, employment_id: int, *rights: Right) -> Employment:
    """One's own employment, or one where the actor holds any of these rights. Refuses `not_found`."""
    places: set[int] = set()
    for right in rights:
        places |= actor.where(right)
    found = employment(employment_id)
    if found.person_id != actor.by and found.organisation_id not in places:
        raise NotFound
    return found


def own_employment(actor: Actor, employment_id: int) -> Employment:
    """One's own employment, over or not, by its row alone. Refuses `not_found`."""
    found = sole(Employment.objects.filter(pk=employment_id, person_id=actor.by))
    if found is None:
        raise NotFound
    return found


def my_employments(actor: Actor, day: date) -> list[Employment]:
    """The actor's employments on a day, first started first."""
    mine = live_employments(day).filter(person_id=actor.by)
    return list(mine.select_related("organisation", "manager").order_by("starts_on", "id"))


def colleague(organisation_id: int, email: str, day: date) -> Person | None:
    """Who signs in with this address and works for this organisation on a day."""
    person = identity.person_with_address(email)
    if person is None or not works_at(person.pk, organisation_id, day):
        return None
    return person


def people_at(actor: Actor, organisation_id: int, day: date) -> QuerySet[Employment]:
    """Everybody known to work for an organisation on a day, by name. Requires `grant_roles` there."""
    actor.require(Right.GRANT_ROLES, organisation_id)
    working = live_employments(day).filter(organisation_id=organisation_id)
    return working.select_related("person").order_by("person__name", "person__email")


@dataclass(frozen=True)
class Proposal:
    """A mailbox the person proved, and the councils whose exact domain it is at (several: they say which)."""

    mailbox: str
    councils: list[Organisation]


def council_choices(mailbox: str, day: date) -> list[Organisation]:
    """The councils alive on a day at the exact domain of this address; none for a `+` variant."""
    return [] if rules.has_plus(mailbox) else councils_at_domain(mailbox, day)


def proposals(actor: Actor, day: date) -> list[Proposal]:
    """What each address the actor proved says about where they work, leaving out where they already do."""
    known = employers_of(actor.by, day)
    found = []
    for mailbox in identity.proved_mailboxes(actor.by):
        councils = council_choices(mailbox, day)
        if councils and not any(council.pk in known for council in councils):
            found.append(Proposal(mailbox, councils))
    return found


def _jobs_at(person_id: int, organisation_id: int, day: date) -> QuerySet[Employment]:
    return live_employments(day).filter(person_id=person_id, organisation_id=organisation_id)
