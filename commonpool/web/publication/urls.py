"""Addresses of what a council publishes."""

from django.urls import path

from commonpool.web.publication import avoided, disclosure, retention, transparency, views, whole_file

urlpatterns = [
    path("council/<slug:slug>/publication/", views.publication, name="publication"),
    path("council/<slug:slug>/publication/spend/", transparency.spend, name="publication_spend"),
    path("council/<slug:slug>/publication/spend.csv", transparency.spend_csv, name="publication_spend_csv"),
    path(
        "council/<slug:slug>/publication/agreements/", transparency.agreements, name="publication_agreements"
    ),
    path(
        "council/<slug:slug>/publication/agreements.csv",
        transparency.agreements_csv,
        name="publication_agreements_csv",
    ),
    path("council/<slug:slug>/publication/requests/", disclosure.foi, name="publication_foi"),
    path(
        "council/<slug:slug>/publication/requests/bookings.csv",
        disclosure.bookings_csv,
        name="publication_foi_bookings_csv",
    ),
    path(
        "council/<slug:slug>/publication/requests/payments.csv",
        disclosure.payments_csv,
        name="publication_foi_payments_csv",
    ),
    path("council/<slug:slug>/publication/avoided/", avoided.avoided, name="publication_avoided"),
    path("council/<slug:slug>/publication/avoided.csv", avoided.avoided_csv, name="publication_avoided_csv"),
    path("council/<slug:slug>/publication/avoided/rate/", avoided.rate, name="publication_rate"),
    path("council/<slug:slug>/files/<reference:reference>/", whole_file.whole_file, name="whole_file"),
    path(
        "council/<slug:slug>/files/<reference:reference>.pdf",
        whole_file.whole_file_pdf,
        name="whole_file_pdf",
    ),
    path("council/<slug:slug>/retention/", retention.retention, name="retention"),
    path("council/<slug:slug>/retention/periods.csv", retention.retention_csv, name="retention_csv"),
    path("council/<slug:slug>/retention/choose/", retention.choose, name="retention_choose"),
    path("council/<slug:slug>/retention/hold/", retention.hold, name="retention_hold"),
    path("council/<slug:slug>/retention/holds/<int:hold_id>/", retention.lift, name="retention_lift"),
]
