"""Home: what do you need, what could you give, what waits for you, what is next."""

from django.http import HttpResponse

from commonpool.access import Right
from commonpool.availability import queries as availability
from commonpool.kernel.clock import now
from commonpool.web.home.coming import coming
from commonpool.web.home.waiting import waiting
from commonpool.web.pages import SIGNED_IN, Asking, page, show


@page(right=SIGNED_IN, methods=("GET",))
def home(request: Asking) -> HttpResponse:
    """Two questions; then everything that waits for the reader, each with one button; then what is next."""
    actor, at = request.actor, now()
    facts = {
        "works": bool(actor.where(Right.SEARCH_POOL)),
        "tasks": waiting(actor, at),
        "coming": coming(actor, at) if actor.rights else [],
        "listing": availability.my_listing_alone(actor),
        "may_book": bool(actor.where(Right.REQUEST_BOOKING)),
        "sees_limits": any(
            actor.where(right) for right in (Right.REQUEST_BOOKING, Right.GRANT_SPENDING_LIMIT)
        ),
    }
    return show(request, "home/home.html", facts)
