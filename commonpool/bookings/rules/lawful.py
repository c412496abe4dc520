"""What the law says to a booking: each of its rules that is judged here, on what is known. Passing, it is silent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import translation

from commonpool.agreements.rules import ASK, BLOCK, DOC, INFO, OPEN, PASS, VERIFIED, WARN, Rule
from commonpool.bookings.rules import costs, refusals
from commonpool.bookings.rules.asking import Ask, Known
from commonpool.bookings.rules.evidence import Shown
from commonpool.bookings.rules.following import Followed, Side, followed
from commonpool.bookings.rules.needs import JUDGED_OF_NEEDS
from commonpool.bookings.rules.posts import POSTS
from commonpool.bookings.rules.procurement import PROCUREMENT
from commonpool.bookings.rules.refusals import Ruled
from commonpool.bookings.rules.working_time import (
    adds_nothing,
    average,
    no_week_is_above,
    of_age,
    weeks_in_role,
)

Judgement = Callable[[Ask, Known], str | None]
"""What a rule does to this asking (PASS, or one of its effects); None where it is not about such an asking."""

Refusing = type[Ruled] | Callable[[Ask, Known], type[Ruled]]
"""How a rule refuses where it blocks: always so, or as what is known makes it."""


ANSWERED = (BLOCK, WARN, ASK)
"""What evidence can answer; a rule that passes needs none."""


@dataclass(frozen=True)
class Said:
    """What one rule said, the refusal where it blocks, and the evidence that answers it.

    `worded`: the words it has for this booking, in the language they are asked for; else the rule's own.
    """

    rule: Rule
    effect: str
    refusal: Ruled | None = None
    shown: Shown | None = None
    worded: Callable[[], str] = str

    @property
    def message(self) -> str:
        return self.worded() or self.rule.message


def as_checks(said: Iterable[Said]) -> list[dict[str, Any]]:
    """What the rules said, as it is kept with the terms: a photograph, since a rule may be read anew.

    Of one that passed, which is silent, the version that was read: its words are never changed. In English, whoever
    asks: it is translated where it is read.
    """
    with translation.override(None):
        return [
            {"rule": each.rule.rule, "version": each.rule.version, "effect": each.effect}
            | ({} if each.effect == PASS else {"message": each.message, "source": each.rule.source})
            | ({"allowed_because": each.shown.words} if each.shown else {})
            for each in said
        ]


def said_by_law(ask: Ask, known: Known, rules: Iterable[str] = ()) -> Iterator[Said]:
    """Every rule that is in force between these two councils today and about such an asking, in the law's order.

    `rules`: of these alone.
    """
    for name in rules or JUDGED:
        judgement, refusal = JUDGED[name]
        rule = known.law.in_force(name, known.today, known.home, known.host)
        effect = judgement(ask, known) if rule and rule.id not in known.set_aside else None
        if rule and effect:
            shown = known.post.evidence.get(name) if effect in ANSWERED else None
            refused = _refused(refusal, ask, known).by(rule) if effect == BLOCK and not shown else None
            worded = partial(WORDED[name], ask, known) if name in WORDED and effect in ANSWERED else str
            yield Said(rule, effect, refused, shown, worded)


def _refused(refusal: Refusing, ask: Ask, known: Known) -> type[Ruled]:
    return refusal if isinstance(refusal, type) else refusal(ask, known)


def _has_power(ask: Ask, known: Known) -> str | None:
    if not ask.paid:
        return None
    return BLOCK if known.power is None else PASS


def _power_is_confirmed(ask: Ask, known: Known) -> str | None:
    if not ask.paid or known.power is None:
        return None
    return {VERIFIED: PASS, OPEN: ASK}.get(known.power.mark, INFO)


def _officer_is_asked(ask: Ask, _known: Known) -> str | None:
    return PASS if ask.paid else None


def _officer_consents(ask: Ask, known: Known) -> str | None:
    return PASS if ask.paid and _brings(known, "PWR-03") else None


def _serves_a_function(_ask: Ask, known: Known) -> str:
    return PASS if known.function_known else BLOCK


def _may_decide(ask: Ask, known: Known) -> str | None:
    if not ask.paid or known.power is None:
        return None
    return BLOCK if ask.decisions and not known.power.deemed else PASS


def _is_authorised(ask: Ask, known: Known) -> str | None:
    return ASK if ask.paid and ask.decisions and known.power and known.power.deemed else None


def _own_account(ask: Ask, known: Known) -> str | None:
    return DOC if ask.paid and _brings(known, "PWR-10") else None


def _on_the_payroll(ask: Ask, known: Known) -> str | None:
    """Nobody has looked at the payroll for peer help, so nothing is said of it."""
    if not known.employed:
        return BLOCK
    return PASS if ask.paid and known.checked else None


def _councils_last(ask: Ask, known: Known) -> str | None:
    if not ask.paid or not ask.weeks:
        return None
    parties = (known.home, known.host)
    if any(each.gone_on and each.gone_on < ask.last_day and not each.heirs for each in parties):
        return BLOCK
    return WARN if _followed(ask, known) else PASS


def _followed(ask: Ask, known: Known) -> list[Followed]:
    home, host = (
        Side(True, known.home.gone_on, known.home.heirs),
        Side(False, known.host.gone_on, known.host.heirs),
    )
    return list(followed(home, host, ask.last_day))


def _heirs_named(ask: Ask, known: Known) -> str:
    return " ".join(each.words for each in _followed(ask, known))


def _average(ask: Ask, known: Known) -> str | None:
    """Refused or not, and nothing between: a warning would tell the host of the officer's other hours.

    A change that adds no minute to any week is never refused: the officer may have come over the limit meanwhile.
    """
    if not ask.paid or known.working is None:
        return None
    asked = dict(ask.weeks)
    if adds_nothing(asked, known.own) or no_week_is_above(asked, known.working):
        return PASS
    return BLOCK if average(asked, known.working).effect == BLOCK else PASS


def _of_age(ask: Ask, known: Known) -> str | None:
    return of_age(known.adult) if ask.paid else None


def _other_hours_said(ask: Ask, known: Known) -> str | None:
    """Said with the job, together with whether the officer is of age: who has not said the one has said neither."""
    if not ask.paid or known.working is None:
        return None
    return ASK if known.adult is None else PASS


def _weeks_in_role(ask: Ask, known: Known) -> str | None:
    return weeks_in_role(known.in_role, ask.mondays).effect if ask.paid else None


def _brings(known: Known, rule: str) -> bool:
    return known.power is not None and known.power.brings == rule


JUDGED: dict[str, tuple[Judgement, Refusing]] = {
    "PWR-00": (_power_is_confirmed, refusals.AgainstTheLaw),
    "PWR-01": (_has_power, refusals.NoPower),
    "PWR-02": (_officer_is_asked, refusals.AgainstTheLaw),
    "PWR-03": (_officer_consents, refusals.AgainstTheLaw),
    "PWR-05": (_serves_a_function, refusals.FunctionNeeded),
    "PWR-06": (_may_decide, refusals.NotDeemed),
    "PWR-07": (_is_authorised, refusals.AgainstTheLaw),
    "PWR-10": (_own_account, refusals.AgainstTheLaw),
    "PWR-11": (_on_the_payroll, refusals.NotEmployed),
    "PWR-16": (_councils_last, refusals.CouncilEnds),
    "EMP-30": (_weeks_in_role, refusals.AgainstTheLaw),
    "WT-01": (_average, refusals.TooManyHours),
    "WT-07": (_of_age, refusals.UnderAge),
    "WT-10": (_other_hours_said, refusals.AgainstTheLaw),
    **costs.JUDGED,
    **PROCUREMENT,
    **JUDGED_OF_NEEDS,
    **POSTS,
}
"""By rule: how it is judged, and how it refuses where it blocks."""

WORDED: dict[str, Callable[[Ask, Known], str]] = {"PWR-16": _heirs_named}
"""Where a rule that speaks has something to say of this booking, in place of its own message."""
