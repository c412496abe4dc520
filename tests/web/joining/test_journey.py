"""A council comes all the way in, page by page, several people taking turns."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from commonpool.access import Role
from commonpool.agreements import queries
from commonpool.agreements.models import Agreement, Signature
from commonpool.kernel.bands import GRADE_BANDS
from tests.factories import NOW, administrator_of, council, make_employment, make_role
from tests.factories.councils import agreement_text, domain_of, signatories_named
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_a_fixed_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


AUTHORITY = {
    "reference": "Part 3, entry 4.12",
    "body": "officer",
    "on_day": "18",
    "on_month": "5",
    "on_year": "2026",
}


def authority_field(field: str, number: int) -> str:
    """`on_day` of the first person is `authority_on_1_day`."""
    name, _dot, part = field.partition("_")
    return f"authority_{name}_{number}" + (f"_{part}" if part else "")


def two_people(place) -> dict[str, str]:
    domain = domain_of(place)
    return {
        "name_1": "Ada King",
        "post_1": "Director",
        "email_1": f"ada@{domain}",
        "name_2": "Bo Lee",
        "post_2": "Solicitor",
        "email_2": f"bo@{domain}",
        **{authority_field(field, n): said for n in (1, 2) for field, said in AUTHORITY.items()},
    }


SETTINGS = {
    "invoice_name": "Accounts payable",
    "invoice_address": "Town Hall\nTestford",
    "invoice_email": "",
    "purchase_order_from_pence": "1,000",
    "blanket_purchase_order": "",
    "silence_agrees": "yes",
    "default_weekly_minutes": "4",
    "default_months": "12",
}
ANSWERS = {
    "basis": "horizontal",
    "objectives": "To share skilled officers at cost",
    "public_interest": "on",
    "other_activity_percent": "0",
}
CALLED = {
    "called_number": "01632 960100",
    "known_from": "Our own directory",
    "called_on_day": "2",
    "called_on_month": "11",
    "called_on_year": "2026",
}
COLUMNS = {
    f"{what}_{field}": said
    for number, field in enumerate(("payroll_number", "date_worked", "minutes", "multiplier"), start=1)
    for what, said in (("place", str(number)), ("heading", field.upper()))
} | {"cut_off_day": "4"}
TODAY = {"starts_on_day": "2", "starts_on_month": "11", "starts_on_year": "2026"}


def test_a_council_joins_from_nothing_to_lending() -> None:
    agreement_text()
    place = council(depth="none")
    base = f"/council/{place.slug}"
    head = signed_in(make_employment(place).person, second_factor=False)
    assert head.post(f"{base}/joining/peer/", {"post": "Head of digital"}).status_code == 302
    administrator = signed_in(administrator_of(place))
    answer = administrator.post(f"{base}/joining/signatories/", two_people(place), follow=True)
    assert "has not signed yet" in answer.content.decode()
    for name, email in (("ada king", "ada"), ("Bo Lee", "bo")):
        sign_as(place, name, f"{email}@{domain_of(place)}")
    assert administrator.post(f"{base}/settings/", SETTINGS).status_code == 302
    assert administrator.post(f"{base}/procurement/", ANSWERS).status_code == 302
    make_role(place, Role.BUDGET_HOLDER)
    make_role(place, Role.BOOKING_MANAGER)
    assert queries.depth_of(place.pk) == "borrow"
    make_role(place, Role.RELEASE_CONTACT)
    make_role(place, Role.HR)
    prices = {f"price_{number}": f"{30 + number}.50" for number in range(len(GRADE_BANDS))}
    costs = {f"cost_{number}": f"{30 + number}.50" for number in range(len(GRADE_BANDS))}
    clerk, other = (signed_in(make_role(place, Role.FINANCE)) for _each in range(2))
    account = {"account_name": "Fund", "sort_code": "30-90-89", "account_number": "12345678"}
    kept(clerk, f"{base}/prices/", prices | costs | TODAY)
    kept(clerk, f"{base}/vat/", {"treatment": "standard", "number": "GB 123 4567 82"} | TODAY)
    kept(clerk, f"{base}/bank/", account)
    assert queries.depth_of(place.pk) == "borrow"
    shown = other.get(f"{base}/bank/confirm/").context["change"]["row"].pk
    kept(other, f"{base}/bank/confirm/", CALLED | {"details": shown})
    assert queries.depth_of(place.pk) == "lend"
    kept(clerk, f"{base}/invoices/", {"mode": "platform"} | TODAY)
    kept(administrator, f"{base}/netting/", {"nets": "yes", "typed_name": administrator_of(place).name})
    kept(clerk, f"{base}/pay/", {})
    kept(clerk, f"{base}/pension/", {"hundredths": "19.6"} | TODAY)
    kept(clerk, f"{base}/payroll-columns/", COLUMNS | TODAY)
    assert queries.price_for(place.pk, "Officer", NOW.date()) == 3150
    page = administrator.get(f"{base}/joining/").content.decode()
    assert page.count("To do") == 0


def kept(client: Client, here: str, typed: dict[str, object]) -> None:
    assert client.post(here, typed).status_code == 302


def sign_as(place, name: str, email: str) -> None:
    """The named person comes in through the page they were sent, and signs the text it shows."""
    from tests.factories.people import make_person

    person = make_person(email)
    client = signed_in(person)
    here = f"/council/{place.slug}/joining/sign/"
    assert client.get(here).headers["Location"] == f"/account/council/?next={here}"
    client.post("/account/council/", {"council": str(place.pk)})
    page = client.get(here)
    assert page.status_code == 200
    sha256 = page.context["text"].sha256
    assert sha256 in page.content.decode()
    assert client.post(here, {"typed_name": name, "text_sha256": sha256}).status_code == 302


def signing(place) -> tuple[Client, str]:
    first, _second = signatories_named(place)
    return signed_in(first), f"/council/{place.slug}/joining/sign/"


def test_looking_at_the_agreement_records_nothing() -> None:
    client, here = signing(council(depth="peer"))
    for _look in range(3):
        assert client.get(here).status_code == 200
        client.head(here)
    assert Signature.objects.count() == 0
    assert Agreement.objects.get().status == "offered"


def test_says_so_when_the_text_has_changed_and_shows_the_one_that_stands() -> None:
    client, here = signing(council(depth="peer"))
    answer = client.post(here, {"typed_name": "Ama Boateng", "text_sha256": "0" * 64})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "The agreement has changed since you opened this page" in page
    assert agreement_text().sha256 in page
    assert 'value="Ama Boateng"' in page


def test_a_second_tab_a_double_click_and_a_replay_sign_once() -> None:
    client, here = signing(council(depth="peer"))
    given = {"typed_name": "Ama Boateng", "text_sha256": agreement_text().sha256}
    assert client.post(here, given).status_code == 302
    for answer in (client.post(here, given, follow=True), client.get(here, follow=True)):
        assert answer.status_code == 200
        assert "You have already signed for" in answer.content.decode()
    assert Signature.objects.count() == 1


def test_asks_for_a_second_factor_before_signing() -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    answer = signed_in(first, second_factor=False).get(f"/council/{place.slug}/joining/sign/")
    assert answer.status_code == 403
    assert "Show that it is you" in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    ["", "Ama\x00Boateng", "Ama \u202eBoateng", "x" * 100_000, "<script>alert(1)</script>"],
)
def test_hostile_names_get_a_message_beside_the_field(typed: str) -> None:
    client, here = signing(council(depth="peer"))
    answer = client.post(here, {"typed_name": typed, "text_sha256": agreement_text().sha256})
    assert answer.status_code == 422
    assert "typed_name" in answer.context["form"].errors
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("price_1", "NaN"),
        ("price_1", "1_0"),
        ("price_1", "١٢"),
        ("price_1", "0"),
        ("price_1", "1000.01"),
        ("price_1", "1e308"),
        ("price_1", "\x00"),
        ("starts_on_day", "30"),
        ("starts_on_year", "20 26"),
        ("starts_on_year", "2025"),
    ],
)
def test_hostile_prices_get_a_message_beside_the_field(field: str, typed: str) -> None:
    place = council(depth="peer")
    client = signed_in(make_role(place, Role.FINANCE))
    given = {
        "price_1": "38.31",
        **TODAY,
        "starts_on_month": "2" if field == "starts_on_day" else "11",
        field: typed,
    }
    answer = client.post(f"/council/{place.slug}/prices/", given)
    assert answer.status_code == 422
    assert field.removesuffix("_day").removesuffix("_year") in answer.context["form"].errors
    assert queries.prices_for([place.pk], NOW.date()) == {}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("invoice_address", "\x00"),
        ("invoice_address", "x" * 100_000),
        ("invoice_email", "not an address"),
        ("invoice_email", "a\x00@test.gov.uk"),
        ("purchase_order_from_pence", "-1"),
        ("purchase_order_from_pence", ""),
        ("silence_agrees", "perhaps"),
        ("default_weekly_minutes", "4.3"),
        ("default_weekly_minutes", "99"),
        ("default_months", "1_0"),
        ("default_months", "٣"),
    ],
)
def test_hostile_settings_get_a_message_beside_the_field(field: str, typed: str) -> None:
    place = council(depth="peer")
    client = signed_in(administrator_of(place))
    answer = client.post(f"/council/{place.slug}/settings/", SETTINGS | {field: typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name_1", "\x00"),
        ("name_2", "x" * 100_000),
        ("email_2", "bo@gmail.com"),
        ("email_1", "a\x00b@x.uk"),
        ("post_1", ""),
    ],
)
def test_hostile_signatories_get_a_message_beside_the_field(field: str, typed: str) -> None:
    place = council(depth="peer")
    agreement_text()
    client = signed_in(administrator_of(place))
    answer = client.post(f"/council/{place.slug}/joining/signatories/", two_people(place) | {field: typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_notice_needs_a_day_that_exists() -> None:
    place = council(depth="borrow")
    client = signed_in(administrator_of(place))
    here = f"/council/{place.slug}/agreement/leave/"
    day = {"ends_on_day": "30", "ends_on_month": "2", "ends_on_year": "2027"}
    assert client.post(here, day).status_code == 422
    answer = client.post(here, {**day, "ends_on_day": "28"}, follow=True)
    assert "the last day is 28 February 2027" in answer.content.decode()


def test_an_officer_wishes_their_council_to_join_once() -> None:
    place = council(depth="none")
    client = signed_in(make_employment(place).person)
    assert client.post("/council/wish/", {"council": place.slug}).status_code == 302
    assert "You have asked" in client.get("/council/wish/").content.decode()
    assert client.post("/council/wish/", {"council": place.slug}).status_code == 409
    assert client.post("/council/wish/", {"council": council(depth="none").slug}).status_code == 404
    assert queries.wishes(place.pk) == 1
