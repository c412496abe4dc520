"""A confirmed handover is taken back until it is carried out, and no yes is written over."""

from typing import Any

import pytest

from commonpool.access.actor import StepUpNeeded
from commonpool.organisations.models import Organisation
from commonpool.successions import operations, queries
from commonpool.successions.models import Handover
from commonpool.successions.operations import AlreadyConfirmed, NothingConfirmed, ReasonNeeded
from tests.factories.councils import council
from tests.factories.people import NOW, actor, make_steward
from tests.factories.successions import THAT_DAY, confirmed, ending

pytestmark = pytest.mark.django_db


@pytest.fixture
def new() -> Organisation:
    [found] = ending(council(), council(depth="peer"))
    return found


def test_a_second_yes_never_takes_the_place_of_the_first_until_that_is_taken_back(new: Organisation) -> None:
    confirmed(new)
    first = {each.pk: (each.confirmed_by_id, each.shown_sha256) for each in Handover.objects.all()}
    steward = actor(make_steward())
    shown = queries.dry_run(queries.plan_for(steward, new.slug, NOW.date())).sha256
    yes: dict[str, Any] = {"actor": steward, "slug": new.slug, "shown": shown, "at": NOW}
    with pytest.raises(AlreadyConfirmed):
        operations.confirm_succession(**yes)
    back: dict[str, Any] = {"actor": steward, "slug": new.slug, "at": NOW}
    for reason in (" ", "x" * 301):
        with pytest.raises(ReasonNeeded):
            operations.take_back_succession(**back, reason=reason)
    taken = operations.take_back_succession(**back, reason=" The order  was amended ")
    assert {each.taken_back_reason for each in taken} == {"The order was amended"}
    assert operations.carry_out_due(at=THAT_DAY) == 0
    with pytest.raises(NothingConfirmed):
        operations.take_back_succession(**back, reason="Again")
    operations.confirm_succession(**yes)
    kept = Handover.objects.filter(pk__in=first)
    assert {each.pk: (each.confirmed_by_id, each.shown_sha256) for each in kept} == first
    assert operations.carry_out_due(at=THAT_DAY) == len(first)
    with pytest.raises(NothingConfirmed):
        operations.take_back_succession(**back, reason="Too late")


def test_taking_back_takes_a_second_factor(new: Organisation) -> None:
    confirmed(new)
    with pytest.raises(StepUpNeeded):
        operations.take_back_succession(
            actor=actor(make_steward(), second_factor=False), slug=new.slug, reason="Why", at=NOW
        )
