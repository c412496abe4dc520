"""What an hour of a grade band costs a host."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.models import BandPrice
from commonpool.agreements.rules.when import PRICE_FIELDS
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.prepared import Asking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Among, Compiled
from commonpool.people.models import Employment


def price_for(organisation_id: int, band: str, on: date) -> int | None:
    """Pence an hour before VAT for a grade band on a day, or None where no price is set: not lent for pay."""
    return prices_for([organisation_id], on).get(organisation_id, {}).get(band)


def prices_for(organisation_ids: Iterable[int], on: date) -> dict[int, dict[str, int]]:
    """Pence an hour before VAT on a day, by organisation and band, in one query."""
    return prices_asked(organisation_ids, on)()


def prices_asked(organisation_ids: Iterable[int], on: date) -> Asking[dict[int, dict[str, int]]]:
    """Asks for the same."""

    def read(rows: list[Any]) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for organisation_id, band, pence in rows:
            found.setdefault(organisation_id, {})[band] = pence
        return found

    return _NEWEST.asking(organisation_ids=list(organisation_ids), on=on).then(read)


def newest_prices(on: date) -> QuerySet[BandPrice, Any]:
    """Of each council and band, what an hour costs on a day: organisation, band, pence before VAT."""
    return (
        BandPrice.objects.filter(starts_on__lte=on)
        .order_by("organisation_id", "band", "-starts_on")
        .distinct("organisation_id", "band")
        .values_list("organisation_id", "band", "hourly_pence")
    )


def _newest(organisation_ids: Collection[int], on: date) -> QuerySet[BandPrice, Any]:
    return newest_prices(on).filter(Among("organisation_id", organisation_ids))


_NEWEST = Compiled(_newest, organisation_ids=(-1,), on=date.min)


def prices_when(organisation_id: int, band: str, on: date) -> dict[str, int]:
    """Pence an hour before VAT on a day by when in the week it is worked (see `WHEN`); what is not lent is left out."""
    newest = BandPrice.objects.filter(organisation_id=organisation_id, band=band, starts_on__lte=on)
    found = newest.order_by("-starts_on").values(*PRICE_FIELDS.values()).first() or {}
    return {when: found[name] for when, name in PRICE_FIELDS.items() if found.get(name) is not None}


def price_list(actor: Actor, organisation_id: int) -> QuerySet[BandPrice]:
    """Every price a council has set, past, present and to come. For its own people (404 for others)."""
    if not (
        actor.may(Right.SET_PRICES, organisation_id)
        or actor.may(Right.JOIN_AS_PEER, organisation_id)
        or actor.may(Right.SEE_MONEY, organisation_id)
    ):
        raise NotFound
    return BandPrice.objects.filter(organisation_id=organisation_id).order_by("band", "-starts_on")


def bands_used(organisation_id: int) -> frozenset[str]:
    """The grade bands that the council's people say they are on."""
    working = Employment.objects.filter(organisation_id=organisation_id, ends_on__isnull=True)
    stated = working.filter(grade_band__in=list(GRADE_BANDS))
    return frozenset(stated.values_list("grade_band", flat=True).distinct())


def in_force_on(organisation_id: int, on: date) -> dict[str, dict[str, int]]:
    """Each band's `price` on a day and what stands beside it, in pence by band: `second` and `third` prices, `cost`.

    The second is for evenings and Saturdays, the third for Sundays and public holidays; `cost` is what an hour costs
    the council itself. A band that has none is left out. One SQL query.
    """
    fields = {"price": "hourly_pence", "second": "second_pence", "third": "third_pence", "cost": "cost_pence"}
    newest = (
        BandPrice.objects.filter(organisation_id=organisation_id, starts_on__lte=on)
        .order_by("band", "-starts_on")
        .distinct("band")
        .values_list("band", *fields.values())
    )
    rows = list(newest)
    return {
        name: {band: pence[place] for band, *pence in rows if pence[place] is not None}
        for place, name in enumerate(fields)
    }
