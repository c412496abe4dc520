"""Whom the law keeps from a host: none of their weeks is shown to it, and what is shown can be asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from commonpool.agreements.models import BandPrice, Joining
from commonpool.agreements.queries import law_as_read
from commonpool.agreements.rules import Party
from commonpool.bookings import queries
from commonpool.bookings.operations import Scope
from commonpool.bookings.rules.asking import Known
from commonpool.bookings.rules.costs import Cost
from commonpool.bookings.rules.keeping import KEEPING, Askable, askable
from commonpool.bookings.rules.post import Post
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment
from commonpool.people.operations import state_post_facts
from tests.bookings.test_evidence import authorised, given, stopped
from tests.bookings.test_law import AUTHORITY, COUNCIL, ENGLAND, ENGLISH, IRISH, SCOTTISH, known
from tests.bookings.test_posts import PAPER
from tests.factories.bookings import Pair, another_officer, function_id, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db
FREE = {monday(): 240, monday(1): 120}
HOURS = {"prices": dict.fromkeys(FREE, 2000), "cost": Cost(dict.fromkeys(FREE, 2000), "Skills come home")}


def _stated(**facts: Any) -> dict[str, Any]:
    return HOURS | {"post": Post(stated=True, **facts)}


CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "PWR-01": ({"home": Party(ENGLAND, AUTHORITY), "host": IRISH}, {}),
    "PWR-08": ({"host": IRISH, "cost": Cost()}, {"host": IRISH}),
    "PWR-09": ({"home": SCOTTISH, "cost": Cost(HOURS["cost"].hourly)}, {"home": SCOTTISH}),
    "PWR-12": (_stated(member_of_host=True), _stated()),
    "PWR-15": (_stated(stopped=True), _stated(stopped=True, evidence={"PWR-15": PAPER})),
    "PWR-16": ({"host": Party(ENGLAND, COUNCIL, date(2026, 12, 1))}, {}),
    "PWR-17": (_stated(other_register=True), _stated(other_register=True, evidence={"PWR-17": PAPER})),
    "EMP-31": (_stated(paid_by_host=True), _stated()),
    "WT-07": ({"adult": False}, {"adult": True}),
}
"""For each rule a case in which it keeps them from the host, and one in which nothing does."""


def knowing(facts: dict[str, Any]) -> Known:
    return known(law_as_read(), **{"home": ENGLISH, "host": ENGLISH, **HOURS, **facts})


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("rule", KEEPING)
def test_a_rule_that_would_refuse_every_request_leaves_no_week(rule: str) -> None:
    stands, does_not = CASES[rule]
    kept = askable(FREE, knowing(stands))
    assert (kept.weeks, [each.rule for each in kept.by]) == ({}, [rule])
    assert kept.for_now == (rule in ("PWR-15", "PWR-17"))
    assert kept.answered == (FREE if kept.for_now else {})
    assert askable(FREE, knowing(does_not)).weeks == FREE


@pytest.mark.usefixtures("reference")
def test_a_rule_about_some_weeks_leaves_the_others() -> None:
    ends = knowing({"host": Party(ENGLAND, COUNCIL, monday() + timedelta(days=8))})
    assert askable(FREE, ends).weeks == {monday(): 240}
    dearer = knowing({"host": IRISH, "cost": Cost({monday(): 1999, monday(1): 2000})})
    assert (askable(FREE, dearer).weeks, askable(FREE, dearer).by) == ({monday(1): 120}, ())
    lent = knowing({"post": Post(lent_by_another=[monday(1)])})
    assert askable(FREE, lent).weeks == {monday(): 240}
    heirs = replace(ends, host=replace(ends.host, heirs=("Their heirs",)))
    assert askable(FREE, heirs).weeks == FREE


@pytest.mark.usefixtures("reference")
def test_what_a_council_has_set_aside_keeps_nobody() -> None:
    subject = knowing(_stated(other_register=True))
    rule = law_as_read().rules["PWR-17"]
    assert askable(FREE, replace(subject, set_aside=[rule.id])).weeks == FREE


def solicitor(pair: Pair, **facts: Any) -> None:
    said = {"profession": "solicitor"} | facts
    state_post_facts(
        actor=actor(pair.officer.person), employment_id=pair.officer.employment.pk, at=NOW, **said
    )


def offered(*pairs: Pair, hosts: list[Organisation] | None = None) -> dict[int, Askable]:
    places = [place.pk for place in hosts or [pairs[0].host]]
    return queries.offered([pair.officer.listing for pair in pairs], places, monday(), monday(1), NOW)


def quoted(pair: Pair) -> list[str]:
    asked = {"purpose": "Advice", "at": NOW}
    quote = queries.quote(
        actor(pair.booker), pair.host.pk, pair.officer.reference, [(monday(), 60)], function_id(), **asked
    )
    return [check.rule for check in quote.blocks]


def _of_the_host(pair: Pair) -> None:
    solicitor(pair, profession="", member_of_id=pair.host.pk)


def _paid_by_the_host(pair: Pair) -> None:
    solicitor(pair, profession="", interests="A firm", interest_councils=[pair.host.pk], paid_directly=True)


def _without_cost(pair: Pair) -> None:
    BandPrice.objects.filter(organisation=pair.home).update(cost_pence=None)


def _without_reason(pair: Pair) -> None:
    Joining.objects.filter(organisation=pair.home).update(wellbeing_reason="")


def _young(pair: Pair) -> None:
    Employment.objects.filter(pk=pair.officer.employment.pk).update(under_18=True)


def _to_end(pair: Pair) -> None:
    Organisation.objects.filter(pk=pair.host.pk).update(ends_on=monday() + timedelta(days=2))


@pytest.mark.parametrize(
    ("home", "host", "happens", "rule"),
    [
        ("England", "Scotland", solicitor, "PWR-17"),
        ("England", "England", _of_the_host, "PWR-12"),
        ("England", "England", _paid_by_the_host, "EMP-31"),
        ("England", "England", stopped, "PWR-15"),
        ("England", "Northern Ireland", _without_cost, "PWR-08"),
        ("Scotland", "England", _without_reason, "PWR-09"),
        ("England", "England", _young, "WT-07"),
        ("England", "England", _to_end, "PWR-16"),
    ],
)
def test_no_week_is_shown_that_a_quote_would_refuse_whatever_is_typed(
    home: str, host: str, happens: Callable[[Pair], Any], rule: str
) -> None:
    pair = make_pair(home=council(home), host=council(host), limit=False)
    assert (quoted(pair), len(offered(pair)[pair.officer.listing.pk].weeks)) == ([], 2)
    happens(pair)
    found = offered(pair)[pair.officer.listing.pk]
    assert rule in quoted(pair)
    assert (found.weeks, [each.rule for each in found.by]) == ({}, [rule])


def test_what_the_host_has_seen_opens_the_weeks_again() -> None:
    pair = make_pair(host=council("Wales"), limit=False)
    pk, both = pair.officer.listing.pk, {monday(), monday(1)}
    solicitor(pair, profession="building_inspector")
    assert (offered(pair)[pk].weeks, offered(pair)[pk].answered.keys()) == ({}, both)
    given(pair)
    assert (offered(pair)[pk].weeks.keys(), offered(pair)[pk].by) == (both, ())
    stopped(pair)
    assert (offered(pair)[pk].weeks, offered(pair)[pk].for_now) == ({}, True)
    authorised(pair)
    assert offered(pair)[pk].weeks.keys() == both


def test_one_rule_keeps_nobody_else_and_from_no_other_council(django_assert_num_queries: Any) -> None:
    pair = make_pair(host=council("Scotland"), limit=False)
    other, english = another_officer(pair), council()
    first, second = pair.officer.listing.pk, other.officer.listing.pk
    solicitor(pair)
    found = offered(pair, other)
    assert (found[first].weeks, len(found[second].weeks)) == ({}, 2)
    with django_assert_num_queries(2):  # several at once in each
        both = offered(pair, other, hosts=[pair.host, english])
    assert (len(both[first].weeks), both[first].by) == (2, ())


def test_what_was_seen_for_one_booking_opens_weeks_to_it_alone() -> None:
    pair = make_pair(host=council("Scotland"), limit=False)
    booking = requested_booking(pair)
    solicitor(pair)
    given(pair, scope=Scope(booking_id=booking.pk))
    asked = ([pair.officer.listing], [pair.host.pk], monday(1), monday(2), NOW)
    assert queries.free_weeks(*asked) == {pair.officer.listing.pk: {}}
    assert len(queries.free_weeks(*asked, booking_id=booking.pk)[pair.officer.listing.pk]) == 2
