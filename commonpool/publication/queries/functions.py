"""Which function of a council the hours of a booking serve: what is published instead of a free text."""

from collections.abc import Iterable

from django.db.models import F

from commonpool.bookings.models import BookingTerms


def functions_of(booking_ids: Iterable[int]) -> dict[int, str]:
    """The function of the terms that stand, by booking. One SQL query."""
    terms = BookingTerms.objects.filter(booking_id__in=booking_ids, version=F("booking__version"))
    return dict(terms.values_list("booking_id", "function__label"))


def functions_by_reference(references: Iterable[str]) -> dict[str, str]:
    """The same by the booking's reference. One SQL query."""
    terms = BookingTerms.objects.filter(booking__reference__in=references, version=F("booking__version"))
    return dict(terms.values_list("booking__reference", "function__label"))
