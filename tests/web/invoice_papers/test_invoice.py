"""An invoice for those who may read it: page, PDF and e-invoice; what a council must know to pay another."""

import pytest
from django.urls import reverse

from commonpool.access import Role
from commonpool.invoices import queries
from commonpool.invoices.models import Invoice
from commonpool.invoices.queries.judged import schema_errors
from commonpool.invoices.rules import missing_of
from commonpool.invoices.rules.en16931 import parsed
from tests.factories.bookings import Pair, bound_booking, make_pair
from tests.factories.councils import ACCOUNT, council
from tests.factories.invoices import finance_of, issued, worked_pair
from tests.factories.people import make_role
from tests.factories.signed_in import signed_in
from tests.web.papers.reading import read

pytestmark = pytest.mark.django_db
NUMBER = ACCOUNT["account_number"]
SHOWN = f">{NUMBER}<"


def made() -> tuple[Pair, Invoice]:
    pair, _bookings = worked_pair((90, 120))
    (invoice,) = issued(pair.home)
    return pair, invoice


def address(place, invoice: Invoice, kind: str = "invoice") -> str:
    return reverse(kind, args=[place.slug, invoice.reference])


def test_both_councils_read_it_and_nobody_else() -> None:
    pair, invoice = made()
    other = council()
    for place in (pair.home, pair.host):
        for kind in ("invoice", "invoice_xml"):
            answer = signed_in(finance_of(place)).get(address(place, invoice, kind))
            assert answer.status_code == 200
            assert SHOWN in answer.content.decode()
    stranger = signed_in(finance_of(other))
    for place in (pair.home, pair.host, other):
        for kind in ("invoice", "invoice_pdf", "invoice_xml"):
            assert stranger.get(address(place, invoice, kind)).status_code == 404
    officer = signed_in(pair.officer.person)
    assert officer.get(address(pair.home, invoice)).status_code == 403


def test_who_sees_money_but_no_accounts_reads_the_last_four_digits_and_gets_no_e_invoice() -> None:
    pair, invoice = made()
    browser = signed_in(make_role(pair.host, Role.BUDGET_HOLDER))
    words = browser.get(address(pair.host, invoice)).content.decode()
    assert SHOWN not in words
    assert NUMBER[-4:] in words
    assert browser.get(address(pair.host, invoice, "invoice_xml")).status_code == 403


def test_the_page_says_all_that_an_invoice_must() -> None:
    pair, invoice = made()
    words = signed_in(finance_of(pair.host)).get(address(pair.host, invoice)).content.decode()
    for each in (
        f"Invoice {invoice.reference}", pair.home.official_name, pair.host.official_name, "4 January 2027",
        "3 February 2027", "£112.00", "£22.40", "£134.40", "VAT at 20%", "To pay",
        "1 hour 30 minutes", "2 hours", "£32.00",
    ):  # fmt: skip
        assert each in words, each
    assert missing_of(queries.document_of(invoice)) == []


def test_the_e_invoice_is_valid_by_the_official_schema() -> None:
    pair, invoice = made()
    answer = signed_in(finance_of(pair.host)).get(address(pair.host, invoice, "invoice_xml"))
    assert answer["Content-Type"] == "application/xml"
    assert f'filename="{invoice.reference}.xml"' in answer["Content-Disposition"]
    assert schema_errors(parsed(answer.content)) == []


def test_no_e_invoice_is_handed_out_that_breaks_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    pair, invoice = made()
    monkeypatch.setattr("commonpool.invoices.rules.ubl.endpoint_of", lambda *_asked: ("", ""))
    answer = signed_in(finance_of(pair.host)).get(address(pair.host, invoice, "invoice_xml"))
    assert answer.status_code == 409
    assert "PEPPOL-EN16931-R010" in answer.content.decode()
    assert "AccountingSupplierParty" not in answer.content.decode()


@pytest.mark.pdf
def test_the_invoice_is_a_tagged_paper() -> None:
    pair, invoice = made()
    answer = signed_in(finance_of(pair.host)).get(address(pair.host, invoice, "invoice_pdf"))
    paper = read(answer.content)
    assert paper.title == f"Invoice {invoice.reference}"
    assert {"H1", "H2", "Table", "TR", "TH", "TD"} <= set(paper.tags)
    for each in ("£134.40", NUMBER, pair.home.official_name):
        assert each in paper.words


def test_a_supplier_pack_is_for_finance_of_those_who_borrow() -> None:
    pair = make_pair()
    finance, own = signed_in(finance_of(pair.host)), signed_in(finance_of(pair.home))
    pack = reverse("supplier_pack", args=[pair.host.slug, pair.home.slug])
    assert finance.get(pack).status_code == 404  # nothing is bound yet
    bound_booking(pair)
    assert pair.home.name in finance.get(reverse("suppliers", args=[pair.host.slug])).content.decode()
    for browser, address in (
        (finance, pack),
        (own, reverse("supplier_pack", args=[pair.home.slug, pair.home.slug])),
    ):
        words = browser.get(address).content.decode()
        for each in (pair.home.official_name, SHOWN, "01632 960100", "invoices@"):
            assert each in words, each
    assert own.get(reverse("supplier_pack", args=[pair.home.slug, pair.host.slug])).status_code == 404
    assert signed_in(make_role(pair.host, Role.BUDGET_HOLDER)).get(pack).status_code == 403
    third = council()
    asked = reverse("supplier_pack", args=[third.slug, pair.home.slug])
    assert signed_in(finance_of(third)).get(asked).status_code == 404
    assert signed_in(finance_of(third)).get(pack).status_code == 404
    auditor = signed_in(make_role(pair.host, Role.AUDITOR))
    assert auditor.get(pack).status_code == 200


def test_the_account_in_a_pack_is_whole_only_after_a_second_factor() -> None:
    pair = make_pair()
    bound_booking(pair)
    browser = signed_in(finance_of(pair.host), second_factor=False)
    pack = reverse("supplier_pack", args=[pair.host.slug, pair.home.slug])
    words = browser.get(pack).content.decode()
    assert SHOWN not in words
    assert NUMBER[-4:] in words
    for asked in (f"{pack}?whole=1", reverse("supplier_pack_pdf", args=[pair.host.slug, pair.home.slug])):
        answer = browser.get(asked)
        assert answer.status_code == 403
        assert SHOWN not in answer.content.decode()
