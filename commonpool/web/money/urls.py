"""Addresses of a council's money."""

from django.urls import path

from commonpool.web.money import views

urlpatterns = [
    path("council/<slug:slug>/money/", views.money, name="rooms_money"),
    path("council/<slug:slug>/money/charges.csv", views.download, name="rooms_money_csv"),
]
