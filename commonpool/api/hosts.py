"""For which council a call to the API is made."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.organisations.queries import council_by_code


class HostNeeded(Refusal):
    """The caller may act for several councils (`host_needed`): say which by its code."""

    code = "host_needed"
    message = _("You may act for several councils. Say for which by its code in “host”.")
    field = "host"


def host_among(places: Collection[int], code: str | None) -> int:
    """The council named, if the caller may act there; or the only one. Refuses `host_needed`, `forbidden`."""
    if code:
        council = council_by_code(code)
        if council.pk not in places:
            raise Forbidden(field="host")
        return council.pk
    if len(places) != 1:
        raise HostNeeded
    return next(iter(places))
