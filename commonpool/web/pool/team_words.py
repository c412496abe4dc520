"""How a team is put into words: who stands where, what was traded, how another differs, what could give."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonpool.kernel.money import pounds
from commonpool.kernel.words import hours
from commonpool.matching.queries import Proposed
from commonpool.matching.rules import Plan
from commonpool.matching.rules.teams import (
    Candidate,
    Part,
    Piece,
    Relaxed,
    Standing,
    Team,
    Traded,
    Wishes,
    standing_of,
)
from commonpool.web.pool.phrases import plan_in_words, reason_in_words, weeks_in_address

LISTED = ", "


def team_in_words(team: Team, parts: Sequence[Part], wishes: Wishes, found: Proposed) -> dict[str, Any]:
    """A team as the page shows it, with what a button sends on."""
    return {
        "team": team,
        "pieces": [piece_in_words(piece, parts, wishes, found) for piece in team.pieces],
        "members": [f"{piece.officer}={weeks_in_address(piece.weeks)}" for piece in team.pieces],
    }


def piece_in_words(piece: Piece, parts: Sequence[Part], wishes: Wishes, found: Proposed) -> dict[str, Any]:
    listing, candidates = found.listings[piece.officer], found.found[piece.part]
    standing = standing_of(piece, parts[piece.part], candidates, wishes)
    return {
        "piece": piece,
        "words": parts[piece.part].words,
        "listing": listing,
        "home": listing.employment.organisation.name,
        "weeks": plan_in_words(Plan(piece.weeks, complete=True)),
        "reasons": [reason_in_words(reason) for reason in found.reasons[piece.part, piece.officer][:4]],
        "place": place_in_words(standing, len(candidates)),
    }


def place_in_words(standing: Standing, count: int) -> list[str]:
    """Where somebody stands among so many who do the part, and who stands before them but cannot be booked."""
    if count == 1:
        return [_("The only match in the pool.")]
    place = {"place": standing.before + 1}
    if not standing.without:
        return [
            _("Number %(place)s of those who match best.") % place
            if standing.before
            else _("The best match.")
        ]
    text = ngettext(
        "%(count)s person matches better and cannot be booked for this.",
        "%(count)s people match better and cannot be booked for this.",
        standing.without,
    )
    if standing.able == 1:
        first = _("The only one with these hours free.")
    elif standing.before:
        first = _("Number %(place)s of those with these hours free.") % place
    else:
        first = _("The best of those with these hours free.")
    return [first, text % {"count": standing.without}]


def traded_in_words(each: Traded, parts: Sequence[Part], wishes: Wishes, found: Proposed) -> str:
    """Why the best match is not in it, and what the one chosen costs instead."""
    names = {
        "best": str(found.listings[each.best].person),
        "chosen": str(found.listings[each.chosen].person),
        "part": parts[each.part].words,
        "pounds": pounds(abs(each.cheaper_pence or 0)),
    }
    why = {
        "not_bookable": _("%(best)s matches “%(part)s” best, and cannot be booked by your council."),
        "not_free": _("%(best)s matches “%(part)s” best, and is not free in these weeks."),
        "too_few_hours": _("%(best)s matches “%(part)s” best, and has too few free hours in these weeks."),
        "other_part": _("%(best)s matches “%(part)s” best, and serves another part."),
        "dearer": _("%(best)s matches “%(part)s” best, and would cost more than the budget leaves."),
        "wishes": _("%(best)s matches “%(part)s” best, and does not fit all that you wish for."),
    }[each.why]
    if not each.cheaper_pence:
        instead = _("%(chosen)s costs the same.") if each.cheaper_pence == 0 else ""
    elif each.cheaper_pence > 0:
        instead = _("%(chosen)s costs %(pounds)s less before VAT.")
    else:
        instead = _("%(chosen)s costs %(pounds)s more before VAT.")
    said = f"{why} {instead}".strip() % names
    return " ".join([said, *(str(rule) for rule in found.free[each.best].by if each.why == "not_bookable")])


def difference_in_words(other: Team, team: Team, parts: Sequence[Part], found: Proposed) -> list[str]:
    """How another team differs from the first: its price, and who is in it instead of whom."""
    less = team.gross_pence - other.gross_pence
    if less:
        amount = {"pounds": pounds(abs(less))}
        said = [(_("%(pounds)s less with VAT") if less > 0 else _("%(pounds)s more with VAT")) % amount]
    else:
        said = [_("The same price")]
    for number, part in enumerate(parts):
        here, there = names_of(other, number, found), names_of(team, number, found)
        if here != there:
            said.append(
                _("%(these)s instead of %(those)s for “%(part)s”")
                % {"these": LISTED.join(here), "those": LISTED.join(there), "part": part.words}
            )
    return said


def names_of(team: Team, part: int, found: Proposed) -> list[str]:
    return [str(found.listings[piece.officer].person) for piece in team.pieces if piece.part == part]


def lacking(parts: Sequence[Part], found: Proposed) -> list[dict[str, Any]]:
    """The parts that nobody does, or nobody who can be booked in the weeks looked at; `does`: whether somebody does;
    `rules`: what keeps them from the host, where it is the law alone."""
    return [
        {"words": part.words, "does": bool(candidates), "rules": rules_in_the_way(candidates, found)}
        for part, candidates in zip(parts, found.found, strict=True)
        if not any(each.free for each in candidates)
    ]


def rules_in_the_way(candidates: Sequence[Candidate], found: Proposed) -> list[str]:
    """Each rule that keeps one of them from the host, once; none where something else is in the way of one."""
    by = [found.free[each.officer].by for each in candidates]
    return list(dict.fromkeys(str(rule) for rules in by for rule in rules)) if all(by) else []


def relaxed_in_words(each: Relaxed, parts: Sequence[Part], wishes: Wishes) -> str:
    """What could give, and how little of it is enough."""
    if each.wish == "weeks":
        text = ngettext("Look at %(count)s more week", "Look at %(count)s more weeks", each.to)
        return text % {"count": each.to}
    if each.wish == "minutes":
        part = parts[each.part or 0]
        return _("Ask for %(hours)s of “%(part)s” instead of %(wished)s") % {
            "hours": hours(each.to),
            "part": part.words,
            "wished": hours(part.minutes),
        }
    if each.wish == "budget_pence":
        more = each.to - (wishes.budget_pence or 0)
        return _("Spend more: %(all)s with VAT, which is %(more)s more") % {
            "more": pounds(more),
            "all": pounds(each.to),
        }
    if each.wish == "most_of_region":
        return _("Allow %(count)s councils from one region") % {"count": each.to}
    if each.wish == "least_councils":
        text = ngettext("Be content with %(count)s council", "Be content with %(count)s councils", each.to)
        return text % {"count": each.to}
    return _("Let %(count)s people share a part") % {"count": each.to}
