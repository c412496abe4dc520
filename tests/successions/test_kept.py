"""What the database promises of a council's end, whoever writes: what a steward said stays."""

from datetime import timedelta
from typing import Any

import pytest

from commonpool.successions.models import Assignment, Handover
from tests.factories import NOW, make_steward
from tests.factories.register import make_organisation
from tests.guards import again, all_refused, gone

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
DAY = timedelta(days=1)


def test_a_handover_stays_as_it_was_confirmed_taken_back_and_carried_out() -> None:
    was, other, steward, another = make_organisation(), make_organisation(), make_steward(), make_steward()
    handover = Handover.objects.create(
        predecessor=was, on=NOW.date(), shown_sha256="a" * 64, confirmed_at=NOW, confirmed_by=steward
    )
    back = {"taken_back_at": NOW, "taken_back_by": steward, "taken_back_reason": "The order was amended"}
    out = {"carried_at": NOW, "carried_by": steward}
    over = again(handover, **back)
    row, taken = Handover.objects.filter(pk=handover.pk), Handover.objects.filter(pk=over.pk)
    all_refused([
        ("handover_as_confirmed", lambda: row.update(shown_sha256="b" * 64)),
        ("handover_as_confirmed", lambda: row.update(confirmed_by=another)),
        ("handover_as_confirmed", lambda: row.update(predecessor=other)),
        ("handover_as_confirmed", lambda: row.update(on=NOW.date() + DAY)),
        ("handover_confirmed_once", lambda: again(handover, shown_sha256="b" * 64)),
        ("handover_confirmed_before_carried", lambda: row.update(**out | {"carried_at": NOW - DAY})),
        ("handover_taken_back_with_reason", lambda: row.update(**back | {"taken_back_reason": ""})),
        ("handover_taken_back_with_reason", lambda: row.update(taken_back_reason="Amended")),
        ("handover_taken_back_with_reason", lambda: row.update(**back, **out)),
        ("handover_taken_back_once", lambda: taken.update(taken_back_reason="Another")),
        ("handover_taken_back_once", lambda: taken.update(taken_back_by=another)),
        ("handovers_are_kept", lambda: gone(handover)),
    ])  # fmt: skip
    row.update(**out)
    all_refused([
        ("handover_carried_once", lambda: row.update(carried_by=another)),
        ("handover_carried_once", lambda: row.update(**back, carried_at=None, carried_by=None)),
        ("handovers_are_kept", lambda: gone(handover)),
    ])  # fmt: skip


def test_nothing_is_assigned_anew_once_it_is_carried_over() -> None:
    was, now, steward = make_organisation(), make_organisation(), make_steward()
    said: dict[str, Any] = {"predecessor": was, "successor": now, "assigned_at": NOW, "assigned_by": steward}
    assigned = Assignment.objects.create(kind="booking", key="1", **said)
    row = Assignment.objects.filter(pk=assigned.pk)
    all_refused([
        ("assigned_to_one", lambda: again(assigned, successor=make_organisation())),
        ("assigned_to_another", lambda: again(assigned, key="2", successor=was)),
        ("assignment_of_one_thing", lambda: row.update(key="2")),
        ("assignments_are_kept", lambda: gone(assigned)),
    ])  # fmt: skip
    row.update(successor=make_organisation())
    Handover.objects.create(
        predecessor=was, on=NOW.date(), shown_sha256="a" * 64, confirmed_at=NOW, confirmed_by=steward,
        carried_at=NOW, carried_by=steward,
    )  # fmt: skip
    all_refused([
        ("assignment_until_carried", lambda: row.update(successor=now)),
        ("assignment_until_carried", lambda: Assignment.objects.create(kind="booking", key="3", **said)),
    ])  # fmt: skip
