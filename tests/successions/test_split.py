"""A county is split between two new councils, and its districts go to one of them each: Surrey on 1 April 2027."""

from datetime import date, datetime

import pytest

from commonpool.access import Actor
from commonpool.access.actor import StepUpNeeded
from commonpool.bookings.models import Booking
from commonpool.invoices import queries as invoices
from commonpool.kernel.clock import LONDON
from commonpool.organisations.models import Organisation
from commonpool.organisations.operations import end_demonstration_councils, load_register
from commonpool.people.models import Employment
from commonpool.successions import operations, queries
from commonpool.successions.operations import AssignmentWrong, NotAllAssigned, Said
from commonpool.successions.rules import Line, plans_of
from tests.factories.bookings import bound_booking, fresh, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import agreed_hours
from tests.factories.people import NOW, actor, make_steward
from tests.factories.successions import ON, THAT_DAY, confirmed, ending

pytestmark = pytest.mark.django_db


def said(line: Line, to: Organisation, county: Organisation) -> Said:
    return Said(county.code, line.kind, line.key, to.code)


def test_officers_bookings_and_balances_go_where_the_steward_says() -> None:
    county, neighbour = council(), council()
    east, west = ending(county, into=2)
    lent = make_pair(home=county, host=neighbour)
    out = bound_booking(lent, [(monday(), 120), (monday(2), 60)])
    agreed_hours(lent, out)
    borrowed = bound_booking(make_pair(home=neighbour, host=county), [(monday(2), 60)])
    steward = actor(make_steward())
    plan = queries.plan_for(steward, west.slug, NOW.date())
    run = queries.dry_run(plan)
    missing = {(line.kind, line.key) for line in run.unassigned}
    balance, officer = f"due-from-{neighbour.code}", str(lent.officer.employment.pk)
    assert {("booking", f"{borrowed.reference}-host"), ("balance", balance), ("officer", officer)} <= missing

    with pytest.raises(NotAllAssigned):
        operations.confirm_succession(actor=steward, slug=west.slug, shown=run.sha256, at=NOW)
    assert operations.carry_out_due(at=THAT_DAY) == 0

    # The officer, with the booking that hangs on them, goes east; what is borrowed and what is owed goes west.
    to_east = [line for line in run.unassigned if line.key == officer]
    rest = [line for line in run.unassigned if line.key != officer]
    rows = [said(line, east, county) for line in to_east] + [said(line, west, county) for line in rest]
    operations.assign(actor=steward, slug=west.slug, said=rows, at=NOW)
    confirmed(west)
    assert operations.carry_out_due(at=THAT_DAY) == 1
    assert fresh(out).home_id == east.pk
    assert fresh(borrowed).host_id == west.pk
    job = Employment.objects.get(person=lent.officer.person, ends_on=None)
    assert job.organisation_id == east.pk
    owed = {place.pk: invoices.open_charges_of(place.pk) for place in (county, east, west)}
    assert [len(owed[place.pk]) for place in (county, east, west)] == [0, 0, 1]


def test_what_comes_up_unassigned_by_the_day_waits_for_the_steward() -> None:
    county, neighbour = council(depth="borrow"), council()
    east, _west = ending(county, into=2)
    steward = actor(make_steward())
    plan = queries.plan_for(steward, east.slug, NOW.date())
    rows = [said(line, east, county) for line in queries.dry_run(plan).unassigned]
    operations.assign(actor=steward, slug=east.slug, said=rows, at=NOW)
    confirmed(east)
    booking = bound_booking(make_pair(home=neighbour, host=county), [(monday(2), 60)])
    assert operations.carry_out_due(at=THAT_DAY) == 0
    assert fresh(booking).host_id == county.pk
    rows = [said(line, east, county) for line in queries.dry_run(plan).unassigned]
    operations.assign(actor=steward, slug=east.slug, said=rows, at=NOW)
    assert operations.carry_out_due(at=THAT_DAY) == 1
    assert fresh(booking).host_id == east.pk


