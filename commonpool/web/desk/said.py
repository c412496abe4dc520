"""Where officers, bookings and balances go, as a list that somebody filled in: pasted, or as a file."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commonpool.successions.operations import Said
from commonpool.web.desk.contacts import rows_in

NEEDED = ("council", "kind", "key", "to")


def said_in(text: str) -> list[Said]:
    """The rows that say where something goes, in their order. A ValidationError says what is wrong with the list."""
    rows = [cells for _number, cells in rows_in(text)]
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    if any(names.count(each) != 1 for each in NEEDED):
        raise ValidationError(_("The first row must name the columns council, kind, key and to."))
    places = [names.index(each) for each in NEEDED]
    found = [[row[place].strip() for place in places] for row in rows[1:] if len(row) == len(names)]
    said = [Said(*cells) for cells in found if cells[-1]]
    if not said:
        raise ValidationError(_("No row says in the column “to” where something goes."))
    return said
