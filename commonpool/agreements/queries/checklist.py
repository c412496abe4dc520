"""The joining task list: three depths, and what is asked besides."""

from dataclasses import dataclass

from commonpool.access import Actor
from commonpool.agreements import rules
from commonpool.agreements.queries.depths import progress_of, settings_for
from commonpool.agreements.rules import Step


@dataclass(frozen=True)
class ChecklistDepth:
    """One depth of the joining task list, or what is asked besides: whether it is open; its steps, done or not."""

    depth: str
    open: bool
    steps: tuple[tuple[Step, bool], ...]


def checklist(actor: Actor, organisation_id: int, nation: str = "") -> list[ChecklistDepth]:
    """The joining task list, for the council's own people (404 for others).

    `nation`: the council's, which decides what lending across a border asks of it.
    """
    settings, progress = settings_for(actor, organisation_id), progress_of(organisation_id)
    listed = rules.STEPS | rules.MORE | {"across": rules.ACROSS.get(nation, ())}
    return [
        ChecklistDepth(
            depth, getattr(settings, depth, False), tuple((step, progress.done(step)) for step in steps)
        )
        for depth, steps in listed.items()
    ]
