"""Addresses of invoices and credit notes, and of what a council needs to know to pay another."""

from django.urls import path

from commonpool.web.invoice_papers import suppliers, views

urlpatterns = [
    path("council/<slug:slug>/invoices/<number:reference>/", views.invoice, name="invoice"),
    path("council/<slug:slug>/invoices/<number:reference>.pdf", views.invoice_pdf, name="invoice_pdf"),
    path("council/<slug:slug>/invoices/<number:reference>.xml", views.invoice_xml, name="invoice_xml"),
    path("council/<slug:slug>/suppliers/", suppliers.suppliers, name="suppliers"),
    path("council/<slug:slug>/suppliers/<slug:supplier>/", suppliers.supplier_pack, name="supplier_pack"),
    path(
        "council/<slug:slug>/suppliers/<slug:supplier>.pdf",
        suppliers.supplier_pack_pdf,
        name="supplier_pack_pdf",
    ),
]
