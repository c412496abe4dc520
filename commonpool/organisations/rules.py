"""Judgements about bodies: what kinds there are, who took over from whom, and which domain an address is at."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TYPE_LABELS: dict[str, Promise] = {
    "unitary": _("Unitary council"),
    "county": _("County council"),
    "district": _("District council"),
    "metropolitan_district": _("Metropolitan borough"),
    "london_borough": _("London borough"),
    "city_corporation": _("City corporation"),
    "welsh_unitary": _("Welsh council"),
    "scottish_unitary": _("Scottish council"),
    "ni_district": _("Northern Ireland council"),
    "combined_authority": _("Combined authority"),
    "strategic_regional_authority": _("Strategic regional authority"),
}

STRATEGIC_TYPES = ("combined_authority", "strategic_regional_authority")
"""Not principal councils: made by councils, or above them."""

LONGEST_EMAIL = 254
LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(rf"[!-?A-~]+@(?P<domain>{LABEL}(?:\.{LABEL})+)", re.ASCII | re.IGNORECASE)
"""Printable characters without a space or a second @, then names divided by dots."""


def domain_of(email: str) -> str | None:
    """The exact domain of an e-mail address, or None where it has none that can be trusted.

    Text after `+` in front of the @ is allowed. A domain with a letter beyond ASCII is none: no council has
    one, and that is how look-alikes are made. Their `xn--…` spelling is a domain, and matches nothing.
    """
    found = ADDRESS.fullmatch(email.strip())
    if not found or len(email) > LONGEST_EMAIL:
        return None
    return found["domain"].lower()


def exact_domain(text: str) -> str | None:
    """What stands after the @ as mail servers write it, from `Council.gov.uk.` or `@council.gov.uk`; else None.

    In plain letters: a name with others (also as `xn--…`) is how look-alikes are made, and no council has one.
    """
    name = text.strip().removeprefix("@").rstrip(".").lower()
    found = domain_of(f"a@{name}")
    return None if found is None or "xn--" in found else found


def heirs(
    organisation_id: int,
    successors: Callable[[int], Iterable[tuple[int, date]]],
    day: date,
) -> list[int]:
    """The bodies that stand in an organisation's place on a day, following chains; itself while it lasts.

    `successors` gives the (successor, date) pairs of a body. A body is replaced from that date on.
    """
    standing: list[int] = []
    seen: set[int] = set()
    following = [organisation_id]
    while following:
        each = following.pop(0)
        if each in seen:
            continue
        seen.add(each)
        next_ones = [successor for successor, on in successors(each) if on <= day]
        following += next_ones
        if not next_ones:
            standing.append(each)
    return standing
