"""What the demonstration promises: a whole small world, in every state, on whatever day it is told.

The accounts that anybody may be are here too: to tell it once more for them would take longer than all of them.
"""

import json
from collections import Counter, deque
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import cycle
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from django.test import override_settings

from commonpool.access import Actor, Role
from commonpool.activity.models import Event
from commonpool.agreements.models import Section114Report, WishToJoin
from commonpool.agreements.queries import STANDINGS, board, depths
from commonpool.availability import queries as availability
from commonpool.availability.lifecycle import LISTING, PERMISSION
from commonpool.availability.models import ApproverCheck, Block, Listing, Permission, Week
from commonpool.bookings import queries as bookings
from commonpool.bookings.lifecycle import BOOKING, CALL, SPENDING_LIMIT
from commonpool.bookings.models import (
    BookedWeek,
    Booking,
    BookingNeed,
    BookingTerms,
    Call,
    SpendingLimit,
    Waiting,
)
from commonpool.bookings.operations import request_booking
from commonpool.demonstration.posts import REGISTERED
from commonpool.demonstration.reading import officers
from commonpool.identity import queries, rules
from commonpool.identity.models import ApiToken, Person
from commonpool.invoices.models import Charge
from commonpool.kernel.clock import london_date
from commonpool.kernel.lifecycle import Lifecycle
from commonpool.kernel.weeks import monday_of
from commonpool.ledger.models import Entry
from commonpool.matching.models import EmptySearch
from commonpool.organisations.models import (
    AdministratorClaim,
    HelpRequest,
    Invitation,
    Organisation,
    RoleHolding,
)
from commonpool.people.models import Employment, Experience, PostFacts
from commonpool.people.queries import actor_for
from commonpool.timesheets.lifecycle import TIMESHEET
from commonpool.timesheets.models import Timesheet
from commonpool.web.ledger.sources import SOURCE_WORDS
from tests.demonstration import money
from tests.demonstration.telling import DAYS

pytestmark = [pytest.mark.long, pytest.mark.django_db]

COUNCIL_ROLES = set(Role) - {Role.STEWARD, Role.OFFICER}
PURCHASE_ORDER_FROM_PENCE = 100_000
EVERYONE_BOOKS = 30


def demonstration_councils() -> list[Organisation]:
    """Those that lend and borrow; not the one that is still to take over from three."""
    here = Organisation.objects.filter(demonstration=True, precedents__isnull=True)
    return list(here.exclude(type="combined_authority").order_by("id"))


def statuses(model: type) -> Counter:
    return Counter(model.objects.values_list("status", flat=True))


def test_has_two_councils_in_each_nation_that_borrow_at_least(now: datetime) -> None:
    councils = demonstration_councils()
    assert Counter(each.nation for each in councils) == {
        "England": 2, "Wales": 2, "Scotland": 2, "Northern Ireland": 2,
    }  # fmt: skip
    assert Counter(depths([each.pk for each in councils]).values()) == {"lend": 7, "borrow": 1}


def test_has_a_need_that_is_ready_one_that_is_late_and_an_hour_that_was_lost(now: datetime) -> None:
    today = london_date(now)
    bound = [booking for booking in bookings.with_open_needs() if booking.status == "bound"]
    needed = [each for booking in bound for each in bookings.needed_for(booking, today)]
    assert {each.ready for each in needed} == {True, False}
    assert any(each.late for each in needed)
    assert BookingNeed.objects.filter(removed_at__isnull=False).exists()
    assert Charge.objects.filter(source="host_late").get().minutes == 60


def test_has_a_peer_and_one_that_has_not_joined(now: datetime) -> None:
    shallow = Organisation.objects.filter(demonstration=True, type="combined_authority")
    assert set(depths([each.pk for each in shallow]).values()) == {"peer", "none"}


def test_has_councils_in_every_standing(now: datetime) -> None:
    steward = RoleHolding.objects.filter(role=Role.STEWARD).earliest("pk")
    found = board(actor_for(person_id=steward.person_id, at=now), day=london_date(now))
    assert {each.standing for each in found.filter(demonstration=True)} >= set(STANDINGS) - {"not_started"}  # type: ignore[attr-defined]
    assert {each.standing for each in found.filter(demonstration=False)} <= {"not_started"}  # type: ignore[attr-defined]
    assert Invitation.objects.exclude(organisation__demonstration=True).count() == 0


