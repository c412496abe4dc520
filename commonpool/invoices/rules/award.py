"""What a back-dated pay award adds to, or takes from, hours that were charged already."""

from commonpool.kernel.money import half_up

LEAST_BOOKING_PENCE = 100_000
"""Under £1,000 before VAT an award changes nothing in a booking: the agreement, clause 9.5."""


def touched(booking_pence: int) -> bool:
    """Whether an award changes anything in a booking of this price before VAT."""
    return booking_pence >= LEAST_BOOKING_PENCE


def difference(minutes: int, hourly_difference_pence: int) -> int:
    """Pence before VAT for so many minutes at so much more, or less, an hour: half-up of the amount, either way."""
    amount = half_up(minutes * abs(hourly_difference_pence), 60)
    return amount if hourly_difference_pence >= 0 else -amount
