"""Finance's pages of invoices, and the letters that follow what is done there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonpool.agreements.operations import set_invoice_mode
from commonpool.invoices.models import Dispute, Invoice, InvoiceRun, Payment
from commonpool.invoices.operations import finish_run
from tests.factories.bookings import Pair
from tests.factories.invoices import NEW_YEAR, finance_of, worked_pair
from tests.factories.letters import post, whole, written
from tests.factories.people import NOW, actor
from tests.factories.signed_in import signed_in
from tests.factories.tables import rows_of

pytestmark = pytest.mark.django_db
DAY = {"on_day": "4", "on_month": "1", "on_year": "2027"}


@dataclass
class Desk:
    pair: Pair
    home: Client
    host: Client

    def at_home(self, rest: str) -> str:
        return f"/council/{self.pair.home.slug}/{rest}"

    def at_host(self, rest: str) -> str:
        return f"/council/{self.pair.host.slug}/{rest}"


@pytest.fixture(autouse=True)
def new_year() -> Iterator[None]:
    with time_machine.travel(NEW_YEAR, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    pair = worked_pair((90, 150))[0]
    return Desk(pair, signed_in(finance_of(pair.home)), signed_in(finance_of(pair.host)))


def issue(desk: Desk) -> Invoice:
    answer = desk.home.post(desk.at_home("money/invoices/month/"), {"month": "2026-12"})
    assert answer.status_code == 302, answer.content.decode()
    finish_run(run_id=InvoiceRun.objects.get().pk)
    return Invoice.objects.get()


def test_a_month_is_previewed_issued_and_listed(desk: Desk) -> None:
    preview = desk.home.get(desk.at_home("money/invoices/month/")).content.decode()
    assert "Issue these invoices" in preview
    assert desk.pair.host.official_name in preview
    invoice = issue(desk)
    done = desk.home.get(desk.at_home("money/invoices/month/")).content.decode()
    assert "is done: 1 invoices" in done
    for client, where in ((desk.home, desk.at_home), (desk.host, desk.at_host)):
        listed = client.get(where("money/invoices/")).content.decode()
        assert invoice.reference in listed
        (row,) = rows_of(client.get(where("money/invoices.csv")).content)
        assert (row["pence_with_vat"], row["pence_due"]) == (str(invoice.gross_pence),) * 2
    assert {letter.person_id is None for letter in written("invoice_issued", post())} == {True, False}
    assert any(invoice.reference in whole(letter) for letter in written("invoice_issued", post()))


def test_a_month_cannot_be_issued_without_the_second_factor(desk: Desk) -> None:
    client = signed_in(finance_of(desk.pair.home), second_factor=False)
    answer = client.post(desk.at_home("money/invoices/month/"), {"month": "2026-12"})
    assert answer.status_code == 403
    assert not InvoiceRun.objects.exists()


def test_a_line_is_disputed_and_credited(desk: Desk) -> None:
    invoice = issue(desk)
    line = invoice.lines.get(position=1)
    page = desk.at_host(f"invoices/{invoice.reference}/")
    wrong = desk.host.post(page + "dispute/", {"lines": [line.pk], "reason": ""})
    assert wrong.status_code == 422
    answer = desk.host.post(page + "dispute/", {"lines": [line.pk], "reason": "She left at noon."})
    assert answer.status_code == 302
    seen = desk.home.get(desk.at_home(f"invoices/{invoice.reference}/decide/")).content.decode()
    assert "She left at noon." in seen
    assert "Agree: credit this line" in seen
    assert written("invoice_disputed", post())
    form = {"answer": "uphold", "dispute": Dispute.objects.get().pk, "again": "yes"}
    assert desk.host.post(page + "answer/", form).status_code == 404
    desk.home.post(desk.at_home(f"invoices/{invoice.reference}/answer/"), form)
    note = Invoice.objects.get(kind="credit_note")
    assert note.net_pence == line.net_pence
    shown = desk.host.get(desk.at_host(f"invoices/{note.reference}/decide/"))
    assert "Credit note" in shown.content.decode()
    assert written("credit_note_issued", post())


def test_it_is_paid_and_owed_again(desk: Desk) -> None:
    invoice = issue(desk)
    page = desk.at_host(f"invoices/{invoice.reference}/paid/")
    more = desk.host.post(page, {**DAY, "amount": "99999", "reference": ""})
    assert more.status_code == 422
    assert "That is more than is due" in more.content.decode()
    assert desk.host.post(page, {**DAY, "amount": "", "reference": "BACS 4"}).status_code == 302
    assert "BACS 4" in whole(written("invoice_paid", post())[0])
    form = {"answer": "not_paid", "payment": Payment.objects.get().pk}
    desk.home.post(desk.at_home(f"invoices/{invoice.reference}/answer/"), form)
    assert Invoice.objects.get().status == "issued"
    assert written("invoice_owed_again", post())


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13", "2026-1", "202612", "\u0662026-12"])
def test_a_month_out_of_reach_is_said_beside_its_field(desk: Desk, month: str) -> None:
    page = desk.home.get(desk.at_home("money/journal/"), {"month": month})
    assert (page.status_code, "Write the month like 2026-12." in page.content.decode()) == (200, True)
    assert desk.home.post(desk.at_home("money/invoices/month/"), {"month": month}).status_code == 422


def test_the_books(desk: Desk) -> None:
    accrued = desk.home.get(desk.at_home("money/accruals/")).content.decode()
    assert "Worked and not invoiced" in accrued
    rows = rows_of(desk.home.get(desk.at_home("money/accruals.csv")).content)
    assert len(rows) == 2
    invoice = issue(desk)
    assert "is on an invoice" in desk.host.get(desk.at_host("money/accruals/?side=host")).content.decode()
    pounds = f"{invoice.gross_pence // 100}.{invoice.gross_pence % 100:02d}"
    late = "?side=home&on_day=1&on_month=3&on_year=2027"
    (debt,) = rows_of(desk.home.get(desk.at_home("money/aged-debt.csv") + late).content)
    assert (debt["age"], debt["gross"], debt["document"]) == ("to_30", pounds, invoice.reference)
    assert invoice.reference in desk.home.get(desk.at_home("money/aged-debt/") + late).content.decode()
    codes = {code: f"X{code}" for code in ("receivable", "payable", "income", "income_1970_act", "expense")}
    codes |= {code: f"X{code}" for code in ("output_vat", "input_vat", "clearing", "bank", "transfer")}
    unproved = signed_in(finance_of(desk.pair.home), second_factor=False)
    assert unproved.post(desk.at_home("money/journal/codes/"), codes).status_code == 403
    assert desk.home.post(desk.at_home("money/journal/codes/"), codes).status_code == 302
    journal = rows_of(desk.home.get(desk.at_home("money/journal.csv")).content)
    assert {row["code"] for row in journal} == {"Xreceivable", "Xincome", "Xoutput_vat"}
    assert [row["debit"] for row in journal if row["account"] == "receivable"] == [pounds]
    assert "Xoutput_vat" in desk.home.get(desk.at_home("money/journal/")).content.decode()
    asked = "?amount=91.96&base=3.75&due_on_day=3&due_on_month=2&due_on_year=2027"
    paid = "&paid_on_day=5&paid_on_month=3&paid_on_year=2027"
    assert "£40.89" in desk.home.get(desk.at_home("money/interest/") + asked + paid).content.decode()


def test_the_own_system_gives_its_numbers(desk: Desk) -> None:
    home = finance_of(desk.pair.home)
    set_invoice_mode(
        actor=actor(home), organisation_id=desk.pair.home.pk, mode="own_system", starts_on=NOW.date(), at=NOW
    )
    draft = issue(desk)
    asked = rows_of(desk.home.get(desk.at_home("money/invoices/please-invoice.csv")).content)
    assert [row["draft"] for row in asked] == [draft.asked_as] * 2
    page = desk.at_home("money/invoices/numbers/")
    wrong = desk.home.post(page, {"rows": "P-NONE,AR-1,", "go": "check"}).content.decode()
    assert "No draft of yours" in wrong
    assert "Issue them" not in wrong
    for text in (b"x" * 60_001, b"P-1,\x00,"):
        file = SimpleUploadedFile("numbers.csv", text, "text/csv")
        refused = desk.home.post(page, {"file": file, "go": "check"})
        assert (refused.status_code, "file-error" in refused.content.decode()) == (422, True)
    right = {"rows": f"{draft.asked_as},AR-1,"}
    assert "Issue them" in desk.home.post(page, right | {"go": "check"}).content.decode()
    assert desk.home.post(page, right | {"go": "issue"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.own_number) == ("issued", "AR-1")
    line, page = draft.lines.get(position=1), f"invoices/{draft.reference}/"
    desk.host.post(desk.at_host(page + "dispute/"), {"lines": [line.pk], "reason": "She left at noon."})
    agreed = {"answer": "uphold", "dispute": str(Dispute.objects.get().pk), "again": "on"}
    for number, said in (
        ("", "Fill in"),
        ("x" * 41, "40 characters or fewer"),
        ("AR-1", "has this number already"),
    ):
        wrong = desk.home.post(desk.at_home(page + "answer/"), agreed | {"own_number": number})
        assert (wrong.status_code, said in wrong.content.decode()) == (422, True)
        assert f'value="{number}"' in wrong.content.decode() or not number
    assert desk.home.post(desk.at_home(page + "answer/"), agreed | {"own_number": "AR-2"}).status_code == 302
    assert Invoice.objects.get(kind="credit_note").own_number == "AR-2"


def test_another_council_sees_none_of_it(desk: Desk) -> None:
    invoice = issue(desk)
    other = signed_in(finance_of(worked_pair()[0].home))
    for rest in (
        "money/invoices/",
        "money/invoices.csv",
        "money/aged-debt.csv",
        f"invoices/{invoice.reference}/decide/",
    ):
        assert other.get(desk.at_home(rest)).status_code == 404


def test_an_award_for_weeks_that_end_before_they_begin_is_said_beside_its_field(desk: Desk) -> None:
    days = {"first_day": "14", "first_month": "12", "first_year": "2026"}
    days |= {"last_day": "7", "last_month": "12", "last_year": "2026"}
    sent = {"grade_band": "Officer", "way": "more", "amount": "1.00", "go": "pass"} | days
    refused = desk.home.post(desk.at_home("money/award/"), sent)
    assert (refused.status_code, "The last day is before the first" in refused.content.decode()) == (
        422,
        True,
    )
