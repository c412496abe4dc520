"""Addresses of a council's rooms."""

from django.urls import path

from commonpool.web.rooms import agreement, log, views

urlpatterns = [
    path("council/", views.rooms, name="rooms"),
    path("council/<slug:slug>/", views.room, name="room"),
    path("council/<slug:slug>/agreement/", agreement.agreement, name="rooms_agreement"),
    path("council/<slug:slug>/agreement/signed.pdf", agreement.signed_pdf, name="rooms_agreement_pdf"),
    path("council/<slug:slug>/agreement/leave/", agreement.leave, name="rooms_leave"),
    path("council/<slug:slug>/settings/", views.settings, name="rooms_settings"),
    path("council/<slug:slug>/log/", log.log, name="rooms_log"),
]
