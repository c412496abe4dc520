"""The law in words: what a rule does, where it holds, how sure its reading is."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.agreements.models import LegalPower, Rule
from commonpool.agreements.rules import INFO, KEPT, KNOWN, OPEN, VERIFIED
from commonpool.bookings.rules.lawful import JUDGED
from commonpool.kernel.names import name_of
from commonpool.organisations.models import Nation
from commonpool.timesheets import rules

FAMILIES = {
    "PWR": gettext_lazy("By what power, and whom"),
    "PRC": gettext_lazy("Procurement"),
    "EMP": gettext_lazy("Employment"),
    "WT": gettext_lazy("Working time"),
    "OT": gettext_lazy("Overtime and time back"),
    "PAY": gettext_lazy("Rates and pay awards"),
    "HOL": gettext_lazy("Holiday pay"),
    "VAT": gettext_lazy("VAT"),
    "INV": gettext_lazy("Invoices and payment"),
    "NET": gettext_lazy("Clearing"),
    "TRN": gettext_lazy("Publication"),
    "LIA": gettext_lazy("Safety and liability"),
    "DP": gettext_lazy("Personal data"),
    "DBS": gettext_lazy("Work with children and adults at risk"),
    "EQ": gettext_lazy("Equality"),
    "CON": gettext_lazy("Confidence"),
}
EFFECTS = {
    "BLOCK": gettext_lazy("refuses"),
    "WARN": gettext_lazy("warns"),
    "ASK": gettext_lazy("asks for something"),
    "CALC": gettext_lazy("is reckoned with"),
    "DOC": gettext_lazy("stands in the papers"),
    "INFO": gettext_lazy("is good to know"),
}
MARKS = {
    VERIFIED: (gettext_lazy("Verified"), "green"),
    KNOWN: (gettext_lazy("To be confirmed"), "yellow"),
    OPEN: (gettext_lazy("For each council"), "grey"),
}
BODIES = {
    "council": gettext_lazy("council"),
    "combined_authority": gettext_lazy("combined authority"),
    "sui_generis": gettext_lazy("City of London or Isles of Scilly"),
}


def family_of(rule: Rule) -> str:
    return rule.rule.partition("-")[0]


def by_family(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """The catalogue, a heading for each family of rules."""
    lines: dict[str, list[dict[str, Any]]] = {}
    for rule in rules:
        lines.setdefault(family_of(rule), []).append(line(rule))
    return [{"key": key, "title": FAMILIES[key], "rules": found} for key, found in lines.items()]


def line(rule: Rule) -> dict[str, Any]:
    """A rule as it is read."""
    mark, colour = MARKS[rule.mark]
    return {
        "rule": rule,
        "does": ", ".join(str(EFFECTS[each]) for each in rule.effects),
        "where": where(rule),
        "mark": mark,
        "colour": colour,
        "judged": judged(rule),
        "to_know": set(rule.effects) == {INFO},
        "link": rule.source if rule.source.startswith("https://") else "",
    }


def judged(rule: Rule) -> bool:
    """Whether we judge bookings, or hours worked, by it, or it holds by how the pool is made."""
    return rule.rule in JUDGED or rule.rule in rules.JUDGED or rule.rule in KEPT


def where(rule: Rule) -> str:
    """In which nations, and of which of the two councils."""
    if set(rule.nations) == set(Nation.values):
        return _("everywhere")
    nations = ", ".join(map(name_of, rule.nations))
    if rule.whose == "host":
        return _("host councils in %(nations)s") % {"nations": nations}
    return _("home councils in %(nations)s") % {"nations": nations}


def power_rows(powers: Iterable[LegalPower], *, councils: bool) -> list[tuple[Any, ...]]:
    """The powers between councils, or between others, as rows of a table."""
    return [
        (
            party(each.home_nation, each.home_body),
            party(each.host_nation, each.host_body),
            each.power,
            _("Yes") if each.deemed else _("No: they advise, and do not decide"),
            MARKS[each.mark][0],
        )
        for each in powers
        if (each.home_body == each.host_body == "council") == councils
    ]


def party(nation: str, body: str) -> str:
    """A nation's councils, or another kind of body there."""
    return name_of(nation) if body == "council" else f"{name_of(nation)}, {BODIES[body]}"
