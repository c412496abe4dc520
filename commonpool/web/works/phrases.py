"""How it is said what somebody took part in, and who confirms it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from commonpool.kernel import words
from commonpool.people.models import BOOKING, Experience, Participation
from commonpool.people.rules import NOT_SO, WHY_NOT_CONFIRMED


@dataclass(frozen=True)
class Part:
    """One line of what somebody took part in. `reference`: of the piece of work, where it can be read."""

    row: Participation
    what: str
    who_says: str
    when: str
    reference: str


def parts_in_words(rows: Iterable[Participation], *, own: bool = False) -> list[Part]:
    """Each in words, for others or for the person themselves."""
    return [
        Part(
            row=row,
            what=what_of(row),
            who_says=who_says(row, own=own),
            when=when_of(row),
            reference=row.reference or "",  # type: ignore[attr-defined]
        )
        for row in rows
    ]


def what_of(row: Participation) -> str:
    """What they did: of a booking only for whom, as what it was for is nobody else's."""
    if row.kind == BOOKING:
        return _("Worked for %(council)s") % {"council": row.owner.name}
    return _("%(title)s (%(council)s): %(role)s") % {
        "title": row.title,
        "council": row.owner.name,
        "role": row.role,
    }


def who_says(row: Participation, *, own: bool = False) -> str:
    """Who confirms it, or that nobody has."""
    if row.status == "confirmed" and row.kind == BOOKING:
        return _("Confirmed by a booking that was delivered")
    if row.status == "confirmed":
        return _("Confirmed by %(who)s") % {"who": row.owner.name}
    if row.status == "refused":
        facts = {"council": row.owner.name, "why": WHY_NOT_CONFIRMED[row.refused_reason]}
        return _("%(council)s did not confirm it, so nobody else sees it. The reason: %(why)s") % facts
    return _("In your words: the council has not confirmed it yet") if own else _("In their words")


def confirmed_otherwise(row: Participation) -> str:
    """That the council confirmed it of words that are not those of the work any more."""
    facts = {"who": row.owner.name, "title": row.title, "day": words.day(row.confirmed_at)}
    return (
        _("%(who)s confirmed it on %(day)s of “%(title)s”. The words on this page have changed since") % facts
    )


def own_words(said: Experience) -> str:
    """Who confirms what one says one has done; or who did not, and why."""
    if said.confirmed_at is not None:
        return _("Confirmed by %(who)s") % {"who": said.confirmed_by}
    if said.refused_at is None:
        return _("In your words")
    facts = {"who": said.refused_by, "why": WHY_NOT_CONFIRMED[said.refused_reason]}
    if said.refused_reason == NOT_SO:
        return _("%(who)s did not confirm it, so nobody else sees it. The reason: %(why)s") % facts
    return _("In your words. %(who)s did not confirm it. The reason: %(why)s") % facts


def when_of(row: Participation) -> str:
    """6 hours, March 2026; or from month to month."""
    first, last = formatted(row.from_on, "F Y"), formatted(row.to_on, "F Y") if row.to_on else ""
    if row.kind == BOOKING or first == last:
        when = last
    elif last:
        when = _("%(first)s to %(last)s") % {"first": first, "last": last}
    else:
        when = _("since %(first)s") % {"first": first}
    return f"{words.hours(row.minutes)}, {when}" if row.minutes else when
