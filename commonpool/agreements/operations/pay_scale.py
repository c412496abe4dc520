"""Tables of pay points: the national ones are loaded, a council's own entered; and what it adds to pay in a price."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import LendingCostsSet, PayScaleKept, PayScalesLoaded
from commonpool.agreements.models import LendingCosts, PayPoint, PayScale
from commonpool.agreements.operations.depth import locked_joining
from commonpool.agreements.operations.starting import FURTHEST_DAYS, require_start
from commonpool.agreements.rules.pay_scale import AGREED, OFFER, UNVERIFIED, Point, are_points
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.kernel.tables import read_table

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "pay_points.csv"
NATIONAL = "NJC"
BACK_DAYS = 731
MOST_NAME = 80
MOST_ADMINISTRATION = 5_000


class PayScaleWrong(Refusal):
    """The points make no table: none, twice the same, or pay out of reason (`pay_scale_wrong`)."""

    code = "pay_scale_wrong"
    message = _("Give 1 to 400 pay points, each once, with pounds a year from 5,000 to 500,000.")
    field = "file"


class PayScaleNameWrong(Refusal):
    """A table has a name of 80 characters at most (`pay_scale_name_wrong`)."""

    code = "pay_scale_name_wrong"
    message = _("Give the table a name of at most 80 characters.")
    field = "name"


class PayScaleStartWrong(Refusal):
    """A table holds from a day within two years, back or ahead (`pay_scale_start_wrong`)."""

    code = "pay_scale_start_wrong"
    message = _("Choose a day within two years, back or ahead.")
    field = "effective_from"


class PayMarkUnknown(Refusal):
    """A council's own table is agreed or an offer (`pay_mark_unknown`)."""

    code = "pay_mark_unknown"
    message = _("Say whether this pay is agreed or an offer.")
    field = "mark"


class AdministrationWrong(Refusal):
    """What arranging loans costs is from 0 to 50 per cent (`administration_wrong`)."""

    code = "administration_wrong"
    message = _("Enter a per cent from 0 to 50, like 5.00.")
    field = "administration_hundredths"


