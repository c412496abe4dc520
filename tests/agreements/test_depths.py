"""How deep a council is, and which step opens the next depth."""

import pytest

from commonpool.access import Role
from commonpool.agreements import operations, queries
from commonpool.agreements.queries import DepthNeeded
from commonpool.kernel.refusals import NotFound
from tests.factories import NOW, actor, administrator_of, council, make_employment, make_officer, make_role
from tests.factories.councils import PRICES, answered, money_terms, set_prices, signed_agreement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("depth", ["none", "peer", "borrow", "lend"])
def test_a_council_reaches_each_depth_by_its_steps(depth: str) -> None:
    place = council(depth=depth)
    assert queries.depth_of(place.pk) == depth
    assert queries.depths([place.pk]) == {place.pk: depth}


def test_lending_and_borrowing_open_apart() -> None:
    place = council(depth="borrow")
    settings = queries.settings_of(place.pk)
    assert (settings.peer, settings.borrow, settings.lend) == (True, True, False)


def test_says_which_step_opens_borrowing() -> None:
    place = council(depth="peer")
    signed_agreement(place)
    assert [step.slug for step in queries.missing_for(place.pk, "borrow")] == [
        "invoice_address",
        "answers",
        "budget_holder",
        "booking_manager",
    ]
    with pytest.raises(DepthNeeded, match="Say where invoices go") as refused:
        queries.require_depth(place.pk, "borrow")
    assert refused.value.code == "depth_needed"


def test_says_to_join_as_a_peer_first() -> None:
    place = council(depth="none")
    assert queries.missing_for(place.pk, "lend")[0].slug == "peer"


def test_lending_needs_a_price_for_every_band_its_people_are_on() -> None:
    place = council(depth="peer")
    make_officer(place, grade_band="Manager")
    set_prices(place, {"Officer": 3200})
    assert "prices" in [step.slug for step in queries.missing_for(place.pk, "lend")]
    set_prices(place, {"Manager": 4500})
    assert "prices" not in [step.slug for step in queries.missing_for(place.pk, "lend")]


def test_a_role_granted_last_opens_the_depth_by_itself() -> None:
    place = council(depth="peer")
    signed_agreement(place)
    administrator = actor(administrator_of(place))
    operations.set_defaults(
        actor=administrator, organisation_id=place.pk, invoice_address="Town Hall, Testford", at=NOW
    )
    answered(place, administrator)
    assert queries.depth_of(place.pk) == "peer"
    make_role(place, Role.BUDGET_HOLDER)
    assert queries.depth_of(place.pk) == "peer"
    make_role(place, Role.BOOKING_MANAGER)
    assert queries.depth_of(place.pk) == "borrow"


def test_lending_waits_for_hr_and_finance() -> None:
    place = council(depth="peer")
    signed_agreement(place)
    settings = {"default_weekly_minutes": 240, "default_months": 12}
    operations.set_defaults(
        actor=actor(administrator_of(place)), organisation_id=place.pk, at=NOW, **settings
    )
    make_role(place, Role.RELEASE_CONTACT)
    missing = ["answers", "hr", "finance", "prices", "vat", "bank"]
    assert [step.slug for step in queries.missing_for(place.pk, "lend")] == missing
    answered(place, actor(administrator_of(place)))
    assert [step.slug for step in queries.missing_for(place.pk, "lend")] == missing[1:]
    set_prices(place, PRICES)
    money_terms(place, finance=make_role(place, Role.FINANCE), confirms=actor(make_role(place, Role.FINANCE)))
    assert queries.depth_of(place.pk) == "peer"
    make_role(place, Role.HR)
    assert queries.depth_of(place.pk) == "lend"


def test_the_checklist_says_what_is_done() -> None:
    place = council(depth="borrow")
    colleague = actor(make_employment(place).person)
    done = {
        each.depth: [ready for _step, ready in each.steps] for each in queries.checklist(colleague, place.pk)
    }
    assert done["peer"] == [True]
    assert all(done["borrow"])
    assert not all(done["lend"])


def test_another_councils_checklist_and_settings_are_not_found() -> None:
    stranger = actor(make_employment(council(depth="peer")).person)
    place = council(depth="peer")
    for question in (queries.checklist, queries.settings_for, queries.price_list, queries.agreement_of):
        with pytest.raises(NotFound):
            question(stranger, place.pk)


def test_depths_and_prices_of_many_councils_take_one_query(django_assert_num_queries) -> None:
    places = [council(depth="peer").pk for _number in range(2)]
    with django_assert_num_queries(1):
        queries.depths([*places, 999_999])
    with django_assert_num_queries(1):
        queries.prices_for(places, NOW.date())


def test_prices_are_by_band() -> None:
    place = council(depth="lend")
    assert queries.price_for(place.pk, "Officer", NOW.date()) == PRICES["Officer"]
    assert queries.price_for(place.pk, "No such band", NOW.date()) is None
