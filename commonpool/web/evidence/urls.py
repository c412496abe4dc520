"""Addresses of what a council has seen that answers a rule, and of its reports under section 114."""

from django.urls import path

from commonpool.web.evidence import section_114, views

urlpatterns = [
    path("council/<slug:slug>/evidence/", views.evidence, name="evidence"),
    path("council/<slug:slug>/evidence/<int:evidence_id>/revoke/", views.revoke, name="revoke_evidence"),
    path("council/<slug:slug>/section-114/", section_114.reports, name="section_114"),
    path("council/<slug:slug>/section-114/authority/", section_114.authority, name="section_114_authority"),
    path("council/<slug:slug>/section-114/<int:report_id>/", section_114.meeting, name="section_114_meeting"),
    path(
        "council/<slug:slug>/section-114/<int:report_id>/withdraw/",
        section_114.withdraw,
        name="section_114_withdraw",
    ),
]
