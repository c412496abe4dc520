"""A council is carried over while others go on: nobody waits in a circle, and nothing made meanwhile stays behind."""

import threading
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from commonpool.activity.operations import change
from commonpool.availability.operations import carrying, set_weeks_off
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import carrying as booked
from commonpool.matching.operations import index_listings
from commonpool.needs import queries as needs
from commonpool.needs.operations import accept_offer
from commonpool.organisations.models import Succession
from commonpool.payroll.models import TimeBackAccount
from commonpool.payroll.operations import carry_time_back, earning
from commonpool.payroll.operations import carrying as time_back
from commonpool.people.events import EmploymentCarriedOver
from commonpool.people.models import Employment
from commonpool.people.operations import carrying as people
from commonpool.people.queries import employers_of
from commonpool.successions.operations import carry_out, carry_out_due
from commonpool.successions.operations.carrying_out import SUCCEEDED
from commonpool.timesheets.operations import agree_hours
from tests.bookings.racing import Clients, deadlocks, held_up, once
from tests.factories.bookings import another_officer, bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import sent_hours
from tests.factories.offers import made_offer, opened_need
from tests.factories.people import NOW, actor, make_officer
from tests.factories.successions import ON, THAT_DAY, confirmed, ending

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_offer_accepted_as_the_host_is_carried_over_is_the_successors_booking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who accepts holds the agreements and comes to the need last; so does the succession."""
    host, neighbour = council(), council()
    [new] = ending(host)
    pair = make_pair(home=neighbour, host=host, limit=False)
    need = opened_need(pair)
    offer = made_offer(pair, need)
    confirmed(new)
    there = threading.Event()
    monkeypatch.setattr(needs, "lock_need", held_up(needs.lock_need, there))
    accept = partial(accept_offer, actor=actor(pair.booker), offer_id=offer.pk, at=NOW)
    with Clients(2) as clients:
        results = clients.race([accept, partial(once, there, partial(carry_out_due, at=THAT_DAY))])
    assert deadlocks(results) == []
    assert results[1] == 1, results
    assert isinstance(results[0], Booking), results
    assert Booking.objects.get().host_id == new.pk


@pytest.mark.parametrize("booked", [False, True])
def test_an_officers_weeks_move_as_their_council_is_carried_over(
    monkeypatch: pytest.MonkeyPatch, booked: bool
) -> None:
    """Whoever moves weeks holds the person, then the weeks, then the search row; so does the succession, also where a
    booking between two of the councils ends and frees weeks.
    """
    home, host = council(), council()
    [new] = ending(home, host)
    pair = make_pair(home=home, host=host)
    if booked:
        bound_booking(pair, [(monday(2), 120)])
    confirmed(new)
    there, derive = threading.Event(), carrying.derive_weeks
    late = held_up(derive, there)
    monkeypatch.setattr(
        carrying, "derive_weeks", lambda **said: (late if said["person_ids"] else derive)(**said)
    )
    off = [monday(number) for number in range(1, 6)]
    move = partial(set_weeks_off, actor=actor(pair.officer.person), mondays=off, at=NOW)
    with Clients(2) as clients:
        results = clients.race([partial(carry_out_due, at=THAT_DAY), partial(once, there, move)])
    assert results == [2, off]


def test_search_rows_of_several_are_written_as_their_bookings_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bookings end in their own order, and search rows are held before in theirs, as by whoever indexes several."""
    home, host = council(), council()
    [new] = ending(home, host)
    first = make_pair(home=home, host=host)
    second = another_officer(first)
    for number, pair in enumerate((second, first)):
        bound_booking(pair, [(monday(2 + number), 120)])
    confirmed(new)
    there, carry = threading.Event(), booked._carry
    met = held_up(lambda went: went, there)
    monkeypatch.setattr(booked, "_carry", lambda *said: met(carry(*said)))
    ids = [first.officer.listing.pk, second.officer.listing.pk]
    assert ids == sorted(ids)
    index = partial(index_listings, listing_ids=ids)
    with Clients(2) as clients:
        assert clients.race([partial(carry_out_due, at=THAT_DAY), partial(once, there, index)]) == [2, None]


def test_two_takeovers_of_the_same_officers_at_once_are_carried_out_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A council that took over is taken over itself, while the first is being carried out late."""
    first, second, third = (council() for _each in range(3))
    officers = [make_officer(first).person for _each in range(2)]
    for person in reversed(officers):
        make_officer(second, person=person)
    for was, now, on in ((first, second, ON), (second, third, ON + timedelta(days=1))):
        was.ends_on = on - timedelta(days=1)
        was.save(update_fields=["ends_on"])
        Succession.objects.create(predecessor=was, successor=now, on=on)
        confirmed(first if was == first else third)
    there, carry = threading.Event(), people._carry
    met = held_up(lambda job: job, there)

    def carried(was: Employment, *said: Any) -> Employment:
        job = carry(was, *said)
        return met(job) if was.person_id == officers[0].pk else job

    monkeypatch.setattr(people, "_carry", carried)
    both = [
        partial(carry_out, actor=SUCCEEDED, predecessor_id=each.pk, at=THAT_DAY + timedelta(days=1))
        for each in (first, second)
    ]
    with Clients(2) as clients:
        results = clients.race([both[0], partial(once, there, both[1])])
    assert results == [True, True]
    last = {place for person in officers for place in employers_of(person.pk, ON + timedelta(days=1))}
    assert last == {third.pk}


def test_hours_are_agreed_as_their_time_back_is_carried_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who agrees holds the permission and the booking and comes to the account last; so does the succession."""
    home, host = council(), council()
    [new] = ending(home)
    pair = make_pair(home=home, host=host, time_basis="time_back")
    booking = bound_booking(pair, [(monday(), 120), (monday(2), 120)])
    sheet = sent_hours(booking)
    with change():
        was = earning.lock_account(booking.employment_id)
    confirmed(new)
    there, lock = threading.Event(), earning.lock_account
    monkeypatch.setattr(earning, "lock_account", held_up(lock, there))
    agree = partial(agree_hours, actor=actor(pair.booker, at=THAT_DAY), timesheet_id=sheet.pk, at=THAT_DAY)
    with Clients(2) as clients:
        results = clients.race([agree, partial(once, there, partial(carry_out_due, at=THAT_DAY))])
    assert deadlocks(results) == []
    assert results[1] == 1, results
    sheet.refresh_from_db()
    assert sheet.status == "agreed"
    was.refresh_from_db()
    assert was.goes_on_in.employment.organisation_id == new.pk


def test_time_back_is_earned_as_it_is_carried_over_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts are held from the older to the newer, and whoever comes later finds the one it goes on in."""
    officer = make_officer(council())
    jobs = [officer, *(make_officer(council(), person=officer.person) for _each in range(2))]
    with change():
        accounts = [earning.lock_account(each.pk) for each in jobs]

    def carry(was: int, now: int) -> None:
        fact = EmploymentCarriedOver(
            on_behalf_of=jobs[was].organisation_id,
            employment_id=jobs[now].pk,
            was_employment_id=jobs[was].pk,
            person_id=officer.person_id,
        )
        with change():
            carry_time_back(fact, actor=SUCCEEDED, at=NOW)

    def account_of_the_first() -> TimeBackAccount:
        with change():
            return earning.lock_account(jobs[0].pk)

    carry(0, 1)
    there = threading.Event()
    monkeypatch.setattr(time_back, "lock_account", held_up(time_back.lock_account, there))
    with Clients(2) as clients:
        results = clients.race([partial(carry, 1, 2), partial(once, there, account_of_the_first)])
    assert results == [None, accounts[2]]
