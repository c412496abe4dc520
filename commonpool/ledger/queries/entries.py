"""Entries and lines of one council's books: what another council's say of the same is theirs."""

from datetime import date, timedelta

from django.db.models import F, Prefetch, Q, QuerySet, Sum, Value, Window
from django.db.models.fields import BigIntegerField

from commonpool.access import Actor
from commonpool.kernel.refusals import NotFound
from commonpool.ledger.models import Entry, Line
from commonpool.ledger.queries.balances import balance
from commonpool.ledger.queries.seen import require_books

IN_ORDER = ("entry__on", "entry_id", "pk")
"""By day, then as posted."""


def entries_of(
    actor: Actor, organisation_id: int, *, since: date | None = None, until: date | None = None
) -> QuerySet[Entry]:
    """The entries of a council's books between two days, both included, by day; `pence`: what they debit there.

    Requires `see_money` there; refuses `not_found` to other councils.
    """
    require_books(actor, organisation_id)
    ours = Q(lines__organisation=organisation_id)
    found = Entry.objects.filter(ours).annotate(pence=Sum("lines__pence", filter=Q(lines__pence__gt=0)))
    return found.filter(_between("on", since, until)).select_related("reverses").order_by("on", "pk")


def entry_of(actor: Actor, organisation_id: int, entry_id: int) -> Entry:
    """One entry with those of its lines that are of this council's books, in `own_lines`.

    Requires `see_money` there; refuses `not_found`, to other councils' entries too.
    """
    require_books(actor, organisation_id)
    ours = Line.objects.filter(organisation=organisation_id).select_related("counterparty").order_by("pk")
    found = Entry.objects.select_related("reverses", "reversal")
    entry = found.prefetch_related(Prefetch("lines", ours, to_attr="own_lines")).filter(pk=entry_id).first()
    if entry is None or not entry.own_lines:
        raise NotFound
    return entry


def lines_of(
    actor: Actor, organisation_id: int, *, since: date | None = None, until: date | None = None
) -> QuerySet[Line]:
    """Every line of a council's books between two days, both included, in order: what an auditor takes away.

    Requires `see_money` there; refuses `not_found` to other councils.
    """
    require_books(actor, organisation_id)
    found = Line.objects.filter(_between("entry__on", since, until), organisation=organisation_id)
    return found.select_related("entry", "counterparty").order_by(*IN_ORDER)


def account_lines(
    actor: Actor,
    organisation_id: int,
    account: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Line]:
    """The lines of one account, in order, each with the balance after it as `balance` (debit positive, pence).

    Requires `see_money` there; refuses `not_found` to other councils. Two SQL queries where it does not begin at the
    beginning.
    """
    brought = 0
    lines = lines_of(actor, organisation_id, since=since, until=until).filter(account=account)
    if since is not None:
        brought = balance(organisation_id, account, on=since - timedelta(days=1))
    so_far = Window(Sum("pence"), order_by=[F(each).asc() for each in IN_ORDER])
    return lines.annotate(balance=so_far + Value(brought, output_field=BigIntegerField()))


def _between(field: str, since: date | None, until: date | None) -> Q:
    asked = {f"{field}__gte": since, f"{field}__lte": until}
    return Q(**{name: day for name, day in asked.items() if day is not None})
