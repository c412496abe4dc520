"""Addresses of hours worked."""

from django.urls import path

from commonpool.web.timesheets import correcting, views

HOURS = "bookings/<reference:reference>/hours/<str:week>"

urlpatterns = [
    path(f"{HOURS}/correct/", correcting.correct, name="hours_correct"),
    path(f"{HOURS}/correct/answer/", correcting.answer, name="correction_answer"),
    path(f"{HOURS}/correct/allow/", correcting.allow, name="correction_allow"),
    path(f"{HOURS}/correct/withdraw/", correcting.withdraw, name="correction_withdraw"),
    path("bookings/<reference:reference>/hours/<str:week>/", views.hours, name="hours"),
    path("bookings/<reference:reference>/hours/<str:week>/agree/", views.agree, name="hours_agree"),
    path("bookings/<reference:reference>/hours/<str:week>/allow/", views.allow, name="hours_allow"),
    path("bookings/<reference:reference>/hours/<str:week>/refuse/", views.refuse, name="hours_refuse"),
    path("bookings/<reference:reference>/hours/<str:week>/move/", views.move, name="hours_move"),
    path("bookings/<reference:reference>/hours/<str:week>/query/", views.query, name="hours_query"),
]
