"""Addresses of needs and offers."""

from django.urls import path

from commonpool.web.needs.views import accepting, every, offers, one, writing

urlpatterns = [
    path("needs/", every.needs, name="needs"),
    path("needs/ours/", every.our_needs, name="our_needs"),
    path("needs/new/", writing.post_need, name="post_need"),
    path("needs/<reference:reference>/", one.need, name="need"),
    path("needs/<reference:reference>/open/", one.open_it, name="open_need"),
    path("needs/<reference:reference>/close/", one.close_it, name="close_need"),
    path("needs/<reference:reference>/change/", writing.change_need, name="change_need"),
    path("needs/<reference:reference>/offer/", offers.make_offer, name="make_offer"),
    path("offers/", every.my_offers, name="my_offers"),
    path("offers/<reference:reference>/", offers.offer, name="offer"),
    path("offers/<reference:reference>/change/", offers.change_offer, name="change_offer"),
    path("offers/<reference:reference>/accept/", accepting.accept, name="accept_offer"),
    path("offers/<reference:reference>/shortlist/", offers.shortlist, name="shortlist_offer"),
    path("offers/<reference:reference>/decline/", offers.decline, name="decline_offer"),
    path("offers/<reference:reference>/withdraw/", offers.withdraw, name="withdraw_offer"),
]
