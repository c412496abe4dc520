"""Addresses of how a council is paid, and of what its payroll needs."""

from django.urls import path

from commonpool.web.terms import bank, pay, views

urlpatterns = [
    path("council/<slug:slug>/vat/", views.vat, name="terms_vat"),
    path("council/<slug:slug>/invoices/", views.invoices, name="terms_invoices"),
    path("council/<slug:slug>/netting/", views.netting, name="terms_netting"),
    path("council/<slug:slug>/pension/", views.pension, name="terms_pension"),
    path("council/<slug:slug>/bank/", bank.bank, name="terms_bank"),
    path("council/<slug:slug>/bank/confirm/", bank.confirm, name="terms_bank_confirm"),
    path("council/<slug:slug>/bank/object/", bank.object_to, name="terms_bank_object"),
    path("council/<slug:slug>/pay/", pay.pay, name="terms_pay"),
    path("council/<slug:slug>/pay/change/", pay.pay_change, name="terms_pay_change"),
    path("council/<slug:slug>/payroll-columns/", pay.columns, name="terms_columns"),
]
