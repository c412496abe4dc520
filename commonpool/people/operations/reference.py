"""The skills and kinds of job are loaded from the product's own reference tables, again and again."""

from datetime import datetime
from pathlib import Path
from typing import Any

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.tables import parts_of, read_table, set_differing
from commonpool.people.events import SkillListChanged
from commonpool.people.models import JobRole, Skill

REFERENCE = Path(__file__).resolve().parents[1] / "reference"


def load_skills(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> int:
    """Skills and kinds of job are as the tables say; answers how many rows differed. None is taken away.

    Needs `run_desk` or a rule.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    with change():
        skills = _load(Skill, folder / "skills.csv", "category")
        roles = _load(JobRole, folder / "job_roles.csv", "family")
        if skills or roles:
            publish(SkillListChanged(on_behalf_of=None, skills=skills, job_roles=roles), actor=actor, at=at)
    return skills + roles


def _load(model: type[Skill] | type[JobRole], table: Path, grouped_by: str) -> int:
    held = {each.pk: each for each in model._default_manager.all()}
    wanted = [
        {
            "id": row["id"],
            "name": row["name"],
            grouped_by: row[grouped_by],
            "aliases": parts_of(row["aliases"]),
        }
        for row in read_table(table)
    ]
    new: list[Any] = [model(**row) for row in wanted if row["id"] not in held]
    differing: list[Any] = [
        held[row["id"]] for row in wanted if row["id"] in held and set_differing(held[row["id"]], row)
    ]
    model._default_manager.bulk_create(new)
    if differing:
        model._default_manager.bulk_update(differing, ["name", grouped_by, "aliases"])
    return len(new) + len(differing)
