"""Addresses of the papers that a council's people read before and after it joins."""

from django.urls import path

from commonpool.web.colleagues import views

urlpatterns = [
    path("council/<slug:slug>/papers/", views.papers, name="papers"),
    path("council/<slug:slug>/papers/<slug:paper>/", views.paper, name="paper"),
    path("council/<slug:slug>/papers/<slug:paper>.docx", views.download, name="paper_file"),
]
