"""Teams: what is wanted, what is proposed, and what is asked together."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from commonpool.api.shapes.bookings import BookingShape, Sent, WorkSent
from commonpool.api.shapes.officers import matched
from commonpool.api.shapes.values import Minutes, Short, Week, Words
from commonpool.bookings.operations import MOST_MEMBERS
from commonpool.kernel import weeks
from commonpool.matching.queries import Proposed
from commonpool.matching.rules import SLOT
from commonpool.matching.rules.teams import MOST_PARTS, MOST_PEOPLE, MOST_WEEKS, Part, Relaxed, Team, Traded

HalfHours = Annotated[Minutes, Field(multiple_of=SLOT)]


class PartSent(Sent):
    words: Words
    minutes: HalfHours


class TeamSent(Sent):
    """`budget_pence`: with VAT; `most_of_region`: councils of one region; `people`: who may share a part."""

    parts: list[PartSent] = Field(min_length=1, max_length=MOST_PARTS)
    weeks: list[Week] = Field(min_length=1, max_length=MOST_WEEKS)
    budget_pence: int | None = Field(default=None, strict=True, ge=0, le=99_999_999)
    most_of_region: int | None = Field(default=None, strict=True, ge=1, le=MOST_MEMBERS)
    least_councils: int | None = Field(default=None, strict=True, ge=1, le=MOST_MEMBERS)
    people: int = Field(default=1, strict=True, ge=1, le=MOST_PEOPLE)
    host: Short | None = None


class PieceWeek(BaseModel):
    week: str
    minutes: int


class PieceShape(BaseModel):
    """`place`: where they stand among all who do the part, free or not, from 1, the best. `matched`: why."""

    part: int
    officer: str
    name: str
    home: str
    place: int
    matched: list[str]
    weeks: list[PieceWeek]
    net_pence: int
    vat_pence: int


class TeamShape(BaseModel):
    net_pence: int
    vat_pence: int
    gross_pence: int
    pieces: list[PieceShape]


class TradedShape(BaseModel):
    """Why a part's best match is not in the team. `cheaper_pence`: by how much who is chosen costs less, before VAT."""

    part: int
    best: str
    chosen: str
    why: Literal["not_bookable", "not_free", "too_few_hours", "other_part", "dearer", "wishes"]
    cheaper_pence: int | None


class RelaxShape(BaseModel):
    """One wish that, relaxed to this, makes a team possible. `weeks`: so many more; `minutes`: of a part."""

    wish: Literal["weeks", "budget_pence", "most_of_region", "least_councils", "people", "minutes"]
    to: int
    part: int | None = None


class LackingShape(BaseModel):
    """A part for which nobody can be had. `done`: somebody says they do it, and none of them is free in these weeks."""

    part: int
    words: str
    done: bool


class ProposedTeam(BaseModel):
    """`team` is null where the wishes leave none: then `relax` names single wishes, the smallest change first.

    Where not `all_tried`, there was no time to try them all.
    """

    team: TeamShape | None
    lacking: list[LackingShape]
    traded: list[TradedShape]
    alternatives: list[TeamShape]
    relax: list[RelaxShape]
    all_tried: bool


class MemberWeekSent(Sent):
    week: Week
    minutes: Minutes


class MemberSent(Sent):
    officer: Short
    weeks: list[MemberWeekSent] = Field(min_length=1, max_length=53)


class TogetherSent(WorkSent):
    """The members, and the work as in a booking: the same for all of them."""

    members: list[MemberSent] = Field(min_length=1, max_length=MOST_MEMBERS)


class TogetherShape(BaseModel):
    together: str
    bookings: list[BookingShape]


def proposal_shape(parts: Iterable[Part], found: Proposed) -> dict[str, Any]:
    proposal = found.proposal
    return {
        "lacking": [
            {"part": number, "words": part.words, "done": bool(able)}
            for number, (part, able) in enumerate(zip(parts, found.found, strict=True))
            if not any(each.free for each in able)
        ],
        "team": team_shape(proposal.team, found) if proposal.team else None,
        "traded": [traded_shape(each) for each in proposal.traded],
        "alternatives": [team_shape(each, found) for each in proposal.alternatives],
        "relax": [relax_shape(each) for each in proposal.relax],
        "all_tried": proposal.all_tried,
    }


def team_shape(team: Team, found: Proposed) -> dict[str, Any]:
    return {
        "net_pence": team.net_pence,
        "vat_pence": team.vat_pence,
        "gross_pence": team.gross_pence,
        "pieces": [
            {
                "part": piece.part,
                "officer": piece.officer,
                "name": found.listings[piece.officer].person.name,
                "home": found.listings[piece.officer].employment.organisation.code,
                "place": piece.place + 1,
                "matched": [matched(reason) for reason in found.reasons[piece.part, piece.officer]],
                "weeks": weeks_shape(piece.weeks),
                "net_pence": piece.net_pence,
                "vat_pence": piece.vat_pence,
            }
            for piece in team.pieces
        ],
    }


def weeks_shape(chosen: Iterable[tuple[Any, int]]) -> list[dict[str, Any]]:
    return [{"week": weeks.written(monday), "minutes": minutes} for monday, minutes in chosen]


def traded_shape(each: Traded) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("part", "best", "chosen", "why", "cheaper_pence")}


def relax_shape(each: Relaxed) -> dict[str, Any]:
    return {"wish": each.wish, "to": each.to, "part": each.part}
