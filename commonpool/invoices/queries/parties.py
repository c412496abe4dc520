"""Who two councils are on the day an invoice is issued: name, address, VAT number, account."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import VatStanding
from commonpool.invoices.rules import Bank, Party
from commonpool.organisations.models import Organisation

SAID = tuple(f"joining__invoice_{part}" for part in ("name", "address", "email", "electronic"))
"""What a council says of where its invoices go."""


def parties_on(organisation_ids: Iterable[int], on: date) -> dict[int, Party]:
    """Each council as an invoice names it, without its account. One SQL query, however many there are."""
    number_then = agreements.held(VatStanding, OuterRef("pk"), on).values("number")[:1]
    councils = Organisation.objects.filter(pk__in=list(organisation_ids))
    return {
        pk: Party(
            code=code,
            name=official_name or name,
            address=_lines(payable_by or "", address or ""),
            vat_number=number or "",
            electronic=electronic or mailbox or "",
        )
        for pk, code, official_name, name, number, payable_by, address, mailbox, electronic in (
            councils.values_list("pk", "code", "official_name", "name", Subquery(number_then), *SAID)
        )
    }


def bank_of(organisation_id: int, on: date) -> Bank | None:
    """The account a council is paid into on a day."""
    details = agreements.bank_in_effect(organisation_id, on)
    if details is None:
        return None
    return Bank(details.account_name, details.sort_code, details.account_number)


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
