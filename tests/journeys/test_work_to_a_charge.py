"""Journey 5: hours are said with one tap or changed, agreed with one tap, and a charge stands at both councils."""

from collections.abc import Callable

import pytest

from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def test_work_to_a_charge(visitor: Callable[..., Visitor]) -> None:
    officer, host = visitor(), visitor()
    officer.sign_in_as("Tom Adeyinka")
    officer.press("Say your hours")
    officer.press("Worked as booked")
    print(officer.path, officer.page.locator("main").inner_text()[:1500])
    host.sign_in_as("Craig Haslam")
    print(host.path, host.page.locator("main").inner_text()[:3500])
