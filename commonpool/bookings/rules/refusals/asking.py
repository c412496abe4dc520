"""Why hours cannot be asked for: what a quote says, and a request refuses."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.refusals.ruled import AGREEMENT, Ruled
from commonpool.kernel import words
from commonpool.kernel.refusals import Conflict, OfWeeks


class WeeksWrong(Ruled):
    """The weeks are no list of Mondays with half hours (`weeks_wrong`)."""

    code = rule = "weeks_wrong"
    message = _(
        "Choose one or more weeks, each once, and half hours in each: 30 minutes or a multiple of it."
    )
    field = "weeks"


class WeekBegun(Ruled):
    """A week asked for has begun (`week_begun`)."""

    code = rule = "week_begun"
    message = _("Choose weeks that have not begun yet.")
    field = "weeks"


class WeekTaken(OfWeeks, Ruled, Conflict):
    """A week is held by somebody else, or not offered (`week_taken`); `clashes` has (Monday, minutes free)."""

    code = rule = "week_taken"
    status = 409
    message = _("Not enough hours are free: {weeks}.")

    def __init__(self, clashes: list[tuple[date, int]]) -> None:
        self.clashes = clashes
        super().__init__(clashes)


class NotBookable(Ruled):
    """The officer cannot be booked for pay (`not_bookable`)."""

    code = rule = "not_bookable"
    message = _("This officer cannot be booked for pay now.")
    field = "officer"


class ListingClosed(NotBookable):
    message = _("This officer takes no new requests now.")


class PermissionEnded(NotBookable):
    message = _("This officer’s council does not allow new bookings of them now.")
    source = AGREEMENT


class NotEmployed(NotBookable):
    message = _("This officer no longer works for the council that lends them.")
    rule = "PWR-11"
    source = _("Local Government Act 1972 section 113: officers employed by the council that lends")


class LeavesBefore(NotEmployed):
    message = _("This officer leaves the council that lends them before these weeks are over.")


class NotChecked(NotBookable):
    message = _("HR has not confirmed this officer’s job yet. Until then: calls and peer help.")
    rule = "hr_check"


class HomeNotLending(NotBookable):
    message = _("This officer’s council does not lend for pay yet.")
    source = AGREEMENT


class NoAgreement(NotBookable):
    message = _("No agreement is in force between the two councils for all of these weeks.")
    rule = "no_agreement"
    source = AGREEMENT


class NotSignedAgain(NotBookable):
    """A council has not signed a change of money or liability by its last day (`not_bookable`)."""

    message = _(
        "{council} has not yet signed the newest agreement, so nothing new can be booked."
        " Its administrator names the two people who sign, under “The agreement” in the council’s rooms."
    )
    rule = "not_signed_again"
    source = AGREEMENT


class NoPrice(NotBookable):
    message = _("The officer’s council has set no price for their grade in these weeks.")
    rule = "no_price"
    source = AGREEMENT


class NotLentThen(NotBookable):
    """The home council has no price for hours at that time, and lends none (`not_lent_then`)."""

    message = _("The officer’s council lends nobody of their grade at that time of the week.")
    code = rule = "not_lent_then"
    field = "when"
    source = AGREEMENT


class WhenUnknown(Ruled):
    """When in the week is none of the times that hours are lent at (`when_unknown`)."""

    code = rule = "when_unknown"
    message = _(
        "Choose when in the week you need them: on weekdays, evenings and Saturday, or Sunday and holidays."
    )
    field = "when"


class OutsidePermission(Ruled):
    """More hours, or another time, than the home council allows (`outside_permission`)."""

    code = rule = "outside_permission"
    source = AGREEMENT


class OutsideItsDates(OfWeeks, OutsidePermission):
    """The permission does not reach into these weeks (`outside_permission`)."""

    message = _("The officer’s council does not lend them then: {weeks}.")


class AboveItsHours(OfWeeks, OutsidePermission):
    """More minutes than the permission allows a week (`outside_permission`)."""

    message = _("The officer’s council allows {hours} a week at most: {weeks}.")

    def __init__(self, mondays: list[date], weekly_minutes: int) -> None:
        super().__init__([(monday, weekly_minutes) for monday in mondays], hours=words.hours(weekly_minutes))


class SameCouncil(Ruled):
    """The officer works for the council that asks (`same_council`)."""

    code = rule = "same_council"
    message = _("This officer works for your council, so it cannot borrow them.")
    field = "officer"


class DemonstrationApart(Ruled):
    """One of the councils is invented (`demonstration_apart`)."""

    code = rule = "demonstration_apart"
    message = _("A demonstration council and a real council cannot book each other.")
    field = "officer"


class PurposeNeeded(Ruled):
    """The work is not said (`purpose_needed`)."""

    code = rule = "purpose_needed"
    message = _("Say what the hours are for, in up to 600 characters.")
    field = "purpose"


class NeedsUnknown(Ruled):
    """What they will need is not on the list (`needs_unknown`)."""

    code = rule = "needs_unknown"
    message = _("Choose what they will need from the list: documents, an account, a visit.")
    field = "needs"


class ContactUnknown(Ruled):
    """Who would have ready what they need is nobody of the host (`contact_unknown`)."""

    code = rule = "contact_unknown"
    message = _(
        "Nobody of your council is here with that address. Write a colleague’s work e-mail, or leave it empty for "
        "yourself."
    )
    field = "contact"


class ReadyByWrong(Ruled):
    """It would be ready before today or after the first Monday (`ready_by_wrong`)."""

    code = rule = "ready_by_wrong"
    message = _("Choose a day from today to the Monday of the first week.")
    field = "ready_by"


class KindUnknown(Ruled):
    """The booking is neither paid nor peer help (`kind_unknown`)."""

    code = rule = "kind_unknown"
    message = _("Choose paid hours or peer help.")
    field = "kind"


class PurchaseOrderWrong(Ruled):
    """The purchase order number is too long (`purchase_order_wrong`)."""

    code = rule = "purchase_order_wrong"
    message = _("A purchase order number has at most 40 characters.")
    field = "purchase_order"


class PurchaseOrderNeeded(Ruled):
    """The host's settings ask for a purchase order from this price on (`purchase_order_needed`)."""

    code = rule = "purchase_order_needed"
    message = _("Your council asks for a purchase order number at this price.")
    field = "purchase_order"


class PeerHelpNotAllowed(Ruled):
    """The home council allows no peer help (`peer_help_not_allowed`)."""

    code = rule = "peer_help_not_allowed"
    message = _("This officer’s council does not allow peer help by them.")
    field = "kind"


class PeerHelpAdviceOnly(Ruled):
    """Peer help is advice, given remotely (`peer_help_advice_only`)."""

    code = rule = "peer_help_advice_only"
    message = _("Peer help is advice only, given remotely. Book paid hours for anything else.")
    field = "work"


class PeerHelpUsedUp(Ruled, Conflict):
    """Two hours a month are used (`peer_help_used_up`)."""

    code = rule = "peer_help_used_up"
    status = 409
    message = _(
        "Peer help is at most two hours a month from one officer to your council. Book paid hours instead."
    )
    field = "weeks"
