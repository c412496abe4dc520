"""The powers between nations, and which of them make an officer count as the host's (law of the four nations)."""

from datetime import UTC, datetime
from itertools import product

import pytest

from commonpool.access import Actor
from commonpool.agreements.models import LegalPower
from commonpool.agreements.operations import load_legal_powers
from commonpool.agreements.queries import legal_power
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.models import Nation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_every_pair_of_nations_has_one_power_with_its_source() -> None:
    powers = [legal_power(home, host) for home, host in product(Nation.values, repeat=2)]
    assert len({power.pk for power in powers}) == 16
    assert all(power.source.startswith("https://") and power.mark in ("V", "K") for power in powers)


def test_an_officer_counts_as_the_hosts_within_england_and_wales_and_within_scotland_only() -> None:
    deemed = {(power.home_nation, power.host_nation) for power in LegalPower.objects.filter(deemed=True)}
    england_and_wales = {*product(["England", "Wales"], repeat=2)}
    assert deemed == england_and_wales | {("Scotland", "Scotland")}


def test_loading_again_puts_a_difference_right() -> None:
    LegalPower.objects.filter(pk="ENG-SCO").update(deemed=True)
    assert load_legal_powers(actor=Actor.rule("reference_data"), at=AT) == 1
    assert load_legal_powers(actor=Actor.rule("reference_data"), at=AT) == 0
    assert not legal_power("England", "Scotland").deemed


def test_refuses_a_person_who_does_not_run_the_desk() -> None:
    with pytest.raises(Forbidden):
        load_legal_powers(actor=Actor(person_id=1), at=AT)
