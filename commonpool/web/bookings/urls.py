"""Addresses of bookings: the list, one booking, and a page for each move."""

from django.urls import path

from commonpool.web.bookings.views import (
    answers,
    changes,
    endings,
    every,
    evidence,
    needs,
    one,
    proposals,
    thanks,
)

urlpatterns = [
    path("bookings/", every.bookings, name="bookings"),
    path("bookings/download.csv", every.download, name="bookings_csv"),
    path("bookings/<reference:reference>/", one.booking, name="booking"),
    path("bookings/<reference:reference>/sent/", one.sent, name="sent"),
    path("bookings/<reference:reference>/next/", one.what_next, name="booking_next"),
    path("bookings/<reference:reference>/accept/", answers.accept, name="booking_accept"),
    path("bookings/<reference:reference>/approve/", answers.approve, name="booking_approve"),
    path("bookings/<reference:reference>/confirm/", answers.confirm, name="booking_confirm"),
    path("bookings/<reference:reference>/decline/", endings.decline, name="booking_decline"),
    path("bookings/<reference:reference>/withdraw/", endings.withdraw, name="booking_withdraw"),
    path("bookings/<reference:reference>/cancel/", endings.cancel, name="booking_cancel"),
    path("bookings/<reference:reference>/happened/", endings.happened, name="booking_happened"),
    path("bookings/<reference:reference>/thanks/", thanks.say, name="thanks"),
    path("bookings/<reference:reference>/thanks/take-back/", thanks.take_back, name="thanks_take_back"),
    path("bookings/<reference:reference>/thanks/show/", thanks.show_on_page, name="thanks_show"),
    path("bookings/<reference:reference>/ready/", needs.ready, name="booking_ready"),
    path("bookings/<reference:reference>/removed/", needs.removed, name="booking_removed"),
    path("bookings/<reference:reference>/evidence/<rule>/", evidence.record, name="booking_evidence"),
    path("bookings/<reference:reference>/host-late/", needs.host_late, name="booking_host_late"),
    path("bookings/<reference:reference>/propose/", proposals.propose, name="booking_propose"),
    path("bookings/<reference:reference>/proposed/", proposals.proposed, name="booking_proposed"),
    path("bookings/<reference:reference>/change/", changes.change, name="booking_change"),
    path("bookings/<reference:reference>/change/<str:week>/", changes.change, name="booking_move"),
]
