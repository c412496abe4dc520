"""Who could answer a need, and why whoever has answered fits it."""

import pytest

from commonpool.access import Role
from commonpool.matching.queries import who_could, why_they_fit
from commonpool.needs.queries import need_for
from commonpool.people.operations import state_post_facts
from tests.factories.bookings import another_officer, function_id, make_pair, monday
from tests.factories.councils import PRICES, council
from tests.factories.listings import listed_officer
from tests.factories.offers import opened_need
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


def suggested(pair, **said):
    """The references of those who are suggested for a need that says so."""
    need = need_for(actor(pair.booker), opened_need(pair, **said).reference)
    return [hit.reference for hit in who_could(actor(pair.booker), need, NOW)]


def appeals(pair, **listed):
    return another_officer(pair, headline="Planning appeals", **listed).officer.reference


def test_who_has_all_the_hours_is_suggested_and_else_who_has_some():
    pair = make_pair(headline="Bees", limit=False)
    some = appeals(pair, weekly_minutes=60, function_ids=[function_id()])
    assert suggested(pair) == [some]
    every = appeals(pair, function_ids=[function_id()])
    assert suggested(pair) == [every]
    assert suggested(pair, minutes=240, each_week=True) == [every]
    assert set(suggested(pair, minutes=300, each_week=True)) == {some, every}


def test_who_knows_its_function_is_suggested_and_else_who_says_its_words():
    pair = make_pair(headline="Bees", limit=False)
    says = appeals(pair)
    assert suggested(pair) == [says]
    knows = appeals(pair, weekly_minutes=60, function_ids=[function_id()])
    assert suggested(pair) == [knows]


def test_who_keeps_to_the_budget_is_suggested_if_anybody_does():
    pair = make_pair(headline="Bees", limit=False)
    cheap = appeals(pair, function_ids=[function_id()])
    dear = listed_officer(
        council("Wales", depth="lend", prices={"Officer": 9000}),
        headline="Planning appeals",
        function_ids=[function_id()],
    ).reference
    price = 120 * PRICES["Officer"] // 60
    assert set(suggested(pair, minutes=120)) == {cheap, dear}
    assert suggested(pair, minutes=120, budget_pence=price) == [cheap]
    assert set(suggested(pair, minutes=120, budget_pence=price - 1)) == {cheap, dear}


def fits(pair, **said):
    need = need_for(actor(pair.booker), opened_need(pair, **said).reference)
    (told,) = why_they_fit(need, [pair.officer.listing], NOW).values()
    return [(reason.kind, reason.text) for reason in told]


def test_only_what_answers_a_need_is_why_somebody_fits_it():
    pair = make_pair(headline="Kept bees on the roof", limit=False)
    assert fits(pair, nation="Scotland", on_site=True) == []
    assert fits(pair, title="Bees on our roof", remote=True, mondays=(monday(),)) == [
        ("headline", "Kept bees on the roof"),
        ("remote", ""),
    ]


def test_who_knows_a_part_of_its_function_is_suggested_with_as_much_as_they_have():
    pair = make_pair(headline="Bees", limit=False)
    appeals(pair)
    knows = appeals(pair, weekly_minutes=60, function_ids=["102"])
    need = need_for(actor(pair.booker), opened_need(pair, function_id="99").reference)
    (hit,) = who_could(actor(pair.booker), need, NOW)
    assert (hit.reference, hit.plan.total, hit.plan.complete) == (knows, 120, False)


def test_nobody_is_suggested_whom_a_rule_keeps_from_the_host():
    pair = make_pair(headline="Bees", host=council("Scotland"), limit=False)
    kept = another_officer(pair, headline="Planning appeals").officer
    others = appeals(pair)
    assert set(suggested(pair)) == {kept.reference, others}
    said = {"actor": actor(kept.person), "employment_id": kept.employment.pk, "profession": "solicitor"}
    state_post_facts(**said, at=NOW)
    assert suggested(pair) == [others]


def test_where_a_rule_keeps_all_of_the_best_the_next_are_suggested():
    pair = make_pair(headline="Bees", host=council("Scotland"), limit=False)
    kept = another_officer(pair, headline="Planning appeals", function_ids=[function_id()]).officer
    says = appeals(pair)
    assert suggested(pair) == [kept.reference]
    said = {"actor": actor(kept.person), "employment_id": kept.employment.pk, "profession": "solicitor"}
    state_post_facts(**said, at=NOW)
    assert suggested(pair) == [says]


def test_whom_the_host_of_the_need_may_ask_is_suggested_and_nobody_of_its_own():
    pair = make_pair(headline="Bees", limit=False)
    other = council("Wales", depth="lend")
    make_role(other, Role.BOOKING_MANAGER, person=pair.booker)
    theirs = listed_officer(other, headline="Planning appeals").reference
    listed_officer(pair.host, headline="Planning appeals")
    assert suggested(pair) == [theirs]
