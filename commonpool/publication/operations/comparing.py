"""A council chooses the published rate against which it compares what it borrows."""

from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel import words
from commonpool.kernel.clock import london_date
from commonpool.publication.events import ComparisonRateSet
from commonpool.publication.models import ComparisonRate
from commonpool.publication.rules.avoided import KINDS, LEAST_DAY_MINUTES, MOST_DAY_MINUTES
from commonpool.publication.rules.refusals import PublishedLater, RateWrong, SourceMissing

MOST_PENCE = 99_999_999


def set_comparison_rate(
    *,
    actor: Actor,
    organisation_id: int,
    kind: str,
    day_pence: int,
    day_minutes: int,
    source: str,
    published_on: date,
    starts_on: date,
    at: datetime,
) -> ComparisonRate:
    """Hours worked from `starts_on` are compared with this published rate, pence before VAT for a day.

    Requires `set_money_terms`. It changes no price and no account. Refuses `comparison_rate_wrong`, `source_missing`,
    `published_later`.
    """
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_decision()
    said = words.one_line(source)[:300]
    if kind not in KINDS or not 0 < day_pence <= MOST_PENCE:
        raise RateWrong(field="day_pence")
    if not LEAST_DAY_MINUTES <= day_minutes <= MOST_DAY_MINUTES:
        raise RateWrong(field="day_minutes")
    if not said:
        raise SourceMissing(field="source")
    if published_on > london_date(at):
        raise PublishedLater(field="published_on")
    with change():
        rate = ComparisonRate.objects.create(
            organisation_id=organisation_id,
            kind=kind,
            day_pence=day_pence,
            day_minutes=day_minutes,
            source=said,
            published_on=published_on,
            starts_on=starts_on,
            set_at=at,
            set_by_id=actor.by,
        )
        fact = ComparisonRateSet(
            on_behalf_of=organisation_id, rate_id=rate.pk, day_pence=day_pence, starts_on=starts_on
        )
        publish(fact, actor=actor, at=at)
    return rate
