"""`make bench SIZE=10k|100k|1m [QUICK=1]`: the product as it ships, measured beside the limits of the same machine.

Every size up to the one asked for, for the growth, on a server that keeps what it says it kept (fsync), in databases
that are made anew and dropped again. The web server is the one of `make run`; its worker is off, as it may stand on
another machine. Prints a table, keeps it in `bench/results/latest.json` beside the sizes measured before, and says what
changed since then and which limits (`bench.aims`) were missed.
"""

import os
import sys
import time

import django

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
HASTY = "-c synchronous_commit=off"
"""How data are written; what is measured has connections of its own."""


def main() -> int:
    """Prints the table; 1 when a limit was missed."""
    asked, *more = [*sys.argv[1:], "10k"] if sys.argv[1:2] != ["quick"] else ["10k", "quick"]
    size = asked.lower()
    if size not in SIZES:
        print(f"Say one of: {', '.join(SIZES)}.", file=sys.stderr)
        return 1
    os.environ["PGOPTIONS"] = HASTY
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    begun = time.monotonic()
    django.setup()
    from bench.told import measure

    code = measure([each for each in SIZES.values() if each <= SIZES[size]], quick="quick" in more)
    print(f"{time.monotonic() - begun:.0f} seconds")
    return code


if __name__ == "__main__":
    sys.exit(main())
