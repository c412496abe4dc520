"""The same judgements as `standings_of`, said to the database, so that a search can narrow before it ranks."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.agreements.models import Agreement, BandPrice, Joining
from commonpool.availability.models import Listing, Permission
from commonpool.kernel.clock import london_date


def visible_listings(at: datetime) -> QuerySet[Listing]:
    """The listings for which `rules.hidden_because` has nothing to say today."""
    today = london_date(at)
    home = "employment__organisation"
    permitted = Permission.objects.filter(listing=OuterRef("pk"), status="granted", ends_on__gte=today)
    joined = Joining.objects.filter(organisation=OuterRef(home), peer_at__isnull=False)
    return Listing.objects.filter(
        _lasts("ends_on", today),
        _lasts("employment__ends_on", today),
        _lasts(f"{home}__ends_on", today),
        Q(**{f"{home}__starts_on__isnull": True}) | Q(**{f"{home}__starts_on__lte": today}),
        Exists(permitted),
        Exists(joined),
        status="listed",
        person__is_active=True,
        employment__starts_on__lte=today,
    )


def bookable_listings(at: datetime) -> QuerySet[Listing]:
    """The visible listings for which `rules.unpaid_because` has nothing to say today."""
    today = london_date(at)
    home = OuterRef("employment__organisation")
    lends = Joining.objects.filter(organisation=home, lend_at__isnull=False)
    agreed = Agreement.objects.filter(_lasts("ends_on", today), organisation=home, in_force_on__lte=today)
    priced = BandPrice.objects.filter(
        organisation=home, band=OuterRef("employment__grade_band"), starts_on__lte=today
    )
    return visible_listings(at).filter(
        Exists(lends), Exists(agreed), Exists(priced), employment__checked_at__isnull=False
    )


def _lasts(field: str, today: date) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": today})
