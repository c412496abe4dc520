"""Several press at the same instant: a cycle closes once, and what is objected to is never called for too."""

from functools import partial

import pytest

from commonpool.settlement import operations
from commonpool.settlement.models import Cycle, CycleInvoice, Payment, Position
from commonpool.settlement.rules.refusals import CycleMoved, NotInCycle, ObjectionsOver
from tests.bookings.racing import Clients
from tests.factories.invoices import DECEMBER
from tests.factories.settlement import CALLS, CLOSES, invoiced_ring, steward

pytestmark = [pytest.mark.both_servers, pytest.mark.django_db(transaction=True)]
LAST_DAY = CALLS.replace(day=22)
"""The last day to object; whoever calls does so the first day after it."""


def test_a_cycle_closes_once_and_is_called_once_or_objected_to() -> None:
    ring = invoiced_ring()
    desk = steward(CLOSES)
    operations.open_cycle(actor=desk, month=DECEMBER, at=CLOSES)
    with Clients(4) as clients:
        close = partial(operations.close_cycle, actor=desk, month=DECEMBER, at=CLOSES)
        closed = clients.race([close] * 4)
        assert sorted(type(each).__name__ for each in closed) == ["Cycle", *["CycleMoved"] * 3]
        assert CycleInvoice.objects.filter(is_in=True).count() == 3
        operations.advise_cycle(actor=desk, month=DECEMBER, at=CLOSES)
        call = partial(operations.call_cycle, actor=steward(CALLS), month=DECEMBER, at=CALLS)
        object_to = [
            partial(
                operations.object_to, actor=ring.hand(number, LAST_DAY), organisation_id=ring.councils[number].pk,
                month=DECEMBER, reference=ring.invoices[0].reference or "", reason="Wrong.", at=LAST_DAY,
            )
            for number in (0, 1)
        ]  # fmt: skip
        answers = clients.race([call, *object_to, call])
    known = (Cycle, CycleInvoice, CycleMoved, ObjectionsOver, NotInCycle)
    assert all(isinstance(each, known) for each in answers), answers
    assert sum(isinstance(each, Cycle) for each in answers) == 1
    held = CycleInvoice.objects.filter(is_in=True)
    objected = sum(isinstance(each, CycleInvoice) for each in answers)
    assert objected == 3 - held.count() <= 1
    nets = dict(Position.objects.values_list("council_id", "net"))
    for each in Payment.objects.all():
        nets[each.payer_id] += each.pence
        nets[each.payee_id] -= each.pence
    assert not any(nets.values())
    for place in ring.councils:
        came = sum(each.pence for each in held if each.payee_id == place.pk)
        went = sum(each.pence for each in held if each.payer_id == place.pk)
        assert Position.objects.filter(council=place, gross_in=came, gross_out=went).exists() == bool(
            came + went
        )
