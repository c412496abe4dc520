"""Addresses of the steward's desk."""

from django.urls import path

from commonpool.web.desk import board, inviting, texts, views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/councils/", board.board, name="desk_board"),
    path("desk/councils.csv", board.download, name="desk_board_csv"),
    path("desk/councils/<slug:slug>/", board.council, name="desk_council"),
    path("desk/invitations/", inviting.invitations, name="desk_invitations"),
    path("desk/invitations/send/", inviting.send, name="desk_invitations_send"),
    path("desk/agreement/", texts.texts, name="desk_texts"),
    path("desk/agreement/<int:version>/", texts.publish_text, name="desk_publish_text"),
    path("desk/domains/", views.add_a_domain, name="desk_add_domain"),
    path("desk/help/<int:help_id>/answered/", views.answered, name="desk_help_answered"),
    path("desk/skills/<int:suggestion_id>/read/", views.suggestion_read, name="desk_suggestion_read"),
]
