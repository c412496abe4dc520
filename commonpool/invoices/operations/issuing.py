"""A council's invoices of a month are issued: begun by a person, gone on with by the worker, whole or not at all."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection

from commonpool.access import Actor, Right
from commonpool.activity.models import Event
from commonpool.activity.operations import change, publish
from commonpool.agreements.rules import PLATFORM
from commonpool.invoices.events import InvoiceIssued, InvoiceRunBegun, InvoiceRunEnded, InvoicesAsked
from commonpool.invoices.models import Invoice, InvoiceRun, Numbering
from commonpool.invoices.operations.making import gathered, make_invoices
from commonpool.invoices.operations.numbering import lock_numbers, took
from commonpool.invoices.operations.posting import ISSUED, MadeInvoice, lines_of
from commonpool.invoices.queries.due import first_of, standings_of
from commonpool.invoices.queries.preview import Planned, mode_on, planned, planned_of
from commonpool.invoices.rules.refusals import AnotherRun, MonthNotBegun, NothingToIssue
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import refusing
from commonpool.ledger.operations import post_all
from commonpool.ledger.rules import PostedEntry

INVOICES_AT_ONCE = 500
"""How many are made in one change: what was made stays made when the worker is killed."""
ALL_ISSUED = "all_issued"


def issue_month(*, actor: Actor, organisation_id: int, month: date, at: datetime) -> InvoiceRun:
    """The invoices of the council's charges of that month are being made; the run says how far it is.

    Whoever presses twice finds the same run. Each host and VAT treatment has an invoice of its own; what lacks
    something stays. Requires `issue_invoices` and a second factor. Refuses `not_found`, `month_not_begun`,
    `nothing_to_issue`, `another_run`.
    """
    actor.require_own(Right.ISSUE_INVOICES, organisation_id)
    actor.require_decision()
    actor.require_second_factor()
    month, today = first_of(month), london_date(at)
    if month > today:
        raise MonthNotBegun
    with change(), refusing("invoice_run_one_at_a_time", AnotherRun()):
        _by_itself()
        lock_numbers(organisation_id)
        open_run = InvoiceRun.objects.filter(home_id=organisation_id, ended_at__isnull=True).first()
        if open_run is not None and open_run.month == month:
            return open_run
        if open_run is not None:
            raise AnotherRun
        return _begin(actor, organisation_id, month, today, at)


def _begin(actor: Actor, organisation_id: int, month: date, today: date, at: datetime) -> InvoiceRun:
    wanted = planned(organisation_id, month, today)
    ready = sum(each.ready for each in wanted)
    if not ready:
        raise NothingToIssue
    run = InvoiceRun.objects.create(
        home_id=organisation_id, month=month, planned=ready, begun_at=at, begun_by_id=actor.by
    )
    fact = InvoiceRunBegun(
        on_behalf_of=organisation_id,
        run_id=run.pk,
        month=month,
        planned=ready,
        blocked=len(wanted) - ready,
    )
    publish(fact, actor=actor, at=at)
    return run


def go_on_with_run(event: Event) -> None:
    """Follows `InvoiceRunBegun` in the worker: every invoice of the run that can be made is made.

    Killed, it is begun again and makes what is left; done, it changes nothing.
    """
    finish_run(run_id=event.facts["run_id"])


def finish_run(*, run_id: int) -> int:
    """Every invoice of the run that can be made is made, a part at a time; how many there were to make."""
    made = 0
    while (part := _next_part(run_id)) is not None:
        made += part
    return made


def _next_part(run_id: int) -> int | None:
    """The next invoices of a run are issued, with their entries in the ledger; None once the run has ended."""
    with change():
        _by_itself()
        run = InvoiceRun.objects.select_related("home").get(pk=run_id)
        numbering = lock_numbers(run.home_id)
        run.refresh_from_db()
        if run.ended_at is not None:
            return None
        on = london_date(run.begun_at)
        standings = standings_of(run.home_id, on)
        with gathered(run.home_id, run.month, standings) as groups:
            ready = [each for each in planned_of(run.home_id, groups, standings, on) if each.ready]
            made = _make(run, ready[:INVOICES_AT_ONCE], numbering, on) if ready else 0
        if len(ready) <= INVOICES_AT_ONCE:
            _end(run)
        return made


def _by_itself() -> None:
    """No processes are begun besides for what this change reads: the others of its month are at it beside it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")


def _make(run: InvoiceRun, ready: list[Planned], numbering: Numbering, on: date) -> int:
    mode = mode_on(run.home_id, on)
    made = make_invoices(run, ready, on=on, mode=mode, after=numbering.last)
    if mode == PLATFORM:
        took(numbering, len(made))
        announce(made, actor=_doer(run), at=run.begun_at)
    else:
        _asked(run, len(made))
    return len(made)


def _doer(run: InvoiceRun) -> Actor:
    """Whoever began it: the worker only goes on with what they decided."""
    return Actor(person_id=run.begun_by_id)


def announce(invoices: Sequence[Invoice | MadeInvoice], *, actor: Actor, at: datetime) -> None:
    """What was issued is in the ledger, and both councils are told: of the invoice, which is its entry too."""
    entries = [
        PostedEntry(ISSUED, each.pk, each.issued_on, lines_of(each, each.reference))  # type: ignore[arg-type]
        for each in invoices
    ]
    post_all(actor=actor, entries=entries, at=at, told=True)
    for each in invoices:
        fact = InvoiceIssued(
            on_behalf_of=each.home_id,
            readers=(each.host_id,),
            invoice_id=each.pk,
            gross_pence=each.gross_pence,
            due_on=each.due_on,  # type: ignore[arg-type]
        )
        publish(fact, actor=actor, at=at)


def _asked(run: InvoiceRun, drafts: int) -> None:
    fact = InvoicesAsked(on_behalf_of=run.home_id, run_id=run.pk, drafts=drafts)
    publish(fact, actor=_doer(run), at=run.begun_at)


def _end(run: InvoiceRun) -> None:
    run.ended_at, run.ended_by_rule = run.begun_at, ALL_ISSUED
    run.save(update_fields=["ended_at", "ended_by_rule"])
    fact = InvoiceRunEnded(
        on_behalf_of=run.home_id, run_id=run.pk, month=run.month, issued=run.invoices.count()
    )
    publish(fact, actor=Actor.rule(ALL_ISSUED), at=run.begun_at)
