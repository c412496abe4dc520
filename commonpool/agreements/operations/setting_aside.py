"""A council does without a rule that the law does not fix, because its monitoring officer says so."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries
from commonpool.agreements.events import RuleRestored, RuleWasSetAside
from commonpool.agreements.models import RuleSetAside
from commonpool.agreements.rules import KEPT, KNOWN
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal, refusing
from commonpool.kernel.rows import sole

FURTHEST_DAYS = 366
MOST_REASON, MOST_SOURCE, MOST_NAME = 600, 300, 120


class RuleStands(Refusal):
    """Read in the law, for each council to fill in, or kept anyway: no council does without it (`rule_stands`)."""

    code = "rule_stands"
    message = _("This rule is the law, or holds by how the pool works: no council can set it aside.")


class SetAsideAlready(Conflict):
    """The council does without it already (`set_aside_already`)."""

    code = "set_aside_already"
    message = _("Your council has set this rule aside already.")


class FromTomorrow(Refusal):
    """A rule is set aside from tomorrow at the earliest, and within a year (`from_tomorrow`)."""

    code = "from_tomorrow"
    message = _("Choose a day from tomorrow on, within a year: what has been asked for keeps its rules.")
    field = "from_on"


class NotSaid(Refusal):
    """Why, on what source, or who says so is missing or too long (`not_said`)."""

    code = "not_said"
    message = _("Fill this in, in fewer words if it is long.")


def set_rule_aside(
    *,
    actor: Actor,
    organisation_id: int,
    rule: str,
    from_on: date,
    reason: str,
    source: str,
    monitoring_officer: str,
    at: datetime,
) -> RuleSetAside:
    """What is asked for on that day or later is no longer judged by this rule on the council's side.

    `rule`: its name, such as `PRC-07`. Requires `set_up_council` and a second factor. Refuses `not_found`,
    `rule_stands`, `from_tomorrow`, `not_said` (with the field), `set_aside_already`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    read = queries.rule_named(rule)
    if read.mark != KNOWN or read.rule in KEPT:
        raise RuleStands
    if not 0 < (from_on - london_date(at)).days <= FURTHEST_DAYS:
        raise FromTomorrow
    said = {
        "reason": _said("reason", reason, MOST_REASON),
        "source": _said("source", source, MOST_SOURCE),
        "monitoring_officer": _said("monitoring_officer", monitoring_officer, MOST_NAME),
    }
    with change(), refusing("rule_set_aside_once", SetAsideAlready()):
        found = RuleSetAside.objects.create(
            organisation_id=organisation_id,
            rule=read,
            from_on=from_on,
            set_aside_at=at,
            set_aside_by_id=actor.by,
            **said,
        )
        publish(
            RuleWasSetAside(on_behalf_of=organisation_id, rule_id=read.pk, from_on=from_on),
            actor=actor,
            at=at,
        )
    return found


def restore_rule(*, actor: Actor, organisation_id: int, set_aside_id: int, at: datetime) -> None:
    """The council keeps to the rule again, from now on. Requires `set_up_council`. Refuses `not_found`."""
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    with change():
        standing = RuleSetAside.objects.filter(
            pk=set_aside_id, organisation_id=organisation_id, restored_at__isnull=True
        )
        found = sole(standing.select_for_update(of=("self",), no_key=True))
        if found is None:
            raise NotFound
        found.restored_at, found.restored_by_id = at, actor.by
        found.save(update_fields=["restored_at", "restored_by"])
        publish(RuleRestored(on_behalf_of=organisation_id, rule_id=found.rule_id), actor=actor, at=at)


def _said(field: str, text: str, most: int) -> str:
    words = text.strip()
    if not 0 < len(words) <= most or "\x00" in words:
        raise NotSaid(field=field)
    return words
