"""The host is late: the officer or home proposes other weeks, the host takes them up or says no."""

from datetime import timedelta
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.bookings import operations, queries
from commonpool.bookings.models import BookedWeek, Booking, WeeksProposal
from commonpool.bookings.rules import refusals
from commonpool.identity.models import Person
from commonpool.invoices.models import Charge
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.factories.bookings import Pair, accept, approve, bound_booking, fresh, make_pair, monday, varied
from tests.factories.letters import post, written
from tests.factories.needs import LATE, READY_ON, needing, said_ready, two_weeks
from tests.factories.people import actor, make_role
from tests.guards import gone, refused

pytestmark = pytest.mark.django_db
LATER = [(monday(1), 120), (monday(3), 120)]


@pytest.fixture
def pair() -> Pair:
    return make_pair(weekly_minutes=240)


@pytest.fixture
def booking(pair: Pair) -> Booking:
    return needing(pair, weeks=two_weeks())


def propose(booking: Booking, by: Person, weeks: Any = LATER, *, at: Any = LATE) -> WeeksProposal:
    return operations.propose_weeks(actor=actor(by, at=at), booking_id=booking.pk, weeks=weeks, at=at)


def answer(booking: Booking, by: Person, proposal: WeeksProposal, *, yes: bool = True) -> Any:
    say = operations.take_up_weeks if yes else operations.decline_weeks
    return say(actor=actor(by, at=LATE), booking_id=booking.pk, proposal_id=proposal.pk, at=LATE)


def held(booking: Booking) -> list[tuple[Any, int]]:
    rows = BookedWeek.objects.filter(booking=booking, released_at__isnull=True).order_by("monday")
    return list(rows.values_list("monday", "minutes"))


def test_the_officers_weeks_bind_with_the_hosts_yes_and_cost_nothing(pair: Pair, booking: Booking) -> None:
    proposal = propose(booking, pair.officer.person)
    assert held(booking) == two_weeks()
    terms = answer(booking, pair.booker, proposal)
    assert (terms.version, terms.hours) == (2, LATER)
    assert terms.ready_on > READY_ON
    assert held(booking) == two_weeks()
    found = accept(fresh(booking), at=LATE)
    if found.pending is not None:
        found = approve(pair, found, at=LATE)
    assert (found.version, held(booking)) == (2, LATER)
    assert not Charge.objects.filter(booking=booking).exists()
    assert not queries.is_host_late(fresh(booking), LATE.date())


def test_an_approver_proposes_and_the_officer_still_says_yes(pair: Pair, booking: Booking) -> None:
    proposal = propose(booking, pair.approver)
    answer(booking, pair.booker, proposal)
    assert fresh(booking).pending is not None
    assert queries.open_moves(actor(pair.officer.person, at=LATE), fresh(booking), LATE)[0] == "accept"


def test_a_no_leaves_the_booking_as_it_was(pair: Pair, booking: Booking) -> None:
    proposal = propose(booking, pair.officer.person)
    answer(booking, pair.booker, proposal, yes=False)
    assert (fresh(booking).pending, held(booking)) == (None, two_weeks())
    with pytest.raises(refusals.ProposalMoved):
        answer(booking, pair.booker, proposal)
    propose(booking, pair.officer.person)


def test_a_second_proposal_takes_the_place_of_the_first(pair: Pair, booking: Booking) -> None:
    first = propose(booking, pair.officer.person)
    second = propose(booking, pair.approver, [(monday(2), 120), (monday(3), 120)])
    with pytest.raises(refusals.ProposalMoved):
        answer(booking, pair.booker, first)
    assert answer(booking, pair.booker, second).hours == [(monday(2), 120), (monday(3), 120)]
    with pytest.raises(refusals.ProposalMoved):
        answer(booking, pair.booker, second)


def test_terms_that_the_host_changed_meanwhile_make_it_void(pair: Pair, booking: Booking) -> None:
    proposal = propose(booking, pair.officer.person)
    varied(pair, booking, [(monday(), 60), (monday(1), 120)], at=LATE)
    with pytest.raises(refusals.ProposalMoved):
        answer(booking, pair.booker, proposal)
    accept(fresh(booking), at=LATE)
    with pytest.raises(refusals.ProposalMoved):
        answer(booking, pair.booker, proposal)


