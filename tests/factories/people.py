"""People, where they work and the roles they hold."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from commonpool.access import Actor, Role
from commonpool.activity.models import Event
from commonpool.config.reactions import AFTERWARDS
from commonpool.identity.events import PersonAnonymised
from commonpool.identity.models import Person
from commonpool.identity.operations import anonymise_person, register_person
from commonpool.identity.queries import proved_mailboxes
from commonpool.kernel.clock import LONDON, london_date
from commonpool.organisations.models import Organisation
from commonpool.organisations.operations.administrators import confirm_administrator
from commonpool.organisations.operations.roles import appoint_steward, grant_role
from commonpool.organisations.queries import roles as role_queries
from commonpool.people import operations, queries
from commonpool.people.models import Employment
from tests.factories.recorded import recorded

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=LONDON)
TODAY = london_date(NOW)
SIGNED_UP = Actor.rule("signed_in_by_code")
INSTALLER = Actor.rule("command_line")

_numbers = count(1)


def actor(
    person: Person,
    *,
    at: datetime = NOW,
    second_factor: bool = True,
    fresh_code: bool = True,
    may_decide: bool = True,
) -> Actor:
    """The person as the door would let them in at that instant, second factor met unless said otherwise."""
    return queries.actor_for(
        person_id=person.pk,
        second_factor=second_factor,
        fresh_mailboxes=proved_mailboxes(person.pk) if fresh_code else (),
        may_decide=may_decide,
        at=at,
    )


@recorded
def make_person(
    email: str = "", *, name: str = "", demonstration: bool = False, proved: bool = True, at: datetime = NOW
) -> Person:
    """Somebody who has signed in once and works nowhere we know."""
    number = next(_numbers)
    return register_person(
        actor=SIGNED_UP,
        email=email or f"person-{number}@example.org",
        name=name or f"Person {number}",
        proved=proved,
        demonstration=demonstration,
        at=at,
    )


@recorded
def make_employment(
    organisation: Organisation, *, person: Person | None = None, name: str = "", at: datetime = NOW
) -> Employment:
    """A person (a new one, unless given) works there: mailbox proved, nothing stated yet."""
    domain = organisation.domains.order_by("id").values_list("name", flat=True)[0]
    mailbox = f"officer-{next(_numbers)}@{domain}"
    if person is None:
        person = make_person(mailbox, name=name, demonstration=organisation.demonstration, at=at)
    else:
        _prove(person, mailbox)
    return operations.start_employment(
        actor=actor(person, at=at), organisation_id=organisation.pk, mailbox=mailbox, at=at
    )


@recorded
def make_officer(
    organisation: Organisation,
    *,
    person: Person | None = None,
    name: str = "",
    job_title: str = "Planning officer",
    grade_band: str = "Officer",
    weekly_minutes: int = 37 * 60,
    working_days: Iterable[int] = (1, 2, 3, 4, 5),
    other_jobs: str = "",
    ticked: bool = True,
    checked: bool = True,
    at: datetime = NOW,
) -> Employment:
    """An employment with its facts stated, ticked by a manager and checked by HR (unless said otherwise)."""
    employment = make_employment(organisation, person=person, name=name, at=at)
    operations.state_employment_facts(
        actor=actor(employment.person, at=at),
        employment_id=employment.pk,
        job_title=job_title,
        grade_band=grade_band,
        weekly_minutes=weekly_minutes,
        working_days=working_days,
        other_jobs=other_jobs,
        at=at,
    )
    if ticked or checked:
        approver = make_role(organisation, Role.APPROVER, at=at)
        operations.tick_payroll(actor=actor(approver, at=at), employment_id=employment.pk, at=at)
    if checked:
        hr = make_role(organisation, Role.HR, at=at)
        operations.check_employment(
            actor=actor(hr, at=at),
            employment_id=employment.pk,
            payroll_number=f"P{employment.pk}",
            facts_sha256=facts_shown(employment),
            at=at,
        )
    employment.refresh_from_db()
    return employment


def facts_shown(employment: Employment) -> str:
    """The hash of the payroll facts as HR's page shows them now."""
    return queries.facts_sha256(queries.employment(employment.pk))


@recorded
def make_role(
    organisation: Organisation,
    role: Role,
    *,
    person: Person | None = None,
    name: str = "",
    at: datetime = NOW,
) -> Person:
    """A person (a new colleague, unless given) holds the role there, granted as it would be."""
    if person is None:
        person = make_employment(organisation, name=name or f"{role.value} {next(_numbers)}", at=at).person
    elif organisation.pk not in queries.employers_of(person.pk, london_date(at)):
        make_employment(organisation, person=person, at=at)
    if role is Role.COUNCIL_ADMINISTRATOR:
        return _make_administrator(organisation, person, at)
    if role is not Role.OFFICER and not role_queries.holds(person.pk, organisation.pk, role):
        administrator = administrator_of(organisation, other_than=person, at=at)
        grant_role(
            actor=actor(administrator, at=at),
            organisation_id=organisation.pk,
            person_id=person.pk,
            role=role,
            at=at,
        )
    return person


def administrator_of(
    organisation: Organisation, *, other_than: Person | None = None, at: datetime = NOW
) -> Person:
    """The council's administrator, made if it has none (or none but `other_than`)."""
    for holding in role_queries.holders(organisation.pk, Role.COUNCIL_ADMINISTRATOR):
        if other_than is None or holding.person_id != other_than.pk:
            return holding.person
    return make_role(organisation, Role.COUNCIL_ADMINISTRATOR, at=at)


@recorded
def make_steward(*, name: str = "", at: datetime = NOW) -> Person:
    """A steward of the network."""
    person = make_person(name=name or "Steward", at=at)
    appoint_steward(actor=INSTALLER, person_id=person.pk, at=at)
    return person


def _make_administrator(organisation: Organisation, person: Person, at: datetime) -> Person:
    first = next(iter(role_queries.holders(organisation.pk, Role.COUNCIL_ADMINISTRATOR)), None)
    if first is None:
        claim = operations.claim_administrator(
            actor=actor(person, at=at), organisation_id=organisation.pk, post="Head of digital", at=at
        )
    else:
        claim = operations.appoint_administrator(
            actor=actor(first.person, at=at),
            organisation_id=organisation.pk,
            email=person.email,
            post="Head of digital",
            at=at,
        )
    steward = make_steward(at=at)
    confirm_administrator(actor=actor(steward, at=at), claim_id=claim.pk, how="Called back", at=at)
    return person


def close_account(person: Person) -> None:
    """The person has closed their account, and all that follows it has followed."""
    anonymise_person(actor=actor(person), person_id=person.pk, at=NOW)
    closed = Event.objects.get(name="PersonAnonymised", facts__person_id=person.pk)
    for reaction in AFTERWARDS[PersonAnonymised]:
        reaction(closed)


def _prove(person: Person, mailbox: str) -> None:
    """The person gave back a code sent to another address of theirs."""
    person.emailaddress_set.create(email=mailbox, verified=True)  # type: ignore[attr-defined]
