"""Pieces of work, and who took part in them and in what else."""

from typing import Any

from pydantic import BaseModel

from commonpool.people.models import Participation, PieceOfWork
from commonpool.people.queries import vouches_for


class CouncilShape(BaseModel):
    code: str
    name: str


class WorkShape(BaseModel):
    reference: str
    council: CouncilShape
    title: str
    function: str | None
    starts_on: str
    ends_on: str | None
    what_was_done: str


class Works(BaseModel):
    count: int
    results: list[WorkShape]
    next: str | None


class Participant(BaseModel):
    name: str
    role: str
    from_on: str
    to_on: str | None
    minutes: int | None
    confirmed: bool
    confirmed_of: str | None


class WorkDetail(WorkShape):
    what_was_learned: str
    links: list[str]
    participants: list[Participant]


class ParticipationShape(BaseModel):
    kind: str
    reference: str | None
    title: str
    role: str
    council: CouncilShape
    function: str | None
    from_on: str
    to_on: str | None
    minutes: int | None
    confirmed: bool


def work_shape(work: PieceOfWork) -> dict[str, Any]:
    place = work.organisation
    return {
        "reference": work.reference,
        "council": {"code": place.code, "name": place.name},
        "title": work.title,
        "function": work.function.label if work.function else None,
        "starts_on": work.starts_on.isoformat(),
        "ends_on": work.ends_on.isoformat() if work.ends_on else None,
        "what_was_done": work.what_was_done,
    }


def detail_shape(work: PieceOfWork, parts: list[Participation]) -> dict[str, Any]:
    return work_shape(work) | {
        "what_was_learned": work.what_was_learned,
        "links": work.links,
        "participants": [_participant(work, part) for part in parts],
    }


def _participant(work: PieceOfWork, part: Participation) -> dict[str, Any]:
    so = vouches_for(part, work)
    otherwise = part.status == "confirmed" and not so
    whole = {"name": part.person.name, **_part(part)}
    return whole | {"confirmed": so, "confirmed_of": part.title if otherwise else None}


def participation_shape(part: Participation) -> dict[str, Any]:
    """Of a booking neither its reference nor what it was for: only for whom, how long and when."""
    return {
        "kind": part.kind,
        "reference": part.reference,  # type: ignore[attr-defined]
        "title": part.title,
        "council": {"code": part.owner.code, "name": part.owner.name},
        "function": part.function.label if part.function else None,
        **_part(part),
    }


def _part(part: Participation) -> dict[str, Any]:
    return {
        "role": part.role,
        "from_on": part.from_on.isoformat(),
        "to_on": part.to_on.isoformat() if part.to_on else None,
        "minutes": part.minutes,
        "confirmed": part.status == "confirmed",
    }
