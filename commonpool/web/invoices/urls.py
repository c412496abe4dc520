"""Addresses of a council's invoices, of what is decided about each, and of what its own ledger needs."""

from django.urls import path

from commonpool.web.invoices.views import (
    award,
    books,
    correcting,
    deciding,
    interest,
    listing,
    month,
    numbers,
)

MONEY = "council/<slug:slug>/money"
ONE = "council/<slug:slug>/invoices/<number:reference>"

urlpatterns = [
    path(f"{MONEY}/invoices/", listing.invoices, name="invoices"),
    path(f"{MONEY}/invoices.csv", listing.download, name="invoices_csv"),
    path(f"{MONEY}/invoices/month/", month.month, name="invoices_month"),
    path(f"{MONEY}/invoices/numbers/", numbers.numbers, name="invoices_numbers"),
    path(f"{MONEY}/invoices/numbers/drop/", numbers.drop, name="invoices_drop"),
    path(f"{MONEY}/invoices/please-invoice.csv", numbers.please, name="invoices_please_csv"),
    path(f"{MONEY}/award/", award.award, name="invoices_award"),
    path(f"{MONEY}/journal/", books.journal, name="invoices_journal"),
    path(f"{MONEY}/journal.csv", books.journal_csv, name="invoices_journal_csv"),
    path(f"{MONEY}/journal/codes/", books.codes, name="invoices_codes"),
    path(f"{MONEY}/accruals/", books.accruals, name="invoices_accruals"),
    path(f"{MONEY}/accruals.csv", books.accruals_csv, name="invoices_accruals_csv"),
    path(f"{MONEY}/aged-debt/", books.aged, name="invoices_aged"),
    path(f"{MONEY}/aged-debt.csv", books.aged_csv, name="invoices_aged_csv"),
    path(f"{MONEY}/interest/", interest.interest, name="invoices_interest"),
    path(f"{MONEY}/interest.csv", interest.interest_csv, name="invoices_interest_csv"),
    path(f"{ONE}/decide/", deciding.decide, name="invoice_decide"),
    path(f"{ONE}/dispute/", deciding.dispute, name="invoice_dispute"),
    path(f"{ONE}/credit/", deciding.credit, name="invoice_credit"),
    path(f"{ONE}/credit-hours/", correcting.credit_hours, name="invoice_credit_hours"),
    path(f"{ONE}/paid/", deciding.paid, name="invoice_paid"),
    path(f"{ONE}/answer/", deciding.answer, name="invoice_answer"),
]
