"""The log in sentences."""

from importlib import import_module

import pytest

from commonpool.activity.models import Event
from commonpool.kernel.facts import REGISTRY, Fact
from commonpool.notifications.queries import RULES, SENTENCES, entries, sentence
from tests.factories.bookings import bound_booking, make_pair
from tests.factories.hours import agreed_hours
from tests.factories.people import actor, make_steward
from tests.house.source import PACKAGE, STAGES


def events() -> list[type[Fact]]:
    for stage in STAGES:
        if (PACKAGE / stage / "events.py").exists() or (PACKAGE / stage / "events").exists():
            import_module(f"commonpool.{stage}.events")
    return [each for each in REGISTRY.values() if each.__module__.startswith("commonpool.")]


def test_every_event_has_a_sentence_and_every_sentence_an_event() -> None:
    happening = {each.__name__ for each in events() if not each.__subclasses__()}
    assert sorted(happening - set(SENTENCES)) == []
    assert sorted(set(SENTENCES) - happening) == []


@pytest.mark.django_db
def test_the_story_of_a_booking_says_who_and_by_which_rule() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    agreed_hours(pair, booking)
    kept = Event.objects.filter(facts__booking_id=booking.pk).order_by("id")
    lines = entries(kept, actor(pair.booker))
    told = {line.name: (line.what, line.who) for line in lines}
    assert told["BookingRequested"] == ("The hours were asked for", "You")
    assert told["BookingAccepted"] == ("The officer said yes", str(booking.officer))
    assert told["BookingApproved"][1] == str(RULES["permission"])
    assert told["BookingConfirmed"][1] == str(RULES["spending_limit"])
    assert told["HoursAgreed"][0] == "Hours agreed for the week of 7 December: 2 hours"
    assert told["ChargeMade"][0].endswith("before VAT")
    assert {line.council for line in lines} == {pair.home.name, pair.host.name}


@pytest.mark.django_db
def test_no_sentence_of_a_full_log_is_left_with_a_hole() -> None:
    pair = make_pair()
    agreed_hours(pair, bound_booking(pair))
    steward = actor(make_steward())
    found = {event.name: sentence(event, steward) for event in Event.objects.all()}
    assert len(found) > 20
    assert [name for name, text in found.items() if "…" in text or "{" in text or "None" in text] == []
    assert {each.happened_by_rule for each in Event.objects.all()} - {""} <= set(RULES)


@pytest.mark.django_db
def test_a_page_of_the_log_takes_two_questions(django_assert_num_queries: object) -> None:
    pair = make_pair()
    agreed_hours(pair, bound_booking(pair))
    kept = list(Event.objects.order_by("-id")[:50])
    reader = actor(pair.booker)
    with django_assert_num_queries(2):  # type: ignore[operator]
        entries(kept, reader)
