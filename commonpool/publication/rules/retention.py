"""How long each kind of record is kept, from when, and why: the usual period, and what a council chose instead."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

RECORDS = {
    "invoices": _("Invoices, credit notes and payments"),
    "ledger": _("Entries of the ledger"),
    "clearing": _("Monthly clearing: positions and payments"),
    "timesheets": _("Timesheets, charges and payroll files"),
    "leave": _("Holiday pay and time back"),
    "working_time": _("Working time: the 48 hours, nights, opting out"),
    "agreements": _("The agreement, call-offs and bookings"),
    "answers": _("Permissions, answers and approvals"),
    "log": _("The log"),
    "vetting": _("Copies of vetting certificates"),
}
COUNTED_FROM = {
    "made": _("the day it was made"),
    "end": _("the end of the booking or agreement"),
    "year_end": _("the end of its financial year"),
}
MOST_YEARS = 100


@dataclass(frozen=True)
class Retention:
    """The usual period of a kind of record, in years. `least_years`: the law lets no council keep it for less."""

    record: str
    years: int
    least_years: int
    counted_from: str
    source: str
    mark: str
