"""What the law says to the officer's post and to a host that may not spend, and which evidence answers it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commonpool.agreements.queries import law_as_read
from commonpool.agreements.rules import Law, Party, Power
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.asking import Ask, Known
from commonpool.bookings.rules.evidence import ANSWERABLE, Shown
from commonpool.bookings.rules.judging import judge
from commonpool.bookings.rules.lawful import said_by_law
from commonpool.bookings.rules.post import Post
from commonpool.bookings.rules.posts import BINDING, POSTS, blocked_at_binding
from tests.bookings.test_law import ASK, COUNCIL, ENGLAND, MONDAY, NORTHERN_IRELAND, SCOTLAND, known, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SAID = Post(stated=True)
PAPER = Shown("Seen on the register", "HR folder 7", date(2026, 11, 2), "Rhian Hughes")
FULL = 37 * 60
TWELVE = [MONDAY - timedelta(weeks=number) for number in range(1, 13)]
FULL_WEEK = replace(ASK, weeks=((MONDAY, FULL),))
NORTHERN = Party(NORTHERN_IRELAND, COUNCIL)


def of(**facts: object) -> dict[str, object]:
    return {"post": replace(SAID, **facts)}  # type: ignore[arg-type]


def northern_body(law: Law) -> Law:
    """The law as if a public body that is no council could lend to a council in Northern Ireland."""
    pair = (NORTHERN_IRELAND, "sui_generis", NORTHERN_IRELAND, COUNCIL)
    power = Power(1, "1972 Act section 105", deemed=False, text="", source="", mark="V", brings="PWR-03")
    return replace(law, powers={**law.powers, pair: power})


CASES: dict[str, tuple[tuple[Ask, dict[str, object], str], tuple[Ask, dict[str, object], str | None]]] = {
    "PWR-04": (
        (ASK, {"home": Party(NORTHERN_IRELAND, "sui_generis"), "host": NORTHERN}, "ASK"),
        (ASK, {"home": NORTHERN, "host": NORTHERN}, "PASS"),
    ),
    "PWR-12": ((ASK, of(member_of_host=True), "BLOCK"), (ASK, of(), "PASS")),
    "PWR-13": ((ASK, of(statutory=True), "WARN"), (ASK, of(), "PASS")),
    "PWR-15": ((ASK, of(stopped=True), "BLOCK"), (ASK, of(), "PASS")),
    "PWR-17": (
        (ASK, of(profession="Solicitor", other_register=True), "BLOCK"),
        (ASK, of(profession="Solicitor"), "PASS"),
    ),
    "EMP-02": ((ASK, {"leave": None}, "ASK"), (ASK, {}, "PASS")),
    "EMP-05": (
        (FULL_WEEK, of(full_minutes=FULL, full_weeks=TWELVE), "WARN"),
        (FULL_WEEK, of(full_minutes=FULL, full_weeks=TWELVE[:11]), "PASS"),
    ),
    "EMP-07": ((ASK, {"home": Party(ENGLAND, "")}, "WARN"), (ASK, {}, "PASS")),
    "EMP-31": ((ASK, of(paid_by_host=True), "BLOCK"), (ASK, of(interested=True), "PASS")),
    "EMP-32": ((ASK, of(interested=True), "ASK"), (ASK, of(), "PASS")),
    "EMP-33": ((ASK, of(restricted=True), "ASK"), (ASK, of(), "PASS")),
    "EMP-34": ((ASK, of(second_job_unasked=True), "ASK"), (ASK, of(), "PASS")),
    "DBS-01": ((ASK, of(regulated=True), "ASK"), (ASK, of(), "PASS")),
}
"""For each rule judged here: a case in which it speaks, and the nearest one in which it does not."""


@pytest.fixture
def law() -> Law:
    return law_as_read()


def case(law: Law, rule: str, facts: dict[str, object]) -> Known:
    return known(northern_body(law) if rule == "PWR-04" else law, **facts)  # type: ignore[arg-type]


def test_every_rule_that_is_judged_here_has_its_cases() -> None:
    assert set(CASES) == set(POSTS)
    assert set(BINDING) == {rule for rule, (speaks, _not) in CASES.items() if speaks[2] == "BLOCK"}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_speaks_and_is_silent_and_says_nothing_of_peer_help(law: Law, rule: str) -> None:
    for ask, facts, effect in CASES[rule]:
        assert said(ask, case(law, rule, facts)).get(rule) == effect
    ask, facts, _effect = CASES[rule][0]
    assert rule not in said(replace(ask, kind="peer_help"), case(law, rule, facts))


@pytest.mark.parametrize("rule", BINDING)
def test_what_blocks_refuses_by_its_rule_and_again_as_it_binds(law: Law, rule: str) -> None:
    ask, facts, _effect = CASES[rule][0]
    subject = known(law, **facts)  # type: ignore[arg-type]
    (refused,) = [each for each in judge(ask, subject, said_by_law(ask, subject)) if each.rule == rule]
    assert str(refused) == law.rules[rule].message
    assert refused.code != refusals.AgainstTheLaw.code
    assert list(blocked_at_binding(subject.post)) == [rule]


@pytest.mark.parametrize("rule", BINDING)
def test_a_change_that_adds_no_hours_is_not_refused(law: Law, rule: str) -> None:
    ask, facts, _effect = CASES[rule][0]
    for booked, effect in ((120, "PASS"), (90, "BLOCK")):
        subject = known(law, own={MONDAY: booked}, **facts)  # type: ignore[arg-type]
        assert said(ask, subject)[rule] == effect


@pytest.mark.parametrize("rule", CASES)
def test_evidence_answers_the_rules_it_can_and_no_other(law: Law, rule: str) -> None:
    """Whoever gives it is judged by the operation: the rows cannot hold another rule."""
    if rule not in ANSWERABLE:
        assert rule in ("PWR-12", "EMP-02", "EMP-05", "EMP-07", "EMP-31", "EMP-33", "EMP-34")
        return
    ask, facts, effect = CASES[rule][0]
    subject = case(law, rule, facts)
    shown = replace(subject, post=replace(subject.post, evidence={rule: PAPER}))
    (spoken,) = [each for each in said_by_law(ask, shown) if each.rule.rule == rule]
    assert (spoken.effect, spoken.refusal, spoken.shown) == (effect, None, PAPER)
    assert list(blocked_at_binding(shown.post)) == []


def test_who_was_not_asked_is_not_judged(law: Law) -> None:
    plain = known(
        law, post=Post(member_of_host=True, profession="Solicitor", other_register=True, statutory=True)
    )
    assert set(said(ASK, plain)) & {"PWR-12", "PWR-13", "PWR-17", "EMP-31", "EMP-32", "EMP-33"} == set()


def test_section_114_binds_councils_of_england_and_wales(law: Law) -> None:
    assert "PWR-15" not in said(ASK, known(law, host=Party(SCOTLAND, COUNCIL), **of(stopped=True)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("function", "needs", "effect"), [
    ("59", ("visit",), "ASK"), ("59", ("documents",), "PASS"), ("3", ("visit",), "PASS"),
])  # fmt: skip
def test_only_work_close_to_people_at_risk_asks_for_a_check(
    law: Law, function: str, needs: tuple[str, ...], effect: str
) -> None:
    assert said(replace(ASK, function_id=function, needs=needs), known(law))["DBS-01"] == effect


def test_twelve_full_weeks_pass_where_one_is_missing_between(law: Law) -> None:
    gap = [each for each in TWELVE if each != TWELVE[5]]
    post = replace(SAID, full_minutes=FULL, full_weeks=gap)
    assert said(FULL_WEEK, known(law, post=post))["EMP-05"] == "PASS"
    assert (
        said(replace(FULL_WEEK, weeks=((MONDAY, FULL - 30),)), known(law, **of(full_minutes=FULL)))["EMP-05"]
        == "PASS"
    )  # type: ignore[arg-type]


def test_the_same_person_is_not_lent_twice_to_one_host_in_a_week(law: Law) -> None:
    twice = known(law, **of(lent_by_another=[MONDAY]))  # type: ignore[arg-type]
    assert [each.code for each in judge(ASK, twice, []) if each.code == "lent_already"] == ["lent_already"]
    other = known(law, **of(lent_by_another=[MONDAY - timedelta(weeks=1)]))  # type: ignore[arg-type]
    assert not [each for each in judge(ASK, other, []) if each.code == "lent_already"]
