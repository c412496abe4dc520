"""Journey 5: hours are said or changed, agreed or asked about, paid, invoiced, and settled with the month."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils.text import capfirst
from playwright.sync_api import expect

from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from commonpool.web.papers import pango
from tests.journeys import month
from tests.journeys.visitor import Visitor
from tests.servers import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

THIS_WEEK = weeks.monday_of(london_date(now()))
LAST_WEEK = THIS_WEEK - weeks.WEEK
QUESTION = "Was this the workshop, or did that come on top?"
THANKS = "Our trajectory stood up at the hearing, thanks to you."


def test_work_to_a_settled_month(visitor: Callable[..., Visitor], commonpool: LiveServer) -> None:
    officer, host = visitor(), visitor()
    officer.sign_in_as("Tom Adeyinka")
    officer_worked_as_booked(officer)
    officer_changes_the_hours(officer)
    host.sign_in_as("Zainab Mahmood")
    host.press("Read and answer", near=task_of(LAST_WEEK))
    host.press("Right")
    host.reads("The hours are agreed.", "Charge before VAT", "£74.60")
    host.door("Home")
    host.press("Read and answer", near=task_of(THIS_WEEK))
    host.fill("What do you want to know?", QUESTION)
    host.press("Query")
    host.reads("Your question is with Tom Adeyinka.", "The host has a question")
    officer_answers(officer)
    host.door("Home")
    host.press("Read and answer", near=task_of(THIS_WEEK))
    host.press("Right")
    host.reads("The hours are agreed.", "£37.30")
    host_says_thanks(host)
    officer_shows_thanks(visitor())
    borrowing, lending = visitor(), visitor()
    finance_sees_the_charges(borrowing, "Hamza Sheikh", "kelderbridge")
    finance_sees_the_charges(lending, "Edmund Lacey", "larkminster")
    month.home_looks_at_payroll(lending)
    month.payroll_is_exported(borrowing)
    month.home_issues_the_month(lending)
    month.host_reads_the_invoice(borrowing, pdf=pango.is_here())
    month.the_month_is_settled(visitor, commonpool.database_url)
    month.the_books_balance(lending, "larkminster")
    month.the_books_balance(borrowing, "kelderbridge")


def officer_worked_as_booked(officer: Visitor) -> None:
    officer.press("Say your hours", near=words.week_of(LAST_WEEK))
    officer.choose("I worked the booked hours outside my contracted hours, or have made them up")
    officer.press("Worked as booked")
    officer.reads("Sent to Kelderbridge.", "Waiting for the host")


def officer_changes_the_hours(officer: Visitor) -> None:
    """An hour on Monday, which is over or today, instead of the two that were booked."""
    officer.door("Home")
    officer.press("Say your hours", near=words.week_of(THIS_WEEK))
    for day in weeks.days_of(THIS_WEEK):
        officer.fill(label_of(day), "1" if day == THIS_WEEK else "")
    officer.choose("These hours were outside my contracted hours, or I have made them up")
    officer.press("Send these hours")
    officer.reads("Sent to Kelderbridge.", "Waiting for the host")


def officer_answers(officer: Visitor) -> None:
    officer.door("Home")
    officer.press("Answer", near=words.week_of(THIS_WEEK))
    officer.reads(QUESTION)
    officer.choose("These hours were outside my contracted hours, or I have made them up")
    officer.press("Send these hours")
    officer.reads("Sent to Kelderbridge.")


def host_says_thanks(host: Visitor) -> None:
    """For a booking that was over weeks ago."""
    host.open("/bookings/?status=worked")
    host.follow("3 hours of Elin Gwynedd-Price’s time")
    host.follow("Say thanks in one sentence")
    host.fill("What would you like to thank them for?", THANKS)
    host.press("Say thanks")
    host.reads("Thank you. We have told them.", THANKS)


def officer_shows_thanks(officer: Visitor) -> None:
    officer.sign_in_as("Elin Gwynedd-Price")
    officer.open("/listing/experience/")
    officer.reads("Worked for Kelderbridge", "Only you and the two councils read it")
    officer.press("Show it on my page")
    officer.reads("It is on your page now.", THANKS)


def finance_sees_the_charges(finance: Visitor, name: str, council: str) -> None:
    finance.sign_in_as(name)
    finance.open(f"/council/{council}/money/")
    for monday, pounds in ((LAST_WEEK, "£74.60"), (THIS_WEEK, "£37.30")):
        row = (
            finance.page.get_by_role("row").filter(has_text=words.day(monday)).filter(has_text="Tom Adeyinka")
        )
        expect(row).to_contain_text(pounds)


def task_of(monday: date) -> str:
    """What the host's home page says of these hours."""
    return f"Agree the hours of Tom Adeyinka, {words.week_of(monday)}"


def label_of(day: date) -> str:
    """What the box of a day is called."""
    return capfirst(words.short_day(day))
