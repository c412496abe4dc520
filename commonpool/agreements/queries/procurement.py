"""What councils have answered about procurement, the figures it is counted against, caps of pairs, and interests."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.models import Declaration, DeclaredInterest, Pair, PairCap, StandingAnswers
from commonpool.agreements.rules.procurement import PAIR_CAP, Figure, last_day_of
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Among, Compiled, sole
from commonpool.kernel.tables import read_table
from commonpool.organisations.models import Organisation

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "figures.csv"


@lru_cache(maxsize=1)
def figures() -> tuple[Figure, ...]:
    """Every figure with its days, source and mark. Read once: it changes with the product."""
    return tuple(
        Figure(
            figure=row["figure"],
            pence=int(row["pence"]),
            with_vat=row["with_vat"] == "yes",
            starts_on=date.fromisoformat(row["starts_on"]) if row["starts_on"] else None,
            ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
            source=row["source"],
            mark=row["mark"],
        )
        for row in read_table(REFERENCE)
    )


def answers_in_force(organisation_id: int) -> StandingAnswers | None:
    """The council's newest answers, or none yet. One SQL query."""
    return sole(
        StandingAnswers.objects.filter(organisation_id=organisation_id)
        .select_related("answered_by")
        .order_by("-version")[:1]
    )


def answers_at(actor: Actor, organisation_id: int) -> list[StandingAnswers]:
    """Every version of a council's answers, the newest first, for its administrators and auditors. 404 to others."""
    if not (actor.may(Right.SET_UP_COUNCIL, organisation_id) or actor.may(Right.READ_LOG, organisation_id)):
        raise NotFound
    found = StandingAnswers.objects.filter(organisation_id=organisation_id)
    return list(found.select_related("answered_by").order_by("-version"))


@dataclass(frozen=True)
class Cap:
    """The most of a financial year before VAT, and its last day; `chosen`: by the host, and not the usual one."""

    cap_pence: int
    ends_on: date
    chosen: bool = False


def cap_of(pair_id: int, year: int) -> Cap:
    """The cap of a pair in a financial year: the newest chosen, or the usual one. One SQL query."""
    found = sole(PairCap.objects.filter(pair_id=pair_id, year=year).order_by("-version")[:1])
    return Cap(found.cap_pence, found.ends_on, chosen=True) if found else usual_cap(year)


def usual_cap(year: int) -> Cap:
    """What holds between two councils that have chosen nothing."""
    return Cap(usual_cap_pence(), last_day_of(year))


def usual_cap_pence() -> int:
    """The most in a year where two councils have chosen nothing else."""
    return next(each.pence for each in figures() if each.figure == PAIR_CAP)


def lock_pairs(pair_ids: Collection[int]) -> list[Pair]:
    """These pairs, locked in order until the change is over: what binds between two councils meets here."""
    return _LOCKED_PAIRS(pair_ids=list(pair_ids))


_LOCKED_PAIRS = Compiled(
    lambda pair_ids: (
        Pair.objects.filter(Among("pk", pair_ids)).order_by("pk").select_for_update(of=("self",), no_key=True)
    ),
    pair_ids=(-1,),
)


def interested(home: Any, host: Any) -> ArraySubquery:
    """The ids of the people of either council who have an interest in the other; as an expression."""
    newer = Declaration.objects.filter(
        organisation=OuterRef("declaration__organisation"),
        declared_by=OuterRef("declaration__declared_by"),
        pk__gt=OuterRef("declaration_id"),
    )
    between = Q(declaration__organisation=home, council=host) | Q(
        declaration__organisation=host, council=home
    )
    found = DeclaredInterest.objects.filter(between & ~Q(Exists(newer)))
    return ArraySubquery(found.values("declaration__declared_by"))


def interests_of(actor: Actor, organisation_id: int) -> Declaration | None:
    """What the actor has said about their own interests for a council; none where they have not. Three SQL queries."""
    mine = Declaration.objects.filter(organisation_id=organisation_id, declared_by_id=actor.person_id)
    return sole(mine.prefetch_related("interests__council").order_by("-pk")[:1])


def councils_to_declare(organisation_id: int) -> QuerySet[Organisation]:
    """The other councils in the same world that take part: an interest in one of them matters."""
    own = Organisation.objects.filter(pk=organisation_id).values("demonstration")
    return (
        Organisation.objects.filter(joining__peer_at__isnull=False, demonstration__in=own)
        .exclude(pk=organisation_id)
        .order_by("name")
    )


def newest_declarations(organisation_ids: Collection[int]) -> list[Declaration]:
    """What each person last said of their interests for each of these councils. Two SQL queries."""
    said = Declaration.objects.filter(organisation_id__in=organisation_ids)
    newest = said.order_by("organisation_id", "declared_by_id", "-pk").distinct(
        "organisation_id", "declared_by_id"
    )
    return list(newest.select_related("declared_by").prefetch_related("interests"))


def newest_declaration(organisation_id: int, person_id: int) -> Declaration | None:
    """What a person last said of their interests for a council; none where they never did. Two SQL queries."""
    said = Declaration.objects.filter(organisation_id=organisation_id, declared_by_id=person_id)
    return sole(said.prefetch_related("interests").order_by("-pk")[:1])


def interested_in(council_ids: Collection[int]) -> list[Declaration]:
    """The declarations that count and name an interest in one of these councils. Two SQL queries."""
    newer = Declaration.objects.filter(
        organisation=OuterRef("organisation"), declared_by=OuterRef("declared_by"), pk__gt=OuterRef("pk")
    )
    of_them = DeclaredInterest.objects.filter(declaration=OuterRef("pk"), council_id__in=council_ids)
    said = Declaration.objects.filter(~Q(Exists(newer)), Exists(of_them))
    return list(said.select_related("declared_by").prefetch_related("interests").order_by("pk"))
