"""The check page before an officer is asked, whichever way they are asked: what would be sent, and what it says."""

from typing import Any

from commonpool.agreements.rules.when import WEEKDAY, WHEN
from commonpool.availability.models import Listing
from commonpool.bookings import queries as booked
from commonpool.kernel.refusals import Refusal
from commonpool.web.pages import Asking
from commonpool.web.pool.forms.terms import TermsForm
from commonpool.web.pool.phrases import weeks_in_words
from commonpool.web.pool.views.evidence import PREFIX

UNTYPED = ("go", "csrfmiddlewaretoken")


def contact_of(request: Asking) -> dict[str, str]:
    """Who has things ready, unless they say otherwise: the one who asks."""
    return {"contact": getattr(request.user, "email", "")}


def as_refusal(check: booked.Check) -> Refusal:
    """What a check that blocks would be refused with, as far as a page tells."""
    refusal = Refusal(check.message, field=check.field)
    refusal.code, refusal.by_week = check.rule, check.by_week
    return refusal


def checked(
    quote: booked.Quote,
    asked: dict[str, Any],
    form: TermsForm,
    listing: Listing,
    function: Any,
    *,
    several: bool,
) -> dict[str, Any]:
    """What the check page shows, and everything typed, to be sent on. `several`: it names for which council."""
    return {
        "quote": quote,
        "asked": asked,
        "listing": listing,
        "host": quote.subject.host,
        "several": several,
        "power": quote.subject.known.power,
        "function": function,
        "needs": form.needs_in_words(),
        "provision": quote.subject.known.provision,
        "weeks": weeks_in_words(asked["weeks"]),
        "when": WHEN[next(iter(asked["when"].values()), WEEKDAY)] if "when" in form.fields else "",
        "minutes": sum(minutes for _monday, minutes in asked["weeks"]),
        "posted": typed(form),
    }


def typed(form: TermsForm) -> list[tuple[str, str]]:
    """Everything that was sent with the form, to be sent again."""
    sent = form.data.lists()  # type: ignore[attr-defined]
    return [
        (name, value)
        for name, values in sent
        if name not in UNTYPED and not name.startswith(f"{PREFIX}-")
        for value in values
    ]
