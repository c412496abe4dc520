"""Who two councils are on the day an invoice is issued: name, address, VAT number, account."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import Joining, VatStanding
from commonpool.invoices.rules import Bank, Party
from commonpool.organisations.models import Organisation

SAID = ("invoice_name", "invoice_address", "invoice_email", "invoice_electronic")
"""What a council says of where its invoices go."""


def parties_on(organisation_ids: Iterable[int], on: date) -> dict[int, Party]:
    """Each council as an invoice names it, without its account. Three SQL queries, however many there are."""
    wanted = list(organisation_ids)
    joined = Joining.objects.filter(organisation_id__in=wanted)
    said = {pk: rest for pk, *rest in joined.values_list("organisation_id", *SAID)}
    numbers = _vat_numbers(wanted, on)
    councils = Organisation.objects.filter(pk__in=wanted).values_list("pk", "code", "official_name", "name")
    found = {}
    for pk, code, official_name, name in councils:
        payable_by, address, mailbox, electronic = said.get(pk, ("", "", "", ""))
        found[pk] = Party(
            code=code,
            name=official_name or name,
            address=_lines(payable_by, address),
            vat_number=numbers.get(pk, ""),
            electronic=electronic or mailbox,
        )
    return found


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
