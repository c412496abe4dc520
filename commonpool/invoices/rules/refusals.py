"""Why something about an invoice is refused."""

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Conflict, Refusal


class MonthNotBegun(Refusal):
    """That month has not begun (`month_not_begun`)."""

    code = "month_not_begun"
    message = _("That month has not begun. Choose this month or an earlier one.")
    field = "month"


class NothingToIssue(Conflict):
    """No charge of that month can be invoiced (`nothing_to_issue`)."""

    code = "nothing_to_issue"
    message = _("There is nothing to issue for that month: what is left lacks something, as the page says.")


class AnotherRun(Conflict):
    """The invoices of another month are being made (`another_run`)."""

    code = "another_run"
    message = _("The invoices of another month are being made. Wait until that has ended.")


class InvoiceMoved(Conflict):
    """The invoice has moved on (`invoice_moved`)."""

    code = "invoice_moved"
    message = _("This invoice has changed since you looked. Read it again.")


class ReasonMissing(Refusal):
    """No reason was given (`reason_missing`)."""

    code = "reason_missing"
    message = _("Say why, in a sentence the other council can act on.")
    field = "reason"


class TextTooLong(Refusal):
    """The text is too long (`text_too_long`)."""

    code = "text_too_long"
    message = _("Shorten this: it may have {most} characters.")


class NoSuchLine(Refusal):
    """The invoice has no such line (`no_such_line`)."""

    code = "no_such_line"
    message = _("Choose at least one line of this invoice.")
    field = "lines"


class DisputedAlready(Conflict):
    """The line is disputed already (`disputed_already`)."""

    code = "disputed_already"
    message = _("This line is disputed already.")


class NothingToCredit(Conflict):
    """Nothing of it stands, or less than was asked (`nothing_to_credit`)."""

    code = "nothing_to_credit"
    message = _("There is nothing left to credit on these lines.")
    field = "lines"


class OwnNumberMissing(Refusal):
    """The council's own system gives the number (`own_number_missing`)."""

    code = "own_number_missing"
    message = _("Enter the number your own system gave it.")
    field = "own_number"


class OwnNumberTaken(Conflict):
    """Another invoice of the council has this number (`own_number_taken`)."""

    code = "own_number_taken"
    message = _("Another of your invoices has this number already.")
    field = "own_number"


class DateOutOfRange(Refusal):
    """The day is before the document, or has not come (`date_out_of_range`)."""

    code = "date_out_of_range"
    message = _("Enter a day from {first} to today.")
    field = "on"


class NothingDue(Conflict):
    """Nothing of it is to be paid (`nothing_due`)."""

    code = "nothing_due"
    message = _("Nothing of it is to be paid.")


class MoreThanDue(Refusal):
    """More was entered than is due (`more_than_due`)."""

    code = "more_than_due"
    message = _("That is more than is due. Enter an amount up to {due}.")
    field = "amount"


class AwardedAlready(Conflict):
    """This award is passed on already (`awarded_already`)."""

    code = "awarded_already"
    message = _("This award is passed on already, for the same band, weeks and amount.")


class NothingToAward(Refusal):
    """No charge is touched (`nothing_to_award`)."""

    code = "nothing_to_award"
    message = _("This changes no charge: look at what is shown, and why.")


class InvoiceInClearing(Conflict):
    """It is being paid in a clearing cycle (`invoice_in_clearing`)."""

    code = "invoice_in_clearing"
    message = _(
        "This invoice is being paid in this month’s clearing, so it cannot be paid, credited or disputed until that is"
        " over. Home can credit it afterwards."
    )


CALLED = "invoice_in_called_cycle"
"""The clearing's own constraint: an invoice whose payments are called is paid there and nowhere else."""
