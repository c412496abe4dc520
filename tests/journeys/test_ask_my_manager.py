"""Journey 2: an officer writes a listing, their manager allows it, and another council finds them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from commonpool.kernel.clock import london_date, now
from tests.journeys.letters import link_in
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

TODAY = london_date(now())
OFFICER = "priya.raman@larkminster.example"
MANAGER = "yusuf.kaplan@larkminster.example"
ALLOTMENTS = "Moved 14 allotment waiting lists into one, with a fair way to choose"
ORCHARDS = "Planted six community orchards with schools and found who waters them"


def test_ask_my_manager(visitor: Callable[..., Visitor]) -> None:
    officer = visitor()
    officer_writes_a_listing(officer)
    officer_asks(officer)
    manager_allows_less(visitor())
    hr_checks(visitor())
    officer.open("/listing/")
    officer.reads("In the pool", "Your council allows up to 1 hour 30 minutes a week")
    another_council_finds_them(visitor())


def officer_writes_a_listing(officer: Visitor) -> None:
    officer.sign_in_by_code(OFFICER)
    if officer.page.get_by_label("Your name", exact=True).count():
        officer.fill("Your name", "Priya Raman")
        officer.press("Save")
    print(officer.path)
    officer.press("Yes, I work there")
    print(officer.path)
    officer.fill("Job title", "Allotments and orchards officer")
    officer.choose("Officer")
    officer.fill("Contract hours a week", "37")
    officer.press("Save")
    print(officer.path)
    officer.door("Home")
    officer.press("Offer some hours")
    officer.press("Start")
    officer.fill("In one line, what can you help with?", "Allotments, orchards and waiting lists")
    officer.fill("How many hours a week can you offer?", "2")
    officer.press("Save")
    print(officer.path, officer.page.locator("main").inner_text()[:800])
    officer.open("/listing/experience/")
    for words in (ALLOTMENTS, ORCHARDS):
        officer.fill("What did you do, and what came of it?", words)
        officer.press("Add")
    officer.follow("Back to my listing")


def officer_asks(officer: Visitor) -> None:
    officer.press("Ask my manager")
    officer.fill("Your manager’s work e-mail address", MANAGER)
    print(officer.page.locator("main").inner_text()[:2500])
    officer.press("Send to my manager")
    officer.reads("Sent to your manager")


def manager_allows_less(manager: Visitor) -> None:
    letter = manager.outbox.letter_to(MANAGER, "Priya Raman")
    print(letter["Subject"])
    manager.sign_in_by_code(MANAGER, next_page=link_in(letter))
    manager.stands_at("May Priya Raman help other councils?")
    print(manager.page.locator("main").inner_text()[:2500])
    manager.fill("The most hours in any one week", "1.5")
    manager.fill_date("To", TODAY + timedelta(days=90))
    manager.choose("They are on our payroll, not agency, contractor or company")
    manager.choose(ALLOTMENTS)
    manager.press("Allow")
    print(manager.path, manager.page.locator("main").inner_text()[:800])


def hr_checks(hr: Visitor) -> None:
    hr.sign_in_as("Shanice Campbell")
    print(hr.page.locator("main").inner_text()[:1500])
    hr.press("Check", near="Priya Raman")
    hr.fill("Payroll number", "L-20417")
    print(hr.page.locator("main").inner_text()[:1500])


def another_council_finds_them(another: Visitor) -> None:
    another.sign_in_as("Eilidh Thorburn")
    another.fill("What do you need?", "allotment waiting list")
    another.press("Find someone")
    another.reads("Priya Raman", "Confirmed by Yusuf Kaplan", "an hour, plus VAT")
