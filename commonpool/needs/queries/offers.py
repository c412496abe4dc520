"""Offers: seen by who may ask for the host, and by the officer; to everybody else they are not there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from commonpool.access import Actor, Right
from commonpool.agreements.queries import prices_for, vat_said
from commonpool.availability.models import Listing
from commonpool.availability.queries import bookable_listings
from commonpool.bookings.queries import free_weeks
from commonpool.bookings.rules.pricing import Priced, net_of
from commonpool.bookings.rules.vat import treatments, vat_of
from commonpool.kernel.clock import LONDON, london_date
from commonpool.kernel.money import price_of
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.kernel.weeks import WEEK, monday_of
from commonpool.needs.lifecycle import LIVE_OFFER, WAITING_OFFER
from commonpool.needs.models import Need, Offer, OfferWeek
from commonpool.needs.queries.needs import still_open
from commonpool.people.models import Employment
from commonpool.people.queries import live_employments

AHEAD = 25 * WEEK


def offer_for(actor: Actor, reference: str) -> Offer:
    """One offer, for who may ask for the host and for the officer. Refuses `not_found`."""
    found = sole(_seen_by(actor).filter(reference=reference))
    if found is None:
        raise NotFound
    return found


def offer_to_answer(actor: Actor, offer_id: int) -> Offer:
    """An offer to a council for which the actor may ask. Refuses `not_found`."""
    found = sole(_seen_by(actor).filter(pk=offer_id, need__host__in=actor.where(Right.REQUEST_BOOKING)))
    if found is None:
        raise NotFound
    return found


def own_offer(actor: Actor, offer_id: int) -> Offer:
    """An offer of the actor's. Refuses `not_found`."""
    found = sole(_whole().filter(pk=offer_id, officer_id=actor.by))
    if found is None:
        raise NotFound
    return found


def offer(offer_id: int) -> Offer:
    """One offer by its row, for letters."""
    return _whole().get(pk=offer_id)


def offers_to(actor: Actor, need: Need) -> list[Offer]:
    """The offers to a need, those kept in view first; to who may not ask for its host, none."""
    if not actor.may(Right.REQUEST_BOOKING, need.host_id):
        return []
    order = {"shortlisted": 0, "made": 1, "accepted": 2}
    found: Any = _whole().filter(need=need).annotate(vat_said=vat_said(OuterRef("home")))
    return sorted(found.order_by("made_at", "id"), key=lambda each: order.get(each.status, 3))


@dataclass(frozen=True)
class Compared:
    """An offer beside the others: its weeks, and what it would cost in pence at today's price."""

    offer: Offer
    weeks: list[tuple[date, int]]
    net_pence: int
    gross_pence: int


def compared(actor: Actor, need: Need, at: datetime) -> list[Compared]:
    """The offers to a need with what each would cost, with VAT as its home council charges it. Three SQL queries.

    What binds is the quote, on the page where an offer is accepted.
    """
    offers = offers_to(actor, need)
    prices = prices_for({each.home_id for each in offers}, london_date(at))
    return [_compared(each, prices.get(each.home_id, {})) for each in offers]


def _compared(offer: Offer, prices: Mapping[str, int]) -> Compared:
    weeks = weeks_of_offer(offer)
    hourly = prices.get(offer.listing.employment.grade_band, 0)
    lines = [Priced(monday, each, hourly, price_of(each, hourly)) for monday, each in weeks]
    vat = vat_of(lines, treatments(offer.vat_said, [line.monday for line in lines]))  # type: ignore[attr-defined]
    return Compared(offer, weeks, net_of(lines), net_of(lines) + vat)


def my_offers(actor: Actor) -> QuerySet[Offer]:
    """What the actor has offered, the newest first."""
    return _whole().filter(officer_id=actor.by).order_by("-made_at", "-id")


def my_offer_to(actor: Actor, need: Need) -> Offer | None:
    """The actor's live offer to a need."""
    return sole(_whole().filter(need=need, officer_id=actor.person_id, status__in=LIVE_OFFER))


def _seen_by(actor: Actor) -> QuerySet[Offer]:
    return _whole().filter(
        Q(officer_id=actor.person_id) | Q(need__host__in=actor.where(Right.REQUEST_BOOKING))
    )


def _whole() -> QuerySet[Offer]:
    with_it = (
        "need__host",
        "need__function",
        "officer",
        "listing__person",
        "listing__employment__organisation",
        "home",
        "booking",
    )
    return Offer.objects.select_related(*with_it).prefetch_related("weeks")


