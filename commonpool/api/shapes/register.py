"""Councils, functions, skills, and oneself."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from commonpool.organisations.models import Function, Organisation
from commonpool.people.models import Skill

Depth = Literal["none", "peer", "borrow", "lend"]


class Council(BaseModel):
    code: str
    name: str
    type: str
    nation: str
    region: str
    status: Literal["current", "future", "abolished"]
    joined: bool
    depth: Depth
    demonstration: bool
    ons_code: str | None
    took_over_from: list[str]
    replaced_by: list[str]


class Councils(BaseModel):
    count: int
    results: list[Council]
    next: str | None


class FunctionShape(BaseModel):
    id: str
    label: str
    parent: str | None


class Functions(BaseModel):
    count: int
    results: list[FunctionShape]
    next: str | None


class SkillShape(BaseModel):
    id: str
    name: str
    category: str
    aliases: list[str]


class Skills(BaseModel):
    count: int
    results: list[SkillShape]
    next: str | None


class Place(BaseModel):
    code: str
    name: str
    roles: list[str]


class Me(BaseModel):
    email: str
    name: str
    councils: list[Place]
    network_roles: list[str]
    may_decide: bool


def council_shape(
    council: Organisation, depth: str, today: date, around: tuple[list[str], list[str]]
) -> dict[str, Any]:
    """`around`: the codes of the bodies it took over from, and of those that take over from it."""
    return {
        "code": council.code,
        "name": council.name,
        "type": council.type,
        "nation": council.nation,
        "region": council.region,
        "status": council.status_on(today),
        "joined": depth != "none",
        "depth": depth,
        "demonstration": council.demonstration,
        "ons_code": council.ons_code,
        "took_over_from": around[0],
        "replaced_by": around[1],
    }


def function_shape(function: Function) -> dict[str, Any]:
    return {
        "id": function.pk,
        "label": function.label,
        "parent": function.parent.label if function.parent else None,
    }


def skill_shape(skill: Skill) -> dict[str, Any]:
    return {"id": skill.pk, "name": skill.name, "category": skill.category, "aliases": skill.aliases}
