"""What the law says to a booking: every pair of nations and kinds of body, and every rule that is judged."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from commonpool.agreements.queries import law_as_read
from commonpool.agreements.rules import BODIES, Law, Party
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.asking import Ask, Known, Leave
from commonpool.bookings.rules.costs import Cost
from commonpool.bookings.rules.judging import judge
from commonpool.bookings.rules.lawful import JUDGED, said_by_law
from commonpool.bookings.rules.needs import JUDGED_OF_NEEDS
from commonpool.bookings.rules.posts import POSTS
from commonpool.bookings.rules.working_time import WorkingTime
from commonpool.organisations.models import Nation
from tests.bookings import procurement_cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TODAY, MONDAY = date(2026, 11, 26), date(2026, 12, 7)
LAST_DAY = date(2026, 12, 13)
ASK = Ask(weeks=((MONDAY, 120),), purpose="Advice", function_id="3")
DECIDE = replace(ASK, decisions=True)
ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = Nation.values
COUNCIL, AUTHORITY, ALONE = BODIES
ENGLISH = Party(ENGLAND, COUNCIL)
PARTIES = [
    *(Party(nation, COUNCIL) for nation in Nation.values),
    Party(ENGLAND, AUTHORITY),
    Party(ENGLAND, ALONE),
]
DEEMED = {
    ((one.nation, one.body), (other.nation, other.body))
    for one, other in product(PARTIES, repeat=2)
    if ALONE not in (one.body, other.body)
    and ({one.nation, other.nation} <= {ENGLAND, WALES} or {one.nation, other.nation} == {SCOTLAND})
}
"""The officer counts as the host's: within England and Wales, and within Scotland (law.md 1.2 and 1.3)."""


@pytest.fixture
def law() -> Law:
    return law_as_read()


def known(law: Law, home: Party = ENGLISH, host: Party = ENGLISH, **facts: object) -> Known:
    """All well, but for what is said otherwise."""
    leave = Leave(1, True, 240, date(2026, 1, 1), date(2027, 12, 31), decisions=True, peer_help=True)
    plain = {
        "today": TODAY, "home_id": 1, "host_id": 2, "same_world": True, "host_employs": False, "listed": True,
        "employed": True, "checked": True, "home_peer": True, "home_lends": True, "in_agreement": True,
        "function_known": True, "leave": leave, "law": law, "home": home, "host": host,
    }  # fmt: skip
    return Known(**plain | facts)  # type: ignore[arg-type]


def said(ask: Ask, subject: Known) -> dict[str, str]:
    return {each.rule.rule: each.effect for each in said_by_law(ask, subject)}


@pytest.mark.parametrize(
    ("home", "host"), product(PARTIES, repeat=2), ids=lambda party: f"{party.nation} {party.body}"
)
def test_each_pair_of_bodies_may_do_what_its_power_allows(law: Law, home: Party, host: Party) -> None:
    power = law.power_between(home, host)
    if (home.body, host.nation) == (AUTHORITY, NORTHERN_IRELAND):  # the general power is not theirs
        assert power is None
        assert said(ASK, known(law, home, host))["PWR-01"] == "BLOCK"
        return
    assert power is not None
    deemed = ((home.nation, home.body), (host.nation, host.body)) in DEEMED
    assert power.deemed == deemed
    assert said(ASK, known(law, home, host))["PWR-06"] == "PASS"
    decided = said(DECIDE, known(law, home, host))
    assert decided["PWR-06"] == ("PASS" if deemed else "BLOCK")
    assert decided.get("PWR-07") == ("ASK" if deemed else None)
    unsettled = ALONE in (home.body, host.body) and home.nation in (ENGLAND, WALES)
    unsettled = unsettled and host.nation != NORTHERN_IRELAND
    assert (said(ASK, known(law, home, host))["PWR-00"] == "ASK") == unsettled


MATRIX = {
    ENGLAND: ("section 113", "section 113", "Goods and Services", "Localism Act 2011"),
    WALES: ("section 113", "section 113", "Goods and Services", "(Wales) Act 2021, section 24"),
    SCOTLAND: ("2003, section 20", "2003, section 20", "1973, section 65", "2003, section 20"),
    NORTHERN_IRELAND: ("2014, section 79", "2014, section 79", "2014, section 79", "1972, section 105"),
}
"""By what a council of one nation lends to one of each, in the order of the nations (law.md 1.2)."""


