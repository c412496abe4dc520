"""A council answers the procurement questions, caps what it borrows, and its people say their interests."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries
from commonpool.agreements.events import InterestsDeclared, PairCapSet, StandingAnswersGiven
from commonpool.agreements.models import Declaration, DeclaredInterest, Pair, PairCap, StandingAnswers
from commonpool.agreements.operations.depth import evaluate_depth, locked_joining
from commonpool.agreements.rules.procurement import (
    MOST_CAP_PENCE,
    OTHER,
    bases_for,
    exempt_as_said,
    financial_year,
    last_day_of,
)
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import Asking, Prepared
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.organisations.models import Organisation

MOST_WORDS, MOST_OBJECTIVES, MOST_NAME, MOST_INTEREST = 600, 1000, 120, 300
ANSWERERS = (Right.APPROVE_BOOKING, Right.CONFIRM_BOOKING, Right.GRANT_SPENDING_LIMIT, Right.REQUEST_BOOKING)
"""Who commits a council to a loan: asked under a spending limit, a booking manager’s request does."""


class BasisUnknown(Refusal):
    """Councils of this nation give no such reason (`basis_unknown`)."""

    code = "basis_unknown"
    message = _("Choose one of the reasons.")
    field = "basis"


class NotExempt(Refusal):
    """The exemption is not borne out by what is said with it: PRC-02 (`not_exempt`)."""

    code = "not_exempt"
    message = _(
        "An agreement between authorities needs objectives you share, solely in the public interest, and at most"
        " a fifth of other activity (in Scotland, less). Choose another reason where that is not so."
    )


class NotSaid(Refusal):
    """Something is missing or too long (`not_said`)."""

    code = "not_said"
    message = _("Fill this in, in fewer words if it is long.")


class ToldInFuture(Refusal):
    """Insurers were told today at the latest (`told_in_future`)."""

    code = "told_in_future"
    message = _("Enter the day on which your insurers were told: today or before.")
    field = "insurer_told_on"


class CapWrong(Refusal):
    """A cap is from £0 to £999,999.99 (`cap_wrong`)."""

    code = "cap_wrong"
    message = _("Enter an amount from £0 to £999,999.99.")
    field = "cap_pence"


class CapYearWrong(Refusal):
    """A cap is of this financial year or the next two (`cap_year_wrong`)."""

    code = "cap_year_wrong"
    message = _("Choose this financial year or one of the next two.")
    field = "year"


class CapEndsOutside(Refusal):
    """The last day is in the cap's own financial year (`cap_ends_outside`)."""

    code = "cap_ends_outside"
    message = _("Choose a day from 1 April to 31 March of that financial year.")
    field = "ends_on"


def answer_procurement(
    *,
    actor: Actor,
    organisation_id: int,
    basis: str,
    at: datetime,
    basis_words: str = "",
    objectives: str = "",
    public_interest: bool = False,
    other_activity_percent: int = 0,
    insurer_told_on: date | None = None,
    insurer_told_by: str = "",
    standing_orders_pence: int | None = None,
    regulated_pence: int | None = None,
) -> StandingAnswers:
    """The council's answers are these, as its next version; they hold for what is asked for or binds from now on.

    Requires `set_up_council`. Refuses `basis_unknown`, `not_exempt` (PRC-02), `not_said`, `told_in_future`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    nation = Organisation.objects.values_list("nation", flat=True).get(pk=organisation_id)
    if basis not in bases_for(nation):
        raise BasisUnknown
    words = _words("basis_words", basis_words, MOST_WORDS, needed=basis == OTHER)
    shared = _words("objectives", objectives, MOST_OBJECTIVES, needed=False)
    if not exempt_as_said(
        basis, objectives=shared, public_interest=public_interest, other_percent=other_activity_percent
    ):
        first = {"objectives": shared, "public_interest": public_interest, "other_activity_percent": False}
        raise NotExempt(field=next(name for name, said in first.items() if not said))
    if insurer_told_on is not None and insurer_told_on > london_date(at):
        raise ToldInFuture
    told_by = _words("insurer_told_by", insurer_told_by, MOST_NAME, needed=insurer_told_on is not None)
    with change():
        locked_joining(organisation_id)  # two at once would be one version
        made = StandingAnswers.objects.create(
            organisation_id=organisation_id,
            version=_next(StandingAnswers.objects.filter(organisation_id=organisation_id)),
            basis=basis,
            basis_words=words,
            objectives=shared,
            public_interest=public_interest,
            other_activity_percent=other_activity_percent,
            insurer_told_on=insurer_told_on,
            insurer_told_by=told_by if insurer_told_on else "",
            standing_orders_pence=standing_orders_pence,
            regulated_pence=regulated_pence,
            answered_at=at,
            answered_by_id=actor.by,
        )
        fact = StandingAnswersGiven(on_behalf_of=organisation_id, answers_id=made.pk, version=made.version)
        publish(fact, actor=actor, at=at)
        evaluate_depth(actor=actor, organisation_id=organisation_id, at=at)
    return made


def pair_between(home_id: int, host_id: int) -> Pair:
    """There is a row for what the one lends to the other; for a verb that has judged. One SQL query, mostly."""
    return Pair(pk=pair_made(home_id, host_id)(), home_id=home_id, host_id=host_id)


def pair_made(home_id: int, host_id: int) -> Asking[int]:
    """Asks for that row to be there, and for its number. One SQL query, mostly."""
    asked = _PAIR.asking(home_id=home_id, host_id=host_id)
    # One made at the same moment is seen by the second look.
    return asked.then(lambda found: int((found or asked())[0][0]))


_PAIR = Prepared(
    *("home_id", "host_id"),
    sql="""
