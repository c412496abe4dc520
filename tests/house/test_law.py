"""Each rule of law that speaks to a loan has a case in which it does and one in which it does not, or the build fails.

The cases stand with their families of rules. What the product cannot do wrong because of how it is made is no
judgement over facts: its two cases are tests elsewhere, named here.
"""

import ast
import csv
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from commonpool.agreements.operations.reference import REFERENCE
from commonpool.agreements.rules import KEPT
from commonpool.bookings.rules import lawful
from commonpool.timesheets import rules as timesheets
from tests.agreements.test_agreement_text import PARTS
from tests.bookings import test_law, test_needs_law, test_posts
from tests.house.law_of_money import CASES
from tests.house.source import ROOT
from tests.timesheets import test_working_time

FAMILIES = ("PWR", "PRC", "EMP", "WT", "LIA", "DP", "DBS")
MONEY = ("OT", "PAY", "HOL", "VAT", "INV", "NET", "TRN")
"""The rules of money have their cases with the money: tests named below."""
SPEAKING = {"BLOCK", "WARN", "ASK", "CALC"}
SILENT = {"PASS", None}
CATALOGUE = {
    row["rule"]: frozenset(row["effects"].split("|"))
    for row in csv.DictReader((REFERENCE / "rules.csv").read_text("utf-8").splitlines())
}
RULES = {rule: effects for rule, effects in CATALOGUE.items() if rule.split("-")[0] in FAMILIES}
OF_MONEY = {rule for rule, said in CATALOGUE.items() if rule.split("-")[0] in MONEY and said & SPEAKING}
JUDGED: Mapping[str, Any] = {**test_law.CASES, **test_posts.CASES, **test_needs_law.CASES}
"""By rule: cases of what is asked, what is known, and what the rule does to it."""
WORKED = test_working_time.CASES
"""By rule: hours of which it warns, and hours that it lets pass."""
BY_CONSTRUCTION = {
    "PWR-02": (
        "tests/bookings/test_accept_booking.py::test_refuses_other_terms_than_those_that_stand",
        "tests/bookings/test_accept_booking.py::test_one_tap_binds_when_both_limits_cover_it",
    ),
    "PWR-03": (
        "tests/bookings/test_accept_booking.py::test_nobody_but_the_officer_answers",
        "tests/bookings/test_accept_booking.py::test_one_tap_binds_when_both_limits_cover_it",
    ),
    "PWR-14": (
        "tests/agreements/test_money_terms.py::test_nobody_signs_without_authority_until_it_is_recorded",
        "tests/agreements/test_sign_agreement.py::test_the_second_signature_puts_the_agreement_in_force",
    ),
    "EMP-03": (
        "tests/bookings/test_accept_booking.py::test_nobody_but_the_officer_answers",
        "tests/bookings/test_accept_booking.py::test_one_tap_binds_when_both_limits_cover_it",
    ),
    "WT-02": (
        "tests/people/test_opt_out.py::test_refuses_what_no_opt_out_may_be",
        "tests/people/test_opt_out.py::test_holds_from_the_day_until_notice_is_up",
    ),
}
"""By rule: a test in which it stops somebody, and one in which it lets them go on.

The officer's own yes to the exact words is the consultation, the consent and the volunteering. Who signs says by
what authority. An opt-out is a signed row, or there is none.
"""
IN_THE_PAPERS = {
    "EMP-01": ("3", "stays the employee"),
    "LIA-04": ("13", "harassment routes"),
    "LIA-05": ("16", "belongs to the host council, and the home council hereby assigns it"),
    "LIA-06": ("14", "discipline, capability and grievances"),
    "DP-01": ("18", "separate controller"),
    "DP-02": ("18", "the booking says so beforehand"),
    "DP-03": ("F", "told its officers how their data are used"),
    "CON-01": ("17", "keep confidential what they learn of each other"),
    "PWR-10": ("A", "Goods and Services"),
}
"""By rule: the clause or schedule of the agreement that holds what is to be written, and words of it."""


def fires_and_does_not(rule: str) -> Iterator[str]:
    """What is missing of a rule's two cases."""
    if rule in BY_CONSTRUCTION:
        yield from (test for test in BY_CONSTRUCTION[rule] if not is_there(test))
        return
    if rule in WORKED and len(WORKED[rule]) == 2:
        return
    effects = [effect for _ask, _facts, effect in JUDGED.get(rule, ())]
    if not RULES[rule] & SPEAKING & set(effects):
        yield f"{rule}: no case in which it speaks"
    if not SILENT & set(effects):
        yield f"{rule}: no case in which it does not"


def is_there(test: str) -> bool:
    path, name = test.split("::")
    return name in functions_of(path)


@cache
def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


@pytest.mark.parametrize("rule", [rule for rule, effects in RULES.items() if effects & SPEAKING])
def test_each_rule_has_a_case_that_fires_it_and_one_that_does_not(rule: str) -> None:
    assert list(fires_and_does_not(rule)) == []


def test_a_rule_without_its_cases_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "PWR-99", frozenset({"BLOCK"}))
    assert len(list(fires_and_does_not("PWR-99"))) == 2
    monkeypatch.setitem(BY_CONSTRUCTION, "PWR-99", ("tests/house/test_law.py::test_gone",) * 2)
    assert len(list(fires_and_does_not("PWR-99"))) == 2


@pytest.mark.parametrize("rule", sorted(OF_MONEY))
def test_each_rule_of_money_has_a_test_in_which_it_acts_and_one_in_which_it_does_not(rule: str) -> None:
    acts, does_not = CASES[rule]
    assert acts != does_not
    assert is_there(acts), acts
    assert is_there(does_not), does_not


def test_what_is_kept_by_how_things_are_made_is_what_has_such_tests() -> None:
    assert set(CASES) == OF_MONEY
    assert {*CASES, "PWR-14", "EMP-03", "WT-02"} == KEPT
    assert not KEPT & {*lawful.JUDGED, *timesheets.JUDGED}


def test_every_case_is_of_a_rule_that_is_judged() -> None:
    judged = {*lawful.JUDGED, *timesheets.JUDGED}
    assert {*JUDGED, *WORKED} <= judged
    assert {rule for rule in judged if rule in RULES} <= {*JUDGED, *WORKED}
    assert not {rule for rule, effects in RULES.items() if effects & SPEAKING} - judged - {*BY_CONSTRUCTION}


@pytest.mark.parametrize("rule", [rule for rule, effects in CATALOGUE.items() if "DOC" in effects])
def test_what_is_to_be_written_stands_in_the_agreement(rule: str) -> None:
    part, words = IN_THE_PAPERS[rule]
    assert words in PARTS[part]
