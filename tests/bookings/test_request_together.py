"""Several officers asked for at once: all are held or nobody is, and two teams never deadlock."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from commonpool.agreements.operations import set_pair_cap
from commonpool.availability.operations import pause_listing
from commonpool.availability.queries import lock_weeks
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.operations import Member, request_together, withdraw_booking
from commonpool.bookings.queries import Quote, quote_each
from commonpool.bookings.queries.together import asked_together
from commonpool.bookings.rules.refusals.together import MemberRefused, TeamTaken, TeamWrong
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.bookings.racing import Clients, deadlocks
from tests.factories.bookings import (
    PURPOSE,
    Pair,
    another_officer,
    fresh,
    function_id,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor

TWO_HOURS = ((monday(), 120), (monday(1), 60))


def asking(pair: Pair, officers: list[str], who: object = None, weeks: object = TWO_HOURS) -> partial:
    return partial(
        request_together,
        actor=who or actor(pair.booker),
        host_id=pair.host.pk,
        members=[Member(officer, weeks) for officer in officers],
        purpose=PURPOSE,
        function_id=function_id(),
        at=NOW,
    )


def two_officers() -> tuple[Pair, list[str]]:
    """Of two councils, for one host."""
    pair = make_pair(limit=False)
    other = listed_officer(council(), weekly_minutes=240)
    return pair, [pair.officer.reference, other.reference]


@pytest.mark.django_db
def test_each_is_a_booking_of_its_own_and_all_share_one_reference() -> None:
    pair, officers = two_officers()
    held = asking(pair, officers)()
    assert {booking.listing.reference for booking in held} == set(officers)
    (together,) = {booking.together for booking in held}
    assert [each.pk for each in asked_together(actor(pair.booker), together)] == [each.pk for each in held]
    for booking in map(fresh, held):
        assert (booking.status, booking.standing.hours) == ("requested", list(TWO_HOURS))
    withdraw_booking(actor=actor(pair.booker), booking_id=held[0].pk, at=NOW)
    assert fresh(held[1]).status == "requested"


@pytest.mark.django_db
def test_an_officer_sees_their_own_of_them_and_a_stranger_none() -> None:
    pair, officers = two_officers()
    held = asking(pair, officers)()
    own = next(booking for booking in held if booking.officer_id == pair.officer.person.pk)
    assert asked_together(actor(pair.officer.person), own.together) == [own]
    stranger = make_pair(limit=False).booker
    with pytest.raises(NotFound):
        asked_together(actor(stranger), own.together)
    with pytest.raises(NotFound):
        asked_together(actor(pair.booker), "")


@pytest.mark.django_db
def test_one_clash_and_nobody_is_asked_and_every_clash_is_named() -> None:
    pair, officers = two_officers()
    requested_booking(pair, [(monday(1), 60)])
    with pytest.raises(TeamTaken) as refusal:
        asking(pair, officers)()
    assert refusal.value.taken == [(pair.officer.reference, monday(1), 0)]
    assert pair.officer.person.name in str(refusal.value)
    assert "14 December" in str(refusal.value)
    assert Booking.objects.count() == 1


@pytest.mark.django_db
def test_what_refuses_one_of_them_refuses_all_with_the_name() -> None:
    pair, officers = two_officers()
    own = listed_officer(pair.host, weekly_minutes=240)
    with pytest.raises(MemberRefused) as refusal:
        asking(pair, [*officers, own.reference])()
    assert refusal.value.code == "same_council"
    assert str(refusal.value).startswith(own.person.name)
    assert not Booking.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kept", ["paused", "invented"])
def test_names_nobody_whom_the_host_cannot_find(kept: str) -> None:
    """A reference that was kept tells no name: not of who has paused, nor of who is of the other world."""
    pair = make_pair(limit=False)
    other = listed_officer(council(demonstration=kept == "invented"), weekly_minutes=240)
    if kept == "paused":
        pause_listing(actor=actor(other.person), listing_id=other.listing.pk, at=NOW)
    with pytest.raises(MemberRefused) as refusal:
        asking(pair, [pair.officer.reference, other.reference])()
    assert other.reference in str(refusal.value)
    assert other.person.name not in str(refusal.value)


@pytest.mark.django_db
def test_refuses_nobody_the_same_officer_twice_and_whoever_may_not_ask() -> None:
    pair, officers = two_officers()
    for wrong in ([], [officers[0]] * 2):
        with pytest.raises(TeamWrong):
            asking(pair, wrong)()
    with pytest.raises(Forbidden):
        asking(pair, officers, who=actor(pair.budget_holder))()
    with pytest.raises(NotFound):
        asking(pair, [*officers, "O-0000-0000"])()
    assert not Booking.objects.exists()


@pytest.mark.django_db
def test_members_of_one_home_stand_in_each_others_check_for_split_requirements() -> None:
    """Each is just under the limit on one booking: asked in one moment as in two, that looks like one requirement."""
    pair = make_pair(limit=False)
    officers = [pair.officer.reference, another_officer(pair).officer.reference]
    elsewhere = listed_officer(council(), weekly_minutes=240).reference
    work = {"purpose": PURPOSE, "function_id": function_id(), "at": NOW}

    def warned(*team: str) -> list[list[str]]:
        members = [(officer, TWO_HOURS) for officer in team]
        found = quote_each(actor(pair.booker), pair.host.pk, members, **work)
        return [[check.rule for check in quote.advice] for quote in found]

    (alone,) = quote_each(actor(pair.booker), pair.host.pk, [(officers[0], TWO_HOURS)], **work)
    granted_limit(pair, per_booking_pence=alone.net_pence)
    assert warned(officers[0]) == [[]]
    assert warned(officers[0], elsewhere) == [[], []]
    assert warned(*officers) == [["PRC-07"], ["PRC-07"]]
    for booking in map(fresh, asking(pair, officers)()):
        assert "PRC-07" in {check["rule"] for check in booking.asked.checks if check["effect"] == "WARN"}


@pytest.mark.django_db
def test_a_limit_that_covers_each_alone_and_not_all_of_them_says_who_is_still_asked() -> None:
    pair, officers = two_officers()
    members = [(officer, TWO_HOURS) for officer in officers]
    asked = {"purpose": PURPOSE, "function_id": function_id(), "at": NOW}

    def missing() -> list[list[str]]:
        found = quote_each(actor(pair.booker), pair.host.pk, members, **asked)
        return [[each.what for each in quote.missing] for quote in found]

    (one, other) = quote_each(actor(pair.booker), pair.host.pk, members, **asked)
    assert one.net_pence == other.net_pence
    granted_limit(pair, per_booking_pence=one.net_pence, per_month_pence=2 * one.net_pence - 1)
    assert missing() == [[], ["confirmation"]]
    del members[0]
    assert missing() == [[]]


@pytest.mark.django_db
def test_a_cap_of_the_year_is_used_up_by_one_in_december_and_one_in_january() -> None:
    """By one of another year it is not."""
    pair = make_pair()
    officers = [pair.officer.reference, another_officer(pair).officer.reference]
    work = {"purpose": PURPOSE, "function_id": function_id(), "at": NOW}

    def quoted(*mondays: date) -> list[Quote]:
        members = [(officer, [(day, 120)]) for officer, day in zip(officers, mondays, strict=True)]
        return quote_each(actor(pair.booker), pair.host.pk, members, **work)

    january, april = monday(4), monday(17)
    assert (january.year, april.month) == (2027, 4)
    cap = sum(quote.net_pence for quote in quoted(monday(), january)) - 1
    for year in (2026, 2027):
        set_pair_cap(
            actor=actor(pair.budget_holder), host_id=pair.host.pk, home_id=pair.home.pk, year=year,
            cap_pence=cap, ends_on=date(year + 1, 3, 31), at=NOW,
        )  # fmt: skip
    said = [
        [[each.what for each in quote.missing] for quote in quoted(monday(), day)] for day in (january, april)
    ]
    assert said == [[[], ["confirmation"]], [[], []]]


@pytest.mark.django_db
def test_locks_the_weeks_asked_for_and_no_others_in_order_of_person_and_monday() -> None:
    pair, other = make_pair(limit=False), listed_officer(council(), weekly_minutes=240)
    first, second = sorted((pair.officer.person.pk, other.person.pk))
    locked = lock_weeks({second: [monday(1), monday()], first: [monday(2)]})
    assert [(week.person_id, week.monday) for week in locked] == [
        (first, monday(2)),
        (second, monday()),
        (second, monday(1)),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_servers
def test_teams_of_the_same_officers_in_any_order_never_deadlock_and_one_wins_whole() -> None:
    rounds = 3
    pair, officers = two_officers()
    officers.append(another_officer(pair).officer.reference)
    rival = replace(make_pair(home=pair.home, officer=pair.officer, limit=False))
    with Clients(4) as clients:
        for number in range(rounds):
            weeks = ((monday(2 * number), 120), (monday(2 * number + 1), 60))
            deeds = [
                asking(side, chosen, actor(side.booker), weeks)
                for side in (pair, rival)
                for chosen in (officers, officers[::-1])
            ]
            results = clients.race(deeds)
            assert deadlocks(results) == []
            won = [each for each in results if isinstance(each, list)]
            assert len(won) == 1, results
            assert all(isinstance(each, TeamTaken) for each in results if not isinstance(each, list)), results
            assert BookedWeek.objects.filter(monday=monday(2 * number)).count() == len(won[0])
    assert {len(team) for team in map(list, teams().values())} == {3}


def teams() -> dict[str, list[Booking]]:
    found: dict[str, list[Booking]] = {}
    for booking in Booking.objects.all():
        found.setdefault(booking.together, []).append(booking)
    return found