def test_a_week_that_somebody_took_meanwhile_is_not_taken_up(pair: Pair, booking: Booking) -> None:
    proposal = propose(booking, pair.officer.person)
    other = make_pair(home=pair.home, officer=pair.officer)
    bound_booking(other, [(monday(3), 240)], at=LATE)
    with pytest.raises(refusals.WeekTaken):
        answer(booking, pair.booker, proposal)
    assert held(booking) == two_weeks()
    assert queries.proposed_for(fresh(booking)) == proposal


@pytest.mark.parametrize(
    ("weeks", "refusal"),
    [
        ([(monday(1), 120), (monday(3), 150)], refusals.MoreThanBooked),
        (two_weeks(), refusals.NothingVaried),
    ],
)
def test_refuses_more_hours_and_no_change(
    pair: Pair, booking: Booking, weeks: Any, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        propose(booking, pair.officer.person, weeks)


def test_only_a_late_host_is_asked(pair: Pair, booking: Booking) -> None:
    with pytest.raises(refusals.HostNotLate):
        propose(booking, pair.officer.person, at=LATE - timedelta(days=1))
    said_ready(pair, booking)
    with pytest.raises(refusals.HostNotLate):
        propose(booking, pair.officer.person)


def test_the_host_does_not_propose_and_home_does_not_answer(pair: Pair, booking: Booking) -> None:
    with pytest.raises(Forbidden):
        propose(booking, pair.booker)
    proposal = propose(booking, pair.officer.person)
    for person in (pair.officer.person, pair.approver):
        with pytest.raises(Forbidden):
            answer(booking, person, proposal)
    stranger = make_role(make_pair().host, Role.BOOKING_MANAGER)
    with pytest.raises(NotFound):
        answer(booking, stranger, proposal)


@pytest.mark.both_servers
def test_the_database_keeps_one_that_waits_and_one_outcome(pair: Pair, booking: Booking) -> None:
    proposal = propose(booking, pair.officer.person)
    facts = {"booking": booking, "version": booking.version, "weeks": [], "proposed_at": LATE}
    waits = facts | {"proposed_by": pair.approver}
    refused("weeks_proposal_one_waits", lambda: WeeksProposal.objects.create(**waits))
    rows = WeeksProposal.objects.filter(pk=proposal.pk)
    both = {"taken_up_at": LATE, "taken_up_by": pair.booker, "declined_at": LATE, "declined_by": pair.booker}
    refused("weeks_proposal_one_outcome", lambda: rows.update(**both))
    own = pair.officer.person
    for itself in (
        {"taken_up_at": LATE, "taken_up_by": own},
        {"declined_at": LATE, "declined_by": own},
    ):
        refused("weeks_proposal_not_answered_by_proposer", lambda itself=itself: rows.update(**itself))
    refused("weeks_proposal_never_edited", lambda: rows.update(version=2))
    refused("weeks_proposal_never_edited", lambda: gone(proposal))
    answer(booking, pair.booker, proposal, yes=False)
    refused("weeks_proposal_outcome_stays", lambda: rows.update(declined_at=None, declined_by=None))


def test_it_waits_for_the_host_and_letters_go_both_ways(pair: Pair, booking: Booking) -> None:
    proposal = propose(booking, pair.officer.person)
    waits = [each.kind for each in queries.waiting_for(actor(pair.booker, at=LATE), LATE)]
    assert "answer_weeks" in waits
    assert "answer_weeks" not in [
        each.kind for each in queries.waiting_for(actor(pair.officer.person, at=LATE), LATE)
    ]
    assert [each.person_id for each in written("weeks_proposed", post())] == [pair.booker.pk]
    answer(booking, pair.booker, proposal, yes=False)
    assert [each.person_id for each in written("weeks_declined", post())] == [pair.officer.person.pk]
