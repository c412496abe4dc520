"""What the papers say of one council, of the law it lends by, and of who runs this: read when they are opened."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonpool.access import Role
from commonpool.agreements import queries as agreements
from commonpool.agreements.models import LegalPower
from commonpool.agreements.rules import KNOWN, OPEN, VERIFIED, body_of
from commonpool.kernel import money, words
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.organisations.models import Organisation
from commonpool.organisations.rules import TYPE_LABELS
from commonpool.people import queries as people
from commonpool.web.law.phrases import MARKS, by_family, line, party
from commonpool.web.register.map import depth_label
from commonpool.web.standing import operator
from commonpool.web.standing.cookies import cookies
from commonpool.web.standing.personal_data import held


def facts_for(council: Organisation, today: date) -> dict[str, Any]:
    """Everything a paper may say. Whoever asks has been let in; it names roles and never people."""
    powers, rules = agreements.powers_read(), agreements.catalogue()
    joined = agreements.settings_of(council.pk)
    governing = agreements.governing_on([council.pk], today).get(council.pk)
    here = [rule for rule in rules if council.nation in rule.nations]
    return {
        "council": council,
        "today": today,
        "nation": council.nation,
        "kind": TYPE_LABELS.get(council.type, council.type),
        "joined": joined,
        "governing": governing,
        "text": agreements.agreement_text(governing.version if governing else None),
        "settings_rows": _settings_rows(
            joined, agreements.prices_for([council.pk], today).get(council.pk, {})
        ),
        "role_rows": _role_rows(people.roles_filled(council.pk, today)),
        "lends": _power_rows(powers, council, lends=True),
        "borrows": _power_rows(powers, council, lends=False),
        "unread_powers": any(
            each.mark != VERIFIED
            for each in powers
            if _is(each, council, home=True) or _is(each, council, home=False)
        ),
        "to_confirm": [line(rule) for rule in here if rule.mark == KNOWN],
        "to_decide": [line(rule) for rule in here if rule.mark == OPEN],
        "without": agreements.done_without(council.pk, today),
        "families": {each["key"]: each["rules"] for each in by_family(here)},
        "rule_count": len(rules),
        "edition": agreements.edition_of(powers, rules),
        **_of_the_installation(),
    }


def _of_the_installation() -> dict[str, Any]:
    return {
        "operator": settings.OPERATOR,
        "operator_said": operator.said(),
        "operator_unsaid": operator.unsaid(),
        "base_url": settings.BASE_URL,
        "host": urlsplit(settings.BASE_URL).hostname,
        "encrypted": settings.BASE_URL.startswith("https://"),
        "sender": settings.DEFAULT_FROM_EMAIL,
        "areas": held(),
        "cookies": cookies(),
        "heads": HEADS,
    }


class Heads:
    """The heads of the papers' tables, in the reader's language when they are drawn."""

    @property
    def two(self) -> list[str]:
        return [_("What"), _("How it stands")]

    @property
    def kept(self) -> list[str]:
        return [_("What"), _("Why"), _("How long it is kept")]

    @property
    def roles(self) -> list[str]:
        return [_("Role"), _("How many hold it")]

    @property
    def powers(self) -> list[str]:
        return [_("Other councils: in"), _("Power"), _("Does the officer count as the host’s?"), _("Reading")]


HEADS = Heads()


def _settings_rows(joined: agreements.Settings, prices: dict[str, int]) -> list[tuple[str, str]]:
    """What the council has chosen, or what counts until it does."""
    limits = _("%(hours)s a week, for %(months)s") % {
        "hours": words.hours(joined.usual_weekly_minutes),
        "months": ngettext("%(n)s month", "%(n)s months", joined.usual_months) % {"n": joined.usual_months},
    }
    if joined.default_weekly_minutes is None and joined.default_months is None:
        limits = _("Not chosen yet. Until then: %(limits)s") % {"limits": limits}
    silence = _("They are agreed after five working days, when they are no more than booked")
    return [
        (_("How deep the council takes part"), depth_label(joined.depth, borrows=joined.borrow)),
        (_("What a manager may usually allow an officer"), limits),
        (_("Hours that nobody answers"), silence if joined.silence_agrees else _("They wait for an answer")),
        (_("A purchase order is needed from"), money.pounds(joined.purchase_order_from_pence)),
        *_price_rows(prices),
    ]


def _price_rows(prices: dict[str, int]) -> list[tuple[str, str]]:
    if not prices:
        return [(_("Price of an hour, before VAT"), _("Not set yet"))]
    return [
        (_("Price of an hour before VAT: %(band)s") % {"band": name}, money.pounds(prices[band]))
        for band, name in GRADE_BANDS.items()
        if band in prices
    ]


def _role_rows(filled: dict[Role, int]) -> list[tuple[str, str]]:
    council_roles = (role for role in Role if role not in (Role.OFFICER, Role.STEWARD))
    return [(role.label, str(filled[role]) if role in filled else _("Nobody yet")) for role in council_roles]


def _is(power: LegalPower, council: Organisation, *, home: bool) -> bool:
    side = (power.home_nation, power.home_body) if home else (power.host_nation, power.host_body)
    return side == (council.nation, body_of(council.type, council.code))


def _power_rows(powers: Iterable[LegalPower], council: Organisation, *, lends: bool) -> list[tuple[str, ...]]:
    """By which power it lends to, or borrows from, a council of each nation and other bodies."""
    return [
        (
            party(*((each.host_nation, each.host_body) if lends else (each.home_nation, each.home_body))),
            each.power,
            _("Yes") if each.deemed else _("No: they advise, and do not decide"),
            str(MARKS[each.mark][0]),
        )
        for each in powers
        if _is(each, council, home=lends)
    ]
