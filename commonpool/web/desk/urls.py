"""Addresses of the steward's desk."""

from django.urls import path

from commonpool.web.desk import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/domains/", views.add_a_domain, name="desk_add_domain"),
    path("desk/help/<int:help_id>/answered/", views.answered, name="desk_help_answered"),
    path("desk/skills/<int:suggestion_id>/read/", views.suggestion_read, name="desk_suggestion_read"),
]
