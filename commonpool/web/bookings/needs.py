"""What an officer needs for a booking, in words: where each thing stands, on which terms, and who does what next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.bookings import queries
from commonpool.bookings.models import BookingNeed
from commonpool.bookings.queries import Needed
from commonpool.invoices.queries import lost_weeks
from commonpool.kernel import words
from commonpool.kernel.clock import london_date
from commonpool.web.bookings.phrases import NEEDS
from commonpool.web.bookings.viewpoint import Viewpoint

TERMS = {
    "documents": (
        gettext_lazy("Each council answers by itself for the personal data it holds (DP-01)."),
        gettext_lazy("The officer uses the documents for this work only, shares them with nobody, and tells the host "
                     "council within 24 hours if something goes wrong with them."),
        gettext_lazy("No documents about health or crime, and no names in what is written here (DP-02)."),
        gettext_lazy("The officer deletes or gives back all of them on the last day at the latest (CON-01)."),
    ),
    "account": (
        gettext_lazy("The officer uses the account in their own name and for this work only; what they learn stays "
                     "confidential (CON-01)."),
        gettext_lazy("Each council answers by itself for the personal data it holds (DP-01)."),
        gettext_lazy("The host council tells the officer of the risks and of its rules before they start (LIA-01)."),
        gettext_lazy("Access ends on the last day."),
    ),
    "visit": (
        gettext_lazy("The host council looks at the risks, tells the officer of them and shows them round before they "
                     "start (LIA-01)."),
        gettext_lazy("The officer can complain to the host council of how they are treated; it says to whom (LIA-04)."),
        gettext_lazy("Passes and keys are given back on the last day (CON-01)."),
    ),
}  # fmt: skip
"""On which terms each is provided: also in the call-off."""


@dataclass(frozen=True)
class Shown:
    """One need as the booking's page shows it."""

    title: str
    status: str
    colour: str
    lines: list[str]
    terms: tuple[Any, ...]


def needs_facts(view: Viewpoint, at: datetime) -> dict[str, Any]:
    """The needs of a bound booking, and the buttons about them that are the reader's; nothing where none is needed."""
    booking, today = view.booking, london_date(at)
    needed = queries.needed_for(booking, today)
    if not needed:
        return {"needed": []}
    says = queries.may_say_ready(view.actor, booking)
    claims = queries.may_claim(view.actor, booking)
    late = any(each.late for each in needed)
    may = {
        "booking_ready": says and to_be_ready(view, needed),
        "booking_removed": says and any(each.to_be_removed for each in needed),
        "booking_host_late": claims and bool(lost_weeks(booking)),
        "booking_propose": "propose" in view.moves,
        "booking_cancel": late and "cancel" in view.moves and not view.manages,
    }
    return {
        "needed": [_shown(each) for each in needed],
        "access_ends_on": needed[0].ends_on,
        "host_late": late,
        "of_needs": {
            name: reverse(name, args=[booking.reference]) for name, open_now in may.items() if open_now
        },
    }


def to_be_ready(view: Viewpoint, needed: Iterable[Needed]) -> bool:
    """Whether something of a bound booking is still to be said ready."""
    return view.booking.status == "bound" and any(not each.ready for each in needed)


def _shown(each: Needed) -> Shown:
    status, colour = _state(each)
    lines = _said(each.record) if each.record else []
    return Shown(capfirst(str(NEEDS[each.need])), status, colour, lines, TERMS[each.need])


def _state(each: Needed) -> tuple[str, str]:
    if each.removed:
        return _("Ended"), "grey"
    if each.ready:
        return _("Ready"), "green"
    return (_("Late"), "red") if each.late else (_("Not ready yet"), "yellow")


def _said(record: BookingNeed) -> list[str]:
    """What was said of it, a line each."""
    facts = {"who": record.ready_by, "day": words.day(london_date(record.ready_at))}
    lines = [_("%(who)s said on %(day)s that it is ready.") % facts]
    if record.induction:
        lines.append(_("The risks are looked at; the officer is told of them before they start."))
    if record.kept_until is not None:
        lines += [
            _("What data: %(text)s") % {"text": record.data},
            _("Whose: %(text)s") % {"text": record.whose},
            _("Why: %(text)s") % {"text": record.why},
            _("Kept until %(day)s") % {"day": words.day(record.kept_until)},
        ]
    if record.removed_at is not None:
        facts = {"who": record.removed_by, "day": words.day(london_date(record.removed_at))}
        lines.append(_("%(who)s said on %(day)s that access is ended.") % facts)
    return lines
