"""What is answered where no answer could be made: the database is away, or something is wrong with us."""

import re
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.defaults import bad_request, page_not_found, permission_denied

from commonpool.api.problems import problem, refusal_problem
from commonpool.kernel.refusals import Forbidden, NotFound

API = "/api/"
AGAIN = 10
"""Seconds after which it is worth to try again."""
PASSING = re.compile("08|40|53|57|55P03")
"""How the codes of PostgreSQL begin that say what will pass: connections, who locked first, what is used up, an end by
somebody else, a lock that is not to be had."""


SAID = {
    503: ("unavailable", _("We are working on it. Nothing has been lost. Try again in a few minutes.")),
    500: (
        "failed",
        _("Nothing you typed was saved. Try again in a few minutes. We have been told about this."),
    ),
}
"""To programs, by status: the code, and what the page of that status says."""


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came could not be read, such as the name of another host. To programs a problem document."""
    if request.path.startswith(API):
        return problem(400, "unreadable", str(_("What was sent could not be read.")))
    return bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, to programs a problem document."""
    return (
        refusal_problem(Forbidden())
        if request.path.startswith(API)
        else permission_denied(request, exception)
    )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing has this address. To programs a problem document."""
    return refusal_problem(NotFound()) if request.path.startswith(API) else page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """503 `unavailable` where the database is away or full, or somebody held too long what was asked for, and it can be
    tried again; else 500 `failed`. To programs a problem document, to people a page."""
    status = 503 if _will_pass(sys.exc_info()[1]) else 500
    if request.path.startswith(API):
        code, said = SAID[status]
        answer = problem(status, code, str(said))
    else:
        answer = HttpResponse(render_to_string(f"{status}.html"), status=status)
    if status == 503:
        answer.headers["Retry-After"] = str(AGAIN)
    return answer


def _will_pass(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "sqlstate", None)  # none where no connection was to be had
    return code is None or PASSING.match(code) is not None
