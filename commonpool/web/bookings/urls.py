"""Addresses of bookings: the list, one booking, and a page for each move."""

from django.urls import path

from commonpool.web.bookings.views import answers, changes, endings, every, one

urlpatterns = [
    path("bookings/", every.bookings, name="bookings"),
    path("bookings/download.csv", every.download, name="bookings_csv"),
    path("bookings/<str:reference>/", one.booking, name="booking"),
    path("bookings/<str:reference>/sent/", one.sent, name="sent"),
    path("bookings/<str:reference>/next/", one.what_next, name="booking_next"),
    path("bookings/<str:reference>/accept/", answers.accept, name="booking_accept"),
    path("bookings/<str:reference>/approve/", answers.approve, name="booking_approve"),
    path("bookings/<str:reference>/confirm/", answers.confirm, name="booking_confirm"),
    path("bookings/<str:reference>/decline/", endings.decline, name="booking_decline"),
    path("bookings/<str:reference>/withdraw/", endings.withdraw, name="booking_withdraw"),
    path("bookings/<str:reference>/cancel/", endings.cancel, name="booking_cancel"),
    path("bookings/<str:reference>/happened/", endings.happened, name="booking_happened"),
    path("bookings/<str:reference>/change/", changes.change, name="booking_change"),
]
