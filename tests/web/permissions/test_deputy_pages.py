"""An approver names their deputy on one page; the deputy finds what waits."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from commonpool.access import Role
from commonpool.people.models import Deputy
from tests.factories import NOW, council, make_employment, make_officer, make_role, signed_in
from tests.factories.listings import asked_permission, draft_listing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def said(email: str, **over: Any) -> dict[str, Any]:
    first = {"starts_on_day": "2", "starts_on_month": "11", "starts_on_year": "2026"}
    last = {"ends_on_day": "", "ends_on_month": "", "ends_on_year": ""}
    return {"email": email, **first, **last, **over}


def test_names_a_deputy_who_then_finds_what_waits_and_ends_it_again() -> None:
    home = council()
    approver, colleague = make_role(home, Role.APPROVER), make_employment(home).person
    asked = asked_permission(draft_listing(make_officer(home)), approver=approver)
    browser = signed_in(approver)
    assert reverse("deputy") in browser.get(reverse("permissions")).content.decode()
    assert "You have no deputy" in browser.get(reverse("deputy")).content.decode()
    assert browser.post(reverse("deputy"), said(colleague.email)).status_code == 302
    page = browser.get(reverse("deputy")).content.decode()
    assert "until further notice" in page
    assert colleague.name in page
    theirs = signed_in(colleague)
    waiting = theirs.get(reverse("permissions")).content.decode()
    assert asked.listing.person.name in waiting
    assert f"You decide for {approver}" in waiting
    assert f"You decide for {approver}" in theirs.get(reverse("home")).content.decode()
    assert reverse("deputy") not in waiting
    assert theirs.get(reverse("deputy")).status_code == 403
    assert "Your limits" in theirs.get(reverse("permission", args=[asked.pk])).content.decode()
    deputy = Deputy.objects.get()
    assert theirs.post(reverse("deputy_end", args=[deputy.pk])).status_code == 404
    assert browser.post(reverse("deputy_end", args=[deputy.pk])).status_code == 302
    assert theirs.get(reverse("permission", args=[asked.pk])).status_code == 404


def test_says_beside_the_field_what_is_wrong_and_keeps_what_was_typed() -> None:
    approver = make_role(council(), Role.APPROVER)
    browser = signed_in(approver)
    for email, words in (
        ("nobody@example.org", "Nobody at your council"),
        (approver.email, "not your own"),
    ):
        answer = browser.post(reverse("deputy"), said(email))
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert email in answer.content.decode()
    turned = {"ends_on_day": "1", "ends_on_month": "11", "ends_on_year": "2026"}
    colleague = make_employment(approver.employments.get().organisation).person  # type: ignore[attr-defined]
    answer = browser.post(reverse("deputy"), said(colleague.email, **turned))
    assert answer.status_code == 422
    assert not Deputy.objects.exists()
