"""What an hour costs in weeks that are asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from commonpool.agreements.models import BandPrice
from commonpool.agreements.rules.when import PRICE_FIELDS, WEEKDAY
from commonpool.availability.models import Listing
from commonpool.kernel.prepared import Asking, nothing_asked
from commonpool.kernel.rows import Among, Compiled

Step = tuple[int | None, int | None]
"""An hour's price and what it costs home, in pence."""
PriceSteps = dict[tuple[int, str], list[tuple[date, int, int | None]]]
"""By council and band: from when an hour costs how many pence, and what it costs home, the newest first."""


def prices_on(
    organisation_id: int, band: str, mondays: Iterable[date], when: Mapping[date, str] | None = None
) -> dict[date, int | None]:
    """Pence an hour in each week, that of its Monday and of `when` in it; none where not set. One SQL query."""
    (found,) = steps_of([(organisation_id, band, mondays, when or {})])()
    return {monday: price for monday, (price, _cost) in found.items()}


def steps_of(
    asked: Sequence[tuple[int, str, Iterable[date], Mapping[date, str]]],
) -> Asking[list[dict[date, Step]]]:
    """Asks by council, band, Mondays and `when`: pence an hour in each week, that of its Monday and of `when` in it
    (weekdays, if it does not say), and what it costs home; none where not set: nobody says what an evening or a
    weekend costs. One SQL query.
    """
    if not asked:
        return nothing_asked([])
    last = max(monday for _place, _band, mondays, _when in asked for monday in mondays)
    places, bands = {place for place, *_rest in asked}, {band for _place, band, *_rest in asked}

    def read(rows: list[dict[str, Any]]) -> list[dict[date, Step]]:
        steps: dict[tuple[int, str], list[dict[str, Any]]] = {}
        for row in rows:
            steps.setdefault((row["organisation_id"], row["band"]), []).append(row)
        return [
            {
                monday: next(
                    (
                        _step(row, when.get(monday, WEEKDAY))
                        for row in steps.get((place, band), ())
                        if row["starts_on"] <= monday
                    ),
                    (None, None),
                )
                for monday in sorted(set(mondays))
            }
            for place, band, mondays, when in asked
        ]

    return _STEPS.asking(places=list(places), bands=list(bands), last=last).then(read)


def _steps_until(places: Collection[int], bands: Collection[str], last: date) -> QuerySet[Any, Any]:
    rows = BandPrice.objects.filter(
        Among("organisation_id", places), Among("band", bands), starts_on__lte=last
    ).order_by("-starts_on")
    return rows.values("organisation_id", "band", "starts_on", "cost_pence", *PRICE_FIELDS.values())


_STEPS = Compiled(_steps_until, places=(-1,), bands=("no band",), last=date.min)


def prices_of(listings: Iterable[Listing], mondays: Iterable[date]) -> dict[int, dict[date, int]]:
    """By listing, then Monday: pence an hour on weekdays, where there is a price. One SQL query."""
    wanted = sorted(set(mondays))
    bands = {each.pk: (each.employment.organisation_id, each.employment.grade_band) for each in listings}
    steps = price_steps({place for place, _band in bands.values()}, wanted[-1])()
    return {
        pk: {
            monday: price
            for monday in wanted
            if (
                price := next((pence for start, pence, _cost in steps.get(band, ()) if start <= monday), None)
            )
        }
        for pk, band in bands.items()
    }


def price_steps(organisation_ids: Collection[int], last: date) -> Asking[PriceSteps]:
    """Asks from when an hour costs how many pence, and what it costs home, to that day. One SQL query."""

    def read(rows: list[Any]) -> PriceSteps:
        found: PriceSteps = {}
        for place, band, *step in rows:
            found.setdefault((place, band), []).append(tuple(step))
        return found

    return _PRICES.asking(places=list(organisation_ids), last=last).then(read)


def _prices_until(places: Collection[int], last: date) -> QuerySet[Any, Any]:
    rows = BandPrice.objects.filter(Among("organisation_id", places), starts_on__lte=last)
    return rows.order_by("-starts_on").values_list(
        "organisation_id", "band", "starts_on", "hourly_pence", "cost_pence"
    )


_PRICES = Compiled(_prices_until, places=(-1,), last=date.min)


def _step(row: Mapping[str, Any], when: str) -> Step:
    field = PRICE_FIELDS.get(when)
    return row[field] if field else None, row["cost_pence"] if when == WEEKDAY else None
