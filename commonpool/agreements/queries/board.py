"""The steward's board: every council of today and where it stands on its way in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements import rules
from commonpool.agreements.models import Agreement
from commonpool.agreements.queries.depths import progress_of_all
from commonpool.agreements.rules import Step
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import AdministratorClaim, Invitation, Organisation, RoleHolding

STANDINGS = ("not_started", "invited", "joining", "peer", "borrow", "lend")
NEXT_DEPTH = {"joining": "borrow", "peer": "borrow", "borrow": "lend"}
"""For which depth the board says what is missing: who lends can go no deeper."""


@dataclass(frozen=True)
class BoardLine:
    """A council on the board: its standing, how many letters invited it and the last one's instant, what is missing."""

    council: Organisation
    standing: str
    letters: int
    invited_at: datetime | None
    missing: tuple[Step, ...]


def board(
    actor: Actor, *, day: date, q: str = "", nation: str = "", region: str = ""
) -> QuerySet[Organisation]:
    """The councils and authorities of a day by name, each with `standing`, `letters` and `invited_at`.

    `joining`: somebody there has begun (asked to be administrator, or taken a step) and it is not open as peer
    yet; from then on the deepest open depth. Requires `run_desk`.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    found = organisations.councils(day=day, status="current", q=q, nation=nation, region=region)
    sent = Invitation.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    return found.annotate(
        standing=_standing(),
        letters=Subquery(sent.annotate(number=Count("pk")).values("number")),
        invited_at=Subquery(sent.annotate(last=Max("invited_at")).values("last")),
    )


def board_counts(found: QuerySet[Organisation]) -> dict[str, int]:
    """How many of the councils found stand where, in one query; every standing is named."""
    rows = found.order_by().values("standing").annotate(number=Count("pk")).values_list("standing", "number")  # type: ignore[misc]
    return dict.fromkeys(STANDINGS, 0) | dict(rows)


def board_lines(councils: Iterable[Any]) -> list[BoardLine]:
    """Councils of the board with the steps they still have to take, in one query."""
    listed = list(councils)
    asked = [each.pk for each in listed if each.standing in NEXT_DEPTH]
    progress = progress_of_all(asked) if asked else {}
    return [
        BoardLine(each, each.standing, each.letters or 0, each.invited_at, _missing(each, progress))
        for each in listed
    ]


def _missing(council: Any, progress: Mapping[int, rules.Progress]) -> tuple[Step, ...]:
    if council.standing not in NEXT_DEPTH:
        return ()
    return tuple(rules.missing(progress[council.pk], NEXT_DEPTH[council.standing]))


def _standing() -> Case:
    here = OuterRef("pk")
    claimed = AdministratorClaim.objects.filter(organisation=here, refused_at__isnull=True)
    administrators = RoleHolding.objects.filter(
        organisation=here, role="council_administrator", ended_at__isnull=True
    )
    begun = (
        Q(joining__isnull=False)
        | Exists(claimed)
        | Exists(administrators)
        | Exists(Agreement.objects.filter(organisation=here))
    )
    return Case(
        When(joining__lend_at__isnull=False, then=Value("lend")),
        When(joining__borrow_at__isnull=False, then=Value("borrow")),
        When(joining__peer_at__isnull=False, then=Value("peer")),
        When(begun, then=Value("joining")),
        When(Exists(Invitation.objects.filter(organisation=here)), then=Value("invited")),
        default=Value("not_started"),
        output_field=CharField(),
    )
