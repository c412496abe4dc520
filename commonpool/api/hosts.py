"""For which council a call to the API is made, and about which."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.prepared import at_once
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import (
    council_asked,
    council_by_code,
    functions_asked,
    the_council,
    the_function,
)


class HostNeeded(Refusal):
    """The caller may act for several councils (`host_needed`): say which by its code."""

    code = "host_needed"
    message = _("You may act for several councils. Say for which by its code in “host”.")
    field = "host"


def host_among(places: Collection[int], code: str | None) -> int:
    """The council named, if the caller may act there; or the only one. Refuses `host_needed`, `forbidden`."""
    return _host(places, code, council_asked(code or "")())


def host_and_function(places: Collection[int], code: str | None, function: str) -> tuple[int, str]:
    """The same, and the id of the function named, asked for together. Refuses `unknown_function` and such besides."""
    council, functions = at_once(council_asked(code or ""), functions_asked(function))
    return _host(places, code, council), the_function(function, functions).pk


def _host(places: Collection[int], code: str | None, council: Organisation | None) -> int:
    if code:
        host = the_council(council)
        if host.pk not in places:
            raise Forbidden(field="host")
        return host.pk
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
