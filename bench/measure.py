"""`make measure`: what each page costs on the data at hand, as a table.

Signs in as one demonstration account of each role, walks every page within reach, and prints the slowest visit
of each address: milliseconds at the server, SQL queries, bytes of HTML compressed.
"""

import os
import sys

import django

LIMITS = {"milliseconds": 200, "queries": 20, "compressed": 100_000}


def main() -> int:
    """Prints the table; 1 when a page is over a limit."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    django.setup()
    from bench.accounts import everybody
    from bench.crawl import Cost, walk

    worst: dict[str, Cost] = {}
    for client, start in everybody():
        for cost in walk(client, start):
            kept = worst.get(cost.pattern)
            if kept is None or cost.milliseconds > kept.milliseconds:
                worst[cost.pattern] = cost
    print(f"{'page':58} {'status':>6} {'ms':>7} {'queries':>7} {'bytes gz':>9}")
    for cost in sorted(worst.values(), key=lambda each: -each.milliseconds):
        print(
            f"/{cost.pattern:57} {cost.status:6} {cost.milliseconds:7.1f} {cost.queries:7} {cost.compressed:9}"
        )
    over = [c for c in worst.values() if any(getattr(c, name) > most for name, most in LIMITS.items())]
    print(f"{len(worst)} addresses, {len(over)} over a limit {LIMITS}")
    return 1 if over or not worst else 0


if __name__ == "__main__":
    sys.exit(main())
