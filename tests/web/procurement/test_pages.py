"""The questions asked once, the totals with their caps, and what people say of their interests, as pages."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from commonpool.access import Role
from commonpool.agreements.models import DeclaredInterest, PairCap, StandingAnswers
from tests.factories import NOW, administrator_of, council, make_role
from tests.factories.bookings import bound_booking, make_pair
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db

ANSWERS = {
    "basis": "horizontal",
    "objectives": "To share officers at cost",
    "public_interest": "on",
    "other_activity_percent": "20",
    "standing_orders_pence": "25,000",
}
CAP = {"year": "2026", "cap_pence": "100", "ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2027"}


@pytest.fixture(autouse=True)
def at_a_fixed_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_answers_have_words_to_start_from_and_every_version_stays() -> None:
    place = council(depth="peer")
    client, here = signed_in(administrator_of(place)), f"/council/{place.slug}/procurement/"
    page = client.get(here).content.decode()
    assert "To share skilled officers between councils" in page
    assert "regulation 13" not in page
    for share in ("0", "20"):
        assert client.post(here, ANSWERS | {"other_activity_percent": share}).status_code == 302
    kept = StandingAnswers.objects.order_by("version").values_list("version", "other_activity_percent")
    assert list(kept) == [(1, 0), (2, 20)]
    page = client.get(here).content.decode()
    assert "Version 1: " in page
    assert 'value="25000.00"' in page


@pytest.mark.parametrize(("typed", "field"), [
    ({"other_activity_percent": "21"}, "other_activity_percent"),
    ({"objectives": ""}, "objectives"),
    ({"public_interest": ""}, "public_interest"),
    ({"basis": "regulation_13"}, "basis"),
    ({"basis": "other"}, "basis_words"),
    ({"objectives": "a\x00b"}, "objectives"),
    ({"insurer_told_on_day": "3", "insurer_told_on_month": "11", "insurer_told_on_year": "2026"}, "insurer_told_on"),
    ({"insurer_told_on_day": "2", "insurer_told_on_month": "11", "insurer_told_on_year": "2026"}, "insurer_told_by"),
])  # fmt: skip
def test_an_answer_that_does_not_hold_is_said_beside_its_field(typed: dict[str, str], field: str) -> None:
    place = council(depth="peer")
    answer = signed_in(administrator_of(place)).post(
        f"/council/{place.slug}/procurement/", {**ANSWERS, **typed}
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not StandingAnswers.objects.exists()


def test_a_scottish_council_gives_scottish_reasons() -> None:
    place = council("Scotland", depth="peer")
    page = signed_in(administrator_of(place)).get(f"/council/{place.slug}/procurement/").content.decode()
    assert "regulation 13" in page
    assert "paragraph 3" not in page


def test_totals_are_shown_against_the_cap_and_downloaded() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    client, here = signed_in(pair.budget_holder), f"/council/{pair.host.slug}/borrowed/"
    page = client.get(here).content.decode()
    assert "£64.00 of £25,000.00 before VAT" in page
    assert "£76.80" in page
    assert "£207,720.00" in page
    rows = client.get(f"{here}totals.csv").content.decode().splitlines()
    assert rows[1].endswith(",6400,7680,20772000,2026-04-01,6400,2500000")
    assert booking.family is not None
    assert booking.family.label in rows[1]


def test_a_lower_cap_needs_no_second_proof_and_a_higher_one_does() -> None:
    pair = make_pair()
    here = f"/council/{pair.host.slug}/borrowed/cap/"
    plain = signed_in(pair.budget_holder, second_factor=False)
    given: dict[str, Any] = CAP | {"home": pair.home.slug}
    assert plain.post(here, given).status_code == 302
    assert plain.post(here, given | {"cap_pence": "100.01"}).status_code == 403
    assert plain.post(here, given | {"ends_on_day": "30"}).status_code == 302
    assert plain.post(here, given).status_code == 403
    assert signed_in(pair.budget_holder).post(here, given | {"cap_pence": "30,000"}).status_code == 302
    caps = PairCap.objects.order_by("version").values_list("version", "cap_pence")
    assert list(caps) == [(1, 10_000), (2, 10_000), (3, 3_000_000)]
    wrong = signed_in(pair.budget_holder).post(here, given | {"ends_on_year": "2028"})
    assert wrong.status_code == 422
    assert "ends_on" in wrong.context["form"].errors


def test_an_interest_is_said_for_a_council_and_taken_back() -> None:
    pair = make_pair()
    client, here = signed_in(pair.budget_holder), f"/council/{pair.host.slug}/interests/"
    assert client.post(here, {"any": "yes"}).status_code == 422
    wrong = client.post(here, {"any": "yes", "council_1": pair.home.slug})
    assert "words_1" in wrong.context["form"].errors
    said = {"any": "yes", "council_1": pair.home.slug, "words_1": "My husband works there"}
    assert client.post(here, said).status_code == 302
    assert DeclaredInterest.objects.get().council_id == pair.home.pk
    assert "My husband works there" in client.get(here).content.decode()
    assert client.post(here, {"any": "no"}).status_code == 302
    assert "My husband works there" not in client.get(here).content.decode()


def test_these_rooms_are_for_those_whom_they_concern() -> None:
    pair, stranger = make_pair(), council(depth="borrow")
    other = signed_in(make_role(stranger, Role.BUDGET_HOLDER))
    officer = signed_in(pair.officer.person)
    for room in ("interests/", "borrowed/", "borrowed/totals.csv", "borrowed/cap/"):
        here = f"/council/{pair.host.slug}/{room}"
        assert other.get(here).status_code == 404
        assert officer.get(here).status_code in (403, 404)
