"""A month's money from charges to a settled cycle, by the operations that ship: what each step costs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial

from django.db import connection, transaction

from bench.meter import Cost, Meter
from bench.month import COUNCILS, FIRST
from commonpool.access import NETWORK, Actor, Right
from commonpool.identity.models import Person
from commonpool.invoices.operations import finish_run, issue_month
from commonpool.kernel.clock import LONDON
from commonpool.settlement import operations
from commonpool.settlement.models import Payment
from commonpool.settlement.operations.steps import CALENDAR

MONTH = date(2026, 12, 1)
AT_ONCE = 4
"""Jobs that a worker does at once, as `manage.py work` has it."""
CLEARING = ("close", "advise", "call")
BARE = (
    "invoices_invoice", "invoices_invoiceline", "ledger_entry", "ledger_line", "activity_event",
    "procrastinate_jobs",
)  # fmt: skip
"""What issuing writes."""


def issued(meter: Meter) -> Cost:
    """Every council's invoices of the month: begun by a person, gone on with by a worker."""
    councils = range(FIRST, FIRST + COUNCILS)

    with ThreadPoolExecutor(AT_ONCE) as worker:
        return meter.cost(lambda: list(worker.map(partial(_issue, meter), councils)))


def _issue(meter: Meter, council: int) -> None:
    with meter.counting():
        run = issue_month(actor=_finance(), organisation_id=council, month=MONTH, at=_instant(2027, 1, 4))
        finish_run(run_id=run.pk)


def bare(meter: Meter) -> Cost:
    """The same rows again by one statement a table, into tables with the same indexes and checks and no trigger."""

    def again() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in BARE:
                cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
                cursor.execute(f"INSERT INTO bare_{table} SELECT * FROM {table}")  # noqa: S608
            transaction.set_rollback(True)

    with meter.counting():
        return meter.cost(again)


def cleared(meter: Meter) -> dict[str, Cost]:
    """A cycle closed, advised, called and unwound, and that undone; then the same again, and settled."""
    closes, calls = _instant(2027, 1, 15), _instant(2027, 1, 25)
    pays, value = _instant(2027, 1, 28), _instant(2027, 2, 1)
    found: dict[str, Cost] = {}

    def step(name: str, deed: Callable[..., object], at: datetime, **said: object) -> None:
        def whole() -> None:
            said.setdefault("actor", CALENDAR)
            with transaction.atomic():
                deed(month=MONTH, at=at, **said)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")

        found[name] = meter.cost(whole)

    def until_called() -> None:
        operations.open_cycle(actor=CALENDAR, month=MONTH, at=closes)
        step("close", operations.close_cycle, closes)
        step("advise", operations.advise_cycle, closes)
        step("call", operations.call_cycle, calls)

    with meter.counting():
        with transaction.atomic():
            until_called()
            steward = _finance()
            step(
                "unwind",
                operations.unwind_cycle,
                pays,
                actor=steward,
                defaulted_id=None,
                reason="One has not paid",
            )
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        until_called()
        found["confirm"] = meter.cost(partial(_confirm, pays))
        step("settle", operations.settle_cycle, value)
    return found


def _confirm(at: datetime) -> None:
    for payment in Payment.objects.order_by("pk"):
        operations.confirm_payment(
            actor=_finance(),
            organisation_id=payment.payer_id,
            reference=payment.reference,
            paid_on=at.date(),
            at=at,
        )


def _finance() -> Actor:
    """Somebody who may everything everywhere, as the door lets them in."""
    everything = dict.fromkeys((NETWORK, *range(FIRST, FIRST + COUNCILS)), frozenset(Right))
    person = Person.objects.order_by("pk").values_list("pk", flat=True)[0]
    return Actor(person_id=person, rights=everything, second_factor=True)


def _instant(*day: int) -> datetime:
    return datetime(*day, 9, 0, tzinfo=LONDON)  # type: ignore[misc]
