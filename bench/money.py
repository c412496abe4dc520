"""`make bench-money SIZE=10k|100k|1m`: what a month's invoices and their clearing take among 400 councils.

Every size up to the one asked for, for the growth; each with two maps of who lends to whom. In a server of its own
that keeps what it says it kept (fsync), in databases that are made anew for every run and dropped again. Prints a
table and keeps it in `bench/results/money.json`.
"""

import os
import sys

import django

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}


def main() -> int:
    """Prints the tables; 1 when a limit is passed."""
    asked = (sys.argv[1:] or ["10k"])[0].lower()
    if asked not in SIZES:
        print(f"Say one of: {', '.join(SIZES)}.", file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    django.setup()
    from bench.sizes import measure

    return measure([size for size in SIZES.values() if size <= SIZES[asked]])


if __name__ == "__main__":
    sys.exit(main())
