"""Why a posting is refused."""

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Conflict, Refusal


class NotWholePence(Refusal):
    """Pence are an `int`, not nought, and no more than the ledger can hold (`not_whole_pence`)."""

    code = "not_whole_pence"
    message = _("A line of the ledger is a whole number of pence, and not nought.")


class NoSuchAccount(Refusal):
    """The ledger has no such account (`no_such_account`)."""

    code = "no_such_account"
    message = _("The ledger has no such account.")


class Unbalanced(Refusal):
    """The lines of a council do not sum to zero (`unbalanced`)."""

    code = "unbalanced"
    message = _("An entry must come to nought for each council: as much debit as credit.")


class EmptyEntry(Refusal):
    """There is no line (`empty_entry`)."""

    code = "empty_entry"
    message = _("An entry must have lines.")


class AlreadyPosted(Conflict):
    """What this entry is about is in the ledger already, or the entry is reversed already (`already_posted`)."""

    code = "already_posted"
    message = _("This is in the ledger already.")
