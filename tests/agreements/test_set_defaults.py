"""A council chooses its usual limits, purchase orders and where invoices go."""

from datetime import date
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.access.actor import StepUpNeeded
from commonpool.agreements import operations, queries
from commonpool.agreements.models import Joining
from commonpool.kernel.refusals import Forbidden
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, actor, administrator_of, council, make_role
from tests.guards import refused

USUAL: dict[str, Any] = {"default_weekly_minutes": 240, "default_months": 12}
pytestmark = pytest.mark.django_db


def set_defaults(place, by=None, **chosen):
    by = by or actor(administrator_of(place))
    operations.set_defaults(actor=by, organisation_id=place.pk, at=NOW, **chosen)


def test_keeps_what_was_chosen() -> None:
    place = council(depth="peer")
    set_defaults(
        place,
        invoice_address="1 High Street",
        purchase_order_from_pence=0,
        silence_agrees=False,
        default_weekly_minutes=180,
        default_months=6,
    )
    found = queries.settings_of(place.pk)
    assert (found.invoice_address, found.purchase_order_from_pence) == ("1 High Street", 0)
    assert (found.silence_agrees, found.default_weekly_minutes, found.default_months) == (False, 180, 6)


def test_a_council_that_chose_nothing_needs_no_order_under_a_thousand_pounds() -> None:
    found = queries.settings_of(council(depth="none").pk)
    assert (found.purchase_order_from_pence, found.silence_agrees) == (100_000, True)


@pytest.mark.parametrize(
    "higher",
    [
        {"default_weekly_minutes": 270, "default_months": 12},
        {"default_months": 13},
        {"default_weekly_minutes": 240, "default_months": 12, "average_weeks": 26},
        USUAL | {"rest_minutes": 659, "rest_reason": "Local agreement 12"},
        USUAL | {"rest_fortnights_from": date(2026, 11, 30), "rest_reason": "Local agreement 12"},
    ],
)
def test_raising_a_usual_limit_takes_the_second_factor(higher: dict[str, Any]) -> None:
    place = council(depth="peer")
    chief = administrator_of(place)
    set_defaults(place, actor(chief), default_weekly_minutes=240, default_months=12)
    without = actor(chief, second_factor=False)
    with pytest.raises(StepUpNeeded):
        set_defaults(place, without, **higher)
    assert queries.settings_of(place.pk).default_months == 12
    set_defaults(place, without, default_weekly_minutes=210, default_months=12)
    set_defaults(place, actor(chief), **higher)


@pytest.mark.parametrize(
    "higher",
    [
        {"default_weekly_minutes": 270},
        {"default_months": 7},
        {"purchase_order_from_pence": 100_001},
        {"blanket_purchase_order": "PO-2026"},
    ],
)
def test_letting_more_through_than_at_the_start_takes_the_second_factor(higher: dict[str, Any]) -> None:
    place = council(depth="peer")
    with pytest.raises(StepUpNeeded):
        set_defaults(place, actor(administrator_of(place), second_factor=False), **higher)


def test_what_lets_no_more_through_takes_no_second_factor() -> None:
    place = council(depth="peer")
    without = actor(administrator_of(place), second_factor=False)
    set_defaults(place, without, default_weekly_minutes=240, default_months=6)
    set_defaults(place, without, default_weekly_minutes=30, default_months=1, purchase_order_from_pence=0)
    with pytest.raises(StepUpNeeded):  # left empty again, the starting limits hold, which are wider
        set_defaults(place, without, purchase_order_from_pence=0)


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"default_weekly_minutes": 0}, "weekly_limit_out_of_range"),
        ({"default_weekly_minutes": 45}, "weekly_limit_out_of_range"),
        ({"default_weekly_minutes": 2250}, "weekly_limit_out_of_range"),
        ({"default_months": 0}, "months_out_of_range"),
        ({"default_months": 25}, "months_out_of_range"),
        ({"purchase_order_from_pence": -1}, "threshold_out_of_range"),
        ({"average_weeks": 20}, "average_unknown"),
        ({"rest_minutes": 479, "rest_reason": "Ours"}, "rest_out_of_range"),
        ({"rest_minutes": 901, "rest_reason": "Ours"}, "rest_out_of_range"),
        ({"rest_fortnights_from": date(2026, 12, 1), "rest_reason": "Ours"}, "fortnights_from_monday"),
        ({"rest_fortnights_from": date(2026, 11, 30)}, "rest_reason_needed"),
        ({"rest_minutes": 661, "rest_reason": " "}, "rest_reason_needed"),
        ({"rest_reason": "x" * 301}, "rest_reason_needed"),
    ],
)
def test_refuses_what_is_out_of_range(chosen, code: str) -> None:
    with refusing_code(code):
        set_defaults(council(depth="peer"), **chosen)


@pytest.mark.both_servers
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"default_weekly_minutes": 2250}, "joining_default_weekly_minutes"),
        ({"rest_minutes": 479, "rest_reason": "Ours"}, "joining_rest_minutes"),
        ({"rest_minutes": 720}, "joining_rest_reason"),
        ({"rest_fortnights_from": date(2026, 12, 1), "rest_reason": "Ours"}, "joining_rest_from_a_monday"),
    ],
)
def test_the_database_refuses_what_is_out_of_range(wrong: dict[str, Any], constraint: str) -> None:
    place = council(depth="peer")
    refused(constraint, lambda: Joining.objects.filter(organisation=place).update(**wrong))


def test_a_council_counts_rest_by_its_own_agreement() -> None:
    place = council(depth="peer")
    chosen = {"rest_fortnights_from": date(2026, 11, 30), "rest_minutes": 600}
    set_defaults(place, **chosen, rest_reason=" Local  agreement 12 ")
    found = queries.settings_of(place.pk)
    assert (found.rest_minutes, found.rest_fortnights_from) == (600, date(2026, 11, 30))
    assert found.rest_reason == "Local agreement 12"


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.COUNCIL_ADMINISTRATOR, Role.STEWARD)]
)
def test_only_an_administrator_chooses(role: Role) -> None:
    place = council(depth="peer")
    with pytest.raises(Forbidden):
        set_defaults(place, by=actor(make_role(place, role)))


def test_another_councils_administrator_does_not_choose() -> None:
    place, other = council(depth="peer"), council(depth="peer")
    with pytest.raises(Forbidden):
        set_defaults(place, by=actor(administrator_of(other)))
