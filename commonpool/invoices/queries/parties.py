"""Who two councils are on the day an invoice is issued: name, address, VAT number, account."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import VatStanding
from commonpool.invoices.rules import Bank, Party
from commonpool.organisations.models import Organisation


def parties_on(organisation_ids: Iterable[int], on: date) -> dict[int, Party]:
    """Each council as an invoice names it, without its account. Three SQL queries, however many there are."""
    found = Organisation.objects.in_bulk(list(organisation_ids))
    settings = agreements.settings_of_all(found)
    numbers = _vat_numbers(found, on)
    return {
        pk: Party(
            code=council.code,
            name=council.official_name or council.name,
            address=_lines(settings[pk].invoice_name, settings[pk].invoice_address),
            vat_number=numbers.get(pk, ""),
            electronic=settings[pk].invoice_email,
        )
        for pk, council in found.items()
    }


def bank_of(organisation_id: int, on: date) -> Bank | None:
    """The account a council is paid into on a day."""
    details = agreements.bank_in_effect(organisation_id, on)
    if details is None:
        return None
    return Bank(details.account_name, details.sort_code, details.account_number)


def _vat_numbers(organisation_ids: Iterable[int], on: date) -> dict[int, str]:
    said = VatStanding.objects.filter(organisation_id__in=list(organisation_ids), starts_on__lte=on)
    newest = said.order_by("organisation_id", "-starts_on", "-pk").distinct("organisation_id")
    return dict(newest.values_list("organisation_id", "number"))


def _lines(name: str, address: str) -> tuple[str, ...]:
    parts = (part.strip() for part in f"{name}\n{address}".replace(",", "\n").splitlines())
    return tuple(part for part in parts if part)


def frozen(party: Party) -> dict[str, Any]:
    """As it is kept with the invoice."""
    bank = asdict(party.bank) if party.bank else None
    return {**party.__dict__, "address": list(party.address), "bank": bank}


def thawed(kept: Mapping[str, Any]) -> Party:
    """The party that was kept."""
    bank = kept.get("bank")
    facts = {**kept, "address": tuple(kept["address"]), "bank": Bank(**bank) if bank else None}
    return Party(**facts)
