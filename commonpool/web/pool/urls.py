from django.urls import path

from commonpool.web.pool.views import ask, calls, find, line

urlpatterns = [
    path("find/", find.find, name="find"),
    path("people/<str:reference>/", find.person, name="person"),
    path("people/<str:reference>/ask/", ask.ask, name="ask"),
    path("people/<str:reference>/call/", calls.ask_for_call, name="ask_for_call"),
    path("people/<str:reference>/line/", line.stand_in_line, name="stand_in_line"),
    path("people/<str:reference>/line/leave/", line.leave_line, name="leave_line"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<str:reference>/", calls.call, name="call"),
]
