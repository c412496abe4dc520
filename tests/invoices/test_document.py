"""What an invoice must say: each thing that may be missing, by its code."""

from dataclasses import replace
from datetime import date

import pytest

from commonpool.invoices.rules import CREDIT_NOTE, Document, Vat, missing_of
from commonpool.invoices.rules.document import CONTENT
from tests.factories.documents import HOME, HOST, OUTSIDE, TWO_HOURS, document

WHOLE = document()
LACKS = {
    "no_kind": replace(WHOLE, kind="bill"),
    "no_number": replace(WHOLE, reference=" "),
    "no_supplier_name": replace(WHOLE, supplier=replace(HOME, name="")),
    "no_supplier_address": replace(WHOLE, supplier=replace(HOME, address=("", " "))),
    "no_vat_number": replace(WHOLE, supplier=replace(HOME, vat_number="")),
    "no_customer_name": replace(WHOLE, customer=replace(HOST, name=" ")),
    "no_customer_address": replace(WHOLE, customer=replace(HOST, address=())),
    "no_buyer_reference": replace(WHOLE, purchase_order=""),
    "nothing_corrected": document(kind=CREDIT_NOTE, corrects=""),
    "nothing_to_correct": replace(WHOLE, corrects="ASH-000001"),
    "due_before_issue": replace(WHOLE, due_on=date(2026, 11, 30)),
    "not_in_pounds": replace(WHOLE, currency="EUR"),
    "no_lines": replace(WHOLE, lines=(), net_pence=0, vat_pence=0, gross_pence=0),
    "line_numbers": document(replace(TWO_HOURS, number=2)),
    "no_description": document(replace(TWO_HOURS, description=" ")),
    "no_extent": document(replace(TWO_HOURS, minutes=0)),
    "worked_backwards": document(replace(TWO_HOURS, worked_to=date(2026, 11, 8))),
    "negative_amount": document(replace(TWO_HOURS, hourly_pence=-1)),
    "vat_rate": document(vat=Vat("O", 20, "None")),
    "no_vat_reason": document(vat=replace(OUTSIDE, reason=" ")),
    "net_sum": replace(WHOLE, net_pence=7661, gross_pence=9193),
    "vat_sum": replace(WHOLE, vat_pence=1533, gross_pence=9195),
    "gross_sum": replace(WHOLE, gross_pence=9195),
}


@pytest.mark.parametrize(
    "whole",
    [WHOLE, document(vat=OUTSIDE), document(kind=CREDIT_NOTE), document(kind=CREDIT_NOTE, vat=OUTSIDE)],
)
def test_a_whole_document_lacks_nothing(whole: Document) -> None:
    assert missing_of(whole) == []


@pytest.mark.parametrize("code", CONTENT)
def test_what_is_missing_is_said_once_by_its_code(code: str) -> None:
    assert [each.code for each in missing_of(LACKS[code])] == [code]


def test_the_last_credit_note_for_an_invoice_may_be_a_penny_of_vat_off_and_no_more() -> None:
    note = document(kind=CREDIT_NOTE)
    for off, codes in ((-1, []), (1, []), (2, ["vat_sum"])):
        changed = replace(note, vat_pence=note.vat_pence + off, gross_pence=note.gross_pence + off)
        assert [each.code for each in missing_of(changed)] == codes
