"""HR takes a check back on one page."""

import pytest
from django.urls import reverse

from commonpool.access import Role
from tests.factories import council, make_officer, make_role, signed_in

pytestmark = pytest.mark.django_db


def test_says_what_is_wrong_and_the_check_is_taken_back() -> None:
    home = council()
    job, browser = make_officer(home), signed_in(make_role(home, Role.HR))
    where = reverse("payroll_error", args=[job.pk])
    assert where in browser.get(reverse("officers_to_check", args=[home.slug])).content.decode()
    assert "no paid hours" in browser.get(where).content.decode()
    assert browser.post(where, {}).status_code == 422
    assert browser.post(where, {"reason": "not_on_payroll"}).status_code == 302
    job.refresh_from_db()
    assert (job.checked_at, job.ticked_at) == (None, None)
    assert browser.post(where, {"reason": "facts_wrong"}).status_code in (409, 422)
    stranger = signed_in(make_role(council(), Role.HR))
    assert stranger.get(where).status_code == 404
