"""The same judgements as `standings_of`, said to the database, so that a search can narrow before it ranks."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.agreements.models import Agreement, BandPrice
from commonpool.availability.models import Listing, Permission
from commonpool.kernel.clock import london_date
from commonpool.organisations.models import Organisation


def visible_listings(at: datetime) -> QuerySet[Listing]:
    """The listings for which `rules.hidden_because` has nothing to say today."""
    return visible_on(london_date(at))


def visible_on(today: date) -> QuerySet[Listing]:
    """The same on a UK day."""
    permitted = Permission.objects.filter(listing=OuterRef("pk"), status="granted", ends_on__gte=today)
    return Listing.objects.filter(
        _lasts("ends_on", today),
        _lasts("employment__ends_on", today),
        Exists(permitted),
        employment__organisation__in=councils_shown(today),
        status="listed",
        person__is_active=True,
        employment__starts_on__lte=today,
    )


def bookable_listings(at: datetime) -> QuerySet[Listing]:
    """The visible listings for which `rules.unpaid_because` has nothing to say today."""
    today = london_date(at)
    return visible_listings(at).filter(paid(today), employment__organisation__in=councils_lending(today))


def paid(today: date) -> Q:
    """Listings whose officer is checked and has a price."""
    priced = BandPrice.objects.filter(
        organisation=OuterRef("employment__organisation"),
        band=OuterRef("employment__grade_band"),
        starts_on__lte=today,
    )
    return Q(Exists(priced), employment__checked_at__isnull=False)


def councils_shown(today: date) -> QuerySet[Organisation]:
    """The councils whose officers may be shown: they are there, and have joined."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    there = Organisation.objects.filter(_lasts("ends_on", today), begun)
    return there.filter(joining__peer_at__isnull=False)


def councils_lending(today: date) -> QuerySet[Organisation]:
    """The councils that lend for pay: an agreement of theirs is in force."""
    agreed = Agreement.objects.filter(_lasts("ends_on", today), in_force_on__lte=today)
    return Organisation.objects.filter(pk__in=agreed.values("organisation"), joining__lend_at__isnull=False)


def _lasts(field: str, today: date) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": today})
