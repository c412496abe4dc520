"""Addresses of joining: the task list, and each step of it that is not a council's room."""

from django.urls import path

from commonpool.web.joining import views

urlpatterns = [
    path("agreement/", views.agreement_text, name="agreement_text"),
    path("agreement/<int:version>/", views.agreement_text, name="agreement_version"),
    path("council/wish/", views.wish, name="wish"),
    path("council/<slug:slug>/joining/", views.checklist, name="joining"),
    path("council/<slug:slug>/joining/peer/", views.peer, name="joining_peer"),
    path("council/<slug:slug>/joining/signatories/", views.signatories, name="joining_signatories"),
    path("council/<slug:slug>/joining/sign/", views.sign, name="joining_sign"),
]
