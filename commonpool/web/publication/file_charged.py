"""The second half of a whole file: what was charged, invoiced, paid, posted; and the log with its seals."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from commonpool.access import Actor
from commonpool.kernel import words
from commonpool.kernel.money import pounds
from commonpool.ledger.rules import ACCOUNTS
from commonpool.notifications.queries import entries
from commonpool.publication.queries import WholeFile
from commonpool.web.clearing.words import STATUSES as CYCLE_STATUSES
from commonpool.web.invoices.forms import STATUSES
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.publication.disclosure import ROUTES
from commonpool.web.publication.file_parts import FilePart, code, done


def charged_parts(file: WholeFile, actor: Actor) -> Iterator[FilePart]:
    """In the order in which it happened."""
    yield _charges(file)
    yield _invoices(file)
    yield _payments(file)
    yield _ledger(file)
    yield _log(file, actor)


def _charges(file: WholeFile) -> FilePart:
    head = heads(
        [_("Charge"), _("Week of"), _("What for"), _("Made")], [_("Time"), _("An hour"), _("Before VAT")]
    )
    rows = [
        [
            Cell(each.reference),
            Cell(words.day(each.booked_week.monday)),
            Cell(each.what_for),
            Cell(words.moment(each.made_at)),
            Cell(words.hours(each.minutes), numeric=True),
            Cell(pounds(each.hourly_pence), numeric=True),
            Cell(pounds(each.net_pence), numeric=True),
        ]
        for each in file.charges
    ]
    return FilePart(_("Charges"), tables=[Table(_("Charges"), head, rows)], nothing=_("Nothing was charged."))


def _invoices(file: WholeFile) -> FilePart:
    head = heads(
        [_("Document"), _("Kind"), _("Where it stands"), _("Issued"), _("Line")],
        [_("Line, before VAT"), _("Whole, with VAT")],
    )
    rows = [
        [
            Cell(line.invoice.reference or line.invoice.asked_as),
            Cell(_("Credit note") if line.invoice.is_credit_note else _("Invoice")),
            Cell(STATUSES[line.invoice.status]),
            Cell(_day(line.invoice.issued_on)),
            Cell(line.description),
            Cell(pounds(-line.net_pence if line.invoice.is_credit_note else line.net_pence), numeric=True),
            Cell(pounds(line.invoice.gross_pence), numeric=True),
        ]
        for line in file.lines
    ]
    disputes = [
        [
            Cell(each.line.invoice.reference),
            Cell(each.reason),
            Cell(done(each.raised_at, each.raised_by)),
            Cell(done(each.settled_at, each.settled_by) or _("Not settled yet")),
        ]
        for each in file.disputes
    ]
    return FilePart(
        _("Invoices and credit notes"),
        sentences=[
            _("The lines of this booking; an invoice may hold other bookings between the same two councils.")
        ]
        if rows
        else [],
        tables=[
            Table(_("Lines"), head, rows),
            Table(_("Disputes"), heads([_("Document"), _("Why"), _("Disputed"), _("Settled")]), disputes),
        ],
        nothing=_("It is on no invoice yet."),
    )


def _payments(file: WholeFile) -> FilePart:
    head = heads([_("Paid on"), _("Document"), _("Paid through"), _("Taken back")], [_("With VAT")])
    rows = [
        [
            Cell(words.day(each.paid_on)),
            Cell(each.invoice.reference),
            Cell(ROUTES[each.route]),
            Cell(words.moment(each.withdrawn_at)),
            Cell(pounds(each.pence), numeric=True),
        ]
        for each in file.payments
    ]
    cycles = [
        [
            Cell(str(each.cycle)),
            Cell(CYCLE_STATUSES[each.cycle.status]),
            Cell(each.invoice.reference),
            Cell(_("Yes") if each.is_in else _("No")),
            Cell(pounds(each.pence), numeric=True),
        ]
        for each in file.cycles
    ]
    return FilePart(
        _("Payment and clearing"),
        tables=[
            Table(_("Payments"), head, rows),
            Table(
                _("Monthly clearing"),
                heads([_("Month"), _("Stands at"), _("Document"), _("Counts in it")], [_("With VAT")]),
                cycles,
            ),
        ],
        nothing=_("Nothing was paid yet, and it is in no month’s clearing."),
    )


def _ledger(file: WholeFile) -> FilePart:
    head = heads([_("Date"), _("Entry"), _("Document"), _("Account")], [_("Debit"), _("Credit")])
    rows = [
        [
            Cell(words.day(line.entry.on)),
            Cell(line.entry_id),
            Cell(line.document),
            Cell(ACCOUNTS[line.account].name),
            Cell(pounds(line.pence) if line.pence > 0 else "", numeric=True),
            Cell(pounds(-line.pence) if line.pence < 0 else "", numeric=True),
        ]
        for line in file.ledger
    ]
    return FilePart(
        _("Your council’s ledger"),
        sentences=[_("Every line that names one of these documents: whole documents, with VAT.")]
        if rows
        else [],
        tables=[Table(_("Entries by document"), head, rows)],
        nothing=_("Nothing was posted yet."),
    )


def _log(file: WholeFile, actor: Actor) -> FilePart:
    said = entries(file.events, actor)
    head = heads([_("When"), _("What happened"), _("Who"), _("Log and number"), _("Hash")])
    rows = [
        [
            Cell(words.moment(each.at)),
            Cell(each.what),
            Cell(each.who),
            Cell(f"{each.council}: {event.sequence}"),
            Cell(code(event.hash)),
        ]
        for event, each in zip(file.events, said, strict=True)
    ]
    return FilePart(
        _("The log"),
        sentences=[
            _(
                "Every event that your council may read. Each hash seals what came before it in that council’s log:"
                " “Check” on the page of the log finds what was changed afterwards."
            )
        ],
        tables=[Table(_("Events"), head, rows)],
    )


def _day(on: date | None) -> str:
    return words.day(on) if on else ""
