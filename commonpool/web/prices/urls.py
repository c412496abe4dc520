"""Addresses of what an hour costs, and what that is worked out from."""

from django.urls import path

from commonpool.web.prices import points, views, working_out

urlpatterns = [
    path("council/<slug:slug>/prices/", views.prices, name="rooms_prices"),
    path("council/<slug:slug>/prices/prices.csv", views.download, name="prices_csv"),
    path("council/<slug:slug>/prices/work-out/", working_out.work_out, name="prices_work_out"),
    path("council/<slug:slug>/prices/costs/", working_out.costs, name="prices_costs"),
    path("council/<slug:slug>/pay-points/", points.points, name="prices_points"),
    path("council/<slug:slug>/pay-points/points.csv", points.download, name="prices_points_csv"),
    path("council/<slug:slug>/pay-points/bring/", points.bring, name="prices_points_bring"),
    path("council/<slug:slug>/pay-points/keep/", points.keep, name="prices_points_keep"),
    path("council/<slug:slug>/pay-points/confirm/", points.confirm, name="prices_points_confirm"),
]
