"""Addresses of call-offs: for those who may see the booking, and for anybody who holds one."""

from django.urls import path

from commonpool.web.call_offs import views

urlpatterns = [
    path("call-offs/", views.check, name="check_call_off"),
    path("bookings/<reference:reference>/call-off/", views.call_off, name="call_off"),
    path("bookings/<reference:reference>/call-off.pdf", views.call_off_pdf, name="call_off_pdf"),
    path("bookings/<reference:reference>/call-off/<int:version>/", views.call_off, name="call_off_version"),
    path(
        "bookings/<reference:reference>/call-off/<int:version>.pdf",
        views.call_off_pdf,
        name="call_off_version_pdf",
    ),
]
