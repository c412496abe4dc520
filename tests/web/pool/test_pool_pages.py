"""Finding somebody, asking for hours, calls and the line, as pages."""

import re

import pytest
from django.urls import reverse

from commonpool.access import Role
from commonpool.availability.models import Listing
from commonpool.bookings.models import Booking, Call, Waiting
from commonpool.people.operations import say_experience
from tests.factories.bookings import PURPOSE, function_id, make_pair
from tests.factories.councils import council
from tests.factories.people import NOW, actor, make_employment, make_officer, make_role
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def pair():
    return make_pair(headline="Moved benefits forms online")


def asked(pair, **more):
    typed = {
        "host": pair.host.code,
        "kind": "paid",
        "week_2026-W50": "2",
        "purpose": PURPOSE,
        "function": function_id(),
        "work": "advice",
        "purchase_order": "",
        "go": "check",
    }
    return typed | more


def test_a_result_says_why_and_which_weeks_would_serve(pair):
    page = signed_in(pair.booker).get(reverse("find"), {"q": "benefits", "hours": "6"}).content.decode()
    assert "1 officer found" in page
    assert "2 hours in each of 3 weeks from" in page or "hours in each of 2 weeks from" in page
    assert f"{reverse('ask', args=[pair.officer.reference])}?weeks=" in page


@pytest.mark.parametrize(
    ("each", "said"), [("each", "2 hours each week"), ("one", "2 hours in one of the weeks")]
)
def test_hours_of_each_week_or_of_one_are_asked_saved_and_asked_again(pair, each, said):
    browser, typed = signed_in(pair.booker), {"q": "benefits", "hours": "2", "each": each}
    assert "1 officer found" in browser.get(reverse("find"), typed).content.decode()
    assert "1 officer found" not in browser.get(reverse("find"), typed | {"hours": "99"}).content.decode()
    page = browser.post(reverse("saved_searches"), typed, follow=True).content.decode()
    assert said in page
    assert f"hours=2&amp;each={each}" in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("hours", "1_0", "Enter hours"),
        ("hours", "٢", "Enter hours"),
        ("hours", "NaN", "Enter hours"),
        ("first_day", "30", "date"),
        ("nation", "Narnia", "Choose one of the answers"),
        ("q", "x\u202ey", "hidden or control"),
        ("each", "now and then", "Choose one of the answers"),
        ("page", "9" * 50, ""),
    ],
)
def test_a_wrong_search_is_answered_beside_the_field_and_keeps_what_was_typed(pair, field, value, says):
    answer = signed_in(pair.booker).get(reverse("find"), {"q": "benefits", field: value})
    assert answer.status_code < 500
    assert says in answer.content.decode()


def test_check_then_send_holds_the_weeks(pair):
    client, address = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    check = client.post(address, asked(pair))
    assert check.status_code == 200
    assert "Checked, nothing for you to do." in check.content.decode()
    assert not Booking.objects.exists()
    back = client.post(address, asked(pair, go="change"))
    assert PURPOSE in back.content.decode()
    sent = client.post(address, asked(pair, go="send"))
    booking = Booking.objects.get()
    assert (sent.status_code, sent.url) == (302, reverse("sent", args=[booking.reference]))


