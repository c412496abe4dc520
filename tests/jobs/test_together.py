"""What follows many events of one change: one job for them, and none that fails stops another."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.activity.operations import change, publish
from commonpool.activity.queries import first_break
from commonpool.invoices.events import InvoiceIssued
from commonpool.jobs import tasks
from commonpool.notifications.operations import write_letters
from commonpool.organisations.models import Organisation
from tests.factories.people import NOW
from tests.factories.register import make_organisation

pytestmark = pytest.mark.django_db
RULE = Actor.rule("all_issued")


def told(home: Organisation, events: int) -> list[int]:
    """So many invoices are issued in one change; the events."""
    with change():
        for number in range(events):
            fact = InvoiceIssued(
                on_behalf_of=home.pk, invoice_id=number, gross_pence=1, due_on=date(2027, 2, 3)
            )
            publish(fact, actor=RULE, at=NOW)
    return list(
        Event.objects.filter(organisation_id=home.pk).order_by("sequence").values_list("pk", flat=True)
    )


def jobs(task: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [task])
        return [json.loads(args) for (args,) in cursor.fetchall()]


@pytest.mark.parametrize(("events", "parts"), [(20, [20]), (201, [100, 100, 1])])
def test_very_many_events_are_answered_together_each_once(events: int, parts: list[int]) -> None:
    ids = told(make_organisation(), events)
    found = jobs("react_to_all")
    assert [len(each["event_ids"]) for each in found] == parts
    assert [event for each in found for event in each["event_ids"]] == ids
    assert {each["reaction"] for each in found} == {f"{write_letters.__module__}.{write_letters.__name__}"}
    assert jobs("react") == []


def test_few_are_answered_one_by_one() -> None:
    ids = told(make_organisation(), 19)
    assert [each["event_id"] for each in jobs("react")] == ids
    assert jobs("react_to_all") == []


def test_many_events_of_a_change_are_one_unbroken_chain() -> None:
    home = make_organisation()
    ids = told(home, 25)
    assert len(ids) == 25
    assert first_break(home.pk) is None


def test_one_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = told(make_organisation(), 3)
    seen = []

    def follow(event: Event) -> None:
        seen.append(event.pk)
        if event.pk == second:
            raise ValueError(str(event.pk))

    monkeypatch.setattr(tasks, "import_string", lambda path: follow)
    with pytest.raises(ExceptionGroup) as failed:
        tasks.react_to_all([first, second, third], "any")
    assert seen == [first, second, third]
    assert [str(each) for each in failed.value.exceptions] == [str(second)]
