"""How long a month's clearing takes among 400 councils, for so many charges: `python -m bench.clearing`.

First the pure netting, of invoices with one line each: as many debts as charges. Then, where `DATABASE_URL` leads to a
database of superusers, closing and calling a cycle whose invoices hold those charges, one invoice for each pair of
councils; nothing of it stays.
"""

import os
import random
import resource
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from math import log

COUNCILS = 400
SIZES = (10_000, 100_000, 1_000_000)
MONTH = date(2026, 12, 1)


def timed(deed: Callable[[], object]) -> float:
    """Seconds it takes."""
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def memory() -> int:
    """The most this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def growth(seconds: dict[int, float]) -> str:
    """The exponent by which time grows between the smallest and the largest."""
    small, large = min(seconds), max(seconds)
    return f"n^{log(seconds[large] / seconds[small]) / log(large / small):.2f}"


def netting() -> None:
    """Positions and payments of as many debts as charges."""
    from commonpool.settlement.rules.netting import Debt, payments_of, positions_of

    source, taken = random.Random(7), {}  # noqa: S311 (invented amounts)
    for size in SIZES:
        pairs = (source.sample(range(COUNCILS), 2) for _each in range(size))
        debts = [Debt(payer, payee, source.randrange(100, 100_000)) for payer, payee in pairs]

        def net(debts: list[Debt] = debts) -> None:
            positions = positions_of(debts)
            assert len(payments_of({each.council_id: each.net for each in positions})) < COUNCILS

        taken[size] = min(timed(net) for _again in range(3))
        print(f"netting {size:>9,} debts: {taken[size]:6.2f} s, {memory()} MiB")
    print("netting grows as", growth(taken))


INVENT = """
    SET LOCAL session_replication_role = replica;
    INSERT INTO agreements_nettingchoice (organisation_id, agreement_id, nets, typed_name, starts_on, signed_at,
           signed_by_id)
    SELECT id, 1, true, 'x', '2026-12-01', now(), 1 FROM organisations_organisation WHERE code LIKE 'BENCH%%';
    INSERT INTO agreements_bankdetails (organisation_id, account_name, sort_code, account_number, entered_at,
           entered_by_id, called_on, called_number, known_from, confirmed_at, confirmed_by_id, effective_on)
    SELECT id, 'x', '000001', '00000001', now(), 1, '2026-01-01', 'x', 'x', '2025-12-01', 2, '2026-01-02'
      FROM organisations_organisation WHERE code LIKE 'BENCH%%';
    INSERT INTO invoices_invoice (kind, status, home_id, host_id, month, mode, vat_treatment, vat_percent, vat_reason,
           number, reference, own_number, issued_on, due_on, tax_point_on, net_pence, vat_pence, gross_pence,
           net_1970_act_pence, purchase_order, supplier, customer, note, made_at, made_by_id, issued_at, issued_by_id,
           issued_by_rule, paid_by_rule)
    SELECT 'invoice', 'issued', home.id, host.id, '2026-12-01', 'platform', 'standard', 20, '', n + 1,
           'BENCH-' || lpad(n::text, 6, '0'), '',
           '2027-01-04', '2027-02-03', '2027-01-04', sum(pence), sum(pence) / 5, sum(pence) + sum(pence) / 5, 0, '',
           '{{"name": "x"}}', '{{"name": "x"}}', '', now(), 1, now(), 1, '', ''
      FROM (SELECT (c * 7919) %% {pairs} AS n, 100 + (c * 104729) %% 90000 AS pence
              FROM generate_series(1::bigint, %(charges)s) c) charge
      JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM organisations_organisation
             WHERE code LIKE 'BENCH%%') home ON home.place = n / {others}
      JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM organisations_organisation
             WHERE code LIKE 'BENCH%%') host
        ON host.place = CASE WHEN n %% {others} >= home.place THEN n %% {others} + 1 ELSE n %% {others} END
     GROUP BY n, home.id, host.id;
    SET LOCAL session_replication_role = origin;
    ANALYZE invoices_invoice;
""".format(pairs=COUNCILS * (COUNCILS - 1), others=COUNCILS - 1)  # noqa: S608 (no value is part of the text)


def cycles() -> None:
    """A cycle closed and called over the invoices of so many charges, each size in a transaction that is undone."""
    from django.db import connection, transaction

    from commonpool.kernel.clock import LONDON
    from commonpool.settlement import operations
    from commonpool.settlement.models import CycleInvoice, Payment
    from commonpool.settlement.operations.steps import CALENDAR

    closes = datetime(2027, 1, 15, 9, 0, tzinfo=LONDON)
    calls = datetime(2027, 1, 25, 9, 0, tzinfo=LONDON)
    taken = {}
    for size in SIZES:
        with transaction.atomic():
            _invent(size)

            operations.open_cycle(actor=CALENDAR, month=MONTH, at=closes)
            close = timed(partial(operations.close_cycle, actor=CALENDAR, month=MONTH, at=closes)) + timed(
                judge
            )
            operations.advise_cycle(actor=CALENDAR, month=MONTH, at=closes)
            call = timed(partial(operations.call_cycle, actor=CALENDAR, month=MONTH, at=calls)) + timed(judge)
            taken[size] = close + call
            print(
                f"cycle of {size:>9,} charges, {CycleInvoice.objects.count():,} invoices: close {close:.2f} s,"
                f" call {call:.2f} s, {Payment.objects.count()} payments, {memory()} MiB"
            )
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    print("clearing grows as", growth(taken))


def judge() -> None:
    """What the end of a transaction judges, judged now."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _invent(charges: int) -> None:
    from django.db import connection

    from commonpool.organisations.models import Organisation

    Organisation.objects.bulk_create(
        Organisation(code=f"BENCH{n}", name=f"Bench {n}", slug=f"bench-{n}", type="unitary", nation="England")
        for n in range(COUNCILS)
    )
    with connection.cursor() as cursor:
        for statement in INVENT.split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"charges": charges})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    import django

    django.setup()
    netting()
    if os.environ.get("DATABASE_URL"):
        cycles()
