"""Journey 6: somebody is ill, a host drops out, hours are disputed, a permission ends, an officer or a council goes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.text import capfirst

from commonpool.availability.queries import bank_holidays
from commonpool.bookings.rules.cancelling import is_late
from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

TODAY = london_date(now())
DISPUTED = weeks.monday_of(TODAY) - 2 * weeks.WEEK
FREE_AGAIN = "The weeks are free again, and we have told the other side."


def test_the_work_goes_wrong(visitor: Callable[..., Visitor]) -> None:
    officer_is_ill(visitor())
    host_cancels(visitor())
    officer, host = visitor(), visitor()
    officer_gives_way(officer)
    host_agrees(host)


def test_the_councils_change(visitor: Callable[..., Visitor]) -> None:
    permission_ends(
        visitor(), "Dafydd Orwig", "Non Eurwyn", "We need them back: weeks that have not begun are cancelled"
    )
    host_reads(visitor(), "Eilidh Thorburn", "Non Eurwyn", "Cancelled", "We need them back.")
    permission_ends(visitor(), "Iestyn Hopkin", "Aled Bassett", "They finish what is booked")
    host_reads(visitor(), "Niamh Kilfedder", "Aled Bassett", "Bound")
    officer_leaves(visitor())
    host_reads(visitor(), "Baptiste Leslie", "Meirion Castell", "Cancelled", "They no longer work for us.")
    council_is_abolished(visitor())


def officer_is_ill(officer: Visitor) -> None:
    officer.sign_in_as("Ciara McElhinney")
    officer.open("/bookings/?status=bound")
    officer.follow("Larkminster")
    officer.press("I cannot do this")
    officer.choose("Somebody is ill")
    officer.press("Go on")
    officer.reads("What will be charged", "Nothing")
    officer.press("Cancel it")
    officer.reads(FREE_AGAIN)


def host_cancels(host: Visitor) -> None:
    """Late from 17:00 on the third working day before: what it costs is said before it is done."""
    host.sign_in_as("Rhodri Vaughan")
    host.open("/bookings/?side=host&status=bound")
    host.follow("Fiona Dalgleish’s time")
    host.press("Cancel it")
    box = host.page.get_by_role("checkbox").first
    monday = weeks.read(str(box.get_attribute("value")))
    host.choose("Our plans have changed")
    host.press("Go on")
    host.reads("because it is late" if is_late(now(), monday, bank_holidays("Scotland")) else "Nothing")
    host.press("Cancel it")
    host.reads("Cancelled, and we have told the other side. The other weeks stand.", words.day(monday))
    host.open("/bookings/?side=host&status=ended")
    host.follow("Derek Ashworth’s time")
    host.reads("Our plans have changed.")


def officer_gives_way(officer: Visitor) -> None:
    """Two hours were booked and sent, and the host has asked about one of them."""
    officer.sign_in_as("Emer Gormley")
    officer.press("Answer", near=words.week_of(DISPUTED))
    officer.reads("Was the call on Monday part of this, or did we book it as a free call?")
    for day in weeks.days_of(DISPUTED):
        officer.fill(capfirst(words.short_day(day)), "1" if day == DISPUTED else "")
    officer.choose("These hours were outside my contracted hours, or I have made them up")
    officer.press("Send these hours")
    officer.reads("Sent to Kelderbridge.")


def host_agrees(host: Visitor) -> None:
    host.sign_in_as("Zainab Mahmood")
    host.press("Read and answer", near="Emer Gormley")
    host.press("Right")
    host.reads("The hours are agreed.", "1 hour")


def permission_ends(manager: Visitor, name: str, officer: str, bookings: str) -> None:
    """What happens to what is booked is decided, and not before the manager has said so."""
    manager.sign_in_as(name)
    manager.open("/permissions/")
    manager.follow(officer)
    manager.follow("Withdraw this permission")
    manager.choose("Our own work needs all their hours")
    manager.choose(bookings)
    manager.press("Withdraw")
    manager.reads("Withdrawn. No new bookings.", bookings)


def host_reads(host: Visitor, name: str, officer: str, *words_there: str) -> None:
    host.sign_in_as(name)
    host.open("/bookings/?side=host")
    host.follow(f"{officer}’s time")
    host.reads(*words_there)


def officer_leaves(hr: Visitor) -> None:
    hr.sign_in_as("Eleri Maddocks")
    hr.open("/council/bro-elwydd/officers-to-check/")
    hr.follow("End this employment Meirion Castell")
    hr.fill_date("What is their last day?", TODAY - timedelta(days=1))
    hr.press("End this employment")
    hr.reads("The rights of Meirion Castell at Bro Elwydd end with that day.")


def council_is_abolished(steward: Visitor) -> None:
    """What is booked goes with the council to the one that the order names."""
    steward.sign_in_as("Marguerite Achterberg")
    steward.open("/desk/successions/")
    steward.press("Look at the handover to Lark and Kelder")
    steward.follow("Bookings")
    steward.reads("Anwen Tregaron", "Ends: home and host become one council.")
    steward.press("Confirm what is listed here")
    steward.reads("Confirmed.", "everything live goes to the new council by itself.")
