"""Charges, invoices and credit notes as pure values: whole pence, half-up once per line, VAT once per invoice."""

from commonpool.invoices.rules.charging import charge_for

__all__ = ["charge_for"]
