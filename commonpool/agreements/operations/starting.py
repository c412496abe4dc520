"""From which day what a council says about money may hold."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal

FURTHEST_DAYS = 731


class StartOutOfRange(Refusal):
    """What is said about money starts today or later, within two years (`start_out_of_range`)."""

    code = "start_out_of_range"
    message = _("This can start today or later, and at most two years ahead.")
    field = "starts_on"


def require_start(starts_on: date, at: datetime, *, field: str = "starts_on") -> None:
    """Today or later, within two years; refuses `start_out_of_range`."""
    if not 0 <= (starts_on - london_date(at)).days <= FURTHEST_DAYS:
        raise StartOutOfRange(field=field)
