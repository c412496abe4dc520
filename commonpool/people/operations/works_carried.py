"""A council took over from another: pieces of work, and the claims on them that wait, are the new one's."""

from collections.abc import Mapping
from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.people.events import WorkCarriedOver
from commonpool.people.models import WORK, Participation, PieceOfWork


def carry_works(*, actor: Actor, organisation_id: int, heirs: Mapping[int, int], at: datetime) -> int:
    """The council's pieces of work are its successors', by their rows; how many. What was confirmed says what it said.

    Only by the rule of a succession: a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        own = PieceOfWork.objects.filter(pk__in=heirs, organisation_id=organisation_id)
        works = list(own.order_by("id").select_for_update(no_key=True))
        for work in works:
            work.organisation_id = heirs[work.pk]
            work.save(update_fields=["organisation"])
            waiting = Participation.objects.filter(kind=WORK, thing_id=work.pk, status="claimed")
            waiting.update(owner=work.organisation_id)
            fact = WorkCarriedOver(
                on_behalf_of=organisation_id,
                readers=(work.organisation_id,),
                work_id=work.pk,
                was_id=organisation_id,
            )
            publish(fact, actor=actor, at=at)
    return len(works)
