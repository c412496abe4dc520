"""What each party of a booking still has to do, and what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from commonpool.availability.queries import bank_holidays
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.bookings.queries import Missing
from commonpool.bookings.rules import deadlines
from commonpool.kernel import words


@dataclass(frozen=True)
class Part:
    """What one party does for a booking to bind: their word, and whether it is given."""

    who: str
    what: str
    status: str
    done: bool


def parts(booking: Booking, terms: BookingTerms, missing: Sequence[Missing]) -> list[Part]:
    """The officer, home and, for pay, host: each done, covered beforehand, or still to say yes."""
    found = [_officer(booking, terms)]
    found.append(_council(booking.home.name, "approval", _answers(booking, terms), missing))
    if booking.kind == "paid":
        found.append(_council(booking.host.name, "confirmation", _answers(booking, terms), missing))
    return found


def _answers(booking: Booking, terms: BookingTerms) -> Any:
    """Where the councils' answers are kept: those to the first terms on the booking, later ones on the terms."""
    return booking if terms.version == 1 else terms


def _officer(booking: Booking, terms: BookingTerms) -> Part:
    if terms.answered_at is None:
        by = words.moment(deadline(booking, terms))
        return Part(str(booking.officer), _("Answers by %(by)s") % {"by": by}, _("To do"), done=False)
    on = words.day(terms.answered_at)
    return Part(str(booking.officer), _("Said yes on %(day)s") % {"day": on}, _("Done"), done=True)


def _council(council: str, what: str, answers: Any, missing: Sequence[Missing]) -> Part:
    name = "approved" if what == "approval" else "confirmed"
    at = getattr(answers, f"{name}_at")
    if at is not None and getattr(answers, f"{name}_by_rule"):
        return Part(council, _("Said yes beforehand, by a standing limit"), _("Done"), done=True)
    if at is not None:
        facts = {"who": getattr(answers, f"{name}_by"), "day": words.day(at)}
        return Part(council, _("%(who)s said yes on %(day)s") % facts, _("Done"), done=True)
    open_one = next((each for each in missing if each.what == what), None)
    if open_one is None:
        return Part(council, _("Nothing to do: agreed beforehand"), _("Covered"), done=True)
    return Part(council, _sentence(_who(open_one), what), _("To do"), done=False)


def _who(missing: Missing) -> str:
    if missing.person is not None:
        return str(missing.person)
    return _("a manager") if missing.what == "approval" else _("a budget holder")


def _sentence(who: str, what: str) -> str:
    if what == "approval":
        return _("%(who)s is asked to approve the work") % {"who": who}
    return _("%(who)s is asked to confirm the price") % {"who": who}


def deadline(booking: Booking, terms: BookingTerms) -> datetime:
    """By when these terms are answered."""
    return booking.answer_by if terms.version == booking.version else terms.answer_by


def next_lines(
    booking: Booking, terms: BookingTerms, missing: Sequence[Missing], *, officer_reads: bool
) -> list[str]:
    """What happens next, in order, with the dates. The officer is asked above it, and not told of themselves."""
    if booking.pending is not None:
        return _after_change(booking, terms, missing, officer_reads)
    if booking.status == "requested":
        return _after_request(booking, missing, officer_reads)
    if booking.status == "accepted":
        return _after_yes(booking, missing)
    if booking.status == "bound":
        return _after_help(booking) if booking.kind == "peer_help" else _after_binding(booking, terms)
    return []


def _asked(missing: Sequence[Missing]) -> str:
    return _(" and ").join(_sentence(_who(each), each.what) for each in missing)


def _after_request(booking: Booking, missing: Sequence[Missing], officer_reads: bool) -> list[str]:
    facts = {"officer": booking.officer, "by": words.moment(booking.answer_by)}
    lines = [] if officer_reads else [_("%(officer)s answers by %(by)s, UK time.") % facts]
    if booking.kind == "paid":
        lines.append(_("Until there is an answer nobody else can book these hours."))
    if missing:
        lines.append(_("After a yes, %(asked)s.") % {"asked": _asked(missing)})
    else:
        lines.append(_("With a yes it is bound: everything else was agreed beforehand."))
    lines.append(_("If nobody answers in time, the request expires and nothing is owed."))
    return lines


def _after_yes(booking: Booking, missing: Sequence[Missing]) -> list[str]:
    facts = {"asked": _asked(missing), "by": words.moment(booking.answer_by)}
    return [
        _("%(asked)s, by %(by)s, UK time.") % facts,
        _("Then it is bound. If it is not done in time, the booking expires and nothing is owed."),
    ]


def _after_binding(booking: Booking, terms: BookingTerms) -> list[str]:
    first = min(monday for monday, _minutes in terms.hours)
    free = deadlines.free_until(first, bank_holidays(booking.home.nation))
    facts = {
        "officer": booking.officer,
        "requester": booking.requested_by,
        "week": words.week_of(first),
        "free": words.moment(free),
        "host": booking.host.name,
    }
    return [
        _("%(officer)s and %(requester)s arrange the times. The first week is the %(week)s.") % facts,
        _("After each week %(officer)s says the hours worked and %(host)s agrees them. Only that is charged.")
        % facts,
        _("%(host)s can cancel the first week at no cost until %(free)s, UK time.") % facts,
    ]


def _after_help(booking: Booking) -> list[str]:
    facts = {"officer": booking.officer, "requester": booking.requested_by}
    return [
        _("%(officer)s and %(requester)s arrange a time between them, by phone or video.") % facts,
        _("When it has happened, either of them says so here with one tap. Nothing is charged."),
    ]


def _after_change(
    booking: Booking, terms: BookingTerms, missing: Sequence[Missing], officer_reads: bool
) -> list[str]:
    lines = []
    if terms.answered_at is None and not officer_reads:
        facts = {"officer": booking.officer, "by": words.moment(terms.answer_by)}
        lines.append(_("%(officer)s answers the change by %(by)s, UK time.") % facts)
    if missing:
        lines.append(_("It also needs this: %(asked)s.") % {"asked": _asked(missing)})
    lines.append(_("Until then, and if the answer is no, the booking stands as it was."))
    return lines
