"""What a council's own ledger needs of ours: the journal of a month, accruals and aged debt at a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from commonpool.access import Actor, Right
from commonpool.invoices.models import AccountCodes, Charge, Invoice, InvoiceLine
from commonpool.invoices.queries.charges import owed_by, owed_to, with_left
from commonpool.invoices.queries.corrected import to_credit
from commonpool.invoices.rules import charge_for
from commonpool.invoices.rules.ageing import BUCKETS, bucket_of
from commonpool.kernel import months
from commonpool.kernel.clock import london_instant
from commonpool.ledger.models import Line
from commonpool.ledger.queries import balances_by_document
from commonpool.timesheets.models import Timesheet

USUAL_CODES = {
    "receivable": "1200",
    "payable": "2100",
    "income": "4000",
    "income_1970_act": "4010",
    "expense": "5000",
    "output_vat": "2201",
    "input_vat": "2202",
    "clearing": "1250",
    "bank": "1000",
    "transfer": "9900",
}
"""A chart of accounts to begin with: each council sets its own."""
ONE_DAY = timedelta(days=1)


def require_reader(actor: Actor, organisation_id: int) -> None:
    """Refuses `not_found` to other councils, and `forbidden` to who does not see this one's money."""
    actor.require_own(Right.SEE_MONEY, organisation_id)


def codes_of(actor: Actor, organisation_id: int) -> dict[str, str]:
    """Under which code the council's own ledger keeps each account, as it has set them or as is usual."""
    require_reader(actor, organisation_id)
    chosen = AccountCodes.objects.filter(organisation_id=organisation_id).first()
    return USUAL_CODES | (chosen.codes if chosen else {})


def journal_of(actor: Actor, organisation_id: int, month: date) -> QuerySet[Line]:
    """The lines of the council's ledger that are dated in a month, in order of entry."""
    require_reader(actor, organisation_id)
    lines = Line.objects.filter(
        organisation_id=organisation_id, entry__on__gte=month, entry__on__lt=months.after(month)
    )
    return lines.select_related("entry", "counterparty").order_by("entry__on", "entry_id", "pk")


def journal_totals(actor: Actor, organisation_id: int, month: date) -> dict[str, int]:
    """Debits less credits of a month by account, VAT among them: pence, those without a line left out."""
    sums = journal_of(actor, organisation_id, month).order_by("account").values("account")
    return dict(sums.annotate(pence=Sum("pence")).values_list("account", "pence"))


@dataclass(frozen=True)
class Accrual:
    """Work of a week that no invoice asks for yet, in pence before VAT. `agreed`: the host has agreed the hours."""

    booking: str
    monday: date
    council: str
    minutes: int
    net_pence: int
    agreed: bool


def accruals_of(actor: Actor, organisation_id: int, on: date, *, lent: bool) -> list[Accrual]:
    """What was worked in weeks begun by that day, and on no invoice issued by then: what the council lent, or borrowed.

    Hours that were sent and are not agreed count as sent, at most at the price agreed for the week; what an
    invoice asks for beyond hours corrected since is below nothing, until it is credited. Six SQL queries.
    """
    require_reader(actor, organisation_id)
    side = owed_to(organisation_id) if lent else owed_by(organisation_id)
    until = london_instant(on + ONE_DAY)
    invoiced = InvoiceLine.objects.filter(charge=OuterRef("pk"), invoice__issued_on__lte=on).filter(
        Q(released_at__isnull=True) | Q(released_at__gte=until)
    )
    charges = with_left(Charge.objects.filter(side, booked_week__monday__lte=on, net_pence__gt=0))
    charges = charges.filter(left_pence__gt=0).exclude(Exists(invoiced))
    other = "host" if lent else "home"
    columns = ("booking__reference", "booked_week__monday", f"{other}__name", "left_minutes", "left_pence")
    rows = charges.order_by("booked_week__monday", "pk").values_list(*columns)
    agreed = [
        Accrual(booking, monday, council, minutes, pence, agreed=True)
        for booking, monday, council, minutes, pence in rows
    ]
    back = [
        Accrual(
            each.line.booking_reference,
            each.line.worked_from,
            getattr(each.invoice, other).name,
            0,
            -each.pence,
            agreed=True,
        )
        for each in to_credit(actor, organisation_id, lent=lent)
    ]
    return agreed + back + _sent(organisation_id, on, lent=lent)


def _sent(organisation_id: int, on: date, *, lent: bool) -> list[Accrual]:
    ours, other = ("home", "host") if lent else ("host", "home")
    sheets = Timesheet.objects.filter(
        status__in=["submitted", "queried"],
        booking__kind="paid",
        booked_week__monday__lte=on,
        minutes__gt=0,
        **{f"booking__{ours}_id": organisation_id},
    ).select_related("booking", f"booking__{other}", "booked_week")
    return [
        Accrual(
            each.booking.reference,
            each.booked_week.monday,
            getattr(each.booking, other).name,
            each.minutes,
            charge_for(each.minutes, each.booked_week.hourly_pence, each.booked_week.net_pence),
            agreed=False,
        )
        for each in sheets.order_by("booked_week__monday", "pk")
    ]


@dataclass(frozen=True)
class Debt:
    """What is still owed on one document at the end of a day, in pence with VAT, and for how long."""

    invoice: Invoice
    council: str
    pence: int
    bucket: str
    days: int


def aged_debt(actor: Actor, organisation_id: int, on: date, *, lent: bool) -> list[Debt]:
    """What others owe the council for what it lent, or it owes them, by document as the ledger has it that day.

    A credit note that is to be paid back is below nought. Two SQL queries.
    """
    require_reader(actor, organisation_id)
    account, sign = ("receivable", 1) if lent else ("payable", -1)
    balances = balances_by_document(organisation_id, account, on=on)
    invoices = Invoice.objects.filter(reference__in=balances).select_related(
        "home", "host", "home_heir", "host_heir"
    )
    found = [
        Debt(
            each,
            (each.now_host if lent else each.now_home).name,
            sign * balances[each.reference or ""],
            bucket_of(each.due_on or on, on),
            max((on - (each.due_on or on)).days, 0),
        )
        for each in invoices
    ]
    return sorted(found, key=lambda debt: (debt.council, debt.invoice.due_on or on, debt.invoice.pk))


def by_bucket(debts: Iterable[Debt]) -> dict[str, int]:
    """Pence of each age."""
    sums: dict[str, int] = dict.fromkeys(BUCKETS, 0)
    for debt in debts:
        sums[debt.bucket] += debt.pence
    return sums
