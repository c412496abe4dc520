"""What procurement law and a council's own rules say to a booking. Thresholds count VAT; caps and limits do not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from commonpool.agreements.rules import ASK, BLOCK, BODIES, PASS, WARN, Party
from commonpool.agreements.rules.procurement import (
    BELOW,
    NOTICE,
    REGULATED,
    THRESHOLD,
    exempt_as_said,
    figure_on,
    financial_year,
)
from commonpool.bookings.rules import pricing, refusals
from commonpool.bookings.rules.asking import Ask, Known
from commonpool.bookings.rules.pricing import Priced
from commonpool.bookings.rules.refusals import Ruled
from commonpool.bookings.rules.running import Lately, Procurement, dearest_year, looks_split, requirement
from commonpool.kernel.money import vat_on

NEARLY_PERCENT = 80
"""From this share of the threshold on, a host is warned (PRC-04)."""
AT_BINDING = ("PRC-01", "PRC-02", "PRC-03", "PRC-04")
"""What refuses a request refuses its binding too: what else has bound meanwhile, and what the host has said since."""


@dataclass(frozen=True)
class Terms:
    """Terms about to bind, as these rules read them. `own`: minutes bound already; `prices`: those signed."""

    today: date
    home: Party
    host: Party
    procurement: Procurement
    prices: Mapping[date, int | None]
    own: Mapping[date, int] = field(default_factory=dict)


Judged = Known | Terms
"""What is known when hours are asked for, or when they bind."""
Judgement = Callable[[Ask, Judged], str | None]


def _has_basis(ask: Ask, known: Judged) -> str | None:
    facts = _facts(ask, known)
    if facts is None:
        return None
    return PASS if facts.answers else BLOCK


def _is_exempt(ask: Ask, known: Judged) -> str | None:
    facts = _facts(ask, known)
    if facts is None or facts.answers is None:
        return None
    said = facts.answers
    borne_out = exempt_as_said(
        said.basis,
        objectives=said.objectives,
        public_interest=said.public_interest,
        other_percent=said.other_percent,
    )
    authorities = said.basis == BELOW or {known.home.body, known.host.body} <= set(BODIES)
    return PASS if borne_out and authorities else BLOCK


def _is_capped(ask: Ask, known: Judged) -> str | None:
    """Each week in a year with a cap, and not after its last day. How much the cap lets through is asked elsewhere."""
    facts = _facts(ask, known)
    if facts is None:
        return None
    new = [monday for monday, minutes in ask.weeks if known.own.get(monday) != minutes]
    caps = [(monday, facts.caps.get(financial_year(monday))) for monday in new]
    return BLOCK if any(cap is None or monday > cap.ends_on for monday, cap in caps) else PASS


def _below_threshold(ask: Ask, known: Judged) -> str | None:
    total = _counted(ask, known, THRESHOLD, below=True)
    if total is None:
        return None
    come_to, limit = total
    if come_to >= limit:
        return BLOCK
    return WARN if come_to * 100 >= limit * NEARLY_PERCENT else PASS


def _needs_notice(ask: Ask, known: Judged) -> str | None:
    total = _counted(ask, known, NOTICE, below=True)
    if total is None:
        return None
    return ASK if total[0] >= total[1] else PASS


def _is_regulated(ask: Ask, known: Judged) -> str | None:
    total = _counted(ask, known, REGULATED, below=False)
    if total is None:
        return None
    return WARN if total[0] >= total[1] else PASS


def _is_whole(ask: Ask, known: Judged) -> str | None:
    facts = _facts(ask, known)
    if facts is None or not ask.weeks:
        return None
    whole, others = _requirement(ask, known, facts)
    return WARN if looks_split(whole, others, _limits(facts), facts.elsewhere) else PASS


def _has_no_interest(ask: Ask, known: Judged) -> str | None:
    facts = _facts(ask, known)
    if facts is None:
        return None
    return BLOCK if facts.interest else PASS


def _within_standing_orders(ask: Ask, known: Judged) -> str | None:
    facts = _facts(ask, known)
    limit = facts.answers.standing_orders_pence if facts and facts.answers else None
    if facts is None or limit is None or not ask.weeks:
        return None
    return ASK if _requirement(ask, known, facts)[0] > limit else PASS


def _insurers_told(ask: Ask, known: Judged) -> str | None:
    facts = _facts(ask, known)
    if facts is None or facts.answers is None:
        return None
    return PASS if facts.answers.insured and facts.home_insured else ASK


def lines_of(ask: Ask, known: Judged) -> list[Priced]:
    """What is asked for at its prices; nothing where a price is missing."""
    return pricing.priced(ask, known.prices)


def counted_with_vat(net_pence: int) -> int:
    """What counts against a threshold: with VAT at the standard rate, whatever the home council charges."""
    return net_pence + vat_on(net_pence)


def _counted(ask: Ask, known: Judged, name: str, *, below: bool) -> tuple[int, int] | None:
    """What the dearest twelve months come to, and the figure they are measured by; none where that is not asked."""
    facts = _facts(ask, known)
    if facts is None or facts.answers is None or not ask.weeks:
        return None
    figure = figure_on(facts.figures, name, known.today)
    if figure is None or (below and facts.answers.basis != BELOW):
        return None
    net = dearest_year(facts.bound, pricing.by_month(lines_of(ask, known)))
    limit = figure.pence
    if name == REGULATED and facts.answers.regulated_pence is not None:
        limit = facts.answers.regulated_pence
    return (counted_with_vat(net) if figure.with_vat else net), limit


def _requirement(ask: Ask, known: Judged, facts: Procurement) -> tuple[int, list[Lately]]:
    return requirement(as_asked(ask, known, facts), facts.lately)


def as_asked(ask: Ask, known: Judged, facts: Procurement) -> Lately:
    """What is asked for, as it is looked at together with other bookings."""
    net = pricing.net_of(lines_of(ask, known))
    return Lately(facts.officer_id, facts.family, net, min(ask.mondays), max(ask.mondays))


def asked_in_one(asked: Sequence[tuple[Ask, Known]]) -> list[Known]:
    """What is known of each of those asked for in one moment, with the others of the same home among the bookings that
    were asked for lately: none of them is there yet, and all of them are one deed (PRC-07)."""
    these = [as_asked(ask, known, known.procurement) if known.procurement else None for ask, known in asked]
    found = []
    for number, (_ask, known) in enumerate(asked):
        others = [
            each
            for n, (each, (_other, of)) in enumerate(zip(these, asked, strict=True))
            if each and n != number and of.home_id == known.home_id
        ]
        facts = known.procurement
        found.append(
            replace(known, procurement=replace(facts, lately=[*facts.lately, *others]))
            if facts and others
            else known
        )
    return found


def _limits(facts: Procurement) -> list[int]:
    own = facts.answers.standing_orders_pence if facts.answers else None
    return [*facts.limits, *(cap.pence for cap in facts.caps.values()), *([] if own is None else [own])]


def _facts(ask: Ask, known: Judged) -> Procurement | None:
    return known.procurement if ask.paid else None


PROCUREMENT: dict[str, tuple[Judgement, type[Ruled]]] = {
    "PRC-01": (_has_basis, refusals.NoBasis),
    "PRC-02": (_is_exempt, refusals.NotExempted),
    "PRC-03": (_is_capped, refusals.AfterLastDay),
    "PRC-04": (_below_threshold, refusals.AboveThreshold),
    "PRC-05": (_needs_notice, refusals.AgainstTheLaw),
    "PRC-06": (_is_regulated, refusals.AgainstTheLaw),
    "PRC-07": (_is_whole, refusals.AgainstTheLaw),
    "PRC-08": (_has_no_interest, refusals.InterestDeclared),
    "PRC-09": (_within_standing_orders, refusals.AgainstTheLaw),
    "LIA-02": (_insurers_told, refusals.AgainstTheLaw),
}
"""By rule: how it is judged, and how it refuses where it blocks."""


def blocked_at_binding(ask: Ask, terms: Terms) -> Iterator[str]:
    """The rules that refuse these terms on the day they bind, in the law's order."""
    for name in AT_BINDING:
        if PROCUREMENT[name][0](ask, terms) == BLOCK:
            yield name
