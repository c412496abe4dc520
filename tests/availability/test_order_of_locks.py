"""Somebody is allowed and ticked while they move what their search row says: nobody waits in a circle."""

import importlib
import threading
from functools import partial

import pytest

from commonpool.availability.operations import set_weeks_off
from commonpool.people.models import Experience
from commonpool.people.operations import withdraw_experience
from tests.bookings.racing import Clients, Deed, deadlocks, held_up, once
from tests.factories.bookings import monday
from tests.factories.councils import council
from tests.factories.experience import did
from tests.factories.listings import Listed, asked_permission, grant, listed_officer
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db(transaction=True)

granting = importlib.import_module("commonpool.availability.operations.grant_permission")


def away(officer: Listed, _said: Experience) -> Deed:
    off = [monday(number) for number in range(1, 6)]
    return partial(set_weeks_off, actor=actor(officer.person), mondays=off, at=NOW)


def taken_back(officer: Listed, said: Experience) -> Deed:
    return partial(withdraw_experience, actor=actor(officer.person), experience_id=said.pk, at=NOW)


@pytest.mark.parametrize(("held", "move"), [("derive_weeks", away), ("confirm_experience", taken_back)])
def test_an_officer_moves_their_search_row_as_they_are_allowed_and_ticked(
    monkeypatch: pytest.MonkeyPatch, held: str, move
) -> None:
    """Weeks are locked after their person and before the search row, what somebody says they did before it too."""
    officer = listed_officer(council(), weekly_minutes=240)
    said = did(officer, "Ferries")
    permission = asked_permission(officer.listing, approver=officer.approver)
    there = threading.Event()
    monkeypatch.setattr(granting, held, held_up(getattr(granting, held), there))
    allow = partial(
        grant, permission, on_payroll=False, weekly_minutes=120, confirmed_experience_ids=[said.pk]
    )
    with Clients(2) as clients:
        results = clients.race([allow, partial(once, there, move(officer, said))])
    assert deadlocks(results) == []
    assert not isinstance(results[1], Exception), results
