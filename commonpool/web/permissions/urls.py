"""Addresses of permissions, and of the checks of approvers."""

from django.urls import path

from commonpool.web.permissions import deputies, passing_on, views, withdrawing

urlpatterns = [
    path("permissions/", views.permissions, name="permissions"),
    path("permissions/<int:permission_id>/", views.permission, name="permission"),
    path("permissions/<int:permission_id>/refuse/", views.refuse, name="permission_refuse"),
    path("permissions/<int:permission_id>/pause/", views.pause, name="permission_pause"),
    path("permissions/<int:permission_id>/resume/", views.resume, name="permission_resume"),
    path("permissions/<int:permission_id>/withdraw/", withdrawing.withdraw, name="permission_withdraw"),
    path("permissions/<int:permission_id>/ask-no-more/", views.ask_no_more, name="permission_ask_no_more"),
    path("permissions/<int:permission_id>/pass-on/", passing_on.pass_on, name="permission_pass_on"),
    path("permissions/deputy/", deputies.deputy, name="deputy"),
    path("permissions/deputy/<int:deputy_id>/end/", deputies.end, name="deputy_end"),
    path("approvers/", views.checks, name="approver_checks"),
    path("approvers/<int:check_id>/", views.check, name="approver_check"),
]
