"""Balances, for changes and pages that have judged who asks. Debits less credits, in pence."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet, Sum

from commonpool.ledger.models import Line
from commonpool.ledger.rules import OPEN_ACCOUNTS, Balance


def balance(
    organisation_id: int,
    account: str,
    *,
    counterparty_id: int | None = None,
    document: str | None = None,
    on: date | None = None,
) -> int:
    """Pence in an account of a council: with one other council, of one document, at the end of a day.

    Without a day: everything posted, whatever its day. One SQL query.
    """
    lines = lines_in(organisation_id, account, counterparty_id=counterparty_id, on=on)
    if document is not None:
        lines = lines.filter(document=document)
    return lines.aggregate(pence=Sum("pence"))["pence"] or 0


def balances_by_document(
    organisation_id: int,
    account: str,
    *,
    counterparty_id: int | None = None,
    documents: Collection[str] | None = None,
    on: date | None = None,
) -> dict[str, int]:
    """Pence in an account of a council by document, those at nought left out. One SQL query.

    `documents`: only of these.
    """
    lines = lines_in(organisation_id, account, counterparty_id=counterparty_id, on=on)
    if documents is not None:
        lines = lines.filter(document__in=documents)
    sums = lines.values("document").order_by("document").annotate(sum=Sum("pence")).exclude(sum=0)
    return {row["document"]: row["sum"] for row in sums}


def open_balances(organisation_ids: Collection[int]) -> list[Balance]:
    """What is still to be paid in the books of these councils, and in others' books with them. One SQL query."""
    ids = list(organisation_ids)
    lines = Line.objects.filter(Q(organisation__in=ids) | Q(counterparty__in=ids), account__in=OPEN_ACCOUNTS)
    of = ("organisation_id", "account", "counterparty_id", "document")
    sums = lines.values(*of).order_by(*of).annotate(sum=Sum("pence")).exclude(sum=0)
    return [Balance(*row) for row in sums.values_list(*of, "sum")]


def balances_held(
    organisation_ids: Collection[int], account: str, documents: Collection[str], *, on: date | None = None
) -> dict[tuple[int, str], int]:
    """Pence in an account by council and document, of these councils and documents, nought left out. One SQL query."""
    lines = Line.objects.filter(organisation__in=organisation_ids, account=account, document__in=documents)
    lines = lines if on is None else lines.filter(entry__on__lte=on)
    of = ("organisation_id", "document")
    sums = lines.values(*of).order_by(*of).annotate(sum=Sum("pence")).exclude(sum=0)
    return {(row["organisation_id"], row["document"]): row["sum"] for row in sums}


def lines_in(
    organisation_id: int, account: str, *, counterparty_id: int | None = None, on: date | None = None
) -> QuerySet[Line]:
    """The lines of an account of a council, up to a day and with one other council where asked."""
    lines = Line.objects.filter(organisation=organisation_id, account=account)
    if counterparty_id is not None:
        lines = lines.filter(counterparty=counterparty_id)
    return lines if on is None else lines.filter(entry__on__lte=on)
