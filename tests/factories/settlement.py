"""A ring of three councils that owe one another, and clearing cycles in every state, reached by the operations."""

from dataclasses import dataclass
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.agreements.operations import sign_netting
from commonpool.identity.models import Person
from commonpool.invoices.models import Invoice
from commonpool.kernel.clock import LONDON
from commonpool.organisations.models import Organisation
from commonpool.settlement import operations
from commonpool.settlement.models import Cycle, Payment
from tests.factories.bookings import make_pair
from tests.factories.councils import council
from tests.factories.invoices import DECEMBER, finance_of, issued, worked_pair
from tests.factories.people import NOW, actor, administrator_of, make_steward
from tests.factories.recorded import recorded

CLOSES = datetime(2027, 1, 15, 9, 0, tzinfo=LONDON)
"""The tenth working day after December 2026."""
CALLS = datetime(2027, 1, 25, 9, 0, tzinfo=LONDON)
PAYS = datetime(2027, 1, 28, 9, 0, tzinfo=LONDON)
VALUE = datetime(2027, 2, 1, 9, 0, tzinfo=LONDON)


@dataclass(frozen=True)
class Ring:
    """Three councils; each borrowed from the next: 120, 180 and 60 minutes of an officer, invoiced in December."""

    councils: tuple[Organisation, Organisation, Organisation]
    invoices: tuple[Invoice, Invoice, Invoice]
    finance: tuple[Person, Person, Person]

    def number_of(self, council_id: int) -> int:
        """Which of the three it is."""
        return [place.pk for place in self.councils].index(council_id)

    def hand(self, number: int, at: datetime = CLOSES) -> Actor:
        """Somebody of a council's finance team, as the door lets them in."""
        return actor(self.finance[number], at=at)


def chose_netting(place: Organisation, *, nets: bool = True) -> None:
    """The council's administrator signed that its invoices are set off, or are not, from December 2026."""
    administrator = administrator_of(place)
    sign_netting(
        actor=actor(administrator),
        organisation_id=place.pk,
        nets=nets,
        typed_name=administrator.name,
        at=NOW,
    )


@recorded
def invoiced_ring() -> Ring:
    """The ring, with every council's invoice issued and the choice of netting signed by all."""
    places = tuple(council(name=f"{name} Borough Council") for name in ("Ashby", "Barrow", "Corley"))
    for place in places:
        chose_netting(place)
    for number, minutes in enumerate((120, 180, 60)):
        pair = make_pair(home=places[(number + 1) % 3], host=places[number])
        worked_pair((minutes,), pair=pair)
    finance = tuple(finance_of(place) for place in places)
    invoices = tuple(issued(places[(number + 1) % 3], by=finance[(number + 1) % 3])[0] for number in range(3))
    return Ring(places, invoices, finance)  # type: ignore[arg-type]


def steward(at: datetime = CLOSES) -> Actor:
    """Who keeps the desk."""
    return actor(make_steward(), at=at)


def advised_cycle(at: datetime = CLOSES) -> Cycle:
    """December's cycle, closed and advised by a steward."""
    desk = steward(at)
    operations.open_cycle(actor=desk, month=DECEMBER, at=at)
    operations.close_cycle(actor=desk, month=DECEMBER, at=at)
    return operations.advise_cycle(actor=desk, month=DECEMBER, at=at)


def called_cycle(at: datetime = CALLS) -> Cycle:
    """The same, with its payments called."""
    advised_cycle()
    return operations.call_cycle(actor=steward(at), month=DECEMBER, at=at)


def called_between(*places: Organisation) -> Payment:
    """What these two owe each other for December is in the clearing, and its one payment is called."""
    for place in places:
        chose_netting(place)
    called_cycle()
    return Payment.objects.get()


def confirmed_payments(ring: Ring, at: datetime = PAYS) -> list[Payment]:
    """Every payer says that it paid."""
    found = []
    for payment in Payment.objects.order_by("pk"):
        found.append(
            operations.confirm_payment(
                actor=ring.hand(ring.number_of(payment.payer_id), at),
                organisation_id=payment.payer_id,
                reference=payment.reference,
                paid_on=at.date(),
                at=at,
            )
        )
    return found


def settled_cycle(ring: Ring, at: datetime = VALUE) -> Cycle:
    """The same, settled."""
    called_cycle()
    confirmed_payments(ring)
    return operations.settle_cycle(actor=steward(at), month=date(2026, 12, 1), at=at)
