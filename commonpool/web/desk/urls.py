"""Addresses of the steward's desk."""

from django.urls import path

from commonpool.web.desk import board, handing_over, inviting, lacking, texts, views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/councils/", board.board, name="desk_board"),
    path("desk/councils.csv", board.download, name="desk_board_csv"),
    path("desk/councils/<slug:slug>/", board.council, name="desk_council"),
    path("desk/unmet/", lacking.unmet, name="desk_unmet"),
    path("desk/unmet.csv", lacking.download, name="desk_unmet_csv"),
    path("desk/invitations/", inviting.invitations, name="desk_invitations"),
    path("desk/invitations/send/", inviting.send, name="desk_invitations_send"),
    path("desk/successions/", handing_over.plans, name="desk_successions"),
    path("desk/successions/<slug:slug>/", handing_over.plan, name="desk_succession"),
    path("desk/successions/<slug:slug>/lines.csv", handing_over.download, name="desk_succession_csv"),
    path("desk/successions/<slug:slug>/assign/", handing_over.assign_lines, name="desk_succession_assign"),
    path("desk/successions/<slug:slug>/confirm/", handing_over.confirm, name="desk_succession_confirm"),
    path("desk/successions/<slug:slug>/take-back/", handing_over.take_back, name="desk_succession_take_back"),
    path("desk/agreement/", texts.texts, name="desk_texts"),
    path("desk/agreement/<int:version>/", texts.publish_text, name="desk_publish_text"),
    path("desk/domains/", views.add_a_domain, name="desk_add_domain"),
    path("desk/help/<int:help_id>/answered/", views.answered, name="desk_help_answered"),
    path("desk/skills/<int:suggestion_id>/read/", views.suggestion_read, name="desk_suggestion_read"),
]
