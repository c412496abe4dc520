"""What is published, handed out and shown to auditors, through its pages: whose it is, and what is never in it."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonpool.access import Role
from commonpool.bookings.models import Booking
from commonpool.invoices import operations as invoices
from commonpool.invoices.models import Invoice
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.councils import ACCOUNT, council
from tests.factories.hours import agreed_hours, corrected_hours
from tests.factories.invoices import NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.payroll import exported, own_hours, pays
from tests.factories.payroll import paid as set_pay
from tests.factories.people import actor, make_role
from tests.factories.signed_in import signed_in
from tests.factories.tables import rows_of
from tests.web.papers.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NEW_YEAR, tick=False):
        yield


@pytest.fixture
def paid() -> Invoice:
    """An invoice of £576 before VAT, of three bookings, paid on the first working day of 2027."""
    pair, _bookings = worked_pair(
        (360, 360, 360),
        pair=make_pair(weekly_minutes=480, per_booking_pence=200_000, per_month_pence=900_000),
    )
    (invoice,) = issued(pair.home)
    invoices.mark_paid(
        actor=actor(finance_of(invoice.host), at=NEW_YEAR), organisation_id=invoice.host_id, invoice_id=invoice.pk,
        on=NEW_YEAR.date(), at=NEW_YEAR,
    )  # fmt: skip
    return invoice


def test_the_files_to_publish_hold_the_fields_of_the_code_and_nobody(paid: Invoice) -> None:
    here = f"/council/{paid.host.slug}/publication/"
    browser = signed_in(finance_of(paid.host))
    (row,) = rows_of(browser.get(f"{here}spend.csv?quarter=2027-Q1").content)
    assert list(row)[:7] == [
        "date", "department", "beneficiary", "summary_of_purpose", "amount", "irrecoverable_vat", "merchant_category",
    ]  # fmt: skip
    assert (row["date"], row["amount"], row["irrecoverable_vat"]) == ("2027-01-04", "576.00", "0.00")
    assert row["beneficiary"] == paid.supplier["name"]
    page = browser.get(f"{here}spend/?quarter=2027-Q1").content.decode()
    assert "£576.00" in page
    assert "duty to publish this by 30 April 2027" in page
    assert "Open Government Licence v3.0" in page
    booking = Booking.objects.select_related("officer", "requested_by").order_by("pk")[0]
    secrets = {booking.officer.name, booking.requested_by.name, booking.standing.purpose, *ACCOUNT.values()}
    days = "first_day=1&first_month=1&first_year=2026&last_day=1&last_month=2&last_year=2027"
    for path in (
        "spend.csv?quarter=2027-Q1", "spend/?quarter=2027-Q1", "agreements.csv?quarter=2026-Q4",
        "agreements/?quarter=2026-Q4", f"requests/bookings.csv?{days}", f"requests/payments.csv?{days}",
        f"requests/?{days}",
    ):  # fmt: skip
        answer = browser.get(here + path)
        assert answer.status_code == 200, path
        text = answer.content.decode().split("<main", 1)[-1]
        assert {secret for secret in secrets if str(secret) in text} == set(), path
    handed = rows_of(browser.get(f"{here}requests/bookings.csv?{days}").content)
    assert len(handed) == 3
    assert all("section 40(2)" in each["officer"] for each in handed)
    assert browser.get(f"{here}requests/?{days.replace('2027', '2025')}").status_code == 200


def test_a_scottish_council_is_told_that_the_code_is_not_for_it() -> None:
    place = council("Scotland")
    browser = signed_in(finance_of(place))
    page = browser.get(f"/council/{place.slug}/publication/spend/").content.decode()
    assert "does not apply in Scotland" in page
    assert "duty to publish" not in page
    extract = browser.get(f"/council/{place.slug}/publication/requests/").content.decode()
    assert "section 38(1)(b)" in extract


def test_finance_says_a_published_rate_and_reads_what_was_avoided(paid: Invoice) -> None:
    here = f"/council/{paid.host.slug}/publication/avoided/"
    browser = signed_in(finance_of(paid.host))
    said = {
        "kind": "agency", "day_pence": "600", "day_minutes": "7.5", "source": "=A framework’s list",
        "published_on_day": "1", "published_on_month": "4", "published_on_year": "2026",
        "starts_on_day": "1", "starts_on_month": "12", "starts_on_year": "2026",
    }  # fmt: skip
    assert browser.post(f"{here}rate/", said | {"source": ""}).status_code == 422
    assert browser.post(f"{here}rate/", said).status_code == 302
    page = browser.get(f"{here}?quarter=2026-Q4").content.decode()
    assert "£1,440.00" in page  # 18 hours at £600 for 7.5 hours
    assert "£864.00" in page
    assert "nothing here is posted, netted or invoiced" in page
    rows = rows_of(browser.get(f"{here.removesuffix('/')}.csv?quarter=2026-Q4").content)
    assert [each["avoided"] for each in rows] == ["288.00"] * 3
    assert rows[0]["rate_source"].startswith("'=")
    assert signed_in(make_role(paid.host, Role.AUDITOR)).post(f"{here}rate/", said).status_code == 403


def test_each_council_has_a_whole_file_of_its_own_side(paid: Invoice) -> None:
    booking = Booking.objects.order_by("pk")[0]
    home, host = (signed_in(make_role(place, Role.AUDITOR)) for place in (paid.home, paid.host))
    of_home = home.get(f"/council/{paid.home.slug}/files/{booking.reference}/").content.decode()
    of_host = host.get(f"/council/{paid.host.slug}/files/{booking.reference}/").content.decode()
    for text in (of_home, of_host):
        for held in (
            paid.reference,
            "£192.00",
            "£691.20",
            booking.standing.sha256,
            "Agreed hours",
        ):
            assert held in text, held
        assert ACCOUNT["account_number"] not in text
    limit = booking.weeks.get().spending_limit
    assert limit is not None
    assert limit.reference in of_host
    assert limit.reference not in of_home
    assert "Receivable" in of_home
    assert "Receivable" not in of_host
    assert "Payable" in of_host
    # Neither side's auditor opens the other's, and a third council neither.
    third = signed_in(finance_of(council()))
    for browser, slug in ((home, paid.host.slug), (host, paid.home.slug), (third, paid.home.slug)):
        assert browser.get(f"/council/{slug}/files/{booking.reference}/").status_code == 404
        assert browser.get(f"/council/{slug}/files/{booking.reference}.pdf").status_code == 404
    other = council()
    stranger = signed_in(finance_of(other))
    assert stranger.get(f"/council/{other.slug}/files/{booking.reference}/").status_code == 404
    found = home.post(f"/council/{paid.home.slug}/publication/", {"reference": booking.reference.lower()})
    assert found.headers["Location"].endswith(f"/files/{booking.reference}/")


def test_pay_stands_in_the_home_councils_file_alone_and_only_for_who_sees_payroll() -> None:
    pair = make_pair()
    pays(pair.home)
    booking = bound_booking(pair)
    own_hours(pair, booking)
    exported(pair.home)
    seen = {}
    readers = [(pair.home, role) for role in (Role.AUDITOR, Role.FINANCE, Role.BUDGET_HOLDER)]
    for place, role in [*readers, (pair.host, Role.AUDITOR), (pair.host, Role.FINANCE)]:
        answer = signed_in(make_role(place, role)).get(f"/council/{place.slug}/files/{booking.reference}/")
        seen[place.pk, role] = booking.employment.payroll_number in answer.content.decode()
    assert [at for at, sees in seen.items() if sees] == [
        (pair.home.pk, Role.AUDITOR),
        (pair.home.pk, Role.FINANCE),
    ]


def test_the_whole_file_is_a_tagged_pdf(paid: Invoice) -> None:
    booking = Booking.objects.order_by("pk")[0]
    answer = signed_in(finance_of(paid.host)).get(f"/council/{paid.host.slug}/files/{booking.reference}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    paper = read(answer.content)
    assert paper.marked
    assert {"H1", "H2", "Table", "TH"} <= set(paper.tags)
    assert paid.reference in paper.words
    assert ACCOUNT["account_number"] not in paper.words


def test_a_whole_file_says_what_was_corrected() -> None:
    pair = make_pair()
    sheet = agreed_hours(pair, bound_booking(pair))
    corrected_hours(pair, sheet, {monday(): 60}, at=NEW_YEAR)
    for place in (pair.home, pair.host):
        file = signed_in(finance_of(place)).get(f"/council/{place.slug}/files/{sheet.booking.reference}/")
        assert "Hours corrected: taken back" in file.content.decode()


def test_a_whole_file_keeps_to_twenty_queries() -> None:
    """Of a booking with everything that can befall one: pay, an invoice, a dispute, credit notes, a correction."""
    pair = make_pair()
    set_pay(pays(pair.home), pair.officer.employment)
    sheet = own_hours(pair, bound_booking(pair))
    (invoice,) = issued(pair.home)
    exported(pair.home)
    home, host = finance_of(pair.home), finance_of(pair.host)
    line = invoice.lines.get().pk
    of_host = {"actor": actor(host, at=NEW_YEAR), "organisation_id": pair.host.pk, "at": NEW_YEAR}
    of_home = {"actor": actor(home, at=NEW_YEAR), "organisation_id": pair.home.pk, "at": NEW_YEAR}
    invoices.dispute_lines(**of_host, invoice_id=invoice.pk, lines=[line], reason="Was this agreed?")
    corrected_hours(pair, sheet, {monday(): 60}, at=NEW_YEAR)
    invoices.mark_paid(**of_host, invoice_id=invoice.pk, on=NEW_YEAR.date(), pence=1)
    invoices.credit(**of_home, invoice_id=invoice.pk, reason="Half of it was not worked")
    for place, role in ((pair.home, Role.AUDITOR), (pair.home, Role.FINANCE), (pair.host, Role.AUDITOR)):
        (client := signed_in(make_role(place, role))).get(
            "/home/"
        )  # the first page of a session writes to it
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/council/{place.slug}/files/{sheet.booking.reference}/")
        assert "Was this agreed?" in answer.content.decode()
        assert len(asked) <= 20, (role, len(asked))
