"""Numbers without a gap: who issues locks the council's counter, and writes what has the numbers in the same change."""

from commonpool.invoices.models import Numbering
from commonpool.organisations.models import Organisation


def lock_numbers(organisation_id: int) -> Numbering:
    """The council's counter, locked until the change ends: others who issue for it wait."""
    Numbering.objects.bulk_create([Numbering(organisation_id=organisation_id)], ignore_conflicts=True)
    return Numbering.objects.select_for_update().get(organisation_id=organisation_id)


def took(numbering: Numbering, how_many: int) -> None:
    """So many numbers after the last are given."""
    numbering.last += how_many
    numbering.save(update_fields=["last"])


def reference_of(council: Organisation, number: int) -> str:
    """`CODE-000123`."""
    return f"{council.code}-{number:06d}"
