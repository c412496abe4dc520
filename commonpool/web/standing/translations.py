"""How far the Welsh is: what is translated, what a translator has confirmed, and who (ADR-0080)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.queries import courtesy_pairs
from commonpool.kernel.names import Name, names

CATALOGUE: Path = settings.LOCALE_PATHS[0] / "cy" / "LC_MESSAGES" / "django.po"
AWAITS = "Awaits a translator"
CONFIRMED = re.compile(r"Confirmed by (?P<who>[^\n]+) on (?P<on>\d{4}-\d{2}-\d{2})")

AREAS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("letters", _("Letters"), ("notifications/",)),
    ("every", _("Every page, and signing in"), (
        "web/look", "web/templates/look", "web/templates/base", "web/doors", "web/context", "web/pages",
        "web/step_up", "web/account", "web/templates/account", "web/templates/mfa", "web/templates/allauth",
        "web/templates/4", "web/templates/5", "web/front", "web/templates/front", "web/home",
        "web/templates/home", "web/standing", "web/templates/standing", "web/templatetags", "kernel/",
        "identity/", "access/", "config/", "activity/",
    )),
    ("joining", _("A council joins"), (
        "web/joining", "web/templates/joining", "web/rooms", "web/templates/rooms", "web/terms",
        "web/templates/terms", "web/people_and_rights", "web/templates/people_and_rights", "web/register",
        "web/templates/register", "agreements/", "organisations/",
    )),
    ("listing", _("Listings and permission"), (
        "web/listing", "web/templates/listing", "web/permissions", "web/templates/permissions", "people/",
        "availability/",
    )),
    ("borrowing", _("Finding, asking and booking"), (
        "web/pool", "web/templates/pool", "web/bookings", "web/templates/bookings", "web/limits",
        "web/templates/limits", "web/call_offs", "web/templates/call_offs", "bookings/", "matching/",
    )),
    ("work", _("Hours worked and charges"), (
        "web/timesheets", "web/templates/timesheets", "web/money", "web/templates/money", "timesheets/",
        "invoices/",
    )),
    ("names", _("Names in the lists: nations, registers, skills, jobs"), ()),
    ("agreement", _("The agreement, as a courtesy version"), ()),
    ("rest", _("Everything else"), ("",)),
)  # fmt: skip
"""Key, name and the files that speak there; a text that several areas say counts in the first."""


@dataclass(frozen=True)
class Translation:
    """One text: its English, its Welsh in all its forms, and who has confirmed it."""

    area: str
    english: str
    welsh: str
    confirmed_by: str
    confirmed_on: str


@dataclass(frozen=True)
class Progress:
    """How many texts an area has, and how far they are."""

    title: str
    texts: int
    missing: int
    awaiting: int
    confirmed: int


def area_of(places: Iterable[str]) -> str:
    """The first area that one of these files speaks for."""
    inside = [place.removeprefix("commonpool/") for place in places]
    return next(key for key, _title, starts in AREAS if any(place.startswith(starts) for place in inside))


def translations() -> tuple[Translation, ...]:
    """Every text of the catalogue as the file now is, every name of the reference data, and the agreement."""
    return _read(CATALOGUE.stat().st_mtime_ns)


def progress() -> list[Progress]:
    """Each area and how far it is."""
    return [_progress(key, str(title)) for key, title, _starts in AREAS]


def translators() -> list[tuple[str, int]]:
    """Who has confirmed how many texts, the busiest first."""
    names = [each.confirmed_by for each in translations() if each.confirmed_by]
    return sorted(((name, names.count(name)) for name in set(names)), key=lambda pair: (-pair[1], pair[0]))


def _progress(key: str, title: str) -> Progress:
    here = [each for each in translations() if each.area == key]
    missing = sum(not each.welsh for each in here)
    confirmed = sum(bool(each.welsh and each.confirmed_by) for each in here)
    return Progress(title, len(here), missing, len(here) - missing - confirmed, confirmed)


@lru_cache(maxsize=1)
def _read(_changed: int) -> tuple[Translation, ...]:
    return (
        *_translations(polib.pofile(str(CATALOGUE))),
        *map(_named, names()),
        *map(_of_agreement, courtesy_pairs()),
    )


def _named(name: Name) -> Translation:
    return Translation("names", name.english, name.welsh, *_confirmed(name.standing))


def _of_agreement(pair: tuple[str, str, str]) -> Translation:
    english, welsh, standing = pair
    return Translation("agreement", english, welsh, *_confirmed(standing))


def _confirmed(standing: str) -> tuple[str, str]:
    """By whom and on which day; empty texts while it awaits a translator."""
    found = CONFIRMED.fullmatch(standing)
    return (found["who"], found["on"]) if found else ("", "")


def _translations(catalogue: polib.POFile) -> Iterator[Translation]:
    for entry in catalogue:
        if entry.obsolete:
            continue
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        yield Translation(
            area_of(place for place, _line in entry.occurrences),
            entry.msgid,
            " / ".join(forms) if all(forms) else "",
            *_confirmed(entry.tcomment),
        )