@pytest.mark.parametrize("wrong", ["key", "to"])
def test_refuses_a_list_with_one_row_wrong_and_keeps_none_of_it(wrong: str) -> None:
    county = council(depth="peer")
    east, _west = ending(county, into=2)
    steward = actor(make_steward())
    plan = queries.plan_for(steward, east.slug, NOW.date())
    run = queries.dry_run(plan)
    right = said(run.unassigned[0], east, county)
    bad = Said(
        county.code, "officer", "0" if wrong == "key" else right.key, "ZZZ" if wrong == "to" else east.code
    )
    with pytest.raises(AssignmentWrong, match="Row 2"):
        operations.assign(actor=steward, slug=east.slug, said=[right, bad], at=NOW)
    assert queries.dry_run(plan).sha256 == run.sha256


def test_surrey_is_one_plan_of_twelve_councils_and_two() -> None:
    load_register(actor=Actor.rule("reference_data"), at=NOW)
    found = queries.plan_for(actor(make_steward()), "west-surrey", NOW.date())
    names = dict(Organisation.objects.values_list("pk", "code"))
    assert found.on == date(2027, 4, 1)
    assert {names[pk] for pk in found.successors} == {"EAST-SURREY", "WEST-SURREY"}
    assert sorted(names[pk] for pk in found.predecessors) == [
        "ELM", "EPS", "GRT", "MOL", "REI", "RUN", "SPE", "SRY", "SUR", "TAN", "WAE", "WOI",
    ]  # fmt: skip
    codes = {code: pk for pk, code in names.items()}
    assert [len(found.after(codes[code])) for code in ("SRY", "ELM")] == [2, 1]


def test_surrey_is_handed_over_with_a_booking_between_the_county_and_a_district() -> None:
    """Elmbridge goes east whole; of the county, the officer goes east too: home and host are one, and it ends."""
    county, district = council(name="Surrey"), council(name="Elmbridge")
    east, west = ending(county, into=2)
    district.ends_on = county.ends_on
    district.save()
    district.successions.create(successor=east, on=date(2026, 12, 16))  # type: ignore[attr-defined]
    booking = bound_booking(make_pair(home=county, host=district), [(monday(2), 60)])
    steward = actor(make_steward())
    plan = queries.plan_for(steward, west.slug, NOW.date())
    assert sorted(plan.predecessors) == sorted([county.pk, district.pk])
    rows = [said(line, east, county) for line in queries.dry_run(plan).unassigned]
    operations.assign(actor=steward, slug=west.slug, said=rows, at=NOW)
    confirmed(west)
    assert operations.carry_out_due(at=THAT_DAY) == 2
    assert (fresh(booking).status, fresh(booking).ended_reason) == ("cancelled", "same_council")
    assert not Booking.objects.filter(status="bound").exists()


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2027, 3, 31, 23, 59, tzinfo=LONDON), []),
        (datetime(2027, 4, 1, 0, 0, tzinfo=LONDON), [True]),
    ],
)
def test_the_day_begins_at_midnight_in_the_united_kingdom(at: datetime, due: list[bool]) -> None:
    was = council(depth="peer")
    [new] = ending(was, on=date(2027, 4, 1))
    confirmed(new)
    assert operations.carry_out_due(at=at) == len(due)


@pytest.mark.django_db(databases=[])
def test_councils_that_share_nobody_are_plans_of_their_own() -> None:
    day, later = date(2027, 4, 1), date(2028, 4, 1)
    rows = [(1, 10, day), (2, 10, day), (3, 11, day), (1, 11, day), (4, 12, day), (5, 10, later)]
    assert [plan.heirs for plan in plans_of(rows)] == [
        ((1, 10), (1, 11), (2, 10), (3, 11)), ((4, 12),), ((5, 10),),
    ]  # fmt: skip


def test_assigning_and_confirming_take_a_second_factor() -> None:
    _east, west = ending(council(), into=2)
    weak = actor(make_steward(), second_factor=False)
    with pytest.raises(StepUpNeeded):
        operations.assign(actor=weak, slug=west.slug, said=[], at=NOW)
    with pytest.raises(StepUpNeeded):
        operations.confirm_succession(actor=weak, slug=west.slug, shown="", at=NOW)


def test_no_council_that_is_real_ends_by_invention() -> None:
    real, invented = council(), council(demonstration=True)
    with pytest.raises(ValueError, match="invented"):
        end_demonstration_councils(
            actor=Actor.rule("installation"), ending=[real], into=invented, on=ON, at=NOW
        )
    assert not Organisation.objects.filter(pk=real.pk, ends_on__isnull=False).exists()
