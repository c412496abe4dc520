"""`make judge SET=folder`: how well the search that is shipped finds whom people would have called.

Reads `officers.jsonl`, `needs.jsonl` and `judgements.tsv` of the folder (`bench/judged` unless said; its README says
what they hold), writes the officers in a database of its own, and asks the search of the Find page for each need's
words, as somebody types them there: what else a set says of a need is not looked at. Prints
recall@10 and nDCG@10 of each need and their means, and which relevant listings were not among the ten. The formulae
stand in `bench.quality`.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from bench.opinions import Need

SET = Path(__file__).parent / "judged"
AIM = {"recall@10": 0.9, "nDCG@10": 0.8}
SHOWN = 46
"""Letters of a need's words in the table."""


def main() -> int:
    """Prints the table; 1 when a mean is under what is aimed at, 2 when there is no such set."""
    folder = Path((sys.argv[1:] or [str(SET)])[0])
    missing = [
        name for name in ("officers.jsonl", "needs.jsonl", "judgements.tsv") if not (folder / name).is_file()
    ]
    if missing:
        print(f"{folder} holds no {missing[0]}.", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = "commonpool_judged"
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_reference", verbosity=0)
        return _judged(folder)
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _judged(folder: Path) -> int:
    from bench import listed, opinions
    from bench.quality import mean, ndcg, recall

    officers, needs = opinions.officers(folder), opinions.needs(folder)
    found = _searched(needs, listed.write(officers))
    figures = {
        need.id: (recall(ids, need.grades), ndcg(ids, need.grades))
        for need, ids in zip(needs, found, strict=True)
    }
    print(
        f"{len(officers)} listings, {len(needs)} needs, {sum(len(need.grades) for need in needs)} judgements"
    )
    print(f"{'need':12} {'words':{SHOWN}} {'recall@10':>9} {'nDCG@10':>8}  relevant, not among the ten")
    for need, ids in zip(needs, found, strict=True):
        _print(need, ids, *figures[need.id])
    means = dict(zip(AIM, (mean(column) for column in zip(*figures.values(), strict=True)), strict=True))
    print(f"{'mean':12} {'':{SHOWN}} {means['recall@10']:9.3f} {means['nDCG@10']:8.3f}")
    never = _relevant(needs) - {each for ids in found for each in ids}
    print(f"found by no need: {' '.join(sorted(never)) or 'nobody who is relevant to one'}")
    return int(any(means[name] < least for name, least in AIM.items()))


def _searched(needs: "list[Need]", ids: dict[str, str]) -> list[list[str]]:
    """The first ten of each need, by their ids in the set."""
    from bench.quality import TEN
    from commonpool.matching.queries import search
    from commonpool.matching.rules import Wanted
    from tests.factories.councils import council
    from tests.factories.people import NOW, actor, make_officer

    asker = actor(make_officer(council(depth="peer")).person)
    found = []
    for need in needs:
        wanted = Wanted(words=need.text)
        hits = search(asker, wanted, NOW).hits[:TEN]
        found.append([ids[hit.reference] for hit in hits])
    return found


def _print(need: "Need", ids: list[str], recalled: float | None, gained: float | None) -> None:
    missed = sorted(_relevant([need]) - set(ids))
    print(
        f"{need.id:12.12} {need.text:{SHOWN}.{SHOWN}} {_figure(recalled):>9} {_figure(gained):>8}  {' '.join(missed)}"
    )


def _relevant(needs: "list[Need]") -> set[str]:
    from bench.quality import RELEVANT

    return {each for need in needs for each, grade in need.grades.items() if grade >= RELEVANT}


def _figure(of: float | None) -> str:
    return "–" if of is None else f"{of:.3f}"


if __name__ == "__main__":
    sys.exit(main())
