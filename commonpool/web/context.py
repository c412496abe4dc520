"""What every page knows: the demonstration, the doors, the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from commonpool.web import doors


def site(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the layout; worked out only by a page that shows them."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "navigation": SimpleLazyObject(lambda: doors.navigation(request)),
        "languages": settings.LANGUAGES,
    }
