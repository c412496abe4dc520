"""Every "no" as a problem document (RFC 9457) with a stable `code`."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as ShapeError
from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import models_json_schema

from commonpool.api.misshapen import in_words
from commonpool.kernel import weeks
from commonpool.kernel.refusals import NotFound, Refusal

MEDIA_TYPE = "application/problem+json"
NAMED = "#/components/schemas/{model}"
"""Where the document keeps a shape."""


class Problem(BaseModel):
    """What went wrong: `status` and `code` for programs, `title` and `detail` for people."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None


class Wrong(BaseModel):
    """One thing that is wrong with what was sent."""

    field: str
    message: str


class Invalid(Problem):
    """The shape of what was sent is wrong: every field that is, with what is wrong about it."""

    errors: list[Wrong] = []


REFUSED = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Invalid, 503: Problem}
TITLES = {
    400: gettext_lazy("This could not be read"),
    401: gettext_lazy("Sign in"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not this way"),
    409: gettext_lazy("Something has changed"),
    422: gettext_lazy("This cannot be done"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Sorry, something went wrong"),
    503: gettext_lazy("Sorry, Commonpool is not available"),
}


def problem(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """A problem document."""
    body = {
        "type": "about:blank",
        "title": str(TITLES.get(status, status)),
        "status": status,
        "detail": detail,
        "code": code,
        **{name: value for name, value in more.items() if value is not None},
    }
    return HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)


def refusal_problem(refusal: Refusal, **more: Any) -> HttpResponse:
    """A refusal in its own words; a week's clashes are named."""
    clashes = getattr(refusal, "clashes", None)
    if clashes is not None:
        named = [{"week": weeks.written(monday), "minutes": free} for monday, free in clashes]
        more = {"clashes": named, **more}
    return problem(refusal.status, refusal.code, str(refusal), field=refusal.field, **more)


def install(api: NinjaAPI) -> None:
    """From here on the API answers every refusal and every wrong shape as a problem document."""

    @api.exception_handler(Refusal)
    def _refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        return refusal_problem(error)

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return refusal_problem(NotFound())

    @api.exception_handler(AuthenticationError)
    def _anonymous(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = problem(401, "not_signed_in", _("Send a token: Authorization: Bearer …"))
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ShapeError)
    def _misshapen(request: HttpRequest, error: ShapeError) -> HttpResponse:
        errors = [{"field": _place(each), "message": in_words(each)} for each in error.errors]
        first = errors[0]["field"] if errors else None
        return problem(
            422, "invalid", _("Some of what was sent is not as it should be."), field=first, errors=errors
        )

    @api.exception_handler(HttpError)
    def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(
            error.status_code, "unreadable", _("Send a body in JSON, as the API’s document names it.")
        )


def also_of_methods(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """The library answers a method that an address does not have in plain text; here it is a problem too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer = view(request, *args, **named)
        if answer.status_code != 405:
            return answer
        refused = problem(405, "not_this_method", _("This address does not answer that method."))
        refused.headers["Allow"] = answer.headers["Allow"]
        return refused

    return answered


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """No endpoint has this address, whatever method it is tried with."""
    return refusal_problem(NotFound())


nothing_here.right = "public"  # type: ignore[attr-defined]  # read by the house test of routes


def written_into(document: dict[str, Any]) -> None:
    """The document says how every endpoint refuses: by a problem document, in its own media type.

    No endpoint declares that: the library would draw a shape for each such answer of each, a tenth of every start.
    """
    _places, shapes = models_json_schema(
        [(Problem, "serialization"), (Invalid, "serialization")], ref_template=NAMED
    )
    document["components"]["schemas"] |= shapes["$defs"]
    refused = {status: _answer(status, shape) for status, shape in REFUSED.items()}
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"] |= refused | {
                status: _answer(status, Problem) for status in operation["responses"] if int(status) >= 500
            }


def _answer(status: int, shape: type[Problem]) -> dict[str, Any]:
    named = {"$ref": NAMED.format(model=shape.__name__)}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": named}}}


def _place(error: Any) -> str:
    """Where in the request: `weeks.0.minutes`, without the names of our own parameters."""
    return ".".join(
        str(part) for part in error["loc"] if part not in ("body", "query", "path", "header", "sent")
    )
