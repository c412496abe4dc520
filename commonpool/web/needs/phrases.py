"""Why an offer waits no more, in words."""

from django.utils.translation import gettext_lazy as _

from commonpool.needs.models import Offer

SET_ASIDE = {
    "need_filled": _(
        "Others filled the need before this was answered. Should it open again while these weeks are to come, "
        "this waits again."
    ),
    "need_changed": _("The need wants these weeks no more. Should it want them again, this waits again."),
    "need_over": _("The need was over before this was answered."),
}
OF_BOOKING = {
    "declined": _("The booking was declined by the officer’s council."),
    "withdrawn": _("The council withdrew its request before it was bound."),
    "expired": _("The request expired before it was bound."),
    "cancelled": _("The booking was cancelled."),
}
SAID_NO = _("The officer said no to the booking.")


def why_it_waits_no_more(offer: Offer) -> str:
    """What happened to an offer of which its status does not say it all; nothing else."""
    if offer.status == "set_aside":
        return str(SET_ASIDE.get(offer.answered_by_rule, ""))
    booking = offer.booking
    if offer.status != "fell_through" or booking is None:
        return ""
    if booking.status == "declined" and booking.ended_by_id == offer.officer_id:
        return str(SAID_NO)
    return str(OF_BOOKING.get(booking.status, ""))
