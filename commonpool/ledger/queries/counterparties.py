"""What a council has to do with each other council: who owes whom, and services under the 1970 Act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum
from django.db.models.functions import TruncMonth

from commonpool.access import Actor
from commonpool.ledger.models import Line
from commonpool.ledger.queries.entries import lines_of
from commonpool.ledger.queries.seen import require_books


@dataclass(frozen=True)
class Standing:
    """How two councils stand, in pence: what the other owes us, and what we owe it."""

    code: str
    name: str
    due_pence: int
    owed_pence: int

    @property
    def net_pence(self) -> int:
        """More than nought: they owe us. Less: we owe them."""
        return self.due_pence - self.owed_pence


@dataclass(frozen=True)
class Services:
    """What another council was charged in a month for services under the 1970 Act, in pence before VAT."""

    month: date
    code: str
    name: str
    pence: int


def who_owes_whom(actor: Actor, organisation_id: int, *, on: date | None = None) -> Sequence[Standing]:
    """How the council stands with each other council at the end of a day, by name; those square left out.

    What is being settled in clearing is in neither sum. Without a day: everything posted. Requires `see_money` there;
    refuses `not_found` to other councils. One SQL query.
    """
    require_books(actor, organisation_id)
    lines = Line.objects.filter(organisation=organisation_id, account__in=("receivable", "payable"))
    if on is not None:
        lines = lines.filter(entry__on__lte=on)
    sums = (
        lines.filter(counterparty__isnull=False)
        .values(code=F("counterparty__code"), name=F("counterparty__name"))
        .annotate(
            due=Sum("pence", filter=Q(account="receivable"), default=0),
            owed=Sum("pence", filter=Q(account="payable"), default=0),
        )
        .exclude(due=0, owed=0)
        .order_by("name", "code")
    )
    return [Standing(row["code"], row["name"], row["due"], -row["owed"]) for row in sums]


def services_1970(
    actor: Actor, organisation_id: int, *, since: date | None = None, until: date | None = None
) -> Sequence[Services]:
    """The account of services under the 1970 Act between two days, by month and council; a credit note takes off.

    Local Authorities (Goods and Services) Act 1970, section 2(2): an authority that makes such agreements keeps a
    separate account of them. Requires `see_money` there; refuses `not_found` to other councils. One SQL query.
    """
    lines = lines_of(actor, organisation_id, since=since, until=until).filter(account="income_1970_act")
    sums = (
        lines.select_related(None)
        .annotate(month=TruncMonth("entry__on"))
        .values("month", code=F("counterparty__code"), name=F("counterparty__name"))
        .annotate(sum=Sum("pence"))
        .exclude(sum=0)
        .order_by("month", "name", "code")
    )
    return [Services(row["month"], row["code"] or "", row["name"] or "", -row["sum"]) for row in sums]
