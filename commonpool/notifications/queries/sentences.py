"""Every event as a sentence, for a booking's timeline and a council's log: from its facts, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Actor, Role
from commonpool.activity.models import Event
from commonpool.identity.models import Person
from commonpool.kernel import money, weeks, words
from commonpool.notifications import rules
from commonpool.notifications.queries.sentence_table import OF_NEEDS, RULES, SENTENCES
from commonpool.organisations.models import Organisation

NOBODY = gettext_lazy("somebody")


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: what happened, who did it (or by which standing rule), when, for which council."""

    what: str
    who: str
    at: datetime
    note: str = ""
    council: str = ""
    name: str = ""


def entries(events: Iterable[Event], viewer: Actor) -> list[Entry]:
    """The events as lines, in their order. Two SQL queries, however many they are.

    A name is shown to whoever may read the event: the caller gives only events the viewer may read.
    """
    kept = list(events)
    people = _names_of_people(kept)
    councils = dict(
        Organisation.objects.filter(pk__in={each.organisation_id for each in kept}).values_list("pk", "name")
    )
    return [
        Entry(
            what=_sentence(each, people),
            who=_doer(each, viewer, people),
            at=each.happened_at,
            council=councils.get(each.organisation_id, "Commonpool"),
            name=each.name,
        )
        for each in kept
    ]


def sentence(event: Event, viewer: Actor) -> str:
    """What happened, in one sentence."""
    return _sentence(event, _names_of_people([event]))


def _sentence(event: Event, people: Mapping[int, str]) -> str:
    text = SENTENCES.get(event.name)
    return str(text or event.name).format_map(_Facts(_worded(event.facts, people)))


def _names_of_people(events: Iterable[Event]) -> dict[int, str]:
    wanted: set[int] = set()
    for each in events:
        wanted.update(
            value for key, value in each.facts.items() if _names_a_person(key) and isinstance(value, int)
        )
        if each.happened_by is not None:
            wanted.add(each.happened_by)
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=wanted).only("name")}


def _names_a_person(key: str) -> bool:
    return key in (
        "person_id",
        "officer_id",
        "holder_id",
        "approver_id",
        "deputy_id",
        "in_place_of_id",
        "told_id",
        "before_id",
        "manager_id",
        "requester_id",
        "asker_id",
    )


def _doer(event: Event, viewer: Actor, people: Mapping[int, str]) -> str:
    if event.happened_by is None:
        return str(RULES.get(event.happened_by_rule, RULES["clock"]))
    own = event.happened_by == viewer.person_id
    doer = _("You") if own else people.get(event.happened_by, str(NOBODY))
    approver = event.facts.get("in_place_of_id")
    if approver is None:
        return doer
    return _("%(deputy)s, for %(approver)s") % {
        "deputy": doer,
        "approver": people.get(approver, str(NOBODY)),
    }


def _worded(facts: Mapping[str, Any], people: Mapping[int, str]) -> dict[str, str]:
    return {key: _word(key, value, people) for key, value in rules.readable(facts).items()}


def _word(key: str, value: Any, people: Mapping[int, str]) -> str:
    if value is None:
        return str(NOBODY)
    if _names_a_person(key):
        return people.get(value, str(NOBODY))
    if key == "role" and value in set(Role):
        return Role(value).label
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(key, value)
    if isinstance(value, datetime):
        return words.moment(value)
    if hasattr(value, "isoformat"):
        return words.week_of(value) if key.endswith("monday") else words.day(value)
    if key == "mondays":
        return ", ".join(words.week_of(weeks.read(each)) for each in value)
    if isinstance(value, list):
        return ", ".join(_word(key, each, people) for each in value)
    if key in ("needs", "told") and value in OF_NEEDS:
        return str(OF_NEEDS[value])
    return str(value)


def _number(key: str, value: int) -> str:
    if key.endswith("pence"):
        return money.pounds(value)
    return words.hours(value) if key.endswith("minutes") else str(value)


class _Facts(dict[str, str]):
    """Facts of an older event may lack what a sentence names now: an ellipsis stands for it."""

    def __missing__(self, key: str) -> str:
        return "…"
