"""What we hold about people, read from the models themselves, so that the page cannot forget a field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import AppConfig, apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.kernel.personal import ACCOUNT, Personal

AREAS: dict[str, str | Promise] = {
    "identity": gettext_lazy("Your account"),
    "organisations": gettext_lazy("Your roles, and letters that invite your council"),
    "people": gettext_lazy("Your job and what you have done"),
    "agreements": gettext_lazy("Agreements between councils"),
    "availability": gettext_lazy("Your listing, your manager’s permission and your weeks"),
    "bookings": gettext_lazy("Bookings, calls and spending limits"),
    "timesheets": gettext_lazy("Hours you worked"),
    "invoices": gettext_lazy("Charges between councils"),
    "matching": gettext_lazy("Searching"),
    "successions": gettext_lazy("When councils merge"),
    "notifications": gettext_lazy("Letters we sent you"),
    "activity": gettext_lazy("The log of what happened"),
}


OF_LIBRARIES = {
    "account.EmailAddress": Personal("Your e-mail addresses", "To sign you in and write to you", ACCOUNT),
    "mfa.Authenticator": Personal("Your passkeys and authenticator app", "To prove that it is you", ACCOUNT),
    "sessions.Session": Personal(
        "That you are signed in, on which browser",
        "To keep you signed in",
        "It counts until four hours after you last did something; nothing removes the record itself yet",
    ),
}
"""What the libraries that sign people in hold of them, by model."""


@dataclass(frozen=True)
class Area:
    """One part of the product, and what it holds: what, why and how long."""

    title: str
    rows: list[tuple[str, str, str]]


def held() -> list[Area]:
    """Everything personal we hold, by part of the product, in the order of the story; each line once.

    Whatever part has a model with a personal field is there, named or not.
    """
    found = []
    for config in sorted(apps.get_app_configs(), key=_place_in_story):
        rows = list(dict.fromkeys(_rows(config)))
        if rows:
            found.append(Area(str(AREAS.get(config.label, config.verbose_name)), rows))
    return found


def _place_in_story(config: AppConfig) -> int:
    return list(AREAS).index(config.label) if config.label in AREAS else len(AREAS)


def _rows(config: AppConfig) -> Iterator[tuple[str, str, str]]:
    for model in config.get_models():
        fields: dict[str, Personal] = getattr(model, "PERSONAL", {})
        for personal in fields.values():
            yield _(personal.what), _(personal.why), _(personal.kept)
    for personal in OF_LIBRARIES.values() if config.label == "identity" else ():
        yield _(personal.what), _(personal.why), _(personal.kept)
