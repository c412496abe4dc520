"""Writing a listing and asking one's manager, in the browser's words."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from commonpool.availability.models import Listing, Permission, WeekOff
from commonpool.availability.queries import my_listing
from commonpool.people.models import Employment, Experience, Skill, SkillSuggestion
from tests.factories import NOW, actor, council, make_employment, make_officer, make_person, signed_in
from tests.factories.councils import domain_of
from tests.factories.listings import draft_listing, listed_officer, post_stated

pytestmark = pytest.mark.django_db

HOSTILE = ["\x00", "a\u202eb", "x" * 100_000, "NaN", "1_0", "١٢", "-1", "1e308", "<script>alert(1)</script>"]


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def job() -> Employment:
    return make_officer(council(depth="peer"), ticked=False, checked=False)


def offer(job: Employment, **over: Any) -> dict[str, Any]:
    return {
        "employment": str(job.pk),
        "headline": "Planning appeals",
        "about": "",
        "weekly_minutes": "2",
        "starts_on_day": "2",
        "starts_on_month": "11",
        "starts_on_year": "2026",
        "usual_days": ["1", "2", "3"],
        "usual_times": "Afternoons",
        "place": ["remote"],
        "sharing": "closes",
        "open_to_calls": "on",
        **over,
    }


def question(job: Employment, **over: Any) -> dict[str, Any]:
    return {
        "manager_email": f"boss@{domain_of(job.organisation)}",
        "weekly_minutes": "2",
        "starts_on_day": "2",
        "starts_on_month": "11",
        "starts_on_year": "2026",
        "ends_on_day": "1",
        "ends_on_month": "5",
        "ends_on_year": "2027",
        "time_basis": "overtime",
        "decisions": "no",
        "peer_help": "on",
        **over,
    }


def test_teaches_what_a_listing_is_before_there_is_one(job: Employment):
    page = signed_in(job.person).get(reverse("listing"))
    assert page.status_code == 200
    assert "What you offer" in page.content.decode()


def test_says_first_where_somebody_works_who_works_nowhere():
    page = signed_in(make_person()).get(reverse("listing"))
    assert reverse("your_council") in page.content.decode()


def test_is_written_a_page_at_a_time_and_sent_to_the_manager(job: Employment):
    Skill.objects.create(id="appeals", name="Planning appeals", aliases=["appeal work"])
    browser = signed_in(job.person)
    block = {
        "block_1_on_day": "3",
        "block_1_on_month": "3",
        "block_1_on_year": "2027",
        "block_1_minutes": "22",
    }
    assert browser.post(reverse("listing_offer"), offer(job, **block)).url == reverse("listing_skills")
    found = browser.post(reverse("listing_skills"), {"find_skill": "appeal wo", "find": "1"})
    assert 'value="appeals"' in found.content.decode()
    saved = browser.post(reverse("listing_skills"), {"skills": ["appeals"], "suggest": "Bat surveys"})
    assert saved.url == reverse("listing")
    words = {"words": "Cut a backlog from 900 cases to 200", "finished_in": "2025"}
    assert browser.post(reverse("listing_experience"), words).status_code == 302
    assert browser.post(reverse("listing_weeks_off"), {"mondays": ["2026-12-28"]}).status_code == 302
    mine = my_listing(actor(job.person))
    assert mine is not None
    assert (mine.weekly_minutes, [(b.monday.isoformat(), b.minutes) for b in mine.blocks.all()]) == (
        120,
        [("2027-03-01", 1320)],
    )
    assert [skill.pk for skill in mine.skills.all()] == ["appeals"]
    assert SkillSuggestion.objects.get().text == "Bat surveys"
    assert WeekOff.objects.get().monday.isoformat() == "2026-12-28"
    mine_page = browser.get(reverse("listing")).content.decode()
    assert "if your manager allows all of it" in mine_page
    first = browser.post(reverse("ask_manager"), question(job)).headers["Location"]
    assert not Permission.objects.exists()
    assert browser.post(first, {"nothing": "yes"}).headers["Location"] == reverse("ask_manager")
    asked = browser.post(reverse("ask_manager"), question(job))
    assert asked.url == reverse("listing_asked")
    assert "What happens next" in browser.get(asked.url).content.decode()
    assert Permission.objects.get().status == "asked"


def test_keeps_skills_when_the_offer_changes(job: Employment):
    Skill.objects.create(id="appeals", name="Planning appeals")
    draft_listing(job, skill_ids=["appeals"])
    signed_in(job.person).post(reverse("listing_offer"), offer(job, headline="Another line"))
    mine = Listing.objects.get()
    assert mine.headline == "Another line"
    assert mine.skills.count() == 1


def test_shows_every_page_of_a_listing_in_the_pool():
    officer = listed_officer(council(), blocks=[(NOW.date().replace(day=9), 60)])
    browser = signed_in(officer.person)
    names = ["listing", "listing_offer", "listing_skills", "listing_experience", "listing_weeks_off"]
    for name in [*names, "listing_close", "ask_manager"]:
        assert browser.get(reverse(name)).status_code == 200, name
    assert browser.get(reverse("listing_asked")).headers["Location"] == reverse("listing")
    assert "In the pool" in browser.get(reverse("listing")).content.decode()


def test_pauses_resumes_and_closes_by_post_alone():
    officer = listed_officer(council())
    browser = signed_in(officer.person)
    for name, status in (("listing_pause", "paused"), ("listing_resume", "listed")):
        assert browser.get(reverse(name)).status_code == 405
        browser.post(reverse(name))
        assert Listing.objects.get().status == status
    browser.get(reverse("listing_close"))
    assert Listing.objects.get().status == "listed"
    browser.post(reverse("listing_close"))
    assert Listing.objects.get().status == "closed"


def test_takes_back_only_ones_own_words(job: Employment):
    browser = signed_in(job.person)
    browser.post(reverse("listing_experience"), {"words": "Ran appeals"})
    said = Experience.objects.get()
    stranger = signed_in(make_employment(job.organisation).person)
    assert stranger.post(reverse("listing_withdraw_experience", args=[said.pk])).status_code == 404
    browser.post(reverse("listing_withdraw_experience", args=[said.pk]))
    said.refresh_from_db()
    assert said.withdrawn_at is not None


def test_says_beside_the_field_that_the_manager_works_elsewhere(job: Employment):
    post_stated(draft_listing(job))
    page = signed_in(job.person).post(reverse("ask_manager"), question(job, manager_email="boss@example.org"))
    assert page.status_code == 422
    assert "at the council you work for" in page.content.decode()


@pytest.mark.parametrize(
    "over",
    [
        {"starts_on_day": "30", "starts_on_month": "2"},
        {"ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2026"},
        {"usual_days": ["8"]},
        {"usual_days": []},
        {"place": []},
        {"weekly_minutes": ""},
        {"weekly_minutes": "0.75"},
        {"employment": "999999"},
        {"block_1_on_day": "3", "block_1_on_month": "3", "block_1_on_year": "2027"},
        {"block_1_minutes": "5"},
    ],
)
def test_answers_what_cannot_be_with_words_and_keeps_what_was_typed(job: Employment, over: dict[str, Any]):
    page = signed_in(job.person).post(reverse("listing_offer"), offer(job, about="Typed with care", **over))
    assert page.status_code == 422
    assert "Typed with care" in page.content.decode()
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("listing_skills", "find_skill"),
        ("listing_skills", "skills"),
        ("listing_skills", "function_1"),
        ("listing_experience", "words"),
        ("listing_experience", "finished_in"),
        ("listing_weeks_off", "mondays"),
        ("ask_manager", "manager_email"),
        ("ask_manager", "weekly_minutes"),
        ("ask_manager", "time_basis"),
    ],
)
def test_survives_hostile_input(job: Employment, name: str, field: str):
    post_stated(draft_listing(job))
    browser = signed_in(job.person)
    for hostile in HOSTILE:
        page = browser.post(reverse(name), question(job) | {field: hostile})
        assert page.status_code in (302, 422), hostile
        assert "<script>alert(1)</script>" not in page.content.decode()


@pytest.mark.parametrize(
    "field", ["headline", "weekly_minutes", "starts_on_year", "employment", "block_1_minutes"]
)
def test_survives_hostile_offers(job: Employment, field: str):
    browser = signed_in(job.person)
    for hostile in HOSTILE:
        page = browser.post(reverse("listing_offer"), offer(job, about="Typed with care", **{field: hostile}))
        assert page.status_code in (302, 422), hostile
        assert page.status_code == 302 or "Typed with care" in page.content.decode()


def test_is_for_people_who_work_for_a_council_alone():
    names = ["listing_offer", "listing_skills", "listing_experience", "listing_weeks_off", "ask_manager"]
    nobody, outsider = Client(), signed_in(make_person())
    for name in names:
        assert nobody.get(reverse(name)).status_code == 302
        assert outsider.get(reverse(name)).status_code == 403
