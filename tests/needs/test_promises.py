"""What the database promises of needs and offers, whoever writes."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.needs.models import Need, NeedBooking, NeedSkill, NeedWeek, Offer, OfferWeek
from commonpool.people.models import Skill
from tests.factories.bookings import another_officer, make_pair, monday, requested_booking
from tests.factories.offers import accepted_offer, drafted_need, made_offer, opened_need
from tests.factories.people import NOW, make_employment
from tests.guards import again, all_refused, like, refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]


def test_a_need_says_when_it_was_opened_and_ended_and_takes_no_more_than_it_wants() -> None:
    pair = make_pair()
    skill = Skill.objects.order_by("pk")[0]
    need = opened_need(pair, skill_ids=(skill.pk,))
    accepted_offer(pair, made_offer(pair, need))
    row, draft = Need.objects.filter(pk=need.pk), Need.objects.filter(pk=drafted_need(pair).pk)
    week = NeedWeek.objects.filter(need=need)[0]
    all_refused([
        ("need_status", lambda: row.update(status="lost")),
        ("need_nation", lambda: row.update(nation="Atlantis")),
        ("need_subject_whole", lambda: row.update(subject_kind="booking")),
        ("need_wants_something", lambda: draft.update(minutes=0)),
        ("need_taken_within_wanted", lambda: row.update(minutes=F("taken_minutes") - 1)),
        ("need_opened_with_last_day", lambda: row.update(expires_on=None)),
        ("need_opened_before_it_moves", lambda: draft.update(status="open")),
        ("need_ended_when_over", lambda: row.update(status="closed")),
        ("need_ended_when_over", lambda: row.update(ended_at=NOW, ended_by=pair.booker)),
        ("need_week_once", lambda: again(week)),
        ("need_week_on_a_monday", lambda: again(week, monday=week.monday + timedelta(days=1))),
        ("need_skill_once", lambda: again(NeedSkill.objects.get(need=need))),
    ])  # fmt: skip


def test_an_offer_is_one_of_another_councils_officer_and_accepted_it_is_a_booking() -> None:
    pair = make_pair()
    need, closed = opened_need(pair), drafted_need(pair)
    offer = made_offer(pair, need)
    row, officer = Offer.objects.filter(pk=offer.pk), pair.officer.person
    colleague = make_employment(pair.host).person
    of_colleague = {"officer": colleague, "made_by": colleague, "reference": "F-AGAIN"}
    week = OfferWeek.objects.filter(offer=offer)[0]
    answered = {"answered_at": NOW, "answered_by": pair.booker}
    all_refused([
        ("offer_status", lambda: row.update(status="lost", **answered)),
        ("offer_one_live", lambda: again(offer, reference="F-AGAIN")),
        ("offer_by_the_officer", lambda: row.update(made_by=pair.booker)),
        ("offer_of_something", lambda: row.update(minutes=0)),
        ("offer_not_answered_by_officer",
         lambda: row.update(status="declined", answered_at=NOW, answered_by=officer)),
        ("offer_accepted_is_a_booking", lambda: row.update(status="accepted", **answered)),
        ("offer_answered_when_over", lambda: row.update(**answered)),
        ("offer_answered_when_over", lambda: row.update(status="declined")),
        ("offer_made_before_answered",
         lambda: row.update(status="declined", answered_at=NOW - timedelta(1), answered_by=pair.booker)),
        ("offer_of_another_council", lambda: again(offer, **of_colleague)),
        ("offer_to_an_open_need", lambda: again(offer, need=closed, reference="F-AGAIN")),
        ("offer_week_once", lambda: again(week)),
        ("offer_week_on_a_monday", lambda: again(week, monday=week.monday + timedelta(days=1))),
    ])  # fmt: skip
    assert like(offer).minutes == 120


def test_an_offer_waits_again_with_another_council_and_an_open_need_only() -> None:
    pair = make_pair()
    offer = made_offer(pair, opened_need(pair))
    rows = Offer.objects.filter(pk=offer.pk)
    rows.update(status="set_aside", answered_at=NOW, answered_by_rule="need_filled")
    back = {"status": "made", "answered_at": None, "answered_by_rule": ""}
    Need.objects.filter(pk=offer.need_id).update(status="filled", ended_at=NOW, ended_by_rule="need_filled")
    refused("offer_to_an_open_need", lambda: rows.update(**back))
    rows.update(status="withdrawn")
    rows.update(status="set_aside")
    Need.objects.filter(pk=offer.need_id).update(status="open", ended_at=None, ended_by_rule="")
    make_employment(pair.host, person=pair.officer.person, at=NOW + timedelta(days=2))
    refused("offer_of_another_council", lambda: rows.update(**back))


def test_what_is_taken_follows_the_bookings_made_for_it_whoever_writes() -> None:
    pair = make_pair()
    need = opened_need(pair, minutes=120)
    booking = accepted_offer(pair, made_offer(pair, need))
    row, other = NeedBooking.objects.filter(need=need), make_pair(home=pair.home)
    help_asked = requested_booking(another_officer(pair), kind="peer_help")
    all_refused([
        ("need_taken_within_wanted", lambda: row.update(minutes=150)),
        ("needs_needbooking_booking_id_key", lambda: again(row[0], need=opened_need(pair))),
        ("need_booking_of_its_host", lambda: again(row[0], booking=requested_booking(other))),
        ("need_booking_of_its_host", lambda: again(row[0], booking=help_asked)),
    ])  # fmt: skip
    assert row[0].booking == booking
    row.update(minutes=0)
    need.refresh_from_db()
    assert need.taken_minutes == 0


def test_no_more_is_taken_of_a_week_than_is_wanted_of_it_or_of_a_week_that_is_not_wanted() -> None:
    pair = make_pair()
    need = opened_need(pair, minutes=120, each_week=True)
    accepted_offer(pair, made_offer(pair, need))
    row = NeedBooking.objects.get(need=need)
    same, elsewhere = (requested_booking(another_officer(pair), [(monday(n), 120)]) for n in (0, 3))
    all_refused([
        ("need_weeks_taken_within_wanted", lambda: again(row, booking=same)),
        ("need_weeks_taken_within_wanted", lambda: again(row, booking=elsewhere)),
    ])  # fmt: skip
    Need.objects.filter(pk=need.pk).update(more_said=True)
    again(row, booking=same)
    need.refresh_from_db()
    assert need.taken_minutes == 240
