"""What every page knows: the demonstration, the doors, what waits to be sent, the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from commonpool.web import doors, step_up


def site(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the layout; worked out only by a page that shows them."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "navigation": SimpleLazyObject(lambda: doors.navigation(request)),
        "unsent": SimpleLazyObject(lambda: step_up.unsent(request)),
        "languages": settings.LANGUAGES,
    }
