"""What is said where a search is saved, and of those that are."""

import pytest
import time_machine
from django.urls import reverse

from commonpool.matching.models import MOST_SAVED, SavedSearch
from tests.factories.bookings import make_pair
from tests.factories.people import NOW
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db
DATES = {
    "first_day": "7", "first_month": "12", "first_year": "2026",
    "last_day": "20", "last_month": "12", "last_year": "2026",
}  # fmt: skip


@time_machine.travel(NOW, tick=False)
def test_that_dates_are_not_saved_is_said_before_and_after() -> None:
    browser = signed_in(make_pair(headline="Moved benefits forms online").booker)
    asked, address = {"q": "benefits", "hours": "2"}, reverse("saved_searches")
    before, told = "It is saved without its dates", "Its dates are not saved"
    assert before in browser.get(reverse("find"), asked | DATES).content.decode()
    assert before not in browser.get(reverse("find"), asked).content.decode()
    assert told not in browser.post(address, asked, follow=True).content.decode()
    assert told in browser.post(address, asked | DATES, follow=True).content.decode()
    assert "dates are not saved" in browser.get(address).content.decode()


@time_machine.travel(NOW, tick=False)
def test_which_weeks_each_week_means_without_dates_is_said_beside_it() -> None:
    page = signed_in(make_pair().booker).get(reverse("find")).content.decode()
    hint = page.split('id="id_each-hint"')[1].split("</div>")[0]
    assert "the next 12: each week is every one of them" in hint


@time_machine.travel(NOW, tick=False)
def test_a_search_that_cannot_be_saved_says_why_beside_what_was_typed() -> None:
    browser = signed_in(make_pair().booker)
    wrong = browser.post(reverse("saved_searches"), {"q": "benefits forms", "hours": "many"})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'value="benefits forms"' in page
    assert 'value="many"' in page
    assert 'id="id_hours-error"' in page
    for number in range(MOST_SAVED):
        browser.post(reverse("saved_searches"), {"q": f"benefits {number}"})
    full = browser.post(reverse("saved_searches"), {"q": "one too many"})
    page = full.content.decode()
    assert (full.status_code, SavedSearch.objects.count()) == (422, MOST_SAVED)
    assert 'value="one too many"' in page
    assert "error-summary" in page


def test_a_search_of_one_council_is_saved_as_one() -> None:
    pair = make_pair(headline="Moved benefits forms online")
    browser, address = signed_in(pair.booker), reverse("saved_searches")
    browser.post(address, {"q": "benefits", "council": pair.home.code})
    page = browser.get(address).content.decode()
    assert f"Only officers of {pair.home.name}" in page
    assert f"council={pair.home.code}" in page
