"""The law as it is read now: kept by the process, since a version never changes; asked for with what else is asked."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet, Subquery

from commonpool.access import Actor, Right
from commonpool.agreements.models import LegalPower, Rule, RuleSetAside
from commonpool.agreements.rules import Law, Power, edition
from commonpool.agreements.rules import Rule as Read
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole


def newest_law() -> dict[str, Subquery]:
    """What tells whether the law has been read anew, to be asked for beside anything else: for `law_as_of`."""
    return {"newest_power": _newest(LegalPower), "newest_rule": _newest(Rule)}


def law_as_of(newest_power: int, newest_rule: int) -> Law:
    """The law as it stands when these are the newest versions of a power and of a rule. At most two SQL queries."""
    return _read(newest_power, newest_rule)


def law_as_read() -> Law:
    """The law as it is read now. At most three SQL queries, mostly one."""
    return _read(*LegalPower.objects.order_by("-pk").values_list("pk", _newest(Rule))[0])


@lru_cache(maxsize=256)
def power_read(power_id: int) -> LegalPower:
    """A power in one of its versions. One SQL query, mostly none."""
    return LegalPower.objects.get(pk=power_id)


def set_aside(home: Any, host_id: int, day: date) -> ArraySubquery:
    """The ids of the rules that home does without for its part, or the host for its, on a day; as an expression."""
    return ArraySubquery(_done_without(home, host_id, day).values("rule_id"))


def done_without_as(whose: str, organisation_id: Any, day: Any) -> ArraySubquery:
    """The ids of the rules of its part, `home` or `host`, that a council does without on a day; as an expression."""
    found = RuleSetAside.objects.filter(organisation=organisation_id, rule__whose=whose)
    return ArraySubquery(found.filter(restored_at__isnull=True, from_on__lte=day).values("rule_id"))


def is_set_aside(rule_id: int, home_id: int, host_id: int, day: date) -> bool:
    """Whether one of the two does without a rule for its part on a day. One SQL query."""
    return _done_without(home_id, host_id, day).filter(rule_id=rule_id).exists()


def _done_without(home: Any, host_id: int, day: date) -> QuerySet[RuleSetAside]:
    mine = Q(organisation=home, rule__whose="home") | Q(organisation=host_id, rule__whose="host")
    return RuleSetAside.objects.filter(mine, restored_at__isnull=True, from_on__lte=day)


def catalogue() -> list[Rule]:
    """Every rule in its newest version, in order."""
    newest_first = Rule.objects.order_by("rule", "-version").distinct("rule")
    return sorted(newest_first, key=lambda each: each.pk)


def readings() -> QuerySet[Rule]:
    """Every rule in all its versions, in order."""
    return Rule.objects.order_by("pk")


def powers_read() -> list[LegalPower]:
    """Every power in its newest version: by nation and kind of body, home first."""
    pair = ("home_nation", "home_body", "host_nation", "host_body")
    return sorted(LegalPower.objects.order_by(*pair, "-version").distinct(*pair), key=lambda each: each.pk)


def edition_of(powers: Iterable[LegalPower], rules: Iterable[Rule]) -> str:
    """The fingerprint of the catalogue that is these powers and rules, as papers name it. No SQL query."""
    pairs = [(p.home_nation, p.home_body, p.host_nation, p.host_body, p.version) for p in powers]
    return edition([*pairs, *((each.rule, each.version) for each in rules)])


def done_without(organisation_id: int, day: date) -> list[RuleSetAside]:
    """What a council does without on a day, in the law's order, for papers that name the rules and nobody."""
    standing = RuleSetAside.objects.filter(
        organisation_id=organisation_id, restored_at__isnull=True, from_on__lte=day
    )
    return list(standing.select_related("rule").order_by("rule_id"))


def rules_set_aside_at(actor: Actor, organisation_id: int) -> QuerySet[RuleSetAside]:
    """What a council does or did without, for its administrators and auditors: newest first. 404 to others."""
    if not (actor.may(Right.SET_UP_COUNCIL, organisation_id) or actor.may(Right.READ_LOG, organisation_id)):
        raise NotFound
    found = RuleSetAside.objects.filter(organisation_id=organisation_id)
    return found.select_related("rule", "set_aside_by", "restored_by").order_by("-pk")


def rule_named(name: str) -> Rule:
    """A rule in its newest version. Refuses `not_found`."""
    found = sole(Rule.objects.filter(rule=name).order_by("-version")[:1])
    if found is None:
        raise NotFound
    return found


def _newest(model: Any) -> Subquery:
    return Subquery(model.objects.order_by("-pk").values("pk")[:1])


@lru_cache(maxsize=4)
def _read(newest_power: int, newest_rule: int) -> Law:
    return Law(
        powers={
            (each.home_nation, each.home_body, each.host_nation, each.host_body): Power(
                each.pk, each.power, each.deemed, each.text, each.source, each.mark, each.brings
            )
            for each in powers_read()
        },
        rules={each.rule: _as_read(each) for each in catalogue()},
    )


def _as_read(row: Rule) -> Read:
    return Read(
        id=row.pk,
        rule=row.rule,
        version=row.version,
        whose=row.whose,
        nations=tuple(row.nations),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        effects=tuple(row.effects),
        message=row.message,
        source=row.source,
        mark=row.mark,
    )
