"""Answering a rule while one asks for hours: said on the way, with everything typed kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.availability.models import Listing
from commonpool.bookings import queries
from commonpool.bookings.operations import Scope, give_evidence
from commonpool.bookings.queries import Check, Subject
from commonpool.bookings.rules.evidence import ANSWERABLE, FINANCE
from commonpool.kernel.refusals import Refusal
from commonpool.web.evidence.forms import EvidenceForm
from commonpool.web.pages import Asking, refused, show

SHOW, GIVE = "show:", "give:"
PREFIX = "evidence"


def answer_rule(
    request: Asking,
    go: str,
    listings: Iterable[Listing],
    host_id: int,
    posted: list[tuple[str, str]],
    at: datetime,
) -> HttpResponse | None:
    """The page that asks what was seen; nothing once it is recorded, or where nobody pressed for it.

    `go`: show or give, the rule, and which of the listings it is about, as `answerable` made them.
    """
    rule, _colon, reference = go.partition(":")[2].partition(":")
    listing = next((each for each in listings if each.reference == reference), None)
    if listing is None:
        return None
    if not go.startswith((SHOW, GIVE)) or rule not in ANSWERABLE or ANSWERABLE[rule].by == FINANCE:
        return None
    sent = go.startswith(GIVE)
    form = EvidenceForm(request.POST if sent else None, prefix=PREFIX)
    if sent and form.is_valid():
        scope = Scope(listing=listing.reference)
        try:
            give_evidence(
                actor=request.actor, host_id=host_id, rule=rule, scope=scope, at=at, **form.cleaned_data
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            return None
    facts = {
        "evidence_form": form,
        "listing": listing,
        "what": ANSWERABLE[rule].what,
        "message": queries.rule_message(rule),
        "posted": posted,
        "give_value": f"{GIVE}{rule}:{reference}",
    }
    return show(request, "pool/evidence.html", facts)


def answerable(request: Asking, checks: Iterable[Check], subject: Subject) -> list[dict[str, Any]]:
    """What can be recorded to answer these rules: a button each, or where finance does it."""
    host = subject.host
    return [
        {
            "listing": subject.listing,
            "what": ANSWERABLE[check.rule].what,
            "value": f"{SHOW}{check.rule}:{subject.listing.reference}",
            "finance": ANSWERABLE[check.rule].by == FINANCE,
            "url": reverse("section_114", args=[host.slug])
            if queries.may_answer(request.actor, host.pk, check.rule)
            else "",
        }
        for check in checks
        if check.rule in ANSWERABLE
    ]
