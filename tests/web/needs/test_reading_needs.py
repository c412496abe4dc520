"""Who reads a need and cannot answer it: a steward, and officers of whom something is missing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from commonpool.availability.operations import pause_listing
from commonpool.kernel.words import day
from commonpool.needs.operations import expire_needs
from tests.factories.bookings import make_pair
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.offers import drafted_need, opened_need
from tests.factories.people import NOW, actor, make_officer, make_steward
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main")[0]


def test_a_steward_opens_each_need_that_nobody_answered() -> None:
    pair = make_pair(limit=False)
    need = opened_need(pair)
    later = NOW + timedelta(days=61)
    expire_needs(at=later)
    with time_machine.travel(later, tick=False):
        steward = signed_in(make_steward())
        page = steward.get("/desk/unmet/").content.decode()
        assert f'href="/needs/{need.reference}/"' in page
        assert f"Open from {day(NOW.date())} to " in page
        read = steward.get(f"/needs/{need.reference}/")
    assert read.status_code == 200
    assert pair.host.name in read.content.decode()
    assert "govuk-button" not in main(read.content.decode())
    assert 'href="/desk/unmet/" class="govuk-back-link"' in read.content.decode()


def test_a_steward_reads_no_draft_and_moves_no_need() -> None:
    pair = make_pair(limit=False)
    steward, draft, opened = signed_in(make_steward()), drafted_need(pair), opened_need(pair)
    assert steward.get(f"/needs/{draft.reference}/").status_code == 404
    assert steward.get(f"/needs/{opened.reference}/").status_code == 200
    for move in ("close/", "offer/"):
        assert steward.post(f"/needs/{opened.reference}/{move}").status_code in (403, 404)


def test_who_cannot_offer_reads_their_own_reason() -> None:
    pair = make_pair(limit=False)
    address = f"/needs/{opened_need(pair).reference}/"

    def says(person: Any) -> str:
        return signed_in(person).get(address).content.decode()

    assert "Your own council asks for this." in says(make_officer(pair.host).person)
    assert "You have none." in says(make_officer(council()).person)
    pause_listing(actor=actor(pair.officer.person), listing_id=pair.officer.listing.pk, at=NOW)
    assert "Your listing is paused or not finished." in says(pair.officer.person)
    unchecked = listed_officer(council(), checked=False)
    assert "HR has not checked your payroll facts yet." in says(unchecked.person)
    assert "does not lend for pay yet" in says(listed_officer(council(depth="borrow")).person)
    assert "A demonstration council and a real council cannot book" in says(
        listed_officer(council(demonstration=True)).person
    )
    assert "Offer my time" in says(listed_officer(council()).person)
