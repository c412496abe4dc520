"""Journey 2: an officer writes a listing, their manager allows it, and another council finds them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.text import capfirst
from playwright.sync_api import expect

from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from tests.journeys.letters import link_in
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

TODAY = london_date(now())
SOON = weeks.monday_of(TODAY) + 2 * weeks.WEEK
ASK = "Ask for hours of Priya Raman"
OFFICER = "priya.raman@larkminster.example"
MANAGER = "yusuf.kaplan@larkminster.example"
ALLOTMENTS = "Moved 14 allotment waiting lists into one, with a fair way to choose"
ORCHARDS = "Planted six community orchards with schools and found who waters them"


def test_ask_my_manager(visitor: Callable[..., Visitor]) -> None:
    officer = visitor()
    officer_writes_a_listing(officer)
    officer_asks(officer)
    manager_allows_less(visitor())
    officer.open("/listing/")
    officer.reads("In the pool", "Your council allows up to 1 hour 30 minutes a week")
    another = visitor()
    another.sign_in_as("Eilidh Thorburn")
    another_council_finds_them(another)
    expect(another.page.get_by_role("link", name=ASK)).to_have_count(0)
    hr_checks(visitor())
    another_council_finds_them(another)
    another_council_may_pay_for_them(another)
    officer_takes_part_in_work(officer)
    manager_confirms_it(visitor())
    another_council_reads_the_work(another)


def officer_writes_a_listing(officer: Visitor) -> None:
    officer.sign_in_by_code(OFFICER)
    officer.press("Yes, I work there")
    officer.fill("Your name", "Priya Raman")
    officer.press("Save")
    officer.fill("Job title", "Allotments and orchards officer")
    officer.choose("Officer")
    officer.fill("Contract hours a week", "37")
    officer.press("Save")
    officer.door("Home")
    officer.press("Offer some hours")
    officer.press("Start")
    officer.fill("In one line, what can you help with?", "Allotments, orchards and waiting lists")
    officer.fill("How many hours a week can you offer? (optional)", "2")
    officer.press("Save")
    officer.open("/listing/experience/")
    for deed in (ALLOTMENTS, ORCHARDS):
        officer.fill("What did you do, and what came of it?", deed)
        officer.press("Add")
    officer.follow("Back to my listing")


def officer_asks(officer: Visitor) -> None:
    officer.press("Ask my manager")
    officer.press("None of these holds for me")
    officer.fill("Your manager’s work e-mail address", MANAGER)
    officer.press("Send to my manager")
    officer.reads("Sent to your manager")


def manager_allows_less(manager: Visitor) -> None:
    letter = manager.outbox.letter_to(MANAGER, "Priya Raman")
    manager.sign_in_by_code(MANAGER, next_page=link_in(letter))
    manager.stands_at("May Priya Raman help other councils?")
    manager.fill("The most hours in any one week", "1.5")
    manager.fill_date("To", TODAY + timedelta(days=90))
    manager.choose("They are on our payroll, not agency, contractor or company")
    manager.choose(ALLOTMENTS)
    manager.press("Allow")
    manager.reads("Allowed. Priya Raman is in the pool and has been told.")


def hr_checks(hr: Visitor) -> None:
    hr.sign_in_as("Shanice Campbell")
    hr.press("See the list")
    hr.follow("Check Priya Raman")
    hr.fill("Payroll number", "L-20417")
    hr.press("They are right")
    hr.reads("Priya Raman is checked.")


def another_council_finds_them(another: Visitor) -> None:
    another.door("Home")
    another.fill("What do you need?", "allotment waiting list")
    another.press("Find someone")
    another.reads("Priya Raman", "Confirmed by Yusuf Kaplan")


def another_council_may_pay_for_them(another: Visitor) -> None:
    another.reads("an hour, before VAT")
    another.follow(ASK)
    another.fill(capfirst(words.week_of(SOON)), "1.5")
    another.fill("What do you need them for?", "Put our six waiting lists into one")
    another.select("Which council function does it serve?", "Running the council: Digital")
    another.press("Check before sending")
    another.reads("Checked, nothing for you to do.")


def officer_takes_part_in_work(officer: Visitor) -> None:
    """Work like it is shown first; then it is written down, and so is what the officer did in it."""
    officer.open("/work/")
    officer.follow("Write down a piece of work of your council")
    officer.fill("What is the piece of work called?", "Food waste collections for allotments")
    officer.press("Look for work like it")
    officer.reads("Weekly food waste collections in three waves")
    officer.press("It is none of these: write it down")
    officer.fill("What was done?", "Collected peelings from 14 sites and brought back compost")
    officer.fill_date("When did it begin?", TODAY - timedelta(days=200))
    officer.press("Save")
    officer.press("I took part in this")
    officer.fill("What did you do in it?", "Found the sites and the carts")
    officer.press("Add")
    officer.reads("Added, in your words. Larkminster can confirm it.", "In their words")


def manager_confirms_it(manager: Visitor) -> None:
    manager.sign_in_by_code(MANAGER)
    manager.press("Read and answer", near="took part in your council’s work")
    manager.press("Confirm", near="Priya Raman")
    manager.reads("Confirmed, in the name of your council.")


def another_council_reads_the_work(another: Visitor) -> None:
    another.open("/work/?q=allotments+compost")
    another.follow("Food waste collections for allotments")
    another.reads("Found the sites and the carts", "Confirmed by Larkminster")
    another.follow("Ask Priya Raman")
    another.reads("Food waste collections for allotments (Larkminster): Found the sites and the carts")
