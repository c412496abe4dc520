"""What is refused in payroll, in sentences."""

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Conflict, Forbidden, Refusal


class AlreadyExported(Conflict):
    """The period has its file (`already_exported`): it can be taken again, and is marked as such."""

    code = "already_exported"
    message = _(
        "The file of this month was exported already. Take the same file again from this page: it is marked."
    )


class ExportedMeanwhile(Conflict):
    """Another export paid some of these hours a moment ago (`exported_meanwhile`)."""

    code = "exported_meanwhile"
    message = _("Some of these hours were exported a moment ago. Look at the page again.")


class PeriodOver(Conflict):
    """A later period was exported, with what was left of this one (`period_over`)."""

    code = "period_over"
    message = _("A later month was exported already, with what was left of this one.")


class CutOffToCome(Conflict):
    """Hours can still come into the period (`cut_off_to_come`)."""

    code = "cut_off_to_come"
    message = _("Hours agreed until {day} are still paid with this month. Export after that day.")


class SettingsMissing(Conflict):
    """The council has not said how it pays, or which columns it wants (`payroll_settings_missing`)."""

    code = "payroll_settings_missing"
    message = _("Say first how hours on top of the week are paid, and which columns your payroll wants.")


class NothingToPay(Conflict):
    """There is no line for the file (`nothing_to_pay`)."""

    code = "nothing_to_pay"
    message = _("There is nothing to pay this month, so there is no file.")


class ElementCodeMissing(Conflict):
    """Lines have a rate whose element code the council has not said (`element_code_missing`)."""

    code = "element_code_missing"
    message = _("Say the element code for {rates} times plain time, in the columns of the payroll file.")


class SameHourTwice(Conflict):
    """The database found an hour that is paid already (`same_hour_twice`)."""

    code = "same_hour_twice"
    message = _(
        "One of these hours is paid already. Look at the page again: it says which days are kept out."
    )


class NotStated(Refusal):
    """The officer has not said that the hours were outside contracted hours (`own_time_not_stated`)."""

    code = "own_time_not_stated"
    message = _(
        "Say that these hours were outside your contracted hours, or that you made them up. "
        "Your council pays no hour twice."
    )
    field = "own_time"


class NothingToState(Conflict):
    """The hours are paid with the normal pay, or are not sent (`nothing_to_state`)."""

    code = "nothing_to_state"
    message = _(
        "There is nothing to say of these hours: they are not sent, or are part of your normal hours."
    )


class TimeTakenWrong(Refusal):
    """No whole minutes from 1 to 24 hours (`time_taken_wrong`)."""

    code = "time_taken_wrong"
    message = _("Enter how much time you take, up to 24 hours.")
    field = "minutes"


class DayTooFar(Refusal):
    """The day is before the first hours were lent, or more than a year away (`time_taken_day`)."""

    code = "time_taken_day"
    message = _("Choose a day from a year ago to a year ahead.")
    field = "on"


class DayTaken(Conflict):
    """Time back of that day is recorded already (`time_taken_twice`)."""

    code = "time_taken_twice"
    message = _("You have recorded time back for that day already.")
    field = "on"


class NotSoMuch(Conflict):
    """There is not so much time back (`not_so_much_time_back`)."""

    code = "not_so_much_time_back"
    message = _("There is not so much time back. Look at what is left.")
    field = "minutes"


class AnsweredAlready(Conflict):
    """It has been answered (`time_taken_answered`)."""

    code = "time_taken_answered"
    message = _("This has been answered already.")


class NotYourOwnTime(Forbidden):
    """Nobody agrees their own time back (`not_your_own_time`)."""

    code = "not_your_own_time"
    message = _("Nobody can agree their own time back. It waits for your manager.")
