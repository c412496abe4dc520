"""The cookies we set, for the page on privacy and for what councils' IT read."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _


def cookies() -> list[tuple[Any, ...]]:
    """Each cookie: its name, what for, how long it lasts."""
    return [
        (settings.SESSION_COOKIE_NAME, _("Keeps you signed in"), _("Four hours, or until you sign out")),
        (settings.CSRF_COOKIE_NAME, _("Proves that a form you send came from our page"), _("One year")),
        (settings.LANGUAGE_COOKIE_NAME, _("Remembers English or Welsh"), _("Until you close your browser")),
        ("messages", _("Shows you once that something was done"), _("Until the next page")),
    ]