def test_councils_lend_by_the_power_of_their_two_nations(law: Law) -> None:
    for home, powers in MATRIX.items():
        for host, name in zip((ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND), powers, strict=True):
            power = law.power_between(Party(home, COUNCIL), Party(host, COUNCIL))
            assert power is not None
            assert name in power.power, (home, host)


def test_bodies_that_no_table_names_lend_and_borrow_nothing(law: Law) -> None:
    """The rest of all pairs of nations and kinds of body: neither advice nor decisions."""
    every = [Party(nation, body) for nation in Nation.values for body in BODIES]
    rest = [pair for pair in product(every, repeat=2) if not set(pair) <= set(PARTIES)]
    assert len(rest) == 12**2 - len(PARTIES) ** 2
    for home, host in rest:
        for ask in (ASK, DECIDE):
            assert said(ask, known(law, home, host))["PWR-01"] == "BLOCK", (home, host)


SCOTTISH, IRISH = Party(SCOTLAND, COUNCIL), Party(NORTHERN_IRELAND, COUNCIL)


def at_cost(
    price: int | None, cost: int | None, wellbeing: str = "It helps our own area"
) -> dict[str, object]:
    """An hour's price in the week asked for, what it costs home, and why home lends."""
    return {"prices": {MONDAY: price}, "cost": Cost({MONDAY: cost}, wellbeing)}


ELEVEN = [MONDAY - timedelta(weeks=number) for number in range(1, 12)]
GONE = replace(ENGLISH, gone_on=date(2026, 12, 12))
CASES: dict[str, tuple[tuple[Ask, dict[str, object], str], tuple[Ask, dict[str, object], str | None]]] = {
    "PWR-00": (
        (ASK, {"home": Party(ENGLAND, ALONE)}, "ASK"),
        (ASK, {}, "PASS"),
    ),
    "PWR-01": ((ASK, {"home": Party(ENGLAND, "")}, "BLOCK"), (ASK, {}, "PASS")),
    "PWR-02": ((ASK, {}, "PASS"), (replace(ASK, kind="peer_help"), {}, None)),
    "PWR-03": (
        (ASK, {"home": Party(NORTHERN_IRELAND, COUNCIL), "host": Party(NORTHERN_IRELAND, COUNCIL)}, "PASS"),
        (ASK, {"home": Party(NORTHERN_IRELAND, COUNCIL)}, None),
    ),
    "PWR-05": ((ASK, {"function_known": False}, "BLOCK"), (ASK, {}, "PASS")),
    "PWR-06": ((DECIDE, {"host": Party(SCOTLAND, COUNCIL)}, "BLOCK"), (DECIDE, {}, "PASS")),
    "PWR-07": ((DECIDE, {}, "ASK"), (ASK, {}, None)),
    "PWR-08": (
        (ASK, {"host": IRISH, **at_cost(2000, 1999)}, "BLOCK"),
        (ASK, {"host": IRISH, **at_cost(2000, 2000)}, "PASS"),
    ),
    "PWR-09": (
        (ASK, {"home": SCOTTISH, **at_cost(2000, 1999)}, "BLOCK"),
        (ASK, {"home": SCOTTISH, **at_cost(2000, 2000)}, "PASS"),
    ),
    "PWR-10": ((ASK, {"host": Party(SCOTLAND, COUNCIL)}, "DOC"), (ASK, {}, None)),
    "PWR-11": ((ASK, {"employed": False}, "BLOCK"), (ASK, {}, "PASS")),
    "EMP-30": ((ASK, {"in_role": ELEVEN}, "WARN"), (ASK, {"in_role": ELEVEN[1:]}, "PASS")),
    "WT-01": (
        (ASK, {"working": WorkingTime(48 * 60 - 7)}, "BLOCK"),  # by a minute in 17 weeks
        (ASK, {"working": WorkingTime(44 * 60 - 8)}, "PASS"),
    ),
    "WT-10": (
        (ASK, {"working": WorkingTime(0)}, "ASK"),
        (ASK, {"working": WorkingTime(0), "adult": True}, "PASS"),
    ),
    "WT-07": ((ASK, {"adult": False}, "BLOCK"), (ASK, {"adult": True}, "PASS")),
    "PWR-16": ((ASK, {"host": GONE}, "BLOCK"), (ASK, {"host": replace(GONE, gone_on=LAST_DAY)}, "PASS")),
} | procurement_cases.CASES  # fmt: skip
"""For each rule that is judged: a case in which it speaks, and the nearest one in which it does not."""


