"""Invoices and credit notes as the database has them, and more of them written past every operation."""

from dataclasses import dataclass
from datetime import timedelta

from commonpool.identity.models import Person
from commonpool.invoices import operations
from commonpool.invoices.models import Invoice, InvoiceLine
from commonpool.timesheets.models import Timesheet
from tests.factories.bookings import Pair, monday
from tests.factories.hours import corrected_hours
from tests.factories.invoices import NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.people import actor
from tests.factories.recorded import recorded
from tests.guards import again, like

LATER = NEW_YEAR + timedelta(days=1)


@dataclass
class Papers:
    """Of two lines invoiced one is credited in part, the other whole and invoiced anew: four papers of one council."""

    pair: Pair
    clerk: Person
    first: Invoice
    part: InvoiceLine
    freed: InvoiceLine
    note: Invoice
    second: Invoice

    def another(self, *lines: dict[str, object], **otherwise: object) -> Invoice:
        """One more paper with the next number, like the second invoice; it holds what was freed, or these lines."""
        new = again(self.second, **{"number": 5, "reference": "X-000005"} | otherwise)
        InvoiceLine.objects.bulk_create(
            like(self.freed, **{"invoice": new, "position": position} | each)
            for position, each in enumerate(lines or ({},), start=1)
        )
        return new

    def credit(self, of: InvoiceLine, pence: int, **otherwise: object) -> Invoice:
        """One more credit note of the first invoice, with so many pence of that line."""
        vat = (pence * self.first.vat_percent + 50) // 100
        sums = {"net_pence": pence, "vat_pence": vat, "gross_pence": pence + vat}
        line = {"charge": None, "corrects": of, "net_pence": pence, "released_at": None, "released_by": None}
        facts = {"kind": "credit_note", "corrects": self.first, "note": "Not so"}
        return self.another(line, **sums | facts | otherwise)


@recorded
def papers() -> Papers:
    """All of it as councils would do it: hours corrected, a line credited and its charge invoiced anew."""
    pair, [booking, _other] = worked_pair((120, 120))
    clerk = finance_of(pair.home)
    mine = {"actor": actor(clerk, at=LATER), "organisation_id": pair.home.pk, "at": LATER}
    [first] = issued(pair.home, by=clerk)
    part, freed = first.lines.order_by("position")  # type: ignore[attr-defined]
    sheet = Timesheet.objects.get(booking=booking)
    corrected_hours(pair, sheet, {monday() + timedelta(days=2): 60}, at=LATER)
    note = operations.credit_corrected_hours(**mine, invoice_id=first.pk)
    operations.credit(**mine, invoice_id=first.pk, lines=[freed.pk], reason="Wrong budget", again=True)
    [second] = issued(pair.home, by=clerk, at=LATER)
    freed.refresh_from_db()
    return Papers(pair, clerk, Invoice.objects.get(pk=first.pk), part, freed, note, second)