def load_pay_points(*, actor: Actor, at: datetime, path: Path = REFERENCE) -> int:
    """The national pay points are as the table says, with their marks; answers how many tables differed.

    What differs becomes the next version of its day. Needs `run_desk` or a rule.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    new = []
    with change():
        for (year, day), rows in groupby(
            read_table(path), key=lambda row: (row["year"], row["effective_from"])
        ):
            points = [
                Point(row["point"], int(row["annual_pounds"]) * 100, row["mark"], row["source"])
                for row in rows
            ]
            effective_from = date.fromisoformat(day)
            if points != _held(effective_from):
                new.append(_keep(None, f"{NATIONAL} {year}", effective_from, points, actor, at).pk)
        if new:
            publish(PayScalesLoaded(on_behalf_of=None, scale_ids=tuple(new)), actor=actor, at=at)
    return len(new)


def keep_pay_scale(
    *,
    actor: Actor,
    organisation_id: int,
    name: str,
    effective_from: date,
    mark: str,
    points: Sequence[Point],
    at: datetime,
) -> PayScale:
    """From that day, which may be past, the council has these pay points of its own: all agreed, or all an offer.

    Requires `set_money_terms` and a second factor. Refuses `pay_scale_wrong`, `pay_scale_name_wrong`,
    `pay_scale_start_wrong`, `pay_mark_unknown`.
    """
    _require_finance(actor, organisation_id)
    named = " ".join(name.split())
    if not are_points(points):
        raise PayScaleWrong
    if not 0 < len(named) <= MOST_NAME or "\x00" in named:
        raise PayScaleNameWrong
    if not -BACK_DAYS <= (effective_from - london_date(at)).days <= FURTHEST_DAYS:
        raise PayScaleStartWrong
    if mark not in (AGREED, OFFER):
        raise PayMarkUnknown
    marked = [replace(each, mark=mark) for each in points]
    return _own(organisation_id, named, effective_from, marked, actor, at)


def confirm_pay_points(*, actor: Actor, organisation_id: int, scale_id: int, at: datetime) -> PayScale:
    """The council has compared a national table with its own: the same points, agreed, as a table of its own.

    Requires `set_money_terms` and a second factor. Refuses `not_found` (no such national table).
    """
    _require_finance(actor, organisation_id)
    found = sole(PayScale.objects.filter(pk=scale_id, organisation=None))
    if found is None:
        raise NotFound
    points = [
        replace(each, mark=AGREED, source="" if each.mark == UNVERIFIED else each.source)
        for each in _points_of(found)
    ]
    return _own(organisation_id, found.name, found.effective_from, points, actor, at)


def set_lending_costs(
    *,
    actor: Actor,
    organisation_id: int,
    holiday: bool,
    administration_hundredths: int,
    starts_on: date,
    at: datetime,
) -> LendingCosts:
    """From that day a worked-out price adds this to pay and on-costs; prices set before stay as they are.

    `administration_hundredths`: of the cost, in hundredths of a per cent, what arranging loans costs the council.
    Requires `set_money_terms` and a second factor. Refuses `administration_wrong`, `start_out_of_range`.
    """
    _require_finance(actor, organisation_id)
    if not 0 <= administration_hundredths <= MOST_ADMINISTRATION:
        raise AdministrationWrong
    require_start(starts_on, at)
    with change():
        made = LendingCosts.objects.create(
            organisation_id=organisation_id,
            holiday=holiday,
            administration_hundredths=administration_hundredths,
            starts_on=starts_on,
            set_at=at,
            set_by_id=actor.by,
        )
        fact = LendingCostsSet(on_behalf_of=organisation_id, costs_id=made.pk, starts_on=starts_on)
        publish(fact, actor=actor, at=at)
    return made


def _require_finance(actor: Actor, organisation_id: int) -> None:
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()


def _own(
    organisation_id: int,
    name: str,
    effective_from: date,
    points: Sequence[Point],
    actor: Actor,
    at: datetime,
) -> PayScale:
    with change():
        locked_joining(organisation_id)  # two at once would be one version
        made = _keep(organisation_id, name, effective_from, points, actor, at)
        fact = PayScaleKept(
            on_behalf_of=organisation_id,
            scale_id=made.pk,
            points=len(points),
            effective_from=effective_from,
        )
        publish(fact, actor=actor, at=at)
    return made


def _keep(
    organisation_id: int | None,
    name: str,
    effective_from: date,
    points: Iterable[Point],
    actor: Actor,
    at: datetime,
) -> PayScale:
    whose = Q(organisation=None) if organisation_id is None else Q(organisation_id=organisation_id)
    same_day = PayScale.objects.filter(whose, effective_from=effective_from)
    scale = PayScale.objects.create(
        organisation_id=organisation_id,
        name=name,
        effective_from=effective_from,
        version=(same_day.aggregate(newest=Max("version"))["newest"] or 0) + 1,
        set_at=at,
        set_by_id=None if actor.standing_rule else actor.by,
        set_by_rule=actor.standing_rule,
    )
    PayPoint.objects.bulk_create(
        PayPoint(
            scale=scale,
            point=each.point,
            position=place,
            annual_pence=each.annual_pence,
            mark=each.mark,
            source=each.source,
        )
        for place, each in enumerate(points)
    )
    return scale


def _held(effective_from: date) -> list[Point]:
    national = PayScale.objects.filter(organisation=None, effective_from=effective_from)
    newest = sole(national.order_by("-version")[:1])
    return _points_of(newest) if newest else []


def _points_of(scale: PayScale) -> list[Point]:
    return [
        Point(each.point, each.annual_pence, each.mark, each.source)
        for each in scale.points.order_by("position")
    ]
