"""Addresses of a council's people and rights."""

from django.urls import path

from commonpool.web.people_and_rights import errors, pay, views

urlpatterns = [
    path("council/<slug:slug>/people-and-rights/", views.people_and_rights, name="people_and_rights"),
    path("council/<slug:slug>/administrator/", views.claim, name="claim_administrator"),
    path("council/<slug:slug>/officers-to-check/", views.officers_to_check, name="officers_to_check"),
    path("officers-to-check/<int:employment_id>/", views.check_officer, name="check_officer"),
    path("officers-to-check/<int:employment_id>/error/", errors.payroll_error, name="payroll_error"),
    path("officers-to-check/<int:employment_id>/pay/", pay.annual_pay, name="annual_pay"),
    path("employments/<int:employment_id>/end/", views.end_an_employment, name="end_employment"),
    path("roles/<int:holding_id>/end/", views.end_a_role, name="end_role"),
    path("administrators/", views.claims, name="claims"),
    path("administrators/<int:claim_id>/", views.answer_claim, name="answer_claim"),
]
