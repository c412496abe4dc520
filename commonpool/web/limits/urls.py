"""Addresses of spending limits."""

from django.urls import path

from commonpool.web.limits import views

urlpatterns = [
    path("limits/", views.limits, name="limits"),
    path("limits/ask/", views.ask, name="limit_ask"),
    path("limits/give/", views.give, name="limit_give"),
    path("limits/<reference:reference>/", views.limit, name="limit"),
    path("limits/<reference:reference>/refuse/", views.refuse, name="limit_refuse"),
    path("limits/<reference:reference>/withdraw/", views.withdraw, name="limit_withdraw"),
]
