"""Addresses of pieces of work, and of who took part in them."""

from django.urls import path

from commonpool.web.works.views import confirming, parts, reading, writing

urlpatterns = [
    path("work/", reading.works, name="works"),
    path("work/new/", writing.look_first, name="work_new"),
    path("work/write/", writing.write, name="work_write"),
    path("work/parts/", confirming.waiting, name="parts"),
    path("work/parts/<int:participation_id>/confirm/", confirming.confirm_part, name="part_confirm"),
    path("work/parts/<int:participation_id>/refuse/", confirming.refuse_part, name="part_refuse"),
    path("work/parts/<int:participation_id>/withdraw/", parts.withdraw, name="part_withdraw"),
    path(
        "work/experience/<int:experience_id>/confirm/",
        confirming.confirm_experience,
        name="experience_confirm",
    ),
    path(
        "work/experience/<int:experience_id>/refuse/", confirming.refuse_experience, name="experience_refuse"
    ),
    path("work/<reference:reference>/", reading.work, name="work"),
    path("work/<reference:reference>/change/", writing.change, name="work_change"),
    path("work/<reference:reference>/withdraw/", writing.withdraw, name="work_withdraw"),
    path("work/<reference:reference>/part/", parts.claim, name="work_part"),
]
