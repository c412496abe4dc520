"""What is asked with an `Idempotency-Key` is done once: its answer is written once, kept, and sent as it was."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Header
from ninja.operation import Operation
from pydantic import BaseModel

from commonpool.api.access import Calling, Token
from commonpool.api.problems import refusal_problem
from commonpool.identity.operations import answer_once
from commonpool.kernel.clock import now
from commonpool.kernel.hashes import sha256_of
from commonpool.kernel.refusals import Refusal

HEADER = "Idempotency-Key"
MOST = 120
WRITTEN = re.compile(rf"[\x21-\x7e]{{1,{MOST}}}")
Key = Annotated[str, Header(alias=HEADER, max_length=MOST)]
MADE = 201
JSON = "application/json; charset=utf-8"
NOTHING_DONE = {"quote", "propose_team", "work_out_example"}
"""Operations that are posted and change nothing: they may be asked as often as one likes."""


class KeyWrong(Refusal):
    """The key is empty, too long, or has characters that are not seen, or not of ASCII (`idempotency_key_wrong`)."""

    code = "idempotency_key_wrong"
    message = _(
        "Write the Idempotency-Key in 1 to {most} letters, digits and signs of ASCII, without spaces."
    )
    field = HEADER


class NotDone(Exception):
    """What was asked is refused: nothing is kept of it, and this is the answer."""

    def __init__(self, answer: HttpResponse) -> None:
        self.answer = answer
        super().__init__()


def done_once(run: Any) -> Any:
    """An operation that moves something is done once for each key. A key that is none is refused wherever it is sent.

    Those that answer a refusal with more than its words have a `key` of their own and use `made_once`.
    """
    operation: Operation = run.__self__
    if "POST" not in operation.methods:
        return run
    itself = operation.operation_id in NOTHING_DONE or "key" in signature(operation.view_func).parameters

    @wraps(run)
    def answered(request: HttpRequest, **named: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is not None and not WRITTEN.fullmatch(key):
            return refusal_problem(KeyWrong(most=MOST))
        if key is None or itself or Token()(request) is None:
            return run(request, **named)
        return _kept(request, key, lambda: run(request, **named))

    return answered


def _kept(request: Any, key: str, do: Callable[[], HttpResponse]) -> HttpResponse:
    def told() -> tuple[int, str]:
        answer = do()
        if answer.status_code >= 300:
            raise NotDone(answer)
        return answer.status_code, answer.content.decode()

    route = sha256_of({"path": request.path})  # a path may be longer than any that is kept
    asked = {"key": key, "route": route, "body": request.body.decode(errors="replace")}
    try:
        kept = answer_once(actor=request.actor, **asked, do=told, at=now(), told_after=True)
    except NotDone as refused:
        return refused.answer
    except Refusal as refusal:
        return refusal_problem(refusal)
    return HttpResponse(kept.body, JSON, kept.status)


def made_once(
    request: Calling,
    do: Callable[[], Any],
    *,
    key: str,
    route: str,
    sent: BaseModel,
    shape: type[BaseModel],
    at: datetime,
) -> HttpResponse:
    """201 with what `do` made, in that shape. The same sent again with the key is answered the same, and not done."""

    def told() -> tuple[int, str]:
        return MADE, shape.model_validate(do()).model_dump_json()

    if not key:
        status, body = told()
        return HttpResponse(body, JSON, status)
    asked = sent.model_dump_json()
    answer = answer_once(actor=request.actor, key=key, route=route, body=asked, do=told, at=at)
    return HttpResponse(answer.body, JSON, answer.status)


def written_into(document: dict[str, Any]) -> None:
    """The document says of every operation that moves something that it takes a key."""
    schema = {"type": "string", "minLength": 1, "maxLength": MOST}
    taken = {"in": "header", "name": HEADER, "required": False, "schema": schema}
    for operations in document["paths"].values():
        post = operations.get("post")
        if post is None or post["operationId"] in NOTHING_DONE:
            continue
        named = post.setdefault("parameters", [])
        if not any(each["name"] == HEADER for each in named):
            named.append(taken)
