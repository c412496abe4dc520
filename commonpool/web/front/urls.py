"""The addresses of the front."""

from django.urls import path

from commonpool.web.front import views

urlpatterns = [
    path("", views.front, name="front"),
    path("data/", views.credits_page, name="credits"),
    path("invitations/<reference:reference>/no-more/", views.no_more_invitations, name="no_more_invitations"),
]
