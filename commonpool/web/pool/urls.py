from django.urls import path

from commonpool.web.pool.views import ask, calls, find, line, saved, team, team_ask

urlpatterns = [
    path("find/", find.find, name="find"),
    path("team/", team.team, name="team"),
    path("team/ask/", team_ask.team_ask, name="team_ask"),
    path("team/<reference:reference>/", team.together, name="together"),
    path("find/saved/", saved.saved_searches, name="saved_searches"),
    path("find/saved/<int:search_id>/pause/", saved.pause_saved_search, name="pause_saved_search"),
    path("find/saved/<int:search_id>/resume/", saved.resume_saved_search, name="resume_saved_search"),
    path("find/saved/<int:search_id>/remove/", saved.remove_saved_search, name="remove_saved_search"),
    path("people/<reference:reference>/", find.person, name="person"),
    path("people/<reference:reference>/ask/", ask.ask, name="ask"),
    path("people/<reference:reference>/call/", calls.ask_for_call, name="ask_for_call"),
    path("people/<reference:reference>/line/", line.stand_in_line, name="stand_in_line"),
    path("people/<reference:reference>/line/leave/", line.leave_line, name="leave_line"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<reference:reference>/", calls.call, name="call"),
]