def test_has_every_role_in_every_council_and_two_stewards(now: datetime) -> None:
    for each in demonstration_councils():
        assert (
            set(RoleHolding.objects.filter(organisation=each).values_list("role", flat=True)) == COUNCIL_ROLES
        )
    assert RoleHolding.objects.filter(role=Role.STEWARD).count() == 2


def test_has_eighty_officers_in_many_trades(now: datetime) -> None:
    assert len(officers()) >= 80
    assert len({each.trade for each in officers().values()}) >= 15
    assert Listing.objects.count() >= 80
    assert Experience.objects.filter(confirmed_at__isnull=False).count() >= 30


def test_marks_everybody_and_everything_plainly(now: datetime) -> None:
    assert not Person.objects.filter(demonstration=False).exists()
    assert not Person.objects.exclude(email__endswith=".example").exists()
    assert not Employment.objects.filter(organisation__demonstration=False).exists()


@pytest.mark.parametrize(
    ("model", "lifecycle"),
    [
        (Permission, PERMISSION),
        (Listing, LISTING),
        (Booking, BOOKING),
        (SpendingLimit, SPENDING_LIMIT),
        (Call, CALL),
        (Timesheet, TIMESHEET),
    ],
    ids=lambda each: getattr(each, "of", None),
)
def test_has_something_in_every_status(now: datetime, model: type, lifecycle: Lifecycle) -> None:
    assert set(statuses(model)) == set(lifecycle.statuses)


def test_has_bookings_in_every_state(now: datetime) -> None:
    today = london_date(now)
    bound = BookedWeek.objects.filter(booking__status="bound", released_at__isnull=True)
    assert bound.filter(monday=monday_of(today)).exists()
    assert bound.filter(monday__gt=today).exists()
    waiting = Booking.objects.filter(status="accepted")
    assert waiting.filter(approved_at__isnull=True).exists()
    assert waiting.filter(approved_at__isnull=False, confirmed_at__isnull=True).exists()
    assert Booking.objects.filter(kind="peer_help", status="worked").exists()
    assert BookingTerms.objects.filter(version=2, booking__status="bound").exists()
    assert set(Charge.objects.values_list("source", flat=True)) == {
        "agreed_week", "late_cancellation", "host_late",
    }  # fmt: skip


@pytest.mark.parametrize("check", money.CHECKS, ids=lambda each: each.__name__)
def test_tells_of_money(now: datetime, check: Callable[[], None]) -> None:
    check()


def test_every_entry_of_the_ledger_says_what_it_is_about(now: datetime) -> None:
    assert {*Entry.objects.values_list("source_kind", flat=True)} <= {*SOURCE_WORDS}


def test_leaves_what_waits_time_to_be_answered(now: datetime) -> None:
    waiting = Booking.objects.filter(status__in=["requested", "accepted"])
    assert waiting.count() >= 8
    assert not waiting.filter(answer_by__lte=now).exists()


def test_has_everything_else_in_every_state(now: datetime) -> None:
    assert ApproverCheck.objects.filter(checked_at__isnull=True).exists()
    assert AdministratorClaim.objects.filter(confirmed_at__isnull=True).exists()
    assert HelpRequest.objects.filter(closed_at__isnull=True).exists()
    assert Employment.objects.filter(ticked_at__isnull=False, checked_at__isnull=True).exists()
    assert EmptySearch.objects.count() >= 4
    assert WishToJoin.objects.exists()
    assert Waiting.objects.exists()


def test_has_a_person_with_two_jobs_and_three_days_at_once(now: datetime) -> None:
    two = Person.objects.annotate(jobs=Count("employments")).get(jobs=2)
    assert Listing.objects.filter(person=two, status="listed").exists()
    block = Block.objects.get(listing__status="listed")
    week = Week.objects.get(person=block.listing.person, monday=block.monday)
    assert week.offered_minutes == block.minutes + block.listing.weekly_minutes > 20 * 60


def test_lies_in_thirty_weeks_around_today(now: datetime) -> None:
    told = Event.objects.exclude(name="RegisterLoaded").exclude(organisation_id=0).order_by("happened_at")
    assert told.first().happened_at <= now - timedelta(weeks=16)
    assert told.last().happened_at <= now
    booked = BookedWeek.objects.filter(released_at__isnull=True).order_by("monday")
    assert booked.first().monday <= london_date(now) - timedelta(weeks=8)
    assert booked.last().monday >= london_date(now) + timedelta(weeks=10)


