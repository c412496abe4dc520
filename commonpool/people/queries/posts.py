"""What officers have said of their posts, and the professions they can name."""

from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db.models import Exists, OuterRef, Q

from commonpool.kernel.rows import sole
from commonpool.kernel.tables import read_table
from commonpool.people.models import PostFacts
from commonpool.people.rules import POST_FACTS, Profession

PROFESSIONS = Path(__file__).resolve().parents[1] / "reference" / "professions.csv"


@cache
def professions() -> dict[str, Profession]:
    """The professions with a register for each nation, by id: the product's own table, read once a process."""
    found: dict[str, Profession] = {}
    for row in read_table(PROFESSIONS):
        before = found.get(row["id"])
        registers = {**(before.registers if before else {}), row["nation"]: row["register"]}
        found[row["id"]] = Profession(row["id"], row["name"], registers, row["regulated"] == "yes")
    return found


def post_facts_of(employment_id: int) -> PostFacts | None:
    """What the officer said last of this post, or none yet; the caller has judged who asks. One SQL query."""
    said = PostFacts.objects.filter(employment_id=employment_id).select_related("member_of")
    return sole(said.order_by("-pk")[:1])


def post_facts_corrected(employment_id: int, at: datetime) -> bool:
    """Whether what the officer said of this post at that moment is other than what they had said. One SQL query."""
    said = PostFacts.objects.filter(employment_id=employment_id, stated_at__lte=at).order_by("-pk")
    newest = list(said.values(*POST_FACTS)[:2])
    return len(newest) > 1 and newest[0] != newest[1]


def tied_to(council_id: int, on: date) -> list[PostFacts]:
    """What counts of what officers employed on a day said, where it names a council they have ties with.

    One SQL query.
    """
    newer = PostFacts.objects.filter(employment=OuterRef("employment"), pk__gt=OuterRef("pk"))
    tied = PostFacts.objects.filter(Q(interest_councils__contains=[council_id]) | Q(member_of_id=council_id))
    live = Q(employment__ends_on__isnull=True) | Q(employment__ends_on__gte=on)
    return list(tied.filter(live, ~Q(Exists(newer))).select_related("employment").order_by("pk"))


def post_said(employment_id: int) -> dict[str, object] | None:
    """The same as plain values that can be hashed: what a manager reads and decides on. One SQL query."""
    said = sole(PostFacts.objects.filter(employment_id=employment_id).order_by("-pk").values(*POST_FACTS)[:1])
    if said is None:
        return None
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
