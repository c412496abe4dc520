"""What a steward said of a council's end stays once it is carried out."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from commonpool.organisations.models import Organisation
from commonpool.successions.models import Assignment, Handover
from tests.factories import NOW, council, make_steward

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> tuple[Organisation, Organisation]:
    return council(), council()


def test_a_handover_carried_out_is_never_changed_and_nothing_is_assigned_anew(
    places: tuple[Organisation, Organisation],
) -> None:
    (was, now), steward = places, make_steward()
    said: dict[str, Any] = {"predecessor": was, "successor": now, "assigned_at": NOW, "assigned_by": steward}
    assigned = Assignment.objects.create(kind="booking", key="1", **said)
    handover = Handover.objects.create(
        predecessor=was, on=NOW.date(), shown_sha256="a" * 64, confirmed_at=NOW, confirmed_by=steward
    )
    refused = [
        lambda: Handover.objects.filter(pk=handover.pk).update(shown_sha256="b" * 64),
        lambda: Handover.objects.filter(pk=handover.pk).update(confirmed_by=make_steward()),
        lambda: Handover.objects.filter(pk=handover.pk).update(taken_back_at=NOW, taken_back_by=steward),
        lambda: Handover.objects.create(
            predecessor=was, on=NOW.date(), shown_sha256="b" * 64, confirmed_at=NOW, confirmed_by=steward
        ),
        lambda: Handover.objects.filter(pk=handover.pk).update(predecessor=now),
        lambda: Handover.objects.filter(pk=handover.pk).delete(),
        lambda: Assignment.objects.filter(pk=assigned.pk).update(key="2"),
        lambda: Assignment.objects.filter(pk=assigned.pk).delete(),
    ]
    for attempt in refused:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    Handover.objects.filter(pk=handover.pk).update(carried_at=NOW, carried_by=steward)
    over = [
        lambda: Handover.objects.filter(pk=handover.pk).update(
            taken_back_at=NOW, taken_back_by=steward, taken_back_reason="Too late"
        ),
        lambda: Handover.objects.filter(pk=handover.pk).update(shown_sha256="c" * 64),
        lambda: Handover.objects.filter(pk=handover.pk).update(confirmed_by=make_steward()),
        lambda: Assignment.objects.filter(pk=assigned.pk).update(assigned_by=make_steward()),
        lambda: Assignment.objects.create(kind="booking", key="3", **said),
    ]
    for attempt in over:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
