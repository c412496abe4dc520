"""What an officer needs: asked with a contact and a day, said ready, late, ended; every constraint refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.bookings import operations, queries
from commonpool.bookings.models import BookingNeed, BookingTerms, NeedTold
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.needs import Schedule
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.factories.bookings import (
    Pair,
    accept,
    bound_booking,
    fresh,
    make_pair,
    monday,
    requested_booking,
    varied,
)
from tests.factories.councils import council
from tests.factories.needs import IN_TIME, LATE, READY_ON, SCHEDULE, needing, said_ready, two_weeks
from tests.factories.people import NOW, actor, make_officer, make_role
from tests.guards import again, refused

pytestmark = pytest.mark.django_db
SUNDAY = london_instant(date(2026, 12, 13), 8)


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def ready(pair: Pair, booking: object, needs: set[str], **more: object) -> None:
    facts = {"actor": actor(pair.booker, at=IN_TIME), "booking_id": booking.pk, "at": IN_TIME}  # type: ignore[attr-defined]
    operations.say_ready(needs=needs, **facts | more)  # type: ignore[arg-type]


def test_who_asks_has_it_ready_by_the_last_working_day_unless_they_say_otherwise(pair: Pair) -> None:
    plain = requested_booking(pair)
    assert (plain.standing.contact, plain.standing.ready_on) == (None, None)
    usual = requested_booking(pair, [(monday(1), 60)], needs=["documents"])
    assert (usual.standing.contact_id, usual.standing.ready_on) == (pair.booker.pk, date(2026, 12, 11))
    colleague = make_officer(pair.host).person
    named = requested_booking(
        pair, [(monday(2), 60)], needs=["visit"], contact=f" {colleague.email.upper()} ", ready_on=monday(2)
    )
    assert (named.standing.contact_id, named.standing.ready_on) == (colleague.pk, monday(2))
    assert len({each.standing.sha256 for each in (plain, usual, named)}) == 3


def test_a_contact_is_somebody_of_the_host_who_works_there(pair: Pair) -> None:
    for address in (
        make_officer(council()).person.email,
        "nobody@example.org",
        "a\x00b@example.org",
        pair.approver.email,
    ):
        with pytest.raises(refusals.ContactUnknown):
            requested_booking(pair, needs=["visit"], contact=address)
    with pytest.raises(refusals.ReadyByWrong):
        requested_booking(pair, needs=["visit"], ready_on=monday() + timedelta(days=1))
    own = requested_booking(pair, needs=["visit"], contact=pair.booker.email)
    assert own.standing.contact_id == pair.booker.pk


def test_who_has_it_ready_and_when_are_in_the_words_that_are_hashed(pair: Pair) -> None:
    colleague = make_officer(pair.host).person
    hashes = set()
    for contact, day in (("", None), (colleague.email, None), ("", READY_ON - timedelta(days=1))):
        with transaction.atomic():
            asked = requested_booking(pair, needs=["visit"], contact=contact, ready_on=day)
            hashes.add(asked.standing.sha256)
            transaction.set_rollback(True)
    assert len(hashes) == 3


def test_the_database_wants_both_with_a_need_and_neither_without(pair: Pair) -> None:
    terms = requested_booking(pair, needs=["visit"]).standing
    for facts in ({"contact": None}, {"ready_on": None}, {"needs": []}):
        refused("terms_needs_have_contact", lambda said=facts: again(terms, version=9, **said))
    for facts in ({"contact": pair.budget_holder}, {"ready_on": READY_ON - timedelta(days=1)}):
        refused(
            "terms_never_edited", lambda facts=facts: BookingTerms.objects.filter(pk=terms.pk).update(**facts)
        )


def test_the_contact_says_each_thing_ready_once_with_what_belongs_to_it(pair: Pair) -> None:
    colleague = make_officer(pair.host).person
    booking = needing(pair, ["documents", "account"], contact=colleague.email)
    theirs = {"actor": actor(colleague, at=IN_TIME)}
    with pytest.raises(refusals.RisksUnsaid):
        ready(pair, booking, {"account"}, **theirs)
    with pytest.raises(refusals.ScheduleWrong):
        ready(pair, booking, {"documents"}, **theirs)
    with pytest.raises(refusals.ScheduleWrong):
        ready(pair, booking, {"documents"}, schedule=Schedule("", "", "", READY_ON), **theirs)
    with pytest.raises(refusals.NothingToSay):
        ready(pair, booking, {"visit"}, induction=True, **theirs)
    ready(pair, booking, {"account"}, induction=True, **theirs)
    with pytest.raises(refusals.NothingToSay):
        ready(pair, booking, {"account"}, induction=True, **theirs)
    ready(pair, booking, {"documents"}, schedule=SCHEDULE)  # a booking manager there may too
    account, documents = sorted(fresh(booking).ready.all(), key=lambda each: each.need)
    assert (account.ready_by, account.induction, account.ready_at) == (colleague, True, IN_TIME)
    assert (documents.ready_by, documents.data, documents.kept_until) == (
        pair.booker,
        SCHEDULE.data,
        SCHEDULE.kept_until,
    )
    told = Event.objects.filter(name="NeedReady").order_by("pk")
    assert [event.facts["needs"] for event in told] == [["account"], ["documents"]]


def test_documents_are_kept_no_longer_than_the_last_day(pair: Pair) -> None:
    booking = needing(pair, ["documents"])
    last = queries.access_ends_on(booking)
    with pytest.raises(refusals.KeptTooLong) as refused:
        ready(pair, booking, {"documents"}, schedule=replace(SCHEDULE, kept_until=last + timedelta(days=1)))
    assert refused.value.field == "kept_until"
    ready(pair, booking, {"documents"}, schedule=replace(SCHEDULE, kept_until=last))


def test_nobody_else_says_it_and_not_before_it_is_bound(pair: Pair) -> None:
    booking = requested_booking(pair, needs=["documents"])
    with pytest.raises(refusals.BookingMoved):
        ready(pair, booking, {"documents"}, schedule=SCHEDULE)
    accept(booking)
    for person in (pair.officer.person, pair.approver, pair.budget_holder):
        with pytest.raises(Forbidden):
            ready(pair, booking, {"documents"}, schedule=SCHEDULE, actor=actor(person))
    with pytest.raises(NotFound):
        ready(
            pair,
            booking,
            {"documents"},
            schedule=SCHEDULE,
            actor=actor(make_role(council(), Role.BOOKING_MANAGER)),
        )


def test_what_is_not_ready_is_late_from_the_day_after(pair: Pair) -> None:
    booking = needing(pair, ["account", "visit"])
    said_ready(pair, booking, ["visit"])
    standing = {each.need: each for each in queries.needed_for(fresh(booking), READY_ON)}
    assert [each.late for each in standing.values()] == [False, False]
    standing = {each.need: each for each in queries.needed_for(fresh(booking), READY_ON + timedelta(days=1))}
    assert (standing["account"].late, standing["visit"].late) == (True, False)
    assert queries.needed_for(bound_booking(pair, [(monday(1), 60)]), READY_ON) == []


def test_the_officer_and_home_call_off_weeks_of_a_late_host_free_of_charge(pair: Pair) -> None:
    booking = needing(pair, weeks=two_weeks())
    for person in (pair.officer.person, pair.approver):
        with pytest.raises(refusals.HostNotLate):
            operations.cancel_booking(
                actor=actor(person, at=IN_TIME), booking_id=booking.pk, reason="host_late", at=IN_TIME
            )
    operations.cancel_booking(
        actor=actor(pair.officer.person, at=LATE),
        booking_id=booking.pk,
        reason="host_late",
        mondays=[monday()],
        at=LATE,
    )
    operations.cancel_booking(
        actor=actor(pair.approver, at=LATE), booking_id=booking.pk, reason="host_late", at=LATE
    )
    cancelled = Event.objects.filter(name="BookingCancelled").order_by("pk")
    assert [(event.facts["by_home"], event.facts["owed"]) for event in cancelled] == [(True, []), (True, [])]
    assert fresh(booking).status == "cancelled"
    with pytest.raises(refusals.ReasonUnknown):
        operations.cancel_booking(
            actor=actor(pair.booker, at=LATE),
            booking_id=needing(pair, weeks=[(monday(4), 60)], at=NOW).pk,
            reason="host_late",
            at=LATE,
        )


def test_a_change_keeps_the_contact_and_gives_a_late_host_a_new_day(pair: Pair) -> None:
    booking = needing(pair)
    varied(pair, booking, [(monday(2), 120)], at=LATE)
    pending = fresh(booking).pending
    assert pending is not None
    assert (pending.contact_id, pending.ready_on) == (pair.booker.pk, date(2026, 12, 18))
    assert pending.needs == ["account"]


def test_access_is_ended_from_the_last_day_on_and_once(pair: Pair) -> None:
    booking = said_ready(pair, needing(pair, ["account", "visit"]), ["account"])
    facts = {"actor": actor(pair.booker, at=SUNDAY), "booking_id": booking.pk}
    with pytest.raises(refusals.NothingToSay):
        operations.say_removed(needs=["account"], at=SUNDAY - timedelta(days=1), **facts)
    with pytest.raises(refusals.NothingToSay):
        operations.say_removed(needs=["visit"], at=SUNDAY, **facts)  # never ready, so nothing to end
    with pytest.raises(Forbidden):
        operations.say_removed(needs=["account"], at=SUNDAY, **facts | {"actor": actor(pair.officer.person)})
    operations.say_removed(needs=["account"], at=SUNDAY, **facts)
    with pytest.raises(refusals.NothingToSay):
        operations.say_removed(needs=["account"], at=SUNDAY, **facts)
    record = BookingNeed.objects.get()
    assert (record.removed_at, record.removed_by) == (SUNDAY, pair.booker)


def test_a_cancelled_booking_ends_access_that_day(pair: Pair) -> None:
    booking = said_ready(pair, needing(pair), at=NOW)
    operations.cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    assert queries.access_ends_on(fresh(booking)) == london_date(NOW)
    operations.say_removed(actor=actor(pair.booker), booking_id=booking.pk, needs=["account"], at=NOW)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"need": "parking"}, "booking_need"),
        ({"need": "visit", "induction": False}, "booking_need_said_whole"),
        ({"need": "documents"}, "booking_need_said_whole"),
        ({"need": "account"}, "booking_need_once"),
        ({"need": "visit", "removed_at": SUNDAY}, "booking_need_removed_at_by"),
    ],
)
def test_the_database_keeps_what_is_said_of_a_need_whole(
    pair: Pair, facts: dict[str, object], name: str
) -> None:
    booking = said_ready(pair, needing(pair))
    row = {"booking": booking, "induction": True, "ready_at": IN_TIME, "ready_by": pair.booker}
    refused(name, lambda: BookingNeed.objects.create(**row | facts))


def test_what_was_said_of_a_need_stays(pair: Pair) -> None:
    said_ready(pair, needing(pair))
    for change in ({"induction": False}, {"ready_at": NOW}, {"ready_by": pair.budget_holder}):
        refused("booking_need_never_edited", lambda change=change: BookingNeed.objects.update(**change))
    refused("booking_need_never_edited", lambda: BookingNeed.objects.all().delete())
    BookingNeed.objects.update(removed_at=SUNDAY, removed_by=pair.booker)
    refused("booking_need_removed_once", lambda: BookingNeed.objects.update(removed_at=None, removed_by=None))


def test_the_clock_tells_each_thing_once(pair: Pair) -> None:
    booking = needing(pair)
    two_days_before = london_instant(date(2026, 12, 2), 8)
    days = [two_days_before - timedelta(days=1), two_days_before, IN_TIME, LATE, LATE + timedelta(days=1)]
    assert [operations.tell_of_needs(at=day) for day in days] == [0, 1, 0, 1, 0]
    said_ready(pair, booking, at=LATE)
    days = [SUNDAY - timedelta(days=1), SUNDAY, SUNDAY + timedelta(days=1)]
    assert [operations.tell_of_needs(at=day) for day in days] == [0, 1, 0]
    assert list(NeedTold.objects.order_by("pk").values_list("told", flat=True)) == ["soon", "late", "removal"]
    operations.say_removed(
        actor=actor(pair.booker, at=SUNDAY), booking_id=booking.pk, needs=["account"], at=SUNDAY
    )
    assert operations.tell_of_needs(at=SUNDAY + timedelta(days=9)) == 0
    refused(
        "need_told_once",
        lambda: NeedTold.objects.create(
            booking=booking, terms=1, told="late", told_at=LATE, told_by_rule="x"
        ),
    )


def test_what_waits_for_the_contact(pair: Pair) -> None:
    colleague = make_officer(pair.host).person
    booking = needing(pair, contact=colleague.email)
    assert [row[0] for row in queries.needs_waiting(actor(colleague), NOW)] == ["say_ready"]
    assert queries.needs_waiting(actor(pair.booker), NOW) == []
    said_ready(pair, booking)
    assert queries.needs_waiting(actor(colleague), IN_TIME) == []
    found = queries.needs_waiting(actor(colleague, at=SUNDAY), SUNDAY)
    assert [(row[0], row[2]) for row in found] == [("say_removed", date(2026, 12, 13))]
