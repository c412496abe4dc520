"""What the councils that another takes over from had signed and chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from commonpool.agreements.models import BandPrice, Joining, PairCap, RuleSetAside, StandingAnswers
from commonpool.agreements.queries.agreements import governing_on
from commonpool.agreements.queries.procurement import usual_cap_pence
from commonpool.agreements.rules import Governing, succession
from commonpool.agreements.rules.procurement import financial_year


@dataclass(frozen=True)
class TakenOver:
    """By predecessor that took part: what governs it on its last day, its settings, prices and rules set aside.

    `bound_until`: the last day on which the successor is bound, unless it signs; none where all had signed.
    """

    joinings: list[Joining]
    governing: Mapping[int, Governing]
    bound_until: date | None
    prices: Mapping[int, Mapping[str, int]]
    price_rows: list[BandPrice]
    set_aside: list[RuleSetAside]
    answers: list[StandingAnswers]
    caps: list[PairCap]

    @property
    def price_conflicts(self) -> list[str]:
        return succession.price_conflicts(list(self.prices.values()))


def taken_over_from(predecessor_ids: Collection[int], on: date) -> TakenOver:
    """What stood at these councils the day before. Six SQL queries."""
    last = on - timedelta(days=1)
    went = Joining.objects.filter(organisation_id__in=predecessor_ids, peer_at__isnull=False)
    joinings = list(went.select_related("organisation").order_by("organisation__name", "pk"))
    governing = governing_on(predecessor_ids, last)
    rows = BandPrice.objects.filter(organisation_id__in=predecessor_ids, starts_on__lte=on)
    newest = list(rows.order_by("organisation_id", "band", "-starts_on").distinct("organisation_id", "band"))
    prices: dict[int, dict[str, int]] = {}
    for each in newest:
        prices.setdefault(each.organisation_id, {})[each.band] = each.hourly_pence
    running = RuleSetAside.objects.filter(
        organisation_id__in=predecessor_ids, restored_at__isnull=True, from_on__lte=last
    )
    aside = list(running.order_by("organisation_id", "pk"))
    by_council = [
        [each.rule_id for each in aside if each.organisation_id == joining.organisation_id]
        for joining in joinings
    ]
    shared = succession.in_all(by_council)
    first = {each.rule_id: each for each in reversed(aside) if each.rule_id in shared}
    return TakenOver(
        joinings=joinings,
        governing=governing,
        bound_until=succession.bound_until(governing, predecessor_ids, on),
        prices=prices,
        price_rows=newest,
        set_aside=list(first.values()),
        answers=_answers(joinings),
        caps=_caps(predecessor_ids, on),
    )


def _answers(joinings: Collection[Joining]) -> list[StandingAnswers]:
    """The newest answers of each, where all have answered that borrow or lend; else none."""
    deep = {each.organisation_id for each in joinings if each.borrow_at or each.lend_at}
    rows = StandingAnswers.objects.filter(organisation_id__in=[each.organisation_id for each in joinings])
    newest = list(rows.order_by("organisation_id", "-version").distinct("organisation_id"))
    return newest if deep <= {each.organisation_id for each in newest} else []


def _caps(predecessor_ids: Collection[int], on: date) -> list[PairCap]:
    """What was capped between one of these and another council, in years that are not over.

    `as_home`: it is the home council that ends; `lower`: than the usual cap.
    """
    ends = list(predecessor_ids)
    rows = PairCap.objects.filter(
        Q(pair__home_id__in=ends) | Q(pair__host_id__in=ends), year__gte=financial_year(on)
    )
    newest = (
        rows.order_by("pair_id", "year", "-version")
        .distinct("pair_id", "year")
        .select_related("pair__home", "pair__host")
    )
    found = list(newest)
    for each in found:
        each.as_home = each.pair.home_id in ends  # type: ignore[attr-defined]
        each.lower = each.cap_pence < usual_cap_pence()  # type: ignore[attr-defined]
    return found
