"""The pages of prices: worked out, brought into the form, set; pay points brought as a table, row by row."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from commonpool.access import Actor, Role
from commonpool.agreements import operations, queries
from commonpool.agreements.models import BandPrice, PayScale
from commonpool.kernel.bands import GRADE_BANDS
from tests.factories import NOW, TODAY, council, make_employment, make_role
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db
EXAMPLE = {
    "point": "25", "annual": "", "contract": "37", "basis": "on_top", "pension": "20", "administration": "0",
    "day": "saturday", "hours": "2", "band": "1",
}  # fmt: skip


@pytest.fixture
def finance() -> Any:
    """Somebody in finance with a browser, and their council; the national points are loaded."""
    with time_machine.travel(NOW, tick=False):
        operations.load_pay_points(actor=Actor.rule("reference_data"), at=NOW)
        place = council()
        yield signed_in(make_role(place, Role.FINANCE)), place


def test_a_price_is_worked_out_and_brought_into_the_form(finance: Any) -> None:
    browser, place = finance
    room = f"/council/{place.slug}/prices/"
    first = browser.get(f"{room}work-out/").content.decode()
    assert "has not said its pension rate" in first
    page = browser.get(f"{room}work-out/", EXAMPLE).content.decode()
    for amount in ("£56.55", "£76.63", "£15.33", "£91.96"):
        assert amount in page
    assert "price_1=3832&amp;second_1=3832&amp;third_1=5108&amp;cost_1=3832" in page
    brought = browser.get(
        f"{room}?price_1=3832&second_1=3832&third_1=5108&cost_1=3832&price_2=x"
    ).content.decode()
    assert "51.08" in brought
    wrong = browser.get(f"{room}work-out/", EXAMPLE | {"hours": "lots", "point": "99"}).content.decode()
    assert "Choose one of the answers listed" in wrong
    assert "£91.96" not in wrong


def test_other_prices_are_set_with_the_price(finance: Any) -> None:
    browser, place = finance
    sent = {"price_1": "32.00", "second_1": "48.00", "third_1": ""}
    sent |= {f"starts_on_{part}": getattr(TODAY, part) for part in ("day", "month", "year")}
    assert browser.post(f"/council/{place.slug}/prices/", sent).status_code == 302
    band = list(GRADE_BANDS)[1]
    row = BandPrice.objects.get(organisation=place, band=band, starts_on=TODAY)
    assert (row.hourly_pence, row.second_pence, row.third_pence) == (3200, 4800, None)
    alone = browser.post(f"/council/{place.slug}/prices/", sent | {"price_2": "", "third_2": "60"})
    assert alone.status_code == 422


def test_a_table_is_shown_row_by_row_before_it_is_kept(finance: Any) -> None:
    browser, place = finance
    address = f"/council/{place.slug}/pay-points/"
    day = {f"effective_from_{part}": getattr(TODAY, part) for part in ("day", "month", "year")}
    given = {"name": "Local", "mark": "agreed", **day}
    file = SimpleUploadedFile("points.csv", b"point,annual\nL1,30000\nL1,31000\n=2+2,9\n")
    wrong = browser.post(f"{address}bring/", given | {"file": file}).content.decode()
    assert "Row 3: This point is in the file twice." in wrong
    assert "Row 4:" in wrong
    assert "Keep this table" not in wrong
    rows = "point,annual\nL1,30000\nL2,31000\n"
    shown = browser.post(f"{address}bring/", given | {"rows": rows}).content.decode()
    assert "2 points were read" in shown
    assert not PayScale.objects.filter(organisation=place).exists()
    assert browser.post(f"{address}keep/", given | {"rows": rows}).status_code == 302
    listed = browser.get(address).content.decode()
    assert listed.index("Local") < listed.index("NJC 2025/26")
    assert "L1,30000.00," in browser.get(f"{address}points.csv").content.decode()


def test_national_points_are_confirmed_by_a_council(finance: Any) -> None:
    browser, place = finance
    scale = PayScale.objects.get(organisation=None, effective_from=date(2025, 4, 1))
    address = f"/council/{place.slug}/pay-points/confirm/"
    wrong = browser.post(address, {"scale": "x"})
    assert (wrong.status_code, "This table is not there any more" in wrong.content.decode()) == (422, True)
    assert browser.post(address, {"scale": scale.pk}).status_code == 302
    assert {each.mark for each in queries.pay_points_on(place.pk, TODAY)} == {"agreed"}


def test_hr_records_pay_by_its_point(finance: Any) -> None:
    _browser, place = finance
    job = make_employment(place)
    hr = signed_in(make_role(place, Role.HR))
    day = {f"starts_on_{part}": getattr(TODAY, part) for part in ("day", "month", "year")}
    address = f"/officers-to-check/{job.pk}/pay/"
    assert hr.post(address, day | {"point": "99"}).status_code == 422
    assert hr.post(address, day | {"point": "25"}).status_code == 302
    assert job.annual_pay.get().annual_pence == 3_636_300
    assert signed_in(make_role(place, Role.APPROVER)).get(address).status_code == 403
    assert signed_in(make_role(council(), Role.HR)).get(address).status_code == 404
    assert "£36,363.00" in hr.get(address).content.decode()
