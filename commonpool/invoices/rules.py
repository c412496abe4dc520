"""What a week of work costs. Pence before VAT, half-up once per booked week, never above what was agreed."""

from commonpool.kernel.money import price_of


def charge_for(minutes: int, hourly_pence: int, ceiling_pence: int) -> int:
    """Minutes at the price of their week, at most the ceiling the host agreed to."""
    return min(price_of(minutes, hourly_pence), ceiling_pence)
