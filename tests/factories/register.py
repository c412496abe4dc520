"""Organisations, each with a domain of its own."""

from datetime import date
from itertools import count

from commonpool.organisations.models import Domain, Organisation

_numbers = count(1)


def make_organisation(
    name: str = "",
    *,
    nation: str = "England",
    domains: tuple[str, ...] = (),
    type: str = "unitary",
    starts_on: date | None = None,
    ends_on: date | None = None,
    demonstration: bool = False,
) -> Organisation:
    """A body of the register, with the exact domains given, or one of its own."""
    number = next(_numbers)
    name = name or f"Test Council {number}"
    organisation = Organisation.objects.create(
        code=f"T{number:03d}",
        official_name=name,
        name=name,
        slug=f"test-council-{number}",
        type=type,
        tier="unitary",
        nation=nation,
        starts_on=starts_on,
        ends_on=ends_on,
        demonstration=demonstration,
    )
    for domain in domains or (f"test-{number}.gov.uk",):
        Domain.objects.create(organisation=organisation, name=domain)
    return organisation
