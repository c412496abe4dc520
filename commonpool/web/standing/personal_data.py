"""What we hold about people, read from the models themselves, so that the page cannot forget a field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.kernel.personal import Personal

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
    "notifications": gettext_lazy("Letters we sent you"),
    "activity": gettext_lazy("The log of what happened"),
}


@dataclass(frozen=True)
class Area:
    """One part of the product, and what it holds: what, why and how long."""

    title: str
    rows: list[tuple[str, str, str]]


def held() -> list[Area]:
    """Everything personal we hold, by part of the product, in the order of the story; each line once."""
    found = []
    for label, title in AREAS.items():
        rows = list(dict.fromkeys(_rows(label)))
        if rows:
            found.append(Area(str(title), rows))
    return found


def _rows(label: str) -> Iterator[tuple[str, str, str]]:
    for model in apps.get_app_config(label).get_models():
        fields: dict[str, Personal] = getattr(model, "PERSONAL", {})
        for personal in fields.values():
            yield _(personal.what), _(personal.why), _(personal.kept)
