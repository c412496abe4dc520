"""Finance sets what an hour of each band costs."""

from datetime import date, timedelta

import pytest

from commonpool.access import Role
from commonpool.agreements import operations, queries
from commonpool.agreements.models import BandPrice
from commonpool.kernel.refusals import Forbidden
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, TODAY, actor, council, make_role
from tests.guards import again, refused

pytestmark = pytest.mark.django_db


def set_price(place, by=None, **changes):
    by = by or actor(make_role(place, Role.FINANCE))
    given = {"band": "Officer", "hourly_pence": 3831, "starts_on": TODAY, **changes}
    prices = {given["band"]: given["hourly_pence"]}
    return operations.set_prices(
        actor=by, organisation_id=place.pk, prices=prices, starts_on=given["starts_on"], at=NOW
    )[0]


def test_a_price_holds_from_its_day() -> None:
    place = council(depth="peer")
    later = TODAY + timedelta(days=10)
    set_price(place)
    set_price(place, hourly_pence=4000, starts_on=later)
    on = [TODAY - timedelta(days=1), TODAY, later - timedelta(days=1), later]
    assert [queries.price_for(place.pk, "Officer", day) for day in on] == [None, 3831, 3831, 4000]


def test_setting_the_same_day_again_replaces_the_price() -> None:
    place = council(depth="peer")
    set_price(place)
    set_price(place, hourly_pence=3900)
    assert BandPrice.objects.filter(organisation=place).count() == 1
    assert queries.price_for(place.pk, "Officer", TODAY) == 3900


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"hourly_pence": 0}, "price_out_of_range"),
        ({"hourly_pence": -1}, "price_out_of_range"),
        ({"hourly_pence": 100_001}, "price_out_of_range"),
        ({"band": "Grade 7"}, "unknown_band"),
        ({"band": "Officer\x00"}, "unknown_band"),
        ({"starts_on": TODAY - timedelta(days=1)}, "start_out_of_range"),
        ({"starts_on": date(2199, 1, 1)}, "start_out_of_range"),
    ],
)
def test_refuses_what_is_no_price(change, code: str) -> None:
    with refusing_code(code):
        set_price(council(depth="peer"), **change)


def test_refuses_an_empty_list() -> None:
    place = council(depth="peer")
    finance = actor(make_role(place, Role.FINANCE))
    with refusing_code("no_prices"):
        operations.set_prices(actor=finance, organisation_id=place.pk, prices={}, starts_on=TODAY, at=NOW)


@pytest.mark.both_servers
def test_the_database_refuses_a_free_hour() -> None:
    row = set_price(council(depth="peer"))
    rows = BandPrice.objects.filter(pk=row.pk)
    refused("price_within_reason", lambda: rows.update(hourly_pence=0))
    refused("price_once_a_day", lambda: again(row, hourly_pence=row.hourly_pence + 1))


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.FINANCE, Role.STEWARD)])
def test_only_finance_sets_prices(role: Role) -> None:
    place = council(depth="peer")
    with pytest.raises(Forbidden):
        set_price(place, by=actor(make_role(place, role)))


def test_needs_a_second_factor_and_ones_own_council() -> None:
    place, other = council(depth="peer"), council(depth="peer")
    finance = make_role(place, Role.FINANCE)
    with refusing_code("step_up_needed"):
        set_price(place, by=actor(finance, second_factor=False))
    with pytest.raises(Forbidden):
        set_price(other, by=actor(finance))
