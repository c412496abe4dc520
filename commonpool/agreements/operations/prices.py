"""What an hour of each grade band costs a host."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import PriceSet
from commonpool.agreements.models import BandPrice
from commonpool.agreements.operations.depth import evaluate_depth
from commonpool.agreements.operations.starting import require_start
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.refusals import Refusal

LEAST_PENCE, MOST_PENCE = 1, 100_000


class PriceOutOfRange(Refusal):
    """An hourly price is from 1p to £1,000 (`price_out_of_range`)."""

    code = "price_out_of_range"
    message = _("Enter an hourly price from £0.01 to £1,000.00.")
    field = "hourly_pence"


class UnknownBand(Refusal):
    """There is no such grade band (`unknown_band`)."""

    code = "unknown_band"
    message = _("Choose one of the grade bands.")
    field = "band"


class CostOutOfRange(Refusal):
    """What an hour costs the council is from 1p to £1,000 (`cost_out_of_range`)."""

    code = "cost_out_of_range"
    message = _("Enter what an hour costs your council, from £0.01 to £1,000.00.")
    field = "cost"


class OtherPriceOutOfRange(Refusal):
    """A price for evenings, Saturdays, Sundays or holidays is from 1p to £1,000 (`other_price_out_of_range`)."""

    code = "other_price_out_of_range"
    message = _("Enter an hourly price from £0.01 to £1,000.00, or leave this empty.")
    field = "second"


class NoPrices(Refusal):
    """No price was given (`no_prices`)."""

    code = "no_prices"
    message = _("Enter or change at least one hourly price.")


def set_prices(
    *,
    actor: Actor,
    organisation_id: int,
    prices: Mapping[str, int],
    starts_on: date,
    at: datetime,
    costs: Mapping[str, int] | None = None,
    seconds: Mapping[str, int] | None = None,
    thirds: Mapping[str, int] | None = None,
) -> list[BandPrice]:
    """An hour of each band costs so many pence before VAT from a day: all or none; a band left out keeps its price.

    `seconds`: in an evening or on a Saturday, by band; `thirds`: on a Sunday or public holiday; a band without one is
    not lent then. `costs`: what the hour costs the council itself, by band, where it has worked that out
    (PWR-08, PWR-09). Quotes already given keep theirs. Requires `set_prices` and a second factor. Refuses `no_prices`,
    `unknown_band`, `price_out_of_range`, `other_price_out_of_range`, `cost_out_of_range`, `start_out_of_range`.
    """
    actor.require(Right.SET_PRICES, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    beside = {"cost": costs or {}, "second": seconds or {}, "third": thirds or {}}
    _check(prices, beside, starts_on, at)
    with change():
        rows = BandPrice.objects.bulk_create(
            [
                BandPrice(
                    organisation_id=organisation_id,
                    band=band,
                    hourly_pence=pence,
                    **{f"{name}_pence": given.get(band) for name, given in beside.items()},
                    starts_on=starts_on,
                    set_at=at,
                    set_by_id=actor.by,
                )
                for band, pence in prices.items()
            ],
            update_conflicts=True,
            unique_fields=["organisation", "band", "starts_on"],
            update_fields=["hourly_pence", *(f"{name}_pence" for name in beside), "set_at", "set_by"],
        )
        for row in rows:
            publish(_fact(row), actor=actor, at=at)
        evaluate_depth(actor=actor, organisation_id=organisation_id, at=at)
    return rows


def _check(
    prices: Mapping[str, int], beside: Mapping[str, Mapping[str, int]], starts_on: date, at: datetime
) -> None:
    if not prices:
        raise NoPrices
    require_start(starts_on, at)
    for band, pence in prices.items():
        if band not in GRADE_BANDS:
            raise UnknownBand
        number = list(GRADE_BANDS).index(band)
        if not LEAST_PENCE <= pence <= MOST_PENCE:
            raise PriceOutOfRange(field=f"price_{number}")
        for name, given in beside.items():
            if not LEAST_PENCE <= given.get(band, LEAST_PENCE) <= MOST_PENCE:
                raise (CostOutOfRange if name == "cost" else OtherPriceOutOfRange)(field=f"{name}_{number}")


def _fact(row: BandPrice) -> PriceSet:
    return PriceSet(
        on_behalf_of=row.organisation_id,
        price_id=row.pk,
        hourly_pence=row.hourly_pence,
        starts_on=row.starts_on,
    )
