"""What follows an event on paper."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from commonpool.activity.models import Event
from commonpool.notifications import queries
from commonpool.notifications.models import Letter
from commonpool.notifications.rules import GATHERED, Draft


def write_letters(event: Event) -> None:
    """Everybody the event concerns has one letter about it, waiting to be sent. Run twice, nothing is added."""
    keep(event, queries.drafts_for(event))


IN_TURN, AFTER_THE_OTHERS = 0, -1
"""How soon a letter's job is taken: the higher, the sooner."""


def keep(event: Event, drafts: Iterable[Draft]) -> int:
    """The drafts are letters about this event, each with the job that sends it; how many are new.

    Those that are gathered have no job of their own: the clock hands them over.
    """
    drafts = list(drafts)
    letters = [
        Letter(
            event=event,
            template=draft.template,
            person_id=draft.person_id,
            address=draft.address,
            facts=draft.kept,
            written_at=event.happened_at,
        )
        for draft in drafts
    ]
    addresses = [letter.address for letter in letters]
    with transaction.atomic():
        known = set(Letter.objects.filter(event=event).values_list("address", "template"))
        Letter.objects.bulk_create(letters, ignore_conflicts=True)
        written = Letter.objects.filter(event=event, address__in=addresses).values_list(
            "pk", "address", "template"
        )
        new = [(pk, template) for pk, address, template in written if (address, template) not in known]
        jobs: list[dict[str, Any]] = [{"letter_id": pk} for pk, template in new if template not in GATHERED]
        if jobs:
            priority = AFTER_THE_OTHERS if all(draft.patient for draft in drafts) else IN_TURN
            task = app.configure_task("send_letter", queue="letters", priority=priority, allow_unknown=True)
            task.batch_defer(*jobs)
    return len(new)
