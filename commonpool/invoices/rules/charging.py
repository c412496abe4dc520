"""What a week of work costs. Pence before VAT, half-up once per booked week, never above what was agreed."""

from commonpool.kernel.money import price_of


def charge_for(minutes: int, hourly_pence: int, ceiling_pence: int, charged_pence: int = 0) -> int:
    """Minutes at the price of their week, at most what is left of the ceiling the host agreed to.

    Parts of a week that are charged apart are each rounded: together they could be a penny more than the whole.
    """
    return min(price_of(minutes, hourly_pence), ceiling_pence - charged_pence)
