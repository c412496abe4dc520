"""Addresses of the monthly clearing: a council's rooms, and the steward's desk."""

from django.urls import path

from commonpool.web.clearing import desk, files, payments, views

urlpatterns = [
    path("council/<slug:slug>/clearing/", views.cycles, name="clearing"),
    path("council/<slug:slug>/clearing/cycles.csv", files.cycles, name="clearing_csv"),
    path("council/<slug:slug>/clearing/cap/", views.cap, name="clearing_cap"),
    path("council/<slug:slug>/clearing/<str:month>/", views.cycle, name="clearing_cycle"),
    path("council/<slug:slug>/clearing/<str:month>/lines.csv", files.lines, name="clearing_lines_csv"),
    path("council/<slug:slug>/clearing/<str:month>/payments.csv", files.orders, name="clearing_orders_csv"),
    path("council/<slug:slug>/clearing/<str:month>/bank.xml", files.bank_file, name="clearing_bank_file"),
    path(
        "council/<slug:slug>/clearing/<str:month>/invoices/<str:reference>/",
        views.take_out,
        name="clearing_take_out",
    ),
    path("council/<slug:slug>/clearing/payments/<str:reference>/", payments.payment, name="clearing_payment"),
    path("desk/clearing/", desk.cycles, name="desk_clearing"),
    path("desk/clearing/<str:month>/", desk.cycle, name="desk_clearing_cycle"),
    path("desk/clearing/<str:month>/positions.csv", desk.download, name="desk_clearing_csv"),
    path("desk/clearing/<str:month>/step/", desk.step, name="desk_clearing_step"),
    path("desk/clearing/<str:month>/let-in/", desk.let_in, name="desk_clearing_let_in"),
    path("desk/clearing/<str:month>/unwind/", desk.unwind, name="desk_clearing_unwind"),
]