WITH made AS (
    INSERT INTO agreements_pair (home_id, host_id) SELECT %(home_id)s, %(host_id)s
     WHERE NOT EXISTS (SELECT FROM agreements_pair WHERE home_id = %(home_id)s AND host_id = %(host_id)s)
        ON CONFLICT (home_id, host_id) DO NOTHING RETURNING id
)
SELECT id FROM made UNION ALL SELECT id FROM agreements_pair WHERE home_id = %(home_id)s AND host_id = %(host_id)s
""",
)


def set_pair_cap(
    *,
    actor: Actor,
    host_id: int,
    home_id: int,
    year: int,
    cap_pence: int,
    ends_on: date,
    at: datetime,
) -> PairCap:
    """The host borrows from the home council at most this much before VAT in a financial year, to this last day.

    Above it, a budget holder is asked each time. Requires `grant_spending_limit` or `set_up_council` at the host;
    a second factor where more or later than before is let through. Refuses `cap_wrong`, `cap_year_wrong`,
    `cap_ends_outside`, `not_found` (no such other council).
    """
    if not actor.may(Right.SET_UP_COUNCIL, host_id):
        actor.require(Right.GRANT_SPENDING_LIMIT, host_id)
    actor.require_decision()
    _check_cap(year, cap_pence, ends_on, london_date(at))
    if home_id == host_id or not Organisation.objects.filter(pk=home_id).exists():
        raise NotFound
    with change():
        pair = queries.lock_pairs([pair_between(home_id, host_id).pk])[0]
        before = queries.cap_of(pair.pk, year)
        if cap_pence > before.cap_pence or ends_on > before.ends_on:
            actor.require_second_factor()
        made = PairCap.objects.create(
            pair=pair,
            year=year,
            version=_next(PairCap.objects.filter(pair=pair, year=year)),
            cap_pence=cap_pence,
            ends_on=ends_on,
            set_at=at,
            set_by_id=actor.by,
        )
        fact = PairCapSet(
            on_behalf_of=host_id, home_id=home_id, year=year, cap_pence=cap_pence, ends_on=ends_on
        )
        publish(fact, actor=actor, at=at)
    return made


def declare_interests(
    *, actor: Actor, organisation_id: int, interests: Mapping[int, str], at: datetime
) -> Declaration:
    """The actor has these interests and no others: by other council, what it is; none, where there are none.

    In place of what they said before. Requires one of the rights to commit the council to a loan. Refuses
    `forbidden`, `not_found` (no such other council), `not_said`.
    """
    if not any(actor.may(right, organisation_id) for right in ANSWERERS):
        raise Forbidden
    said = {
        council: _words("words", words, MOST_INTEREST, needed=True) for council, words in interests.items()
    }
    known = Organisation.objects.filter(pk__in=said).exclude(pk=organisation_id)
    if set(known.values_list("pk", flat=True)) != set(said):
        raise NotFound
    with change():
        made = Declaration.objects.create(
            organisation_id=organisation_id, declared_at=at, declared_by_id=actor.by
        )
        DeclaredInterest.objects.bulk_create(
            [
                DeclaredInterest(declaration=made, council_id=council, words=words)
                for council, words in said.items()
            ]
        )
        fact = InterestsDeclared(on_behalf_of=organisation_id, declaration_id=made.pk, interests=len(said))
        publish(fact, actor=actor, at=at)
    return made


def _check_cap(year: int, cap_pence: int, ends_on: date, today: date) -> None:
    if not 0 <= cap_pence <= MOST_CAP_PENCE:
        raise CapWrong
    if not 0 <= year - financial_year(today) <= 2:
        raise CapYearWrong
    if not date(year, 4, 1) <= ends_on <= last_day_of(year):
        raise CapEndsOutside


def _next(rows: object) -> int:
    return (rows.aggregate(newest=Max("version"))["newest"] or 0) + 1  # type: ignore[attr-defined]


def _words(field: str, text: str, most: int, *, needed: bool) -> str:
    words = text.strip()
    if len(words) > most or "\x00" in words or (needed and not words):
        raise NotSaid(field=field)
    return words
