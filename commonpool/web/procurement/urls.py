"""Addresses of what a council answers about procurement, of its running totals and caps, and of interests."""

from django.urls import path

from commonpool.web.procurement import totals, views

urlpatterns = [
    path("council/<slug:slug>/procurement/", views.answers, name="rooms_procurement"),
    path("council/<slug:slug>/interests/", views.interests, name="rooms_interests"),
    path("council/<slug:slug>/borrowed/", totals.borrowed, name="rooms_borrowed"),
    path("council/<slug:slug>/borrowed/totals.csv", totals.download, name="rooms_borrowed_csv"),
    path("council/<slug:slug>/borrowed/cap/", totals.cap, name="rooms_cap"),
]
