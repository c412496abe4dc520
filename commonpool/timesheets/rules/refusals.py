"""What is refused of hours worked, in words."""

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Conflict, Forbidden, Refusal


class HoursWrong(Refusal):
    """A day's minutes are no whole number from 0 to 1,440 (`hours_wrong`)."""

    code = "hours_wrong"
    message = _("Enter whole minutes for each day, from none to 24 hours.")
    field = "days"


class DayTwice(Refusal):
    """The same day stands there twice (`day_twice`)."""

    code = "day_twice"
    message = _("Enter each day once.")
    field = "days"


class TimesWrong(Refusal):
    """The times of a day do not hold its minutes (`times_wrong`)."""

    code = "times_wrong"
    message = _(
        "The minutes of a day must fit between the times you give for it. Give both times, or neither."
    )
    field = "days"


class NotYetWorked(Refusal):
    """A day is still to come (`not_yet_worked`)."""

    code = "not_yet_worked"
    message = _("{day} is still to come. Send the hours when they are worked.")
    field = "days"


class OutsideBooking(Refusal):
    """A day is before the booking was bound, or outside the permission (`outside_booking`)."""

    code = "outside_booking"
    message = _(
        "Work counts from {first} to {last}: from when the booking was agreed, while your permission lasts."
    )
    field = "days"


class MoveWrong(Refusal):
    """Hours are to move to where they are, to no known time of the week, or to a week that is over (`move_wrong`)."""

    code = "move_wrong"
    message = _("Choose another week that is not over, or another time of the week.")
    field = "to"


class MoveAskedAlready(Conflict):
    """The officer has asked for the same move before (`move_asked`)."""

    code = "move_asked"
    message = _("You have asked for this move already. The host has been written to.")
    field = "to"


class QuestionNeeded(Refusal):
    """A query asks nothing, or too much (`question_needed`)."""

    code = "question_needed"
    message = _("Say what you want to know about these hours, in up to 600 characters.")
    field = "question"


class NotBound(Conflict):
    """The booking is not bound, so no work may start (`not_bound`)."""

    code = "not_bound"
    message = _("Hours can be sent once the booking is agreed by everybody.")


class NoTimesheet(Refusal):
    """Peer help has no timesheet (`no_timesheet`)."""

    code = "no_timesheet"
    message = _("Peer help has no timesheet: one tap says that it happened.")


class TimesheetMoved(Conflict):
    """The hours have been answered or sent since (`timesheet_moved`)."""

    code = "timesheet_moved"
    message = _("These hours have moved on since. Look at where they stand now.")


class HoursChanged(Conflict):
    """The hours agreed to are not the hours that stand (`hours_changed`)."""

    code = "hours_changed"
    message = _("The hours have changed since this page was shown. Look at them again before you answer.")


class NotAgreedYet(Conflict):
    """The hours are not agreed, or an answer to them is still missing, so there is nothing to correct
    (`hours_not_agreed`).
    """

    code = "hours_not_agreed"
    message = _(
        "Only hours that are agreed, with no answer missing, can be corrected. Until then the host can ask about them."
    )


class CorrectionReasonMissing(Refusal):
    """A correction does not say what was wrong, or says too much (`reason_missing`)."""

    code = "reason_missing"
    message = _("Say what was wrong with the hours, in up to 600 characters.")
    field = "reason"


class NothingCorrected(Refusal):
    """The days are those that are agreed already (`nothing_corrected`)."""

    code = "nothing_corrected"
    message = _("These are the hours that are agreed already. Change what was wrong.")
    field = "days"


class CorrectionOpen(Conflict):
    """Another correction of the same hours waits for its answer (`correction_open`)."""

    code = "correction_open"
    message = _("A correction of these hours waits for an answer already.")


class CorrectionMoved(Conflict):
    """The correction has been answered or taken back since (`correction_moved`)."""

    code = "correction_moved"
    message = _("This correction has been answered or taken back since. Look at where the hours stand now.")


class NotYourOwnCorrection(Forbidden):
    """Nobody answers a correction they proposed, or of their own hours (`not_your_own_correction`)."""

    code = "not_your_own_correction"
    message = _("Nobody can answer a correction of their own hours, or one they proposed. Ask a colleague.")


class NotYourOwnHours(Forbidden):
    """Nobody agrees their own hours (`not_your_own_hours`)."""

    code = "not_your_own_hours"
    message = _("Nobody can agree their own hours. Ask a colleague with the same role.")
