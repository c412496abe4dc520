"""What a charge is for, in words: of each source its own."""

from django.utils.translation import gettext_lazy as _

WHAT_FOR = {
    "agreed_week": _("Agreed hours"),
    "allowed_hours": _("Hours outside of the booking, allowed since"),
    "late_cancellation": _("Cancelled late"),
    "host_late": _("Lost: the host was late"),
    "award": _("Back-dated pay award"),
    "correction": _("Hours corrected: more"),
}
TAKEN_BACK = _("Hours corrected: taken back")


def what_for(source: str, net_pence: int) -> str:
    """The source in words; of what takes from another charge, that it is taken back."""
    return str(TAKEN_BACK if net_pence < 0 else WHAT_FOR[source])
