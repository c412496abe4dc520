"""Which letters follow an event, and the words of a letter in its reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.notifications import rules
from commonpool.notifications.models import Letter
from commonpool.notifications.queries import (
    about_accounts,
    about_bookings,
    about_calls_and_limits,
    about_clearing,
    about_councils,
    about_experience,
    about_hours,
    about_invoices,
    about_needs,
    about_offers,
    about_payroll,
    about_permission,
    about_successions,
    about_thanks,
)
from commonpool.notifications.queries.addressing import holders_of, to_all
from commonpool.notifications.queries.calendar import calendar_of

LETTERS: dict[str, Callable[[Event], list[rules.Draft]]] = {
    **about_accounts.LETTERS,
    **about_councils.LETTERS,
    **about_permission.LETTERS,
    **about_bookings.LETTERS,
    **about_calls_and_limits.LETTERS,
    **about_hours.LETTERS,
    **about_successions.LETTERS,
    **about_needs.LETTERS,
    **about_thanks.LETTERS,
    **about_experience.LETTERS,
    **about_offers.LETTERS,
    **about_invoices.LETTERS,
    **about_clearing.LETTERS,
    **about_payroll.LETTERS,
}


def drafts_for(event: Event) -> list[rules.Draft]:
    """The letters an event asks for. Nobody is written to about what they did themselves, but for receipts."""
    if event.name not in LETTERS:
        return []
    drafts = LETTERS[event.name](event)
    return [draft for draft in drafts if draft.to_doer or not _by_reader(event, draft)]


def _by_reader(event: Event, draft: rules.Draft) -> bool:
    return draft.person_id is not None and draft.person_id == event.happened_by


def letters_waiting(before: datetime) -> QuerySet[Letter]:
    """Letters written before an instant, each to go by itself, that have not been handed over.

    Those that failed least often come first, of these the oldest.
    """
    return _unsent(before).exclude(template__in=rules.GATHERED).order_by("failures", "written_at", "id")


def letters_to_gather(at: datetime) -> list[list[int]]:
    """Letters that are due together by now: the ids of those of one kind to one reader about one council.

    Those that failed least often come first, so that what is always refused keeps nothing else waiting.
    """
    due = _to_gather(at).order_by("address", "template", "facts__link__1", "id")
    rows = due.values_list("failures", "address", "template", "facts__link__1", "pk")
    found = [list(group) for _of, group in groupby(rows.iterator(), key=lambda row: row[1:-1])]
    found.sort(key=lambda group: max(row[0] for row in group))
    return [[row[-1] for row in group] for group in found]


def letters_overdue(at: datetime) -> int:
    """How many letters have waited an hour or longer: somebody should look at the mail server."""
    an_hour_ago = at - timedelta(hours=1)
    return letters_waiting(an_hour_ago).count() + _to_gather(an_hour_ago).count()


def _to_gather(at: datetime) -> QuerySet[Letter]:
    return _unsent(rules.last_gathering(at)).filter(template__in=rules.GATHERED)


def _unsent(before: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(sent_at__isnull=True, written_at__lt=before).order_by("written_at", "id")


@dataclass(frozen=True)
class Rendered:
    """A letter in words, ready to hand over."""

    subject: str
    body: str
    calendar: bytes | None = None


def rendered(letter: Letter, at: datetime) -> Rendered:
    """The words of a letter in its reader's language, made from the facts kept when it was written."""
    return _in_words(letter, letter.template, letter.facts, at)


def rendered_together(letters: Sequence[Letter], at: datetime) -> Rendered:
    """The words of several letters of one kind to one reader, as one letter; one by itself is as ever."""
    first, *more = letters
    if not more:
        return rendered(first, at)
    facts = rules.together([letter.facts for letter in letters], first.facts["link"])
    reader = next((letter for letter in letters if letter.person), first)
    return _in_words(reader, rules.GATHERED[first.template], facts, at)


def _in_words(letter: Letter, template: str, kept: Mapping[str, Any], at: datetime) -> Rendered:
    language = letter.person.language if letter.person else settings.LANGUAGE_CODE
    facts = rules.readable(kept)
    address = settings.BASE_URL + path_of(facts.pop("link", ["home"]))
    with translation.override(language):
        if "role" in facts:
            facts["role_name"] = Role(facts["role"]).label
        for further in {"no_more", "papers"} & facts.keys():
            facts[further] = settings.BASE_URL + path_of(facts[further])
        context = {
            **facts,
            "reader": letter.person.name if letter.person else facts.get("reader", ""),
            "address": address,
        }
        text = rules.tidy(render_to_string(f"letters/{template}.txt", context))
        subject, _line, body = text.partition("\n")
        return Rendered(rules.on_one_line(subject), body.lstrip("\n"), _calendar(facts, address, at))


def _calendar(facts: dict[str, object], address: str, at: datetime) -> bytes | None:
    dates = facts.get("calendar")
    if not isinstance(dates, dict):
        return None
    return calendar_of(
        rules.readable(dates),
        summary=f"{facts['officer']} – {facts['host']}",
        address=address,
        sender=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        at=at,
    )


def path_of(link: list[str]) -> str:
    """Where a route leads; the front page where there is no such route."""
    try:
        return reverse(link[0], args=link[1:])
    except NoReverseMatch:
        return "/"


def head_drafts(organisation_id: int, sequence: int, head: str, at: datetime) -> list[rules.Draft]:
    """The letters that publish the head of one council's log to its auditors."""
    facts = {"sequence": sequence, "head": head}
    return to_all(holders_of(organisation_id, Role.AUDITOR, at), "log_head", "rooms", **facts)
