"""What procurement is judged on between a host and a home: one statement when hours are asked for."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Sum
from django.db.models.functions import JSONObject

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import Pair, PairCap
from commonpool.agreements.rules import Party, body_of
from commonpool.agreements.rules.procurement import financial_year
from commonpool.bookings.models import Booking, RunningTotal
from commonpool.bookings.rules.asking import Ask
from commonpool.bookings.rules.pricing import month_of
from commonpool.bookings.rules.procurement import Terms
from commonpool.bookings.rules.running import (
    ASKED_WITHIN_DAYS,
    PAUSE,
    Allowance,
    Answers,
    Cap,
    Lately,
    Procurement,
    by_year,
)
from commonpool.kernel.clock import london_instant
from commonpool.kernel.prepared import Asking, Prepared, nothing_asked
from commonpool.kernel.rows import Among, Compiled
from commonpool.organisations.models import Organisation

FACTS = Prepared(
    *("homes", "officers", "functions", "host", "by", "but", "since", "pause"),
    sql="""
SELECT (
WITH pair AS (SELECT id FROM agreements_pair WHERE home_id = asked.home AND host_id = %(host)s),
     family AS (SELECT coalesce(upper.parent_id, own.parent_id, own.id) AS id
                  FROM organisations_function own
                  LEFT JOIN organisations_function upper ON upper.id = own.parent_id
                 WHERE own.id = asked.function),
     lately AS (SELECT booking.officer_id AS officer, booking.family_id AS family, week.*,
                       max(last) OVER (PARTITION BY officer_id, family_id ORDER BY first
                                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reaches
                  FROM bookings_booking booking,
                       LATERAL (SELECT sum(net_pence) AS pence, min(monday) AS first, max(monday) AS last
                                  FROM bookings_bookedweek
                                 WHERE booking_id = booking.id AND released_at IS NULL) week
                 WHERE booking.pair_id = (SELECT id FROM pair) AND booking.requested_at >= %(since)s
                   AND booking.id <> %(but)s AND booking.kind = 'paid' AND week.pence IS NOT NULL
                   AND (booking.officer_id = asked.officer OR booking.family_id = (SELECT id FROM family))),
     following AS (SELECT *, count(*) FILTER (WHERE first > reaches + %(pause)s::int)
                               OVER (PARTITION BY officer, family ORDER BY first) AS run
                     FROM lately)
SELECT json_build_object(
    'pair', (SELECT id FROM pair),
    'family', (SELECT id FROM family),
    'answers', (SELECT row_to_json(said) FROM agreements_standinganswers said
                 WHERE organisation_id = %(host)s ORDER BY version DESC LIMIT 1),
    'home_insured', (SELECT insurer_told_on IS NOT NULL FROM agreements_standinganswers
                      WHERE organisation_id = asked.home ORDER BY version DESC LIMIT 1),
    'caps', (SELECT json_agg(json_build_array(year, cap_pence, ends_on) ORDER BY version)
               FROM agreements_paircap WHERE pair_id = (SELECT id FROM pair)),
    'bound', (SELECT json_agg(json_build_array(family_id, month, net_pence))
                FROM bookings_runningtotal WHERE pair_id = (SELECT id FROM pair) AND net_pence > 0),
    'own', (SELECT json_agg(json_build_array(monday, net_pence)) FROM bookings_bookedweek
             WHERE booking_id = %(but)s AND released_at IS NULL),
    'lately', (SELECT json_agg(DISTINCT CASE WHEN officer = ANY(%(officers)s)
                                             THEN jsonb_build_array(pence, officer, family, first, last)
                                             ELSE jsonb_build_array(pence) END)
                 FROM (SELECT officer, family, sum(pence) AS pence, min(first) AS first, max(last) AS last
                         FROM following GROUP BY officer, family, run) requirement),
    'limit', (SELECT per_booking_pence FROM bookings_spendinglimit
               WHERE organisation_id = %(host)s AND holder_id = %(by)s AND status = 'granted'),
    'interest', EXISTS (SELECT FROM agreements_declaredinterest
                         WHERE council_id = asked.home AND declaration_id = (
                               SELECT max(id) FROM agreements_declaration
                                WHERE organisation_id = %(host)s AND declared_by_id = %(by)s))
)::text)
   FROM unnest(%(homes)s::bigint[], %(officers)s::bigint[], %(functions)s::text[])
        WITH ORDINALITY AS asked (home, officer, function, number)
  ORDER BY number
""",
)


@dataclass(frozen=True)
class Between:
    """An asking of an officer of a home council. `family`: of functions, where it was kept with a booking; else that
    of the function asked for. `purchase_order_from`: pence from which the host needs an order that was not given."""

    home_id: int
    officer_id: int
    ask: Ask
    purchase_order_from: int | None = None
    family: str = ""


def procurements_of(
    asked: Sequence[Between], host_id: int, today: date, *, by: int, but: int
) -> Asking[list[Procurement]]:
    """Asks what is known of procurement between a host and the home of each asking. One SQL query.

    `by`: who asks. `but`: the booking that is judged anew, which counts only by what is asked for.
    """
    if not asked:
        return nothing_asked([])
    since = london_instant(today - timedelta(days=ASKED_WITHIN_DAYS))
    facts: dict[str, Any] = {
        "homes": [each.home_id for each in asked],
        "officers": [each.officer_id for each in asked],
        "functions": [each.ask.function_id for each in asked],
    }
    return FACTS.asking(**facts, host=host_id, by=by, but=but, since=since, pause=PAUSE.days).then(
        lambda rows: [_procurement(each, json.loads(row)) for each, (row,) in zip(asked, rows, strict=True)]
    )


def _procurement(asked: Between, known: Mapping[str, Any]) -> Procurement:
    bound, own = _bound(known), _months(known["own"] or ())
    lately: Collection[tuple[Any, ...]] = known["lately"] or ()
    years = {financial_year(monday) for monday in asked.ask.mondays}
    family = asked.family or known["family"] or ""
    order_from = asked.purchase_order_from
    passing = [known["limit"], order_from and order_from - 1]
    return Procurement(
        officer_id=asked.officer_id,
        family=family,
        pair_id=known["pair"],
        answers=_answers(known["answers"]),
        home_insured=bool(known["home_insured"]),
        figures=agreements.figures(),
        caps=_caps(known["caps"] or (), years),
        used=by_year(_less(_all(bound), own)),
        bound=_less(bound.get(family, {}), own),
        lately=[_lately(each) for each in lately if len(each) > 1],
        elsewhere=[each[0] for each in lately if len(each) == 1],
        limits=[each for each in passing if each],
        interest=known["interest"],
    )


def terms_to_bind(booking: Booking, today: date) -> tuple[Ask, Terms]:
    """The terms of a locked booking that wait for an answer, as the rules of procurement judge them. One SQL query."""
    asked, home, host = booking.asked, booking.employment.organisation, booking.host
    varies = booking.status == "bound"
    ask = Ask.of(asked.hours, when=asked.when, purpose=asked.purpose, function_id=asked.function_id)
    (facts,) = procurements_of(
        [Between(home.pk, booking.officer_id, ask, family=booking.family_id or "")],
        host.pk,
        today,
        by=asked.offered_by_id,
        but=booking.pk if varies else 0,  # what is not bound yet is in no sum
    )()
    return ask, Terms(
        today=today,
        home=_party(home),
        host=_party(host),
        procurement=facts,
        prices=asked.prices,
        own=dict(booking.standing.hours) if varies else {},
    )


def _party(council: Organisation) -> Party:
    return Party(council.nation, body_of(council.type, council.code))


def allowances(pair_ids: Collection[int]) -> dict[int, Allowance]:
    """What each pair may still bind with nobody asked, and whose interests are in the way. At most one SQL query."""
    if not pair_ids:
        return {}
    return {row.pk: _allowance(row) for row in _BETWEEN(pair_ids=list(set(pair_ids)))}


def _between(pair_ids: Collection[int]) -> QuerySet[Pair]:
    caps = PairCap.objects.filter(pair=OuterRef("pk")).order_by("version")
    totals = RunningTotal.objects.filter(pair=OuterRef("pk")).values("month")
    rows: QuerySet[Pair] = Pair.objects.filter(Among("pk", pair_ids)).annotate(
        chosen=ArraySubquery(caps.values(row=JSONObject(year="year", pence="cap_pence"))),
        bound=ArraySubquery(
            totals.annotate(pence=Sum("net_pence")).values(row=JSONObject(month="month", pence="pence"))
        ),
        interested=agreements.interested(OuterRef("home_id"), OuterRef("host_id")),
    )
    return rows


_BETWEEN = Compiled(_between, pair_ids=(-1,))


def allowance_of(booking: Booking) -> Allowance | None:
    """The same of a booking's two councils; none for peer help, which costs nothing."""
    return None if booking.pair_id is None else allowances([booking.pair_id])[booking.pair_id]


def lock_pairs_of(booking_ids: Collection[int]) -> list[Pair]:
    """The pairs of these bookings, locked in order: who moves a running total holds its pair's lock."""
    return agreements.lock_pairs(pairs_of(booking_ids))


def pairs_of(booking_ids: Collection[int]) -> QuerySet[Booking, Any]:
    """The ids of the pairs of these bookings."""
    return Booking.objects.filter(pk__in=booking_ids, pair__isnull=False).values_list("pair_id", flat=True)


def _answers(said: Mapping[str, Any] | None) -> Answers | None:
    if said is None:
        return None
    return Answers(
        basis=said["basis"],
        objectives=said["objectives"],
        public_interest=said["public_interest"],
        other_percent=said["other_activity_percent"],
        insured=said["insurer_told_on"] is not None,
        standing_orders_pence=said["standing_orders_pence"],
        regulated_pence=said["regulated_pence"],
    )


def _caps(chosen: Iterable[tuple[int, int, str]], years: Collection[int]) -> dict[int, Cap]:
    """By financial year: the newest chosen, which comes last, or the usual one."""
    found = {}
    for year in years:
        usual = agreements.usual_cap(year)
        found[year] = Cap(usual.cap_pence, usual.ends_on)
    for year, pence, ends_on in chosen:
        if year in found:
            found[year] = Cap(pence, date.fromisoformat(ends_on))
    return found


def _bound(known: Mapping[str, Any]) -> dict[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = {}
    for family, month, pence in known["bound"] or ():
        found.setdefault(family, {})[date.fromisoformat(month)] = pence
    return found


def _all(bound: Mapping[str, Mapping[date, int]]) -> dict[date, int]:
    found: dict[date, int] = {}
    for months in bound.values():
        for month, pence in months.items():
            found[month] = found.get(month, 0) + pence
    return found


def _months(weeks: Iterable[tuple[str, int]]) -> dict[date, int]:
    found: dict[date, int] = {}
    for monday, pence in weeks:
        month = month_of(date.fromisoformat(monday))
        found[month] = found.get(month, 0) + pence
    return found


def _less(months: Mapping[date, int], own: Mapping[date, int]) -> dict[date, int]:
    return {month: pence - own.get(month, 0) for month, pence in months.items()}


def _lately(row: tuple[Any, ...]) -> Lately:
    pence, officer_id, family, first, last = row
    return Lately(officer_id, family, pence, date.fromisoformat(first), date.fromisoformat(last))


def _allowance(row: Any) -> Allowance:
    return Allowance(
        usual_pence=agreements.usual_cap_pence(),
        caps={each["year"]: each["pence"] for each in row.chosen},
        used=by_year({date.fromisoformat(each["month"]): each["pence"] for each in row.bound}),
        interested=frozenset(row.interested),
    )
