"""The words of every event about money: payroll, invoices, the clearing, what is published, the ledger."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_MONEY: dict[str, str | Promise] = {
    "PayrollExported": _("The payroll file for the month from {period} was exported: {lines} lines"),
    "PayrollFileTaken": _("The payroll file for the month from {period} was downloaded: download {number}"),
    "OwnTimeStated": _(
        "{officer_id} said that the hours of the {monday} were outside contracted hours, or made up: {minutes}"
    ),
    "TimeBackEarned": _("{person_id} has more time back: {minutes}"),
    "TimeBackLapsed": _("Time back of {person_id} has lapsed: {minutes}"),
    "TimeTakenRecorded": _("{person_id} takes time back on {on}: {minutes}"),
    "TimeTakenAgreed": _("The time back of {person_id} on {on} was agreed: {minutes}"),
    "TimeTakenRefused": _("The time back of {person_id} on {on} was refused: {minutes}"),
    "HrListsReady": _("HR was told of the month from {month}: officers to check {to_check}, lent {out}"),
    "ChargeMade": _("A charge was made: {net_pence} before VAT"),
    "InvoiceRunBegun": _(
        "The invoices of {month} are being made: {planned} of them, {blocked} lack something"
    ),
    "InvoiceRunEnded": _("The invoices of {month} are made: {issued}"),
    "InvoicesAsked": _("{drafts} invoices wait for their numbers"),
    "InvoiceIssued": _("An invoice was issued: {gross_pence} with VAT, to be paid by {due_on}"),
    "InvoiceDraftDropped": _("A draft invoice was given up"),
    "InvoiceLineDisputed": _("A line of an invoice was disputed: {net_pence} before VAT"),
    "DisputeSettled": _("A disputed line of an invoice was credited, or stands again"),
    "CreditNoteIssued": _("A credit note was issued: {gross_pence} with VAT"),
    "InvoicePaid": _("{pence} of an invoice were paid, {left_pence} are still due"),
    "PaymentWithdrawn": _("An invoice is owed again: {pence} were not paid after all"),
    "PayAwardPassedOn": _(
        "A back-dated pay award changed {charges} charges, by {net_pence} before VAT together"
    ),
    "AccountCodesSet": _("The codes of the council’s ledger were set: {codes}"),
    # the monthly clearing
    "CycleOpened": _("The clearing of a month is on the calendar; it closes on {close_on}"),
    "CycleClosed": _(
        "A month’s clearing was closed: {invoices} invoices in it, {left_out} paid by themselves"
    ),
    "PositionAdvised": _(
        "In the month’s clearing {gross_in_pence} come in and {gross_out_pence} go out. An invoice can be taken out"
        " until {objections_end_on}"
    ),
    "InvoiceTakenOut": _("An invoice of {pence} was taken out of the month’s clearing"),
    "PaymentCalled": _("A payment of {pence} is to be ordered by {order_until_on}, for the month’s clearing"),
    "CycleCalled": _("{payments} payments of {pence} together were called in a month’s clearing"),
    "PaymentConfirmed": _("A payment of {pence} in the clearing was made on {paid_on}"),
    "PaymentReturned": _("A payment of {pence} in an unwound clearing was paid back on {returned_on}"),
    "CycleSettled": _("A month’s clearing was settled: {invoices} invoices are paid"),
    "PositionSettled": _("The month’s clearing was settled: its invoices are paid on {value_on}"),
    "CycleUnwound": _("A month’s clearing was unwound: its invoices are owed one by one again"),
    "PositionUnwound": _("The month’s clearing was unwound. {paid_pence} of ours are to be paid back"),
    "LineCapSet": _("Up to which amount a line of an invoice may be set off was said anew"),
    # what is published
    "ComparisonRateSet": _(
        "What is borrowed is compared with {day_pence} a day of an agency or consultancy from {starts_on}"
    ),
    "RetentionChosen": _("How long a kind of record is kept was chosen: {years} years"),
    "RecordsHeld": _("No record is destroyed from now on: a hold was ordered"),
    "RecordsReleased": _("A hold on records was lifted"),
    # the ledger
    "EntryPosted": _("An entry was posted in the ledger: {pence}"),
    "EntriesPosted": _("{entries} entries were posted in the ledger: {pence} debited, and as much credited"),
}
