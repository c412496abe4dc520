"""A team on the pages: proposed, what could give as links, asked in one go, and everything typed kept."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonpool.availability.models import Listing
from commonpool.availability.operations import pause_listing
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import withdraw_booking
from commonpool.matching.rules.teams import relaxing
from commonpool.matching.rules.teams.program import TeamTooHard
from commonpool.people.operations import state_post_facts
from tests.factories.bookings import PURPOSE, Pair, function_id, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
WISHES = {
    "words_1": "planning appeals", "hours_1": "4", "words_2": "content design", "hours_2": "2",
    "first_day": "7", "first_month": "12", "first_year": "2026", "last_day": "18", "last_month": "12",
    "last_year": "2026",
}  # fmt: skip
MOST_QUERIES = 20
NOVEMBER = {"last_month": "11"}
SUBJECTS = ("planning appeals", "content design", "ferries", "beekeeping", "bridges", "payroll")


@pytest.fixture
def pair() -> Pair:
    made = make_pair(limit=False, headline="Planning appeals, from case to decision")
    listed_officer(
        council(), weekly_minutes=240, headline="Content design for benefits", name="Content Writer"
    )
    return made


def hidden(html: str, name: str) -> list[str]:
    found = re.findall(
        rf'name="{name}" value="([^"]*)"', html.partition('action="/team/ask/"')[2].partition("</form>")[0]
    )
    return [unescape(each) for each in found]


def proposed(client: Client, pair: Pair, **more: str) -> str:
    return client.get("/team/", WISHES | {"host": pair.host.code} | more).content.decode()


def asked(page: str, pair: Pair, go: str, **more: str) -> dict[str, object]:
    return {
        "host": pair.host.code, "member": hidden(page, "member"), "wishes": hidden(page, "wishes"), "kind": "paid",
        "purpose": PURPOSE, "function": function_id(), "work": "advice", "go": go,
    } | more  # fmt: skip


def test_a_team_is_proposed_asked_and_shown_together(pair: Pair) -> None:
    client = signed_in(pair.booker)
    page = proposed(client, pair)
    assert "The team we propose" in page
    assert "Content Writer" in page
    first = client.post("/team/ask/", asked(page, pair, ""))
    assert (first.status_code, "Ask for the whole team" in first.content.decode()) == (200, True)
    check = client.post("/team/ask/", asked(page, pair, "check")).content.decode()
    assert 'value="send"' in check
    assert PURPOSE in check
    assert check.count("Your budget holder is asked") == 2
    assert re.search(r'href="(/team/\?[^"]*words_1=planning[^"]*#proposal)" class="govuk-back-link"', check)
    sent = client.post("/team/ask/", asked(page, pair, "send"), follow=True)
    (together,) = set(Booking.objects.values_list("together", flat=True))
    assert sent.redirect_chain == [(f"/team/{together}/", 302)]
    booking = Booking.objects.get(officer=pair.officer.person)
    assert "Asked together with" in client.get(f"/bookings/{booking.reference}/").content.decode()
    seen = client.get(f"/team/{together}/").content.decode()
    assert "before VAT in all" in seen
    own = signed_in(pair.officer.person)
    seen = own.get(f"/team/{together}/").content.decode()
    assert not {text for text in ("Content Writer", "before VAT in all") if text in seen}
    assert signed_in(make_pair(limit=False).booker).get(f"/team/{together}/").status_code == 404


def test_who_asks_for_one_council_need_not_say_which(pair: Pair) -> None:
    """As in an address that somebody wrote by hand."""
    page = signed_in(pair.booker).get("/team/", WISHES).content.decode()
    assert "govuk-error-summary" not in page
    assert "Content Writer" in page


def test_a_team_of_six_costs_as_many_statements_as_a_team_of_one(pair: Pair) -> None:
    for subject in SUBJECTS[2:]:
        listed_officer(council(), weekly_minutes=240, headline=subject.capitalize())
    client, counted = signed_in(pair.booker), {}
    none = {"words_2": "", "hours_2": ""}
    six = {f"words_{n}": subject for n, subject in enumerate(SUBJECTS, start=1)}
    six |= {f"hours_{n}": "2" for n in range(1, 7)}
    for number, parts in ((1, none), (6, six), (1, none)):  # once before it counts
        page, proposing = costing(lambda parts=parts: proposed(client, pair, **parts))
        assert len(hidden(page, "member")) == number
        work = asked(page, pair, "check", needs="documents", work="decisions")
        check, checking = costing(lambda work=work: client.post("/team/ask/", work))
        assert 'value="send"' in check.content.decode()
        counted[number] = proposing, checking
    assert counted[6] == counted[1]
    assert max(counted[6]) <= MOST_QUERIES


def costing(deed: Callable[[], Any]) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as queries:
        done = deed()
    return done, len(queries)


def test_only_the_host_is_told_of_everybody(pair: Pair) -> None:
    client = signed_in(pair.booker)
    client.post("/team/ask/", asked(proposed(client, pair), pair, "send"))
    own = Booking.objects.get(officer=pair.officer.person)
    for booking in Booking.objects.all():
        withdraw_booking(actor=actor(pair.booker), booking_id=booking.pk, at=NOW)
    said = {
        who: signed_in(who).get(f"/team/{own.together}/").content.decode()
        for who in (pair.booker, pair.officer.person)
    }
    assert ["Everybody has answered." in page for page in said.values()] == [True, False]


def test_says_where_a_match_stands_and_when_time_ran_out(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(pair.booker)
    assert proposed(client, pair).count("The only match in the pool.") == 2
    monkeypatch.setattr(relaxing, "_weeks", out_of_time)
    page = proposed(client, pair, budget="10")
    assert "We could not find out in time which change would be enough." in page
    assert "Changing one wish is not enough" not in page


def out_of_time(*_wishes: object) -> None:
    raise TeamTooHard


def test_a_week_taken_meanwhile_is_named_nothing_is_lost_and_nobody_is_asked(pair: Pair) -> None:
    client = signed_in(pair.booker)
    page = proposed(client, pair)
    before = requested_booking(pair, [(monday(), 60)])
    answer = client.post("/team/ask/", asked(page, pair, "send"))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert f"{pair.officer.person.name}, week of 7 December" in unescape(said)
    assert PURPOSE in said
    assert "See who could serve now" in said
    assert Booking.objects.count() == 1
    checked = client.post("/team/ask/", asked(page, pair, "check"))
    assert (checked.status_code, pair.officer.person.name in checked.content.decode()) == (422, True)
    withdraw_booking(actor=actor(pair.booker), booking_id=before.pk, at=NOW)
    assert client.post("/team/ask/", asked(page, pair, "send")).status_code == 302


@pytest.mark.parametrize("go", ["", "check", "send"])
def test_who_left_the_pool_meanwhile_is_said_and_nothing_typed_is_lost(pair: Pair, go: str) -> None:
    client = signed_in(pair.booker)
    page = proposed(client, pair)
    other = Listing.objects.get(person__name="Content Writer")
    pause_listing(actor=actor(other.person), listing_id=other.pk, at=NOW)
    sent = asked(page, pair, go)
    sent["member"] = [*hidden(page, "member"), *hidden(page, "member"), "what nobody can read"]
    answer = client.post("/team/ask/", sent)
    said = answer.content.decode()
    assert answer.status_code == (422 if go else 200)
    assert "1 officer of this team is no longer in the pool." in said
    assert "You can still ask those shown here." in said
    assert "See who could serve now" in said
    assert (PURPOSE in said) == bool(go)
    assert (pair.officer.person.name in said, "Content Writer" in said) == (True, False)
    assert not Booking.objects.exists()
    rest = asked(said, pair, "send") | {"member": re.findall(r'name="member" value="([^"]*)"', said)}
    assert client.post("/team/ask/", rest).status_code == 302
    assert Booking.objects.get().officer == pair.officer.person


def test_a_rule_that_stands_in_the_way_of_one_of_them_is_answered_on_the_way(pair: Pair) -> None:
    other = Listing.objects.get(person__name="Content Writer")
    scottish = make_pair(host=council("Scotland"), home=pair.home, officer=pair.officer, limit=False)
    client = signed_in(scottish.booker)
    page = proposed(client, scottish)
    state_post_facts(
        actor=actor(other.person), employment_id=other.employment_id, profession="solicitor", at=NOW
    )
    blocked = client.post("/team/ask/", asked(page, scottish, "check"))
    button = f"PWR-17:{other.reference}"
    assert (blocked.status_code, f'value="show:{button}"' in blocked.content.decode()) == (422, True)
    asks = client.post("/team/ask/", asked(page, scottish, f"show:{button}"))
    assert "Content Writer" in asks.content.decode()
    seen = {"evidence-reason": "On the register", "evidence-kept": "HR"}
    for name, (day, month, year) in {"paper_on": ["2", "11", "2026"], "ends_on": ["2", "3", "2027"]}.items():
        seen |= {
            f"evidence-{name}_{part}": value
            for part, value in (("day", day), ("month", month), ("year", year))
        }
    check = client.post("/team/ask/", asked(page, scottish, f"give:{button}", **seen)).content.decode()
    assert "Allowed because:" in check
    assert PURPOSE in check
    assert 'value="send"' in check
    assert client.post("/team/ask/", asked(page, scottish, "send")).status_code == 302
    assert Booking.objects.count() == 2


def test_what_could_give_is_a_link_that_fills_the_form(pair: Pair) -> None:
    client = signed_in(pair.booker)
    page = proposed(client, pair, budget="10")
    assert "No team keeps to all of these wishes" in page
    (link,) = re.findall(r'href="(/team/\?[^"#]+)#proposal"', page)
    assert "The team we propose" in client.get(unescape(link)).content.decode()
    page = proposed(client, pair, hours_2="10")
    links = re.findall(r'href="(/team/\?[^"#]+)#proposal"', page)
    assert links
    for each in links:
        assert "The team we propose" in client.get(unescape(each)).content.decode(), each


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"hours_1": ""}, "Say how many hours of this you need"),
        (
            {"words_1": "", "hours_1": "", "words_2": "", "hours_2": ""},
            "Say what at least one of them should do",
        ),
        ({"words_1": "a\0b"}, "words_1"),
        ({"first_day": "30", "first_month": "2"}, "first"),
        ({"budget": "\u0661\u0660"}, "Enter an amount in pounds"),
        (
            {"first_day": "", "first_month": "", "first_year": "", "last_day": "5"} | NOVEMBER,
            "Choose 9 November 2026 or a later date",
        ),
        (
            {"first_day": "3", "last_day": "8", "first_month": "11"} | NOVEMBER,
            "Choose 9 November 2026 or a later date",
        ),
        ({"people": "9"}, "Choose one of the answers listed"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(pair: Pair, typed: dict[str, str], says: str) -> None:
    page = proposed(signed_in(pair.booker), pair, **typed)
    assert "govuk-error-summary" in page
    assert says in page
    assert "The team we propose" not in page


def test_a_team_nobody_is_in_is_refused_and_a_stranger_is_not_found(pair: Pair) -> None:
    client = signed_in(pair.booker)
    answer = client.post("/team/ask/", asked("", pair, "send"))
    assert (answer.status_code, "A team is of one to eighteen officers" in answer.content.decode()) == (
        422,
        True,
    )
    assert client.post("/team/ask/", asked("", pair, "check") | {"host": "X"}).status_code == 404
    assert signed_in(pair.officer.person).get("/team/").status_code == 403


UNREAD = [
    "what nobody can read", "\0={weeks}", "{officer}={weeks},2026-W99:60", "{officer}=2026-W50:\u0666\u0660", "",
]  # fmt: skip


@pytest.mark.parametrize("more", [*UNREAD, "{officer}=2026-W51:60", "seventeen others"])
def test_what_of_a_team_cannot_be_asked_is_said_and_nobody_is_asked(pair: Pair, more: str) -> None:
    client = signed_in(pair.booker)
    page = proposed(client, pair)
    members = hidden(page, "member")
    officer, _equals, weeks = members[0].partition("=")
    extra = [more.format(officer=officer, weeks=weeks)]
    if more == "seventeen others":
        home = council()
        extra = members = [*members, *(f"{listed_officer(home).reference}={weeks}" for _each in range(17))]
    says = {
        "{officer}=2026-W51:60": "An officer was named more than once, and the weeks named first stand",
        "seventeen others": "A team is of one to eighteen officers",
    }.get(more, "Something of this team could not be read")
    for go in ("", "check", "send"):
        answer = client.post("/team/ask/", asked(page, pair, go) | {"member": [*members, *extra]})
        said = answer.content.decode()
        assert (answer.status_code, says in said) == (422 if go else 200, True)
        assert (PURPOSE in said) == bool(go), "what was typed is not lost"
        assert re.findall(r'name="member" value="([^"]*)"', said) == members
    assert not Booking.objects.exists()


def test_what_is_wrong_of_a_field_stands_beside_it_once(pair: Pair) -> None:
    client = signed_in(pair.booker)
    page = proposed(client, pair)
    late = {"ready_by_day": "1", "ready_by_month": "3", "ready_by_year": "2027"}
    for box, wrong in (("contact", {"contact": "nobody@elsewhere.example"}), ("ready_by-group", late)):
        answer = client.post("/team/ask/", asked(page, pair, "check") | {"needs": ["documents"]} | wrong)
        (beside,) = answer.content.decode().split(f'id="id_{box}-error"')[1:]
        assert (answer.status_code, pair.officer.person.name in beside.partition("</p>")[0]) == (422, False)
