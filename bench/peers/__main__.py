"""`make bench-peers`: pretix and Indico beside ours, on one PostgreSQL with fsync, by turns, in one run.

Run by hand. Each peer is installed once, in an environment of its own (`versions.toml`), and started with as many
processes and threads as ours; the workers of all stay off. Prints a table, keeps it in `bench/results/peers.json`.
"""

import os
import sys

import django

from bench.shipped import HASTY


def main() -> int:
    """Prints the table; 1 when ours is less than ten times pretix, or sold a week twice."""
    os.environ["PGOPTIONS"] = HASTY
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    django.setup()
    from bench.peers.told import measure

    return measure()


if __name__ == "__main__":
    sys.exit(main())
