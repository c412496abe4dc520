"""The second half of journey 5: payroll, an invoice in three forms, and a month's clearing to its last penny."""

from collections.abc import Callable
from datetime import date, timedelta

import psycopg
from playwright.sync_api import expect

from commonpool.demonstration.money import CUT_OFF_DAY
from commonpool.demonstration.reading import councils
from commonpool.invoices.rules.en16931 import failures_of, parsed
from commonpool.invoices.rules.totals import due_on
from commonpool.kernel import months
from commonpool.kernel.clock import london_date, now
from commonpool.payroll.rules import periods
from tests.journeys.visitor import Visitor

TRIES = 40
DAYS = ("close_on", "object_by", "call_on", "pay_by", "value_on")
STEWARD = "Marguerite Achterberg"
Arrive = Callable[..., Visitor]


def home_looks_at_payroll(home: Visitor) -> None:
    """What was agreed today waits for its cut-off day."""
    home.open("/council/larkminster/payroll/")
    home.follow(f"{periods.period_at(now(), CUT_OFF_DAY):%B %Y}")
    home.reads("Tom Adeyinka", "Nothing is exported yet: this is a preview.")


def payroll_is_exported(home: Visitor) -> None:
    """The file whose cut-off day is over, once."""
    home.open("/council/kelderbridge/payroll/")
    home.follow(f"{months.before(periods.period_at(now(), CUT_OFF_DAY)):%B %Y}")
    home.press("Export this file")
    home.reads("Hours together", "Not yet")
    with home.page.expect_download() as got:
        home.page.get_by_role("button", name="Download the file").click()
    lines = got.value.path().read_text().splitlines()
    assert lines[0] == "EMP_NO,DATE,HOURS,RATE,COST CENTRE"
    assert len(lines) > 1


def home_issues_the_month(home: Visitor) -> None:
    month = london_date(now()).replace(day=1)
    home.open(f"/council/larkminster/money/invoices/month/?month={month:%Y-%m}")
    home.reads("Kelderbridge")
    home.press("Issue these invoices")
    done = home.page.get_by_text(f"The last run, for {month:%B %Y}")
    for _try in range(TRIES):
        if done.is_visible():
            break
        home.page.wait_for_timeout(500)
        home.page.reload()
    expect(done).to_contain_text("is done")
    home.look()


def host_reads_the_invoice(host: Visitor, *, pdf: bool) -> None:
    """The page, the PDF, and the file for a finance system."""
    host.open("/council/kelderbridge/money/invoices/?side=in&status=issued")
    due = due_on(london_date(now()))
    row = host.page.get_by_role("row").filter(has_text="Larkminster").filter(has_text=f"{due:%-d %B %Y}")
    host._go(row.get_by_role("link").first)
    host.follow("Read the document itself")
    host.reads("£111.90", "£22.38", "£134.28")
    tree = parsed(taken(host, "As an e-invoice for your finance system"))
    assert failures_of(tree) == []
    if pdf:
        assert taken(host, "This as a PDF").startswith(b"%PDF-")


def taken(who: Visitor, link: str) -> bytes:
    """What a link leads to, as the browser would save it."""
    href = who.page.get_by_role("link", name=link).get_attribute("href")
    answer = who.page.request.get(f"{who.address}{href}")
    assert answer.status == 200
    return answer.body()


def the_month_is_settled(arrive: Arrive, database_url: str) -> None:
    """The steward takes each step as its day comes, and every payer pays."""
    with psycopg.connect(database_url, autocommit=True) as calendar:
        (month,) = (
            calendar.execute("SELECT min(month) FROM settlement_cycle WHERE status = 'open'").fetchone() or ()
        )
        steward = arrive()
        steward.sign_in_as(STEWARD)
        steward.open(f"/desk/clearing/{month:%Y-%m}/")
        comes(calendar, month, "close_on")
        steward.press("Close this month")
        steward.press("Tell every council its position")
        steward.reads("To check", "Larkminster", "Kelderbridge")
        comes(calendar, month, "object_by", after=1)
        steward.press("Call the payments")
        payments = calendar.execute(PAYMENTS, [month]).fetchall()
        for reference, code, slug in payments:
            payer_pays(arrive(), councils()[code].staff[8], f"/council/{slug}/clearing/payments/{reference}/")
        comes(calendar, month, "value_on")
        steward.press("Settle: every payment has arrived")
        steward.reads("Settled", f"{len(payments)}, of which {len(payments)} confirmed")


PAYMENTS = """
    SELECT payment.reference, payer.code, payer.slug FROM settlement_payment payment
      JOIN settlement_cycle cycle ON cycle.id = payment.cycle_id
      JOIN organisations_organisation payer ON payer.id = payment.payer_id
     WHERE cycle.month = %s ORDER BY payment.id
"""


def comes(
    calendar: "psycopg.Connection[tuple[object, ...]]", month: date, day: str, *, after: int = 0
) -> None:
    """The month's calendar is moved: this day of it is today, or so many days ago; the others lie around it."""
    mark = london_date(now()) - timedelta(days=after)
    moved = [mark + timedelta(days=number - DAYS.index(day)) for number in range(len(DAYS))]
    calendar.execute(
        "UPDATE settlement_cycle SET close_on = %s, object_by = %s, call_on = %s, pay_by = %s, value_on = %s"
        " WHERE month = %s",
        [*moved, month],
    )


def payer_pays(payer: Visitor, name: str, page: str) -> None:
    payer.sign_in_as(name)
    payer.open(page)
    payer.fill_date("On which day was it paid?", london_date(now()))
    payer.press("Confirm")
    payer.reads("Both councils are told, and both ledgers have it.")


def the_books_balance(finance: Visitor, council: str) -> None:
    """Nothing is owed for the invoice any more, and the account of the clearing is empty."""
    finance.open(f"/council/{council}/ledger/")
    finance.reads("Debits less credits:", "£0.00")
