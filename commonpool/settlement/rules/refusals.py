"""Why a step of the clearing is refused."""

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Conflict, Refusal


class CycleMoved(Conflict):
    """The cycle stands elsewhere (`cycle_moved`)."""

    code = "cycle_moved"
    message = _("This month’s clearing has gone on to its next step since you opened this page.")


class TooEarly(Conflict):
    """The calendar has not come to this step (`too_early`)."""

    code = "too_early"
    message = _(
        "It is too early for this step. The calendar of the cycle says from which day it can be taken."
    )


class ObjectionsOver(Conflict):
    """The last day to object is past, or payments are called (`objections_over`)."""

    code = "objections_over"
    message = _("The days to take an invoice out are over. Ask the other council to credit it next month.")


class NotInCycle(Conflict):
    """The invoice is not in this cycle, or not any more (`not_in_cycle`)."""

    code = "not_in_cycle"
    message = _("This invoice is not in this month’s clearing any more.")


class ReasonMissing(Refusal):
    """No reason, or too long a one (`reason_missing`)."""

    code = "reason_missing"
    message = _("Say why, in at most 600 characters. The other council reads it.")
    field = "reason"


class PaymentsMissing(Conflict):
    """Not every payment is confirmed (`payments_missing`)."""

    code = "payments_missing"
    message = _("Not every payment is confirmed yet. Every council that pays has to say that it did.")


class PaidOnWrong(Refusal):
    """The day is before the call or in the future (`paid_on_wrong`)."""

    code = "paid_on_wrong"
    message = _(
        "Enter the day the money left or arrived: not before payments were called, and not in the future."
    )
    field = "paid_on"


class ConfirmedBefore(Conflict):
    """Somebody confirmed it before (`confirmed_before`)."""

    code = "confirmed_before"
    message = _("This payment has been confirmed since you opened this page.")


class CapWrong(Refusal):
    """A cap is whole pence, from nothing to a hundred million pounds (`cap_wrong`)."""

    code = "cap_wrong"
    message = _("Enter an amount of at most £100,000,000, or leave it empty for no limit.")
    field = "cap"


class PayerNotOfCycle(Refusal):
    """The council has no payment to make in this cycle (`payer_not_of_cycle`)."""

    code = "payer_not_of_cycle"
    message = _("Choose the council that did not pay.")
    field = "defaulted"
