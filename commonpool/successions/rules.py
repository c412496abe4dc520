"""Which councils end together and into which, what goes to whom, and what nobody has said yet."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

OFFICER, BOOKING, BALANCE = "officer", "booking", "balance"
ASSIGNED = (OFFICER, BOOKING, BALANCE)
"""What a steward assigns one by one where a council is split; all else goes with one of these."""

KINDS = {
    "domain": _("E-mail domains"),
    OFFICER: _("Officers"),
    "role": _("Roles"),
    "deputy": _("Deputies"),
    "agreement": _("Agreements"),
    "terms": _("Settings and prices"),
    "own": _("Steps the new council takes itself"),
    "answers": _("Answers on procurement and insurance"),
    "cap": _("Caps between two councils"),
    "report": _("Reports under section 114"),
    "evidence": _("Evidence"),
    "interest": _("Declared interests"),
    "listing": _("Listings"),
    "permission": _("Permissions"),
    BOOKING: _("Bookings"),
    "limit": _("Spending limits"),
    "call": _("Calls not answered"),
    "waiting": _("Places in line"),
    "hours": _("Hours not agreed"),
    "need": _("Needs"),
    "offer": _("Offers to needs"),
    "work": _("Pieces of work"),
    "claim": _("Claims on pieces of work that wait"),
    BALANCE: _("Balances"),
    "charge": _("Charges"),
    "invoice": _("Invoices still to be paid"),
    "paid": _("Invoices that are paid"),
    "draft": _("Drafts of invoices"),
    "clearing": _("Payments in the monthly clearing"),
    "ledger": _("Balances of the ledger"),
    "pay": _("Agreed hours that payroll has still to pay"),
}

NOTES = {
    "": "",
    "ends": _("Ends: home and host become one council. Weeks not begun are free, without a charge."),
    "need_closed": _("Closed: who posted it works for none of the new councils. Who offered is told."),
    "offer_ends": _("Ends: home and host become one council."),
    "work_stays": _("Stays under the old name: who wrote it works for none of the new councils."),
    "falls_away": _("Nobody owes it any more: both sides become one council."),
    "role_ends": _("Ends: this person does not work there."),
    "two_jobs": _("Works for more than one of them: one job remains, with the hours of both."),
    "two_limits": _("Has a limit at more than one of them: the one carried over first stays."),
    "not_signed": _("Not signed. Their successor borrows and lends anew only after steps of its own."),
    "signed": _("Signed."),
    "own_lend": _(
        "Not carried over: the new council lends nothing new until it has this of its own. Bookings go on."
    ),
    "own": _("Not carried over: a new body states its own."),
    "answers": _("The most careful answer goes on. Its insurers are still to be told."),
    "answers_anew": _(
        "Not all had answered: the new council answers them itself before it borrows or lends anew."
    ),
    "cap_anew": _("Above the usual cap: the usual one holds until the new council sets its own."),
    "report_ends": _("Ends with the council. The new council’s chief finance officer decides anew."),
    "evidence_anew": _("Not carried over: it is to be seen and recorded anew."),
    "disputed": _("Disputed: the new council settles it. The invoice stays as it was issued."),
    "netted_anew": _(
        "In this month’s clearing: netted anew for the new council, if it has its own clause and bank details by then."
    ),
    "called": _("Its clearing is called: it ends as it was called, and the new council pays or is paid."),
    "owed_back": _("Paid in a clearing that was unwound: still to be paid back."),
    "draft_dropped": _("Given up: its charges wait for an invoice that names the new council."),
    "lowest_cap": _("The lowest goes on until the new council sets its own."),
    "price_differs": _("Prices differ: the lowest goes on until the new council sets its own."),
}


@dataclass(frozen=True)
class Plan:
    """Councils that end on a day, and the councils that take over from them, with nobody else on either side.

    `heirs`: pairs of predecessor and successor.
    """

    on: date
    heirs: tuple[tuple[int, int], ...]

    @property
    def predecessors(self) -> list[int]:
        return sorted({was for was, _now in self.heirs})

    @property
    def successors(self) -> list[int]:
        return sorted({now for _was, now in self.heirs})

    def after(self, predecessor_id: int) -> list[int]:
        """Who takes over from one council."""
        return sorted(now for was, now in self.heirs if was == predecessor_id)

    def before(self, successor_id: int) -> list[int]:
        """From whom one council takes over."""
        return sorted(was for was, now in self.heirs if now == successor_id)


def plans_of(rows: Iterable[tuple[int, int, date]]) -> list[Plan]:
    """The (predecessor, successor, day) rows put together: those of a day that share a council are one plan."""
    groups: list[tuple[date, list[tuple[int, int]]]] = []
    for was, now, on in sorted(rows, key=lambda row: (row[2], row[0], row[1])):
        joined = [(was, now)]
        apart = []
        for day, pairs in groups:
            touches = day == on and any(was in pair or now in pair for pair in pairs)
            if touches:
                joined = pairs + joined
            else:
                apart.append((day, pairs))
        groups = [*apart, (on, joined)]
    return [Plan(on, tuple(sorted(pairs))) for on, pairs in sorted(groups)]


@dataclass(frozen=True)
class Line:
    """One thing that a council's end concerns: where it is, where it goes (None: nobody has said), and its sizes."""

    kind: str
    key: str
    what: str
    was_id: int
    now_id: int | None
    minutes: int = 0
    pence: int = 0
    note: str = ""
    assigned: bool = False


def unassigned(lines: Iterable[Line]) -> list[Line]:
    """What nobody has said where it goes."""
    return [line for line in lines if line.assigned and line.now_id is None]


def hash_of(lines: Sequence[Line]) -> str:
    """The SHA-256 of a dry run, line by line: what is confirmed is what was shown."""
    text = "\n".join(repr((each.kind, each.key, each.was_id, each.now_id, each.minutes, each.pence, each.note))
                     for each in lines)  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()


def by_kind(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of each kind, in the order of the kinds."""
    found: dict[str, list[Line]] = {kind: [] for kind in KINDS}
    for line in lines:
        found[line.kind].append(line)
    return {kind: those for kind, those in found.items() if those}
