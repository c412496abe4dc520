"""A call-off in words."""

from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.agreements.rules.procurement import BASIS_WORDS
from commonpool.availability.rules import TIME_BASES
from commonpool.bookings.models import CallOff
from commonpool.bookings.rules.covering import BY_PERMISSION, BY_SPENDING_LIMIT
from commonpool.kernel import weeks, words
from commonpool.kernel.money import pounds
from commonpool.web.bookings.needs import TERMS
from commonpool.web.bookings.phrases import NEEDS

BY_RULE = {
    BY_PERMISSION: gettext_lazy("by the permission given beforehand"),
    BY_SPENDING_LIMIT: gettext_lazy("by the spending limit given beforehand"),
}


def read(call_off: CallOff, *, sees_price: bool) -> dict[str, Any]:
    """What its page says, beside what it prints as it stands; prices of the weeks for those who see them."""
    facts = call_off.facts
    leave = facts["permission"]
    return {
        "facts": facts,
        "minutes": sum(each["minutes"] for each in facts["weeks"]),
        "head": _head() if sees_price else _head()[:2],
        "rows": [_priced(each) if sees_price else _week(each) for each in facts["weeks"]],
        "gross_pence": facts["net_pence"] + facts["vat_pence"],
        "needs": [{"title": NEEDS[each], "terms": TERMS[each]} for each in facts["needs"]],
        "ready_on": date.fromisoformat(facts["ready_on"]) if facts["ready_on"] else None,
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


def _head() -> list[str]:
    return [_("Week"), _("Hours"), _("An hour"), _("Before VAT")]


def deed(said: dict[str, str]) -> str:
    """ "2 November 2026 at 10:00, Asha Rao", or by which limit given beforehand."""
    if not said["at"]:
        return ""
    moment = words.moment(datetime.fromisoformat(said["at"]))
    return _("%(moment)s, %(who)s") % {"moment": moment, "who": BY_RULE.get(said["rule"]) or said["by"]}


def _week(each: dict[str, Any]) -> tuple[str, str]:
    return capfirst(words.week_of(weeks.read(each["week"]))), words.hours(each["minutes"])


def _priced(each: dict[str, Any]) -> tuple[str, str, str, str]:
    return (*_week(each), pounds(each["hourly_pence"]), pounds(each["net_pence"]))
