"""Charges and invoices for programs: each council's own, filtered, and their files."""

import pytest
from django.test import Client

from commonpool.access import Role
from commonpool.identity.operations import make_token
from commonpool.invoices.operations import credit
from commonpool.invoices.queries.judged import schema_errors
from commonpool.invoices.rules.en16931 import failures_of, parsed
from tests.factories.councils import ACCOUNT, council
from tests.factories.invoices import NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


def test_each_council_sees_its_side_of_an_invoice_and_others_nothing(caller):
    pair, bookings = worked_pair((90, 120))
    (invoice,) = issued(pair.home)
    for place, side, other in ((pair.home, "out", "in"), (pair.host, "in", "out")):
        call = caller(finance_of(place))
        _status, found = call("GET", f"invoices?month=2026-12&side={side}&status=issued")
        (row,) = found["results"]
        assert (found["count"], found["next"], row["number"]) == (1, None, invoice.reference)
        assert (row["side"], row["month"], row["kind"]) == (side, "2026-12", "invoice")
        assert (row["net_pence"], row["vat_pence"], row["gross_pence"]) == (11_200, 2_240, 13_440)
        for nothing in (f"side={other}", "month=2026-11", "status=paid"):
            assert call("GET", f"invoices?{nothing}")[1]["count"] == 0
        assert call("GET", "invoices?month=2026-13")[0] == 422
        _status, charges = call("GET", "charges")
        assert charges["count"] == 2
        assert {each["booking"] for each in charges["results"]} == {each.reference for each in bookings}
    stranger = caller(finance_of(council()))
    assert [stranger("GET", path)[1]["count"] for path in ("invoices", "charges")] == [0, 0]
    for kind in ("json", "xml", "pdf"):
        assert stranger("GET", f"invoices/{invoice.reference}.{kind}")[0] == 404
    assert caller(pair.officer.person)("GET", "invoices")[0] == 403


def test_an_invoice_says_all_it_says_and_its_account_to_finance(caller):
    pair, _bookings = worked_pair((90, 120))
    (invoice,) = issued(pair.home)
    status, found = caller(finance_of(pair.host))("GET", f"invoices/{invoice.reference}.json")
    assert (status, found["vat"]) == (200, {"category": "S", "percent": "20", "reason": ""})
    assert [line["minutes"] for line in found["lines"]] == [90, 120]
    assert sum(line["net_pence"] for line in found["lines"]) == found["net_pence"]
    assert found["supplier"]["code"] == pair.home.code
    assert found["bank"]["account_number"] == ACCOUNT["account_number"]
    holder = caller(make_role(pair.host, Role.BUDGET_HOLDER))
    assert holder("GET", f"invoices/{invoice.reference}.json")[1]["bank"] is None
    assert holder("GET", f"invoices/{invoice.reference}.xml")[0] == 403


def test_a_credit_note_is_a_credit_note_in_its_e_invoice(caller):
    pair, _bookings = worked_pair((90, 30))
    (invoice,) = issued(pair.home)
    finance = finance_of(pair.home)
    line = invoice.lines.get(minutes=30)
    note = credit(
        actor=actor(finance, at=NEW_YEAR), organisation_id=pair.home.pk, invoice_id=invoice.pk,
        reason="Worked on another booking", lines=[line.pk], at=NEW_YEAR,
    )  # fmt: skip
    _token, secret = make_token(actor=actor(finance), label="test", at=NOW)
    client = Client(headers={"authorization": f"Bearer {secret}"})
    for document, name in ((invoice, "Invoice"), (note, "CreditNote")):
        answer = client.get(f"/api/v1/invoices/{document.reference}.xml")
        assert answer["Content-Type"] == "application/xml"
        tree = parsed(answer.content)
        assert tree.tag.endswith(f"}}{name}")
        assert failures_of(tree) == []
        assert schema_errors(tree) == []
    assert f"<cbc:ID>{invoice.reference}</cbc:ID>" in answer.content.decode()
    found = client.get(f"/api/v1/invoices/{note.reference}.json").json()
    assert (found["kind"], found["corrects"], found["bank"]) == ("credit_note", invoice.reference, None)


@pytest.mark.pdf
def test_an_invoice_is_a_pdf_for_programs_too(caller):
    pair, _bookings = worked_pair()
    (invoice,) = issued(pair.home)
    _token, secret = make_token(actor=actor(finance_of(pair.host)), label="test", at=NOW)
    client = Client(headers={"authorization": f"Bearer {secret}"})
    answer = client.get(f"/api/v1/invoices/{invoice.reference}.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
