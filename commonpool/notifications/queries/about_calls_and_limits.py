"""Letters about calls and spending limits."""

from typing import Any

from commonpool.activity.models import Event
from commonpool.bookings.models import Call, SpendingLimit
from commonpool.notifications.queries.addressing import to, to_address
from commonpool.notifications.rules import Draft


def _call(event: Event) -> Call:
    found = Call.objects.select_related("officer", "asked_by", "host", "home")
    return found.get(pk=event.facts["call_id"])


def _facts_of_call(call: Call) -> dict[str, Any]:
    return {
        "reference": call.reference,
        "officer": str(call.officer),
        "asker": str(call.asked_by),
        "host": call.host.name,
        "answer_by": call.answer_by,
    }


def call_asked(event: Event) -> list[Draft]:
    """The officer reads the message, and until when an answer makes sense."""
    call = _call(event)
    return to(call.officer, "call_asked", "call", call.reference, text=call.message, **_facts_of_call(call))


def call_answered(event: Event) -> list[Draft]:
    """The asker reads the reply; a decline needs no reason."""
    call = _call(event)
    template = "call_accepted" if call.status == "accepted" else "call_declined"
    return to(call.asked_by, template, "call", call.reference, text=call.reply, **_facts_of_call(call))


def call_lapsed(event: Event) -> list[Draft]:
    call = _call(event)
    return to(call.asked_by, "call_lapsed", "call", call.reference, **_facts_of_call(call))


def _limit(event: Event) -> SpendingLimit:
    found = SpendingLimit.objects.select_related("holder", "organisation", "granted_by", "budget_holder")
    return found.get(pk=event.facts["limit_id"])


def _facts_of_limit(limit: SpendingLimit) -> dict[str, Any]:
    return {
        "reference": limit.reference,
        "holder": str(limit.holder),
        "council": limit.organisation.name,
        "per_booking_pence": limit.per_booking_pence,
        "per_month_pence": limit.per_month_pence,
        "cost_code": limit.cost_code,
        "starts_on": limit.starts_on,
        "ends_on": limit.ends_on,
    }


def spending_limit_asked(event: Event) -> list[Draft]:
    """The budget holder reads it who was asked, and nobody once their account is closed."""
    limit = _limit(event)
    if limit.budget_holder is None or not limit.budget_holder.is_active:
        return []
    return to_address(
        limit.budget_holder_email, "limit_asked", "limit", limit.reference, **_facts_of_limit(limit)
    )


def _to_holder(template: str, event: Event) -> list[Draft]:
    limit = _limit(event)
    return to(limit.holder, template, "limit", limit.reference, **_facts_of_limit(limit))


def spending_limit_granted(event: Event) -> list[Draft]:
    return _to_holder("limit_granted", event)


def spending_limit_refused(event: Event) -> list[Draft]:
    return _to_holder("limit_refused", event)


def spending_limit_ended(event: Event) -> list[Draft]:
    return _to_holder("limit_ended", event)


LETTERS = {
    "CallAsked": call_asked,
    "CallAnswered": call_answered,
    "CallLapsed": call_lapsed,
    "SpendingLimitAsked": spending_limit_asked,
    "SpendingLimitGranted": spending_limit_granted,
    "SpendingLimitRefused": spending_limit_refused,
    "SpendingLimitWithdrawn": spending_limit_ended,
    "SpendingLimitExpired": spending_limit_ended,
}