def test_a_council_that_ends_is_followed_by_name_and_from_which_day(law: Law) -> None:
    heirs = replace(GONE, heirs=("Lark and Kelder",))
    for side, words in (
        ({"host": heirs}, "From 13 December 2026 the host is Lark and Kelder. Terms and price stay."),
        ({"home": heirs}, "From 13 December 2026 the home council is Lark and Kelder. Terms and price stay."),
        ({"host": replace(heirs, gone_on=LAST_DAY)}, ""),
    ):
        (found,) = [each for each in said_by_law(ASK, known(law, **side)) if each.rule.rule == "PWR-16"]  # type: ignore[arg-type]
        assert (found.effect, found.worded()) == ("WARN" if words else "PASS", words)
    split = known(law, host=replace(heirs, heirs=("East", "West")))
    assert "East, West" in next(
        each.message for each in said_by_law(ASK, split) if each.rule.rule == "PWR-16"
    )


def test_every_rule_that_is_judged_has_its_cases() -> None:
    assert set(CASES) | set(JUDGED_OF_NEEDS) | set(POSTS) == set(JUDGED)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_speaks_and_is_silent(law: Law, rule: str) -> None:
    for ask, facts, effect in CASES[rule]:
        assert said(ask, known(law, **facts)).get(rule) == effect  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", [name for name, (speaks, _not) in CASES.items() if speaks[2] == "BLOCK"])
def test_what_blocks_is_refused_with_the_rule_and_its_source(law: Law, rule: str) -> None:
    ask, facts, _effect = CASES[rule][0]
    subject = known(law, **facts)  # type: ignore[arg-type]
    refused = [each for each in judge(ask, subject, said_by_law(ask, subject)) if each.rule == rule]
    assert [str(each.source) for each in refused] == [law.rules[rule].source]
    assert all(str(each) and each.code != refusals.AgainstTheLaw.code for each in refused)


def test_the_host_is_told_nothing_of_other_hours_but_that_they_are_too_many(law: Law) -> None:
    for minutes, effect in ((30 * 60, "PASS"), (48 * 60 - 8, "PASS"), (48 * 60 - 7, "BLOCK")):
        assert said(ASK, known(law, working=WorkingTime(minutes)))["WT-01"] == effect


def test_a_change_to_no_more_hours_is_not_refused_for_them(law: Law) -> None:
    over = WorkingTime(49 * 60)
    assert said(ASK, known(law, working=over, own={MONDAY: 120}))["WT-01"] == "PASS"
    assert said(ASK, known(law, working=over, own={MONDAY: 90}))["WT-01"] == "BLOCK"


def test_nothing_is_said_of_a_payroll_that_nobody_looked_at(law: Law) -> None:
    assert "PWR-11" not in said(replace(ASK, kind="peer_help"), known(law))
    assert "PWR-11" not in said(ASK, known(law, checked=False))


@pytest.mark.parametrize(("gone_on", "heirs", "effect"), [
    (date(2026, 12, 12), (), "BLOCK"), (LAST_DAY, (), "PASS"), (date(2026, 12, 12), ("Lark",), "WARN"),
    (None, (), "PASS"),
])  # fmt: skip
def test_a_council_that_ends_needs_somebody_to_take_its_place(
    law: Law, gone_on: date | None, heirs: tuple[str, ...], effect: str
) -> None:
    for side in ("home", "host"):
        party = Party(ENGLAND, COUNCIL, gone_on, heirs)
        assert said(ASK, known(law, **{side: party}))["PWR-16"] == effect  # type: ignore[arg-type]


def test_a_rule_that_was_set_aside_says_nothing(law: Law) -> None:
    away = {law.rules["PWR-00"].id}
    assert "PWR-00" in said(ASK, known(law, home=Party(ENGLAND, ALONE)))
    assert "PWR-00" not in said(ASK, known(law, home=Party(ENGLAND, ALONE), set_aside=away))
