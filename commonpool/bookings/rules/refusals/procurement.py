"""Why what a host has answered about procurement, or what is bound already, stands in the way."""

from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.refusals.lawful import AgainstTheLaw


class NoBasis(AgainstTheLaw):
    """The host has not recorded why its loans need no competition (`no_procurement_basis`)."""

    code = "no_procurement_basis"
    message = _(
        "The host council has not recorded why a loan needs no competition."
        " Its council administrator does it once, under “Procurement and insurance”."
    )


class NotExempted(AgainstTheLaw):
    """The exemption for agreements between authorities is not borne out (`not_exempt`)."""

    code = "not_exempt"


class AfterLastDay(AgainstTheLaw):
    """A week is after the last day to which the host borrows from this council (`after_last_day`)."""

    code = "after_last_day"
    message = _(
        "The host council has set a last day for borrowing from this council, and these weeks are after it."
        " Its budget holder can set a later one, or earlier weeks are asked for."
    )
    field = "weeks"


class AboveThreshold(AgainstTheLaw):
    """With what is bound already, the threshold would be reached (`above_threshold`)."""

    code = "above_threshold"
    message = _(
        "With what the host council has borrowed from this council for the same kind of work, this reaches"
        " the threshold of the Procurement Act. The host council asks its procurement team before it goes on."
    )


class InterestDeclared(AgainstTheLaw):
    """Who would commit their council has declared an interest in the other one (`interest_declared`)."""

    code = "interest_declared"
    message = _(
        "You have declared an interest in the other council, so somebody else at your council has to do this."
    )
