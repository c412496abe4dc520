"""The evidence a host council has recorded, and who may record which."""

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.queries import law_as_read
from commonpool.bookings.models import Evidence
from commonpool.bookings.rules.evidence import ANSWERABLE, BOOKING, FINANCE
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.words import translated

RIGHTS = {BOOKING: Right.REQUEST_BOOKING, FINANCE: Right.RECORD_SECTION_114}


def may_answer(actor: Actor, host_id: int, rule: str) -> bool:
    """Whether the actor may record evidence for the host that answers this rule."""
    answer = ANSWERABLE.get(rule)
    return answer is not None and actor.may(RIGHTS[answer.by], host_id)


def evidence_of(actor: Actor, host_id: int) -> QuerySet[Evidence]:
    """All that a council has recorded, newest first, for who records there and its auditors. 404 to others."""
    if not any(actor.may(right, host_id) for right in (*RIGHTS.values(), Right.READ_LOG)):
        raise NotFound
    found = Evidence.objects.filter(host_id=host_id)
    return found.select_related("listing__person", "home", "booking", "given_by", "revoked_by").order_by(
        "-pk"
    )


def rule_message(rule: str) -> str:
    """What a rule says, as it is read now, in the reader's language."""
    return translated(law_as_read().rules[rule].message)
