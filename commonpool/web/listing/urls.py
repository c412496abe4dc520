"""Addresses of one's own listing."""

from django.urls import path

from commonpool.web.listing.views import asking, own, writing

urlpatterns = [
    path("listing/", own.listing, name="listing"),
    path("listing/offer/", writing.offer, name="listing_offer"),
    path("listing/skills/", writing.skills, name="listing_skills"),
    path("listing/experience/", writing.experience, name="listing_experience"),
    path(
        "listing/experience/<int:experience_id>/withdraw/",
        writing.withdraw_experience,
        name="listing_withdraw_experience",
    ),
    path("listing/weeks-off/", writing.weeks_off, name="listing_weeks_off"),
    path("listing/ask-my-manager/", asking.ask_manager, name="ask_manager"),
    path("listing/asked/", asking.asked, name="listing_asked"),
    path("listing/pause/", own.pause, name="listing_pause"),
    path("listing/resume/", own.resume, name="listing_resume"),
    path("listing/close/", own.close, name="listing_close"),
]
