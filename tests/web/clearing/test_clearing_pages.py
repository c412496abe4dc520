"""The clearing through its pages: checked, an invoice taken out, called, paid; accounts seen by payers only."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from commonpool.settlement.models import Cycle, CycleInvoice, Payment
from tests.factories.councils import ACCOUNT
from tests.factories.letters import post, whole, written
from tests.factories.people import make_steward
from tests.factories.settlement import CALLS, CLOSES, PAYS, Ring, advised_cycle, called_cycle, invoiced_ring
from tests.factories.signed_in import signed_in
from tests.security.visitors import program_of

pytestmark = pytest.mark.django_db
NUMBER = ACCOUNT["account_number"]


@pytest.fixture
def ring() -> Ring:
    return invoiced_ring()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CLOSES, tick=False) as traveller:
        yield traveller


def finance(ring: Ring, council_id: int, **how: bool) -> tuple[str, Client]:
    """The address of a council's clearing, and a browser of its finance team."""
    number = ring.number_of(council_id)
    return f"/council/{ring.councils[number].slug}/clearing/", signed_in(ring.finance[number], **how)


def other_than(ring: Ring, payment: Payment) -> int:
    (third,) = {place.pk for place in ring.councils} - {payment.payer_id, payment.payee_id}
    return third


def test_a_council_checks_its_month_and_takes_an_invoice_out(ring: Ring) -> None:
    advised_cycle()
    here, browser = finance(ring, ring.councils[1].pk)
    browser.get(here)  # the first page of a session writes to it
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(f"{here}2026-12/").content.decode()
    assert len(asked) <= 20
    assert str(ring.invoices[0].reference) in page
    assert str(ring.invoices[2].reference) not in page
    assert "<svg" in page
    assert "Known once payments are called" in page
    address = f"{here}2026-12/invoices/{ring.invoices[1].reference}/"
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "Order number wrong"}).status_code == 302
    page = browser.get(f"{here}2026-12/").content.decode()
    assert "Order number wrong" in page
    rows = browser.get(f"{here}2026-12/lines.csv").content.decode()
    assert "objected" in rows
    assert browser.get(here).status_code == browser.get(f"{here}cycles.csv").status_code == 200


def test_only_the_payers_finance_sees_the_account_whole(ring: Ring, clock: time_machine.Traveller) -> None:
    called_cycle()
    clock.move_to(CALLS)
    payment = Payment.objects.order_by("pk")[0]
    here, payer = finance(ring, payment.payer_id)
    page = f"{here}payments/{payment.reference}/"
    assert NUMBER in payer.get(page).content.decode()
    rows = payer.get(f"{here}2026-12/payments.csv").content.decode()
    assert payment.reference in rows
    document = etree.fromstring(payer.get(f"{here}2026-12/bank.xml").content)
    assert document.findtext(".//{*}EndToEndId") == payment.reference
    _here, plain = finance(ring, payment.payer_id, second_factor=False)
    assert NUMBER not in plain.get(page).content.decode()
    for name in ("bank.xml", "payments.csv"):
        assert plain.get(f"{here}2026-12/{name}").status_code == 403
    there, payee = finance(ring, payment.payee_id)
    assert NUMBER not in payee.get(f"{there}payments/{payment.reference}/").content.decode()
    assert payee.get(f"{there}2026-12/bank.xml").status_code == 404
    third, stranger = finance(ring, other_than(ring, payment))
    assert stranger.get(f"{third}payments/{payment.reference}/").status_code == 404
    assert stranger.get(page).status_code == 404


def test_the_desk_runs_a_month_and_sees_no_line(ring: Ring, clock: time_machine.Traveller) -> None:
    keeper = make_steward()
    clock.move_to(datetime(2026, 12, 20, 9, 0, tzinfo=CLOSES.tzinfo))
    desk = signed_in(keeper)
    assert desk.post("/desk/clearing/").status_code == 302
    here = "/desk/clearing/2026-12/"
    assert desk.post(f"{here}step/", {"step": "close"}).status_code == 409
    clock.move_to(CLOSES)
    desk = signed_in(keeper)  # a session does not last from December to January
    for step in ("close", "advise"):
        assert desk.post(f"{here}step/", {"step": step}).status_code == 302
    page = desk.get(here).content.decode()
    assert ring.councils[0].name in page
    assert str(ring.invoices[0].reference) not in page
    assert desk.get(f"{here}positions.csv").content.decode().count("Council") >= 3
    clock.move_to(CALLS)
    desk = signed_in(keeper)
    assert desk.post(f"{here}step/", {"step": "call"}).status_code == 302
    assert desk.post(f"{here}step/", {"step": "settle"}).status_code == 409
    assert desk.get(f"{here}unwind/").status_code == 200
    assert desk.post(f"{here}unwind/", {"reason": "Corley does not pay."}).status_code == 302
    assert Cycle.objects.get().status == "unwound"
    assert not CycleInvoice.objects.filter(is_in=True).exists()
    assert desk.get("/desk/clearing/").status_code == 200


def test_a_payer_says_that_it_paid_and_letters_name_no_account(
    ring: Ring, clock: time_machine.Traveller
) -> None:
    called_cycle()
    clock.move_to(PAYS)
    payment = Payment.objects.order_by("pk")[0]
    here, browser = finance(ring, payment.payer_id)
    page = f"{here}payments/{payment.reference}/"
    day = {"paid_on_day": "28", "paid_on_month": "1", "paid_on_year": "2027"}
    assert browser.post(page, {**day, "paid_on_day": "29"}).status_code == 422
    assert browser.post(page, day).status_code == 302
    payment.refresh_from_db()
    assert payment.paid_on == PAYS.date()
    letters = post()
    for template in ("position_advised", "payment_called", "payment_expected", "payment_confirmed"):
        assert written(template, letters), template
        for letter in written(template, letters):
            assert NUMBER not in whole(letter)


def test_the_api_says_positions_to_those_whose_they_are(ring: Ring) -> None:
    advised_cycle()
    hand = Client(headers=program_of(ring.finance[0]))
    listed = hand.get("/api/v1/clearing-cycles").json()["results"]
    assert [each["id"] for each in listed] == ["2026-12"]
    own = hand.get("/api/v1/clearing-cycles/2026-12/positions").json()["positions"]
    assert [each["council"] for each in own] == [ring.councils[0].code]
    every = Client(headers=program_of(make_steward())).get("/api/v1/clearing-cycles/2026-12/positions").json()
    assert sum(each["net_pence"] for each in every["positions"]) == 0
    assert hand.get("/api/v1/clearing-cycles/2025-13/positions").status_code == 404