def waiting_ids(need_id: int) -> list[int]:
    """Offers to a need that nobody has answered."""
    waiting = Offer.objects.filter(need=need_id, status__in=WAITING_OFFER)
    return list(waiting.order_by("id").values_list("pk", flat=True))


def to_bring_back(need: Need, rules: Collection[str], at: datetime) -> list[int]:
    """Offers that were set aside by these rules and could be accepted again: the newest of officers who can be booked,
    in weeks to come of which the need wants one.

    None of who has worked for the host since, or will: they are asked for nothing of their own council's.
    """
    if need.expires_on is None or need.expires_on < london_date(at):
        return []
    weeks = OfferWeek.objects.filter(offer=OuterRef("pk"))
    later = Offer.objects.filter(need=need, officer=OuterRef("officer"), pk__gt=OuterRef("pk"))
    at_host = Employment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("answered_on")),
        person=OuterRef("officer"),
        organisation=need.host_id,
    )
    dated = Offer.objects.annotate(answered_on=TruncDate("answered_at", tzinfo=LONDON))
    found = dated.filter(
        Exists(weeks.filter(monday__in=need.mondays)),
        ~Exists(weeks.filter(monday__lte=london_date(at))),
        ~Exists(later),
        ~Exists(at_host),
        ~Q(home=need.host_id),
        need=need,
        status="set_aside",
        answered_by_rule__in=rules,
        listing__in=bookable_listings(at).values("id"),
    )
    return list(found.order_by("pk").values_list("pk", flat=True))


def offers_waiting(actor: Actor, at: datetime) -> QuerySet[Offer]:
    """Offers that wait for the answer of councils for which the actor may ask; the longest waiting first."""
    ours = still_open(at).filter(host__in=actor.where(Right.REQUEST_BOOKING))
    return Offer.objects.filter(need__in=ours, status__in=WAITING_OFFER).order_by("made_at", "id")


def lock_offer(offer_id: int) -> Offer:
    """An offer, locked until the change is over; its need is locked already."""
    held = Offer.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("need", "booking").get(pk=offer_id)


def lock_offers_of(need_ids: Collection[int]) -> list[Offer]:
    """The offers to these needs that are live or may be again, locked in order; the needs are locked already."""
    live = Offer.objects.filter(need__in=need_ids, status__in=(*LIVE_OFFER, "set_aside"))
    return list(live.select_related("need").order_by("pk").select_for_update(no_key=True, of=("self",)))


def needs_of_offers(offer_ids: Collection[int]) -> set[int]:
    """The rows of the needs to which these are offers."""
    return set(Offer.objects.filter(pk__in=offer_ids).values_list("need_id", flat=True))


def accepted_as(booking_id: int) -> Offer | None:
    """The accepted offer that became this booking, if one did, locked; its need is locked already."""
    found = Offer.objects.filter(booking=booking_id, status="accepted").select_related("need")
    return sole(found.select_for_update(no_key=True, of=("self",)))


def may_offer(actor: Actor, need: Need, at: datetime) -> Listing | None:
    """The actor's listing with which they could answer a need: bookable for pay, of another council, one world."""
    here = live_employments(london_date(at)).filter(
        person_id=OuterRef("person_id"), organisation_id=need.host_id
    )
    mine = bookable_listings(at).filter(
        ~Exists(here),
        person_id=actor.by,
        employment__organisation__demonstration=need.host.demonstration,
    )
    return sole(mine.select_related("employment__organisation", "person").order_by("id")[:1])


def works_for_host(actor: Actor, need: Need, at: datetime) -> bool:
    """Whether the council that asks employs the actor."""
    here = live_employments(london_date(at)).filter(person_id=actor.by, organisation_id=need.host_id)
    return here.exists()


def free_for_need(listing: Listing, need: Need, at: datetime) -> dict[date, int]:
    """Minutes that the host could ask of this officer, by Monday: in the weeks it wants, else in half a year.

    `need` comes from `need_for`.
    """
    first = monday_of(london_date(at)) + WEEK
    found = free_weeks([listing], [need.host_id], first, first + AHEAD, at)[listing.pk]
    wanted = {monday: found[monday] for monday in need.mondays if monday in found}
    return wanted or found


def weeks_of_offer(offer: Offer) -> list[tuple[date, int]]:
    """The weeks of an offer with their minutes, in order."""
    return sorted((each.monday, each.minutes) for each in offer.weeks.all())  # type: ignore[attr-defined]
