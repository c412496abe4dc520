"""For which council a call to the API is made, and about which."""

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


class CouncilNeeded(Refusal):
    """The caller sees several councils (`council_needed`): say which by its code."""

    code = "council_needed"
    message = _("You may ask about several councils. Say about which by its code in “council”.")
    field = "council"


def council_among(places: Collection[int], code: str) -> int:
    """The council named, where it is one of these; or the only one. Refuses `council_needed`, `forbidden`."""
    if code:
        council = council_by_code(code)
        if council.pk not in places:
            raise Forbidden(field="council")
        return council.pk
    if len(places) != 1:
        raise CouncilNeeded
    return next(iter(places))
