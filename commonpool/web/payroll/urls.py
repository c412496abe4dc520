"""Addresses of payroll files, of HR's lists, and of time back."""

from django.urls import path

from commonpool.web.payroll import files, lists, time_back

urlpatterns = [
    path("council/<slug:slug>/payroll/", files.payroll, name="payroll"),
    path("council/<slug:slug>/payroll/<str:period>/", files.period, name="payroll_period"),
    path("council/<slug:slug>/payroll/<str:period>/lines.csv", files.lines_csv, name="payroll_lines_csv"),
    path("council/<slug:slug>/payroll/<str:period>/file/", files.take, name="payroll_file"),
    path("council/<slug:slug>/who-is-out/", lists.who_is_out, name="who_is_out"),
    path("council/<slug:slug>/who-is-out.csv", lists.who_is_out_csv, name="who_is_out_csv"),
    path("council/<slug:slug>/officers-to-check.csv", lists.to_check_csv, name="officers_to_check_csv"),
    path("council/<slug:slug>/time-back/", time_back.of_council, name="time_back_council"),
    path("council/<slug:slug>/time-back.csv", time_back.of_council_csv, name="time_back_csv"),
    path("time-back/", time_back.mine, name="my_time_back"),
    path("time-back/<int:taken_id>/", time_back.answer, name="answer_time_back"),
    path("bookings/<reference:reference>/own-time/", time_back.own_time, name="own_time"),
]
