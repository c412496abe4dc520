"""What the books say once councils have ended, and people at the council that took over."""

from datetime import datetime

from django.db.models import Sum

from commonpool.access import Actor, Role
from commonpool.kernel.clock import LONDON
from commonpool.ledger.models import Line
from commonpool.organisations.models import Organisation
from tests.factories.people import actor, make_role
from tests.factories.settlement import Ring
from tests.factories.successions import carried_out, ending

OPEN = ("receivable", "payable", "clearing")


def day(number: int, month: int = 1) -> datetime:
    return datetime(2027, month, number, 0, 15, tzinfo=LONDON)


def merged(ring: Ring, at: datetime) -> Organisation:
    """The second and the third of the ring are one council from that day: one invoice is between them."""
    [new] = ending(*ring.councils[1:], on=at.date())
    assert carried_out(new, at=at) == 2
    return new


def finance(place: Organisation, at: datetime) -> Actor:
    return actor(make_role(place, Role.FINANCE, at=at), at=at)


def books() -> dict[tuple[int, str], int]:
    """Every account of every council that is not at nought."""
    sums = Line.objects.values("organisation_id", "account").order_by().annotate(sum=Sum("pence"))
    return {(row["organisation_id"], row["account"]): row["sum"] for row in sums if row["sum"]}


def between(places: list[Organisation], account: str) -> int:
    found = books()
    return sum(found.get((place.pk, account), 0) for place in places)


def in_balance() -> bool:
    totals: dict[int, int] = {}
    for (place, _account), pence in books().items():
        totals[place] = totals.get(place, 0) + pence
    return not any(totals.values())
