"""Three councils become one on a Wednesday: what is live goes on, what is over stays, and nothing is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db.models import Sum

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements import queries as agreements
from commonpool.availability.operations import expire_permissions, leave_ended_employments
from commonpool.bookings.models import BookedWeek, Booking, SpendingLimit
from commonpool.bookings.operations import cancel_booking, withdraw_limits_of_leavers
from commonpool.invoices import queries as invoices
from commonpool.invoices.models import Charge
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.models import Organisation, RoleHolding
from commonpool.organisations.queries import council_by_code
from commonpool.organisations.queries.register import CouncilSplit, councils_at_domain
from commonpool.people.models import Employment
from commonpool.people.operations import end_employment
from commonpool.successions import operations, queries
from commonpool.successions.operations import SuccessionChanged
from commonpool.successions.rules import by_kind
from commonpool.timesheets.operations import agree_hours
from tests.factories.bookings import Pair, bound_booking, fresh, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.hours import agreed_hours, sent_hours
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_officer, make_role, make_steward
from tests.factories.recorded import recorded
from tests.factories.successions import ON, THAT_DAY, carried_out, confirmed, ending

pytestmark = pytest.mark.django_db

THREE_WEEKS = [(monday(), 120), (monday(1), 60), (monday(2), 60)]
AFTERWARDS = datetime(2026, 12, 18, 17, 0, tzinfo=LONDON)


@dataclass
class Merge:
    """Two of the three lent to each other and to a neighbour; the first is owed for a week of it."""

    first: Organisation
    second: Organisation
    third: Organisation
    new: Organisation
    neighbour: Organisation
    lent: Pair
    booking: Booking
    between: Booking
    charge: Charge


@recorded
def make_merge() -> Merge:
    first, second, third, neighbour = council(), council(), council(depth="borrow"), council()
    [new] = ending(first, second, third)
    lent = make_pair(home=first, host=neighbour)
    booking = bound_booking(lent, THREE_WEEKS)
    agreed_hours(lent, booking)
    between = bound_booking(make_pair(home=first, host=second), THREE_WEEKS[1:])
    return Merge(first, second, third, new, neighbour, lent, fresh(booking), between, Charge.objects.get())


@pytest.fixture
def merge() -> Merge:
    return make_merge()


def held() -> dict[str, int]:
    """All minutes held and pence of live weeks and charges, whosever they are."""
    live = BookedWeek.objects.filter(released_at__isnull=True)
    sums = live.aggregate(minutes=Sum("minutes"), pence=Sum("net_pence"))
    return sums | {"charged": Charge.objects.aggregate(all=Sum("net_pence"))["all"]}


def test_carries_over_everything_live(merge: Merge) -> None:
    before = held()
    assert carried_out(merge.new) == 3
    lent = merge.lent.officer
    job = Employment.objects.get(person=lent.person, organisation=merge.new)
    assert (job.starts_on, job.came_from_id, job.checked_at) == (
        ON,
        lent.employment.pk,
        lent.employment.checked_at,
    )
    lent.employment.refresh_from_db()
    lent.listing.refresh_from_db()
    lent.permission.refresh_from_db()
    assert lent.employment.ends_on == ON - timedelta(days=1)
    assert (lent.listing.status, lent.listing.employment_id) == ("listed", job.pk)
    assert (lent.permission.status, lent.permission.employment_id) == ("granted", job.pk)
    booking = fresh(merge.booking)
    assert (booking.status, booking.home_id, booking.host_id) == ("bound", merge.new.pk, merge.neighbour.pk)
    assert not RoleHolding.objects.filter(
        organisation__in=[merge.first, merge.second, merge.third], ended_at__isnull=True
    ).exists()
    assert RoleHolding.objects.filter(organisation=merge.new, ended_at=None, role=Role.APPROVER).exists()
    limit = SpendingLimit.objects.get(holder=merge.between.requested_by)
    assert (limit.status, limit.organisation_id) == ("granted", merge.new.pk)
    # The booking between two of them frees its last week, and nothing else is lost.
    freed = merge.between.weeks.get(monday=monday(2))  # type: ignore[attr-defined]
    after = held()
    assert before["minutes"] - after["minutes"] == freed.minutes
    assert before["pence"] - after["pence"] == freed.net_pence
    assert before["charged"] == after["charged"]


def test_what_is_over_stays_under_the_old_names(merge: Merge) -> None:
    over = bound_booking(make_pair(home=merge.neighbour, host=merge.third), [(monday(), 60)])
    manager = actor(make_role(merge.third, Role.BOOKING_MANAGER))
    cancel_booking(actor=manager, booking_id=over.pk, reason="not_needed", at=NOW)
    carried_out(merge.new)
    assert fresh(over).host_id == merge.third.pk
    merge.charge.refresh_from_db()
    assert (merge.charge.home_id, merge.charge.host_id) == (merge.first.pk, merge.neighbour.pk)
    finance = actor(make_role(merge.new, Role.FINANCE, at=THAT_DAY), at=THAT_DAY)
    assert invoices.totals_of(finance, merge.new.pk).due_pence == merge.charge.net_pence
    # Who works for the new council reads what the old ones did, and does nothing there.
    assert invoices.totals_of(finance, merge.first.pk).due_pence == 0
    assert list(invoices.charges_of(finance, merge.first.pk)) == [merge.charge]


def test_a_week_is_of_the_council_of_its_monday(merge: Merge) -> None:
    carried_out(merge.new)
    agreed_hours(merge.lent, merge.booking, week=monday(1), at=AFTERWARDS)
    later = datetime(2026, 12, 24, 17, 0, tzinfo=LONDON)
    agreed_hours(merge.lent, merge.booking, week=monday(2), at=later)
    charges = {each.booked_week.monday: each for each in Charge.objects.select_related("booked_week")}
    assert [charges[monday(number)].home_id for number in range(3)] == [
        merge.first.pk, merge.first.pk, merge.new.pk,
    ]  # fmt: skip
    finance = actor(make_role(merge.new, Role.FINANCE, at=later), at=later)
    due = invoices.totals_of(finance, merge.new.pk).due_pence
    assert due == sum(each.net_pence for each in charges.values())


def test_a_booking_between_two_of_them_ends_and_its_hours_are_worked_off(merge: Merge) -> None:
    run = queries.dry_run(queries.plan_for(actor(make_steward()), merge.new.slug, NOW.date()))
    notes = {line.key: line.note for line in by_kind(run.lines)["booking"]}
    reference = merge.between.reference
    assert (notes[f"{reference}-home"], notes[f"{reference}-host"]) == ("ends", "ends")
    carried_out(merge.new)
    between = fresh(merge.between)
    assert (between.status, between.home_id, between.host_id) == ("bound", merge.first.pk, merge.new.pk)
    sent = sent_hours(between, week=monday(1), at=AFTERWARDS)
    agree_hours(actor=actor(between.requested_by, at=AFTERWARDS), timesheet_id=sent.pk, at=AFTERWARDS)
    assert fresh(between).status == "worked"
    finance = actor(make_role(merge.new, Role.FINANCE, at=AFTERWARDS), at=AFTERWARDS)
    # What it would owe itself is nothing: only the neighbour's week is due.
    assert invoices.totals_of(finance, merge.new.pk) == invoices.Totals(0, merge.charge.net_pence)


def test_done_again_it_changes_nothing(merge: Merge) -> None:
    carried_out(merge.new)
    events = Event.objects.count()
    assert operations.carry_out_due(at=AFTERWARDS) == 0
    assert Event.objects.count() == events


def test_goes_on_where_it_was_interrupted(merge: Merge) -> None:
    confirmed(merge.new)
    assert operations.carry_out(
        actor=operations.carrying_out.SUCCEEDED, predecessor_id=merge.second.pk, at=THAT_DAY
    )
    assert operations.carry_out_due(at=THAT_DAY) == 2
    assert fresh(merge.booking).home_id == merge.new.pk
    assert fresh(merge.between).host_id == merge.new.pk


def test_nothing_happens_before_the_day_nor_unconfirmed(merge: Merge) -> None:
    assert operations.carry_out_due(at=THAT_DAY) == 0
    confirmed(merge.new)
    assert operations.carry_out_due(at=THAT_DAY - timedelta(hours=1)) == 0


def test_until_it_is_handed_over_nothing_ends_by_itself(merge: Merge) -> None:
    assert leave_ended_employments(at=THAT_DAY) == 0
    assert expire_permissions(at=THAT_DAY) == 0
    assert withdraw_limits_of_leavers(at=THAT_DAY) == 0
    assert carried_out(merge.new) == 3
    assert fresh(merge.booking).home_id == merge.new.pk


def test_who_leaves_with_their_council_is_listed_no_more() -> None:
    first, second = council(), council()
    [_new] = ending(first, second)
    lent = listed_officer(first)
    end_employment(
        actor=actor(lent.person), employment_id=lent.employment.pk, ends_on=ON - timedelta(days=1), at=NOW
    )
    assert leave_ended_employments(at=THAT_DAY) == 1
    lent.listing.refresh_from_db()
    assert lent.listing.status == "closed"


def test_two_jobs_at_councils_that_merge_are_one_of_the_hours_of_both() -> None:
    first, second = council(depth="peer"), council(depth="peer")
    [new] = ending(first, second)
    job = make_officer(first, weekly_minutes=600)
    make_officer(second, person=job.person, weekly_minutes=900)
    carried_out(new)
    now = Employment.objects.get(person=job.person, ends_on=None)
    assert (now.organisation_id, now.weekly_minutes) == (new.pk, 1500)


def test_refuses_what_has_changed_since_it_was_shown(merge: Merge) -> None:
    steward = actor(make_steward())
    plan = queries.plan_for(steward, merge.new.slug, NOW.date())
    shown = queries.dry_run(plan).sha256
    requested_booking(make_pair(home=merge.neighbour, host=merge.third), [(monday(2), 60)])
    with pytest.raises(SuccessionChanged):
        operations.confirm_succession(actor=steward, slug=merge.new.slug, shown=shown, at=NOW)


def test_all_had_signed_so_the_new_council_is_bound_without_end(merge: Merge) -> None:
    carried_out(merge.new)
    bound = agreements.governing_on([merge.first.pk, merge.new.pk], ON)
    assert {place: each.ends_on for place, each in bound.items()} == {merge.new.pk: None}
    assert agreements.depth_of(merge.new.pk) == "borrow"


def test_one_had_not_signed_so_the_new_council_is_bound_for_ninety_days() -> None:
    signed, never = council(), council(depth="none")
    [new] = ending(signed, never)
    carried_out(new)
    bound = agreements.governing_on([new.pk], ON)
    assert bound[new.pk].ends_on == ON + timedelta(days=89)
    assert agreements.depth_of(new.pk) == "peer"


def test_the_lowest_price_goes_on() -> None:
    dear, cheap = council(prices={"Officer": 4000, "Manager": 6000}), council(prices={"Officer": 3500})
    [new] = ending(dear, cheap)
    carried_out(new)
    assert agreements.prices_for([new.pk], ON) == {new.pk: {"Officer": 3500, "Manager": 6000}}


def test_addresses_and_codes_lead_to_the_new_council_and_back(merge: Merge) -> None:
    domain = merge.first.domains.get().name  # type: ignore[attr-defined]
    assert councils_at_domain(f"a@{domain}", ON - timedelta(days=1)) == [merge.first]
    assert councils_at_domain(f"a@{domain}", ON) == [merge.new]
    assert council_by_code(merge.first.code, standing_on=ON).pk == merge.new.pk
    [one, _other] = ending(merge.neighbour, into=2)
    with pytest.raises(CouncilSplit):
        council_by_code(merge.neighbour.code, standing_on=ON)
    assert one.precedents.get().predecessor == merge.neighbour  # type: ignore[attr-defined]


def test_only_a_succession_carries_anything(merge: Merge) -> None:
    with pytest.raises(Forbidden):
        operations.carry_out(actor=actor(make_steward()), predecessor_id=merge.first.pk, at=THAT_DAY)
