"""Two councils with one of everything that a list shows, then with more, and people who read every list of theirs."""

from dataclasses import dataclass

from commonpool.access import Role
from commonpool.activity.operations import change
from commonpool.agreements.operations import wish_to_join
from commonpool.bookings import operations as bookings
from commonpool.identity.models import Person
from commonpool.identity.operations import make_token
from commonpool.kernel.weeks import WEEK
from commonpool.matching.operations import save_search
from commonpool.matching.operations.remember_empty_search import remember_empty_search
from commonpool.matching.rules import Wanted
from commonpool.organisations.models import Organisation
from commonpool.organisations.operations.help import ask_for_help
from commonpool.payroll.operations import record_time_taken
from commonpool.people.operations import appoint_administrator, say_experience, suggest_skill
from tests.factories.bookings import (
    Pair,
    accept,
    another_officer,
    bound_booking,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.councils import council
from tests.factories.hours import FRIDAY
from tests.factories.invitations import make_invitation
from tests.factories.ledger import posted_invoice
from tests.factories.listings import asked_permission, draft_listing, listed_officer
from tests.factories.offers import made_offer, opened_need
from tests.factories.payroll import own_hours
from tests.factories.people import (
    NOW,
    actor,
    administrator_of,
    make_employment,
    make_officer,
    make_person,
    make_role,
    make_steward,
)
from tests.factories.works import make_work, took_part

NEVER_HELD = {Role.STEWARD, Role.OFFICER, Role.COUNCIL_ADMINISTRATOR}


@dataclass
class Place:
    """`lender` and `borrower` hold every role in their councils; `steward` has the desk."""

    pair: Pair
    lender: Person
    borrower: Person
    steward: Person
    rows: int = 0

    @property
    def readers(self) -> list[Person]:
        return [self.lender, self.borrower, self.pair.officer.person, self.steward]


def everything(organisation: Organisation) -> Person:
    """One person with every role of a council."""
    person = administrator_of(organisation)
    for role in Role:
        if role not in NEVER_HELD:
            make_role(organisation, role, person=person)
    return person


def place() -> Place:
    home, host = council(), council()
    lender, borrower = everything(home), everything(host)
    officer = listed_officer(home, weekly_minutes=240, approver=lender)
    pair = make_pair(home=home, host=host, officer=officer, per_month_pence=10_000_000)
    return Place(pair, lender, borrower, make_steward())


def one_more(here: Place) -> None:
    """Every list is a row longer."""
    with change():
        _pool(here)
        _work(here)
        _rights(here)
        _desk(here)
    here.rows += 1


def _pool(here: Place) -> None:
    """One more officer who waits for their manager, one whose manager nobody knows, one thing done."""
    home = here.pair.home
    asked_permission(draft_listing(make_officer(home, checked=False)), approver=here.lender)
    unknown = make_employment(home).person
    asked_permission(draft_listing(make_officer(home, checked=False)), approver=unknown)
    say_experience(actor=actor(here.lender), words=f"Led backlog {here.rows}", at=NOW)
    work = make_work(home, f"Led backlog {here.rows}", by=here.pair.officer.person)
    took_part(here.pair.officer.person, work)
    took_part(here.lender, work)


def _work(here: Place) -> None:
    """One more booking of each kind, hours agreed and to agree, a call, a place in line, two limits."""
    pair, asked_at = here.pair, FRIDAY + here.rows // 5 * WEEK
    new = another_officer(pair, approver=here.lender, time_basis="time_back")
    officer = new.officer
    own_hours(new, bound_booking(new, [(monday(0), 60), (monday(1), 60)]))
    record_time_taken(
        actor=actor(officer.person, at=FRIDAY),
        employment_id=officer.employment.pk,
        on=FRIDAY.date(),
        minutes=30,
        at=FRIDAY,
    )
    requested_booking(new, [(monday(2), 60)])
    accept(requested_booking(new, [(monday(3), 60)], by=here.borrower))
    bookings.stand_in_line(
        actor=actor(here.borrower),
        officer=officer.reference,
        mondays=[monday(2)],
        host_id=pair.host.pk,
        at=NOW,
    )
    bookings.ask_for_call(
        actor=actor(here.borrower, at=asked_at),
        officer=officer.reference,
        host_id=pair.host.pk,
        message="Could we talk about your appeals work?",
        at=asked_at,
    )
    posted_invoice(pair.home, pair.host, document=f"TEST-{here.rows:06}")
    granted_limit(pair, holder=make_role(pair.host, Role.BOOKING_MANAGER))
    need = opened_need(pair, title=f"Need {here.rows}", mondays=(monday(20),))
    made_offer(new, need, [(monday(20), 60)])
    made_offer(pair, need, [(monday(20), 60)])
    save_search(actor=actor(here.borrower), wanted=Wanted(words=f"bats {here.rows}"), at=NOW)
    week = monday(here.rows)
    requested_booking(pair, [(week, 60)], by=here.borrower)


def _rights(here: Place) -> None:
    """One more role, claim and token at each council."""
    for organisation, person in ((here.pair.home, here.lender), (here.pair.host, here.borrower)):
        make_role(organisation, Role.AUDITOR)
        claimant = make_employment(organisation).person
        appoint_administrator(
            actor=actor(person), organisation_id=organisation.pk, email=claimant.email, post="Head", at=NOW
        )
        make_token(actor=actor(person), label=f"Token {here.rows}", at=NOW)


def _desk(here: Place) -> None:
    """One more council that joined, one that is wished for, one call for help, one empty search."""
    council(depth="peer")
    make_invitation(council(depth="none", name=f"Aaa {here.rows}"), steward=here.steward)
    wished = council(depth="none")
    wisher = actor(make_employment(wished).person)
    wish_to_join(actor=wisher, organisation_id=wished.pk, at=NOW)
    ask_for_help(actor=actor(make_person()), message="Help me in", at=NOW)
    suggest_skill(actor=wisher, text=f"Skill {here.rows}", at=NOW)
    searched = Wanted(words=f"bat surveys {here.rows}")
    remember_empty_search(actor=actor(here.borrower), wanted=searched, at=NOW)
