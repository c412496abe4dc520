"""Who is told what, in which words."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from commonpool.access import Role
from commonpool.bookings.operations import (
    answer_call,
    cancel_booking,
    decline_booking,
    withdraw_spending_limit,
)
from commonpool.identity.operations import change_details
from commonpool.kernel.clock import LONDON
from commonpool.notifications import queries
from commonpool.notifications.models import Letter
from commonpool.notifications.rules import GATHERED
from commonpool.organisations.queries.roles import holds
from commonpool.timesheets.operations import agree_by_silence, open_timesheets, query_hours
from tests.factories.bookings import (
    PURPOSE,
    Pair,
    accept,
    asked_call,
    bound_booking,
    make_pair,
    monday,
    peer_help,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.hours import FRIDAY, agreed_hours, sent_hours
from tests.factories.letters import post, whole, words, written
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db

PARTS = ("letter", "need_filled", "needs_list", "not_confirmed", "weeks")
TEMPLATES = Path(queries.__file__).parents[1] / "templates" / "letters"


def test_every_template_is_used_and_every_letter_has_one() -> None:
    code = "\n".join(file.read_text() for file in Path(queries.__file__).parent.glob("*.py"))
    named = {*re.findall(r'"([a-z_]+)"', code), *GATHERED.values()}
    there = {file.stem for file in TEMPLATES.glob("*.txt")} - set(PARTS)
    assert there - named == set()


EVERYTHING = {
    "role": "approver", "council": "Northmoor", "who": "Ada Lund", "wishes": 2, "version": 1, "post": "Chief officer",
    "officer": "Asha Rao", "email": "a@example.org", "weekly_minutes": 120, "starts_on": "2026-12-01",
    "ends_on": "2027-06-30", "decisions": True, "peer_help": False, "reason": "", "reference": "B-AAAA-BBBB",
    "kind": "paid", "home": "Northmoor", "host": "Eastwold", "requester": "Ben Ito", "minutes": 90, "purpose": "Advice",
    "weeks": [{"monday": "2026-12-07", "minutes": 90}], "function": "Planning", "net_pence": 7662, "vat_pence": 1532,
    "answer_by": "2026-12-04T17:00:00Z", "asked": ["Cy Moss"], "monday": "2026-12-07", "holder": "Ben Ito",
    "per_booking_pence": 50000, "per_month_pence": 90000, "cost_code": "PL-1", "asker": "Ben Ito", "text": "Hi & <b>",
    "booked_minutes": 120, "asked_on": "2026-11-02", "asks": True, "then": "finish", "why": "recall",
    "days": 5, "last": True, "leaves_on": "2026-12-06", "needs": ["account", "visit"], "contact": "Ben Ito",
    "ready_on": "2026-12-04", "effective_on": "2026-12-07",
    "bookings": [{"reference": "B-A", "host": "Eastwold", "weeks": [{"monday": "2026-12-07", "minutes": 90}]}],
    "summary": "A longer time to pay.", "due_on": "2027-01-05", "signing": True,
    "gross_pence": 9194, "line": 1, "line_pence": 7662, "corrects": "DEMO-000001", "purchase_order": "PO-7",
    "pence": 9194, "left_pence": 0, "payment": "BACS 7", "paid_on": "2026-12-29", "month_on": "2026-12-01",
    "payer": "Eastwold", "payee": "Northmoor", "taker": "Eastwold", "order_until_on": "2027-01-15",
    "value_on": "2027-01-20", "returned_on": "2027-01-25", "objections_end_on": "2027-01-10",
    "gross_in_pence": 9194, "gross_out_pence": 0, "to_check": 1, "out": 2,
    "to_monday": "2026-12-14", "agreed": True, "on": "2026-12-22",
    "was_minutes": 120, "waiting_minutes": 30, "proposer": "Ben Ito", "title": "Clear a backlog", "bound": 60,
    "sequence": 7, "head": "0" * 64, "link": ["home"], "no_more": ["front"],
}  # fmt: skip
SEVERAL = {"several": [EVERYTHING, EVERYTHING], "number": 2, "total_pence": 18388}


@pytest.mark.parametrize(
    "template", sorted(file.stem for file in TEMPLATES.glob("*.txt") if file.stem not in PARTS)
)
def test_a_letter_says_what_it_is_about_and_what_happens_if_you_do_nothing(template: str) -> None:
    rendered = words(Letter(template=template, facts=EVERYTHING | SEVERAL))
    assert 5 < len(rendered.subject) < 120
    paragraphs = rendered.body.strip().split("\n\n")
    assert paragraphs[0] == "Hello,"
    assert paragraphs[-3].splitlines()[-1].startswith("http://")
    assert re.search(
        r"[Ii]f you|[Tt]here is nothing|[Uu]ntil|[Nn]obody|You can|You are|They wait", paragraphs[-2]
    )
    assert not re.search(r"[{}]|None|&#|&amp;|&lt;", rendered.body)


def long_story() -> Pair:
    """Much of what can happen between two councils, so that most letters are written."""
    pair = make_pair(weekly_minutes=240)
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 120)])
    accept_variation = varied(pair, booking, [(monday(), 120), (monday(1), 180)])
    assert accept_variation.version == 2
    accept(booking)
    open_timesheets(at=FRIDAY)
    sheet = sent_hours(booking)
    query_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, question="Two hours?", at=FRIDAY)
    sent_hours(booking)
    agree_by_silence(at=FRIDAY + timedelta(days=30))
    cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    said_no = requested_booking(pair, [(monday(5), 60)])
    decline_booking(actor=actor(said_no.officer), booking_id=said_no.pk, terms=terms_of(said_no), at=NOW)
    call = asked_call(pair)
    answer_call(actor=actor(call.officer), call_id=call.pk, accept=True, reply="Tuesday at 10?", at=NOW)
    big = requested_booking(pair, [(monday(6), 120)], decisions=True)
    accept(big)
    limit = pair.host.spending_limits.get()  # type: ignore[attr-defined]
    withdraw_spending_limit(actor=actor(pair.budget_holder), limit_id=limit.pk, at=NOW)
    return pair


def test_every_letter_of_a_long_story_is_whole() -> None:
    long_story()
    letters = post()
    assert len({letter.template for letter in letters}) >= 20
    for letter in letters:
        rendered, at = words(letter), letter.template
        text = whole(letter)
        assert "\n" not in rendered.subject, at
        assert 5 < len(rendered.subject) < 160, at
        assert not re.search(r"[{}]|None|&#|&amp;|…|\n\n\n", text), (at, text)
        assert len(re.findall(r"http://", text)) == 1, at
        assert rendered.body.count("\n\n") >= 3, at
        assert letter.sent_at is None
    unknown = {
        each
        for letter in letters
        for each in [words(letter).body]
        if re.search(r"http://[^/]+/$", each, re.M)
    }
    assert {letter.template for letter in letters if words(letter).body in unknown} <= set(LEADING_HOME)


LEADING_HOME = ("role_granted", "administrator_asked")


def test_a_job_that_runs_twice_writes_once() -> None:
    bound_booking()
    once = len(post())
    assert once > 5
    assert len(post()) == once


def test_nobody_is_told_what_they_did_themselves_but_for_what_they_keep() -> None:
    long_story()
    receipts = {
        "bank_details_entered",
        "bank_details_confirmed",
        "booking_bound_officer",
        "booking_cancelled",
        "booking_varied",
    }
    own = [letter.template for letter in post() if letter.event.happened_by == letter.person_id]
    assert set(own) <= receipts


def test_the_officer_is_asked_with_the_terms_and_the_deadline() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    (asked,) = written("booking_requested", post())
    text = whole(asked)
    assert asked.person_id == booking.officer_id
    assert words(asked).subject == f"{pair.host.name} asks for 2 hours of your time"
    assert "week of 7 December: 2 hours" in text
    assert PURPOSE in text
    assert "(UK time)" in text
    assert f"/bookings/{booking.reference}/" in text
    assert "£" not in text


def test_what_is_missing_is_asked_of_one_named_person_each() -> None:
    pair = make_pair(limit=False)
    booking = accept(requested_booking(pair, decisions=True))
    assert booking.status == "accepted"
    letters = post()
    assert [each.person_id for each in written("booking_to_approve", letters)] == [pair.approver.pk]
    (confirm,) = written("booking_to_confirm", letters)
    assert holds(confirm.person_id, pair.host.pk, Role.BUDGET_HOLDER)
    (told,) = written("booking_accepted", letters)
    assert str(pair.approver) in whole(told)
    assert str(confirm.person) in whole(told)


def test_letters_about_peer_help_speak_of_no_weeks_held_and_no_calendar() -> None:
    pair = make_pair()
    booking = peer_help(pair)
    post()
    booking = accept(booking)
    cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    letters = post()
    templates = {letter.template for letter in letters}
    assert {
        "booking_requested",
        "booking_bound_officer",
        "booking_bound_host",
        "booking_cancelled",
    } <= templates
    for letter in letters:
        assert words(letter).calendar is None
        assert not re.search("held|calendar|free again|What remains", whole(letter)), letter.template


def test_a_late_reaction_asks_nobody_for_what_is_settled() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    decline_booking(actor=actor(booking.officer), booking_id=booking.pk, terms=terms_of(booking), at=NOW)
    letters = post()
    assert written("booking_requested", letters) == []
    assert len(written("booking_declined", letters)) == 1


def calendar(letter: Letter) -> Calendar:
    attached = words(letter).calendar
    assert attached is not None
    return Calendar.from_ical(attached)


def test_calendar_entries_keep_their_uid_and_raise_their_sequence_until_they_are_taken_away() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    bound = written("booking_bound_officer", post())[0]
    cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    gone = next(each for each in written("booking_cancelled", post()) if each.person_id == booking.officer_id)
    first, last = calendar(bound), calendar(gone)
    (event,), (cancelled,) = first.walk("VEVENT"), last.walk("VEVENT")
    assert event["UID"] == cancelled["UID"] == f"{booking.reference}-2026-W50@commonpool"
    assert int(cancelled["SEQUENCE"]) > int(event["SEQUENCE"])
    assert (first["METHOD"], last["METHOD"]) == ("PUBLISH", "CANCEL")
    assert (event["STATUS"], cancelled["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert event["DTSTART"].dt == monday()
    assert "2 hours" in event["SUMMARY"]


def test_calendars_after_a_change_hold_the_new_hours() -> None:
    pair = make_pair(weekly_minutes=240)
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 150), (monday(1), 60)])
    accept(booking)
    changed = written("booking_varied", post())[0]
    summaries = [str(each["SUMMARY"]) for each in calendar(changed).walk("VEVENT")]
    assert [text.split(":")[0] for text in summaries] == ["2 hours 30 minutes", "1 hour"]


def test_hours_sent_say_until_when_silence_agrees_them() -> None:
    pair = make_pair()
    sent_hours(bound_booking(pair))
    (sent,) = written("hours_submitted", post())
    assert sent.person_id == pair.booker.pk
    assert "5pm on Friday 18 December 2026 (UK time)" in whole(sent)
    assert "/hours/2026-W50/" in whole(sent)


def test_a_line_break_in_a_name_is_no_second_header() -> None:
    pair = make_pair()
    change_details(
        actor=actor(pair.booker), name="Ann\nBcc: x@example.org", telephone="", language="en-gb", at=NOW
    )
    call = asked_call(pair)
    letter = next(each for each in written("call_asked", post()) if each.person_id == call.officer_id)
    assert "\n" not in words(letter).subject


def test_letters_are_kept_as_facts_and_written_when_sent() -> None:
    pair = make_pair()
    agreed_hours(pair, bound_booking(pair))
    (letter,) = written("hours_agreed", post())
    assert letter.facts["monday"] == "2026-12-07"
    assert letter.written_at == datetime(2026, 12, 11, 17, 0, tzinfo=LONDON)