def test_a_taken_week_gets_a_plain_sentence_and_other_ways(pair):
    other = make_pair(home=pair.home, officer=pair.officer)
    signed_in(pair.booker).post(
        reverse("ask", args=[pair.officer.reference]), asked(pair, go="send", **{"week_2026-W50": "4"})
    )
    answer = signed_in(other.booker).post(
        f"{reverse('ask', args=[pair.officer.reference])}?weeks=2026-W50:240", asked(other, go="send")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert PURPOSE in page
    assert "Not enough hours are free: week of 7 December." in page
    way = page.split("Other ways to the same hours")[1].split("</form>")[0]
    address = re.search(r'action="([^"]+)"', way)
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', way)
    assert address
    checked = signed_in(other.booker).post(address[1], dict(fields)).content.decode()
    assert "Checked, nothing for you to do." in checked
    assert PURPOSE in checked


def test_nothing_chosen_is_said_beside_the_first_week(pair):
    answer = signed_in(pair.booker).post(
        reverse("ask", args=[pair.officer.reference]), asked(pair, **{"week_2026-W50": ""})
    )
    assert answer.status_code == 422
    assert "at least one week" in answer.content.decode()


def test_a_page_sent_back_shows_what_is_free_by_now(pair):
    address = reverse("ask", args=[pair.officer.reference])
    shown = signed_in(pair.booker).get(address).content.decode()
    refused = signed_in(pair.booker).post(address, asked(pair, purpose=""))
    assert refused.status_code == 422
    assert weeks_of(refused.content.decode()) == weeks_of(shown) != []


def weeks_of(page):
    """The weeks that a page has a field for, each with what is free of it."""
    return re.findall(r'class="govuk-hint">\s*([^<]* free)\s*</div>\s*<input[^>]*name="(week_[^"]+)"', page)


def test_a_held_week_says_until_when_and_can_be_waited_for(pair):
    other = make_pair(home=pair.home, officer=pair.officer)
    signed_in(pair.booker).post(reverse("ask", args=[pair.officer.reference]), asked(pair, go="send"))
    client = signed_in(other.booker)
    assert "held until" in client.get(reverse("person", args=[pair.officer.reference])).content.decode()
    answer = client.post(
        reverse("stand_in_line", args=[pair.officer.reference]),
        {"host": other.host.code, "weeks": ["2026-W50"]},
    )
    assert answer.status_code == 302
    assert Waiting.objects.get().asked_by == other.booker
    person = reverse("person", args=[pair.officer.reference])
    leave = reverse("leave_line", args=[pair.officer.reference])
    assert "You wait for" in client.get(person).content.decode()
    assert "You wait for" not in signed_in(pair.booker).get(person).content.decode()
    assert signed_in(pair.booker).post(leave).status_code == 302
    assert Waiting.objects.exists()
    assert client.post(leave).status_code == 302
    assert "You wait for" not in client.get(person).content.decode()
    assert not Waiting.objects.exists()


def test_a_person_page_withholds_name_council_and_price_before_joining(pair):
    client = signed_in(make_officer(council(depth="none")).person)
    page = client.get(reverse("person", args=[pair.officer.reference])).content.decode()
    assert pair.officer.person.name not in page
    assert pair.home.name not in page
    assert "£" not in page


def test_a_person_page_withholds_every_word_of_theirs_before_joining(pair):
    words = {"headline": "CANARYHEADLINE", "about": "CANARYABOUT", "usual_times": "CANARYTIMES"}
    Listing.objects.filter(pk=pair.officer.listing.pk).update(**words)
    said = {"words": "CANARYDONE at the harbour", "finished_in": 2024, "at": NOW}
    say_experience(actor=actor(pair.officer.person), **said)
    address = reverse("person", args=[pair.officer.reference])
    joined = signed_in(pair.booker).get(address).content.decode()
    assert joined.count("CANARY") >= 4
    assert "cp-strip" in joined
    page = signed_in(make_officer(council(depth="none")).person).get(address).content.decode()
    assert "CANARY" not in page
    assert "2024" not in page
    assert "cp-strip" not in page
    assert "Planning officer" in page


def test_a_call_is_asked_and_answered(pair):
    client = signed_in(pair.booker)
    sent = client.post(
        reverse("ask_for_call", args=[pair.officer.reference]),
        {"host": pair.host.code, "message": "Could we talk on Tuesday?"},
    )
    assert sent.status_code == 302
    call = Call.objects.get()
    officer = signed_in(pair.officer.person)
    assert "Could we talk on Tuesday?" in officer.get(reverse("call", args=[call.reference])).content.decode()
    unclear = officer.post(reverse("call", args=[call.reference]), {"answer": "zz", "reply": "Yes, at ten"})
    assert (unclear.status_code, "Yes, at ten" in unclear.content.decode()) == (422, True)
    officer.post(reverse("call", args=[call.reference]), {"answer": "accept", "reply": "Yes, at ten"})
    call.refresh_from_db()
    assert (call.status, call.reply) == ("accepted", "Yes, at ten")
    stranger = signed_in(make_pair().booker)
    assert stranger.get(reverse("call", args=[call.reference])).status_code == 404


def test_same_again_fills_in_the_work_of_a_booking_one_may_see(pair):
    client, address = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    client.post(address, asked(pair, go="send"))
    reference = Booking.objects.get().reference
    page = client.get(f"{address}?again={reference}").content.decode()
    assert PURPOSE in page
    assert pair.host.code in page
    assert signed_in(make_pair().booker).get(f"{address}?again={reference}").status_code == 404


def test_same_again_fills_in_no_council_that_cannot_be_chosen_any_more(pair):
    client, address = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    client.post(address, asked(pair, go="send"))
    reference = Booking.objects.get().reference
    second = council()
    make_role(second, Role.BOOKING_MANAGER, person=pair.booker)
    make_employment(pair.host, person=pair.officer.person)
    page = client.get(f"{address}?again={reference}").content.decode()
    assert PURPOSE in page
    assert re.search(rf'name="host"[^>]*value="{second.code}"', page)
    assert f'value="{pair.host.code}"' not in page


def test_peer_help_is_asked_by_a_peer_of_an_officer_nobody_could_book(pair):
    peer = council(depth="peer")
    officer = make_officer(peer).person
    client = signed_in(officer)
    person = client.get(reverse("person", args=[pair.officer.reference])).content.decode()
    assert "Ask for peer help" in person
    assert "Ask for hours" not in person
    address = f"{reverse('ask', args=[pair.officer.reference])}?kind=peer_help"
    help_asked = {
        "host": peer.code,
        "kind": "peer_help",
        "week_2026-W46": "1",
        "purpose": "Talk through your appeals backlog",
        "function": function_id(),
    }
    check = client.post(address, help_asked | {"go": "check"})
    assert "Their yes is enough" in check.content.decode()
    client.post(address, help_asked | {"go": "send"})
    before = Booking.objects.get()
    assert before.kind == "peer_help"
    again = client.get(f"{address}&again={before.reference}&weeks=2026-W47:60").content.decode()
    assert re.search(r'name="week_2026-W47"[^>]*value="1"', again)


def test_somebody_whose_council_has_not_joined_is_told_which_step_opens_it(pair):
    client = signed_in(make_officer(council(depth="none")).person)
    for route in ("ask", "ask_for_call"):
        answer = client.get(reverse(route, args=[pair.officer.reference]))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Next step" in page
        assert pair.officer.person.name not in page
        assert pair.home.name not in page


def test_who_may_not_ask_is_shown_the_way_to_who_may(pair):
    colleague = signed_in(make_officer(pair.host).person)
    page = colleague.get(reverse("person", args=[pair.officer.reference])).content.decode()
    assert f'href="{reverse("rooms")}">See who is administrator' in page
    asking = colleague.get(reverse("ask", args=[pair.officer.reference])).content.decode()
    assert f'href="{reverse("rooms")}">See who is administrator' in asking
    refused = colleague.get(reverse("limit_give"))
    assert refused.status_code == 403
    assert f'href="{reverse("rooms")}">See who is administrator' in refused.content.decode()


def test_a_refusal_for_want_of_depth_links_to_the_councils_steps(pair):
    host = council(depth="peer")
    booker = signed_in(make_role(host, Role.BOOKING_MANAGER))
    steps = f'href="{reverse("joining", args=[host.slug])}"'
    for go in ("check", "send"):
        answer = booker.post(
            reverse("ask", args=[pair.officer.reference]), asked(pair, host=host.code, go=go)
        )
        assert answer.status_code == 422
        assert steps in answer.content.decode()
    outside = council(depth="none")
    stranger = signed_in(make_officer(outside).person)
    answer = stranger.get(reverse("ask_for_call", args=[pair.officer.reference]))
    assert answer.status_code == 422
    assert f'href="{reverse("joining", args=[outside.slug])}"' in answer.content.decode()
