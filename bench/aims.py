"""What the figures of a benchmark are to keep to, and what is said of those that do not."""

from collections.abc import Iterator, Mapping
from typing import Any

from bench.teams import kept

Figures = Mapping[str, Any]
MOST, LEAST = "at most", "at least"
EVERY_SIZE = (
    (("ratios", "double_bookings"), MOST, 0.0),
    (("ratios", "booking_over_l2"), LEAST, 0.05),
    (("rates", "ours 8", "p95"), MOST, 50.0),
    (("rates", "ours 32", "p95"), MOST, 150.0),
    (("started",), MOST, 2.0),
    (("memory",), MOST, 300.0),
)
"""Where a figure stands, and its limit: milliseconds of a booking or a search, seconds to start, MiB (what
processes share counted once, when all was measured)."""
OF_SIZE = {
    size: tuple(
        (("searches", f"{kind} {clients}", "p95"), MOST, most)
        for kind in ("words, region, weeks", "the same, counted")
        for clients, most in zip((1, 8), limits, strict=True)
    )
    for size, limits in {100_000: (15.0, 40.0), 1_000_000: (25.0, 60.0)}.items()
}
GROWTH = {"booking": 0.1, "search": 1.0}
"""The power of the number of officers by which each may grow."""


def missed(told: Figures) -> Iterator[str]:
    """A line for each limit that is not kept; what was not measured has none."""
    for each in told["sizes"]:
        size = each["size"]
        for place, how, limit in (*EVERY_SIZE, *OF_SIZE.get(size, ())):
            value = _at(each, place)
            if value is not None and (value > limit if how == MOST else value < limit):
                yield f"missed, {size:,}: {' / '.join(place)} {value:.3g}, {how} {limit:g}"
    for name, power in told.get("growth", {}).items():
        if power > GROWTH[name]:
            yield f"missed: growth / {name} n^{power:.2f}, {MOST} n^{GROWTH[name]:g}"
    for row in told.get("teams", ()):
        if not kept(row):
            how = MOST if row["unit"] == "s" else LEAST
            yield f"missed: {row['figure']} {row['value']:g} {row['unit']}, {how} {row['limit']:g}"


def _at(figures: Any, place: tuple[str, ...]) -> float | None:
    for name in place:
        figures = figures.get(name) if isinstance(figures, Mapping) else None
    return figures