def test_anybody_who_books_elsewhere_can_book_thirty_officers_for_pay(now: datetime) -> None:
    """Every officer is quoted to every council, not a sample; and everybody who books sends a request that is taken.

    But for one, whom another nation's councils look up in their register first.
    A council's bookers share its officers out among them, and the other way round on the other day.
    """
    first = monday_of(london_date(now)) + timedelta(weeks=1)
    visible = availability.visible_listings(now).exclude(person__name=REGISTERED)
    listings = list(visible.select_related("employment"))
    bookers = (
        RoleHolding.objects.filter(role=Role.BOOKING_MANAGER).select_related("organisation").order_by("id")
    )
    assert {each.organisation_id for each in bookers} == {each.pk for each in demonstration_councils()}
    for number, council in enumerate(demonstration_councils()):
        free = bookings.free_weeks(listings, [council.pk], first, first + timedelta(weeks=5), now)
        bookable = [listing for listing in listings if len(free[listing.pk]) >= 3]
        assert len(bookable) >= EVERYONE_BOOKS
        own = [each for each in bookers if each.organisation_id == council.pk]
        shares = deque(own)
        shares.rotate(DAYS.index(now))
        actors = {each: actor_for(person_id=each.person_id, at=now) for each in own}
        for booker, listing in zip(cycle(shares), bookable, strict=False):
            quote = bookings.quote(actors[booker], at=now, **asked(booker, listing, free))
            assert quote.blocks == []
            assert 0 < quote.net_pence < PURCHASE_ORDER_FROM_PENCE
        for booker, listing in zip(own, bookable[number:], strict=False):
            sent_and_taken_back(actors[booker], asked(booker, listing, free), now)


def asked(booker: RoleHolding, listing: Listing, free: dict[int, dict[date, int]]) -> dict[str, Any]:
    return {
        "host_id": booker.organisation_id,
        "officer": listing.reference,
        "weeks": [(monday, 60) for monday in sorted(free[listing.pk])[:3]],
        "function_id": "3",
        "purpose": "Advice on forms",
    }


def sent_and_taken_back(actor: Actor, wanted: dict[str, Any], now: datetime) -> None:
    with transaction.atomic():
        sent = request_booking(actor=actor, at=now, **wanted)
        assert BookedWeek.objects.filter(booking=sent, released_at__isnull=True).count() == 3
        transaction.set_rollback(True)


def test_most_who_book_need_only_the_officers_yes(now: datetime) -> None:
    limits = SpendingLimit.objects.filter(status="granted", ends_on__gt=now.date() + timedelta(weeks=26))
    holders = set(limits.values_list("holder_id", flat=True))
    bookers = set(RoleHolding.objects.filter(role=Role.BOOKING_MANAGER).values_list("person_id", flat=True))
    assert len(bookers) - 2 == len(holders & bookers)


def test_is_told_once(now: datetime) -> None:
    before = Event.objects.count()
    with time_machine.travel(now, tick=False), override_settings(DEMONSTRATION=True):
        call_command("load_demonstration", verbosity=0)
    assert Event.objects.count() == before


def accounts(now: datetime) -> list[dict]:
    printed = StringIO()
    with time_machine.travel(now, tick=False), override_settings(DEMONSTRATION=True):
        call_command("demo_accounts", stdout=printed)
    return json.loads(printed.getvalue())


def test_lists_an_account_for_each_role_and_a_booker_in_every_council(now: datetime) -> None:
    listed = accounts(now)
    assert set(listed[0]) == {"email", "name", "council", "roles", "token"}
    assert {role for each in listed for role in each["roles"]} == {role.value for role in Role}
    booking = {each["council"] for each in listed if "booking_manager" in each["roles"]}
    assert booking == {each.code for each in demonstration_councils()}


def test_gives_the_same_working_tokens_again(now: datetime) -> None:
    first = accounts(now)
    made = ApiToken.objects.count()
    assert accounts(now) == first
    assert ApiToken.objects.count() == made == len(first)
    for each in first[:5]:
        token = queries.token_asked(rules.sha256(each["token"]), now.date())()
        assert token is not None
        assert token.may_decide
        assert token.person.email == each["email"]


def test_shows_a_register_over_a_border_a_statutory_post_and_a_report_that_is_over(now: datetime) -> None:
    booking = Booking.objects.get(officer__name=REGISTERED, host__code="DEMO-STRA")
    said = {each["rule"]: each for each in booking.standing.checks}
    assert said["PWR-17"]["effect"] == "BLOCK"
    assert "SSSC register" in said["PWR-17"]["allowed_because"]
    assert PostFacts.objects.exclude(statutory_post="").count() == 1
    assert Section114Report.objects.get().considered_on is not None
