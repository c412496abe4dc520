"""What is asked with an `Idempotency-Key` is done once: its answer is written once, kept, and sent as it was."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Header
from pydantic import BaseModel

from commonpool.api.access import Calling
from commonpool.identity.operations import answer_once

Key = Annotated[str, Header(alias="Idempotency-Key", max_length=120, pattern=r"^[\x21-\x7e]*$")]
MADE = 201
JSON = "application/json; charset=utf-8"


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
    asked = {"key": key, "route": route, "body": sent.model_dump_json()}
    answer = answer_once(actor=request.actor, **asked, do=told, at=at)
    return HttpResponse(answer.body, JSON, answer.status)
