"""Addresses of the law: for everybody, and what a council does without."""

from django.urls import path

from commonpool.web.law import views

urlpatterns = [
    path("law/", views.law, name="law"),
    path("law.csv", views.download, name="law_csv"),
    path("council/<slug:slug>/rules/", views.rules, name="rules"),
    path("council/<slug:slug>/rules/<int:set_aside_id>/restore/", views.restore, name="restore_rule"),
    path("council/<slug:slug>/rules/<slug:rule>/", views.set_aside, name="set_rule_aside"),
]
