"""A call-off in words."""

from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.agreements.rules.procurement import BASIS_WORDS
from commonpool.agreements.rules.when import WEEKDAY, WHEN
from commonpool.availability.rules import TIME_BASES
from commonpool.bookings.models import CallOff
from commonpool.bookings.rules.covering import BY_PERMISSION, BY_SPENDING_LIMIT
from commonpool.kernel import weeks, words
from commonpool.kernel.money import pounds
from commonpool.people.rules import VETTING_LEVELS
from commonpool.web.bookings.needs import TERMS
from commonpool.web.bookings.phrases import NEEDS

BY_RULE = {
    BY_PERMISSION: gettext_lazy("by the permission given beforehand"),
    BY_SPENDING_LIMIT: gettext_lazy("by the spending limit given beforehand"),
}


ELSEWHERE: dict[str, Any] = {
    "employee_number": gettext_lazy("Kept by the home council’s HR."),
    "registration": gettext_lazy("Not said."),
    "vetting": gettext_lazy("Not said."),
    "interests": gettext_lazy("Not said."),
    "vat": gettext_lazy("Standard rate on the whole charge (Schedule B)."),
    "cost_code": gettext_lazy("Kept by the host council."),
    "purchase_order": gettext_lazy("None: the host council’s settings ask for none at this price."),
    "insurance": gettext_lazy("The host council has not said on which day it told its insurers."),
}
"""What a call-off says where its facts hold nothing of the name."""


def read(call_off: CallOff, *, sees_price: bool) -> dict[str, Any]:
    """What its page says, beside what it prints as it stands; prices of the weeks for those who see them."""
    facts = call_off.facts
    leave = facts["permission"]
    return {
        "facts": facts,
        "minutes": sum(each["minutes"] for each in facts["weeks"]),
        "head": _head() if sees_price else _head()[:2],
        "rows": [_priced(each) if sees_price else _week(each) for each in facts["weeks"]],
        "planned": [(_of_week(week), _by_day(days)) for week, days in facts.get("days", {}).items()],
        "gross_pence": facts["net_pence"] + facts["vat_pence"],
        "held": {**ELSEWHERE, **_of_needs(facts["needs"]), **_of_post(facts.get("post", {})), **_told(facts)},
        "taken_over_by": facts["agreement"].get("taken_over_by", []),
        "place": _("At the host council, and remote") if "visit" in facts["needs"] else _("Remote"),
        "needs": [{"title": NEEDS[each], "terms": TERMS[each]} for each in facts["needs"]],
        "ready_on": _day(facts["ready_on"]),
        "basis": BASIS_WORDS.get(facts.get("procurement", {}).get("basis", ""), ""),
        "insured": _day(facts.get("procurement", {}).get("insurer_told_on", "")),
        "asked": deed(facts["asked"]),
        "answered": deed(facts["answered"]),
        "approved": deed(facts["approved"]),
        "confirmed": deed(facts["confirmed"]),
        "granted": deed(leave),
        "leave_from": date.fromisoformat(leave["starts_on"]),
        "leave_to": date.fromisoformat(leave["ends_on"]),
        "time_basis": TIME_BASES.get(leave["time_basis"], ""),
        "bound": datetime.fromisoformat(facts["bound_at"]),
        "passed": [each for each in facts["checks"] if each["effect"] == "PASS"],
        "spoken": [each for each in facts["checks"] if each["effect"] != "PASS"],
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts themselves, where they are held, in place of the words for where else they are."""
    return {name: facts[name] for name in (*ELSEWHERE, "risk", "data") if facts.get(name)}


def _of_post(post: dict[str, Any]) -> dict[str, str]:
    """What the officer had said of their post as it bound; nothing where they had said nothing."""
    if not post:
        return {}
    return {"registration": _registration(post), "vetting": _vetting(post), "interests": _interests(post)}


def _registration(post: dict[str, Any]) -> str:
    if not post["profession"]:
        return _("None of the professions with a register, the officer said.")
    facts = {"name": post["profession"], "registers": ", ".join(post["registers"])}
    if not post["registers"]:
        return _("%(name)s, on no register, the officer said.") % facts
    return _("%(name)s, registered with: %(registers)s, the officer said.") % facts


def _vetting(post: dict[str, Any]) -> str:
    issued_on = _day(post["vetting_issued_on"])
    if not post["vetting_level"] or issued_on is None:
        return _("No check, the officer said.")
    return _("%(level)s by %(issuer)s, issued on %(day)s, the officer said.") % {
        "level": VETTING_LEVELS[post["vetting_level"]],
        "issuer": post["vetting_issuer"],
        "day": words.day(issued_on),
    }


def _interests(post: dict[str, Any]) -> str:
    if not post["interest_in"]:
        return _("None in either council, the officer said.")
    names = {"councils": ", ".join(post["interest_in"])}
    return _("The officer said that they have a money interest in: %(councils)s.") % names


def _of_needs(needs: list[str]) -> dict[str, str]:
    """What follows for risk and for personal data from what the officer will need."""
    return {
        "risk": _("By the host council, as for its own staff, before the first visit (clause 12).")
        if "visit" in needs
        else _("None needed: the work is done from where the officer usually works."),
        "data": _("The host council’s, under its authority and instructions (clause 18).")
        if {"documents", "account"} & set(needs)
        else _("None of the host council’s."),
    }


def _head() -> list[str]:
    return [_("Week"), _("Hours"), _("An hour"), _("Before VAT")]


def deed(said: dict[str, str]) -> str:
    """ "2 November 2026 at 10:00, Asha Rao", or by which limit given beforehand."""
    if not said["at"]:
        return ""
    moment = words.moment(datetime.fromisoformat(said["at"]))
    return _("%(moment)s, %(who)s") % {"moment": moment, "who": BY_RULE.get(said["rule"]) or said["by"]}


def _week(each: dict[str, Any]) -> tuple[str, str]:
    hours = words.hours(each["minutes"])
    when = each["when"]
    if when != WEEKDAY:
        hours = _("%(hours)s: %(when)s") % {"hours": hours, "when": WHEN[when]}
    return _of_week(each["week"]), hours


def _priced(each: dict[str, Any]) -> tuple[str, str, str, str]:
    return (*_week(each), pounds(each["hourly_pence"]), pounds(each["net_pence"]))


def _of_week(week: str) -> str:
    return capfirst(words.week_of(weeks.read(week)))


def _by_day(days: dict[str, int]) -> str:
    return ", ".join(
        _("%(day)s: %(hours)s")
        % {"day": words.short_day(date.fromisoformat(day)), "hours": words.hours(minutes)}
        for day, minutes in days.items()
    )
