"""The words of every event about needs, offers and what search does by itself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_OFFERS: dict[str, str | Promise] = {
    "NeedWritten": _("A need was written down"),
    "NeedOpened": _("A need of {minutes} was put before the network"),
    "NeedChanged": _("A need was changed"),
    "NeedFilled": _("A need has {minutes} bound"),
    "NeedAsked": _("{officer_id} was asked directly for a need"),
    "NeedClosed": _("A need was closed"),
    "NeedExpired": _("A need ended after sixty days"),
    "NeedPassed": _("A need ended as all its weeks had begun"),
    "NeedCarriedOver": _("A need went to the new council"),
    "OfferCarriedOver": _("The offer of {officer_id} went to the new council"),
    "OfferMade": _("{officer_id} offered {minutes} to a need"),
    "OfferChanged": _("{officer_id} offers {minutes} to a need instead"),
    "OfferShortlisted": _("The offer of {officer_id} is kept in view"),
    "OfferAccepted": _("The offer of {officer_id} was accepted, and asked for as a booking"),
    "OfferDeclined": _("The offer of {officer_id} was declined"),
    "OfferWithdrawn": _("The offer of {officer_id} was withdrawn"),
    "OfferSetAside": _("The offer of {officer_id} was set aside"),
    "OfferBroughtBack": _("The offer of {officer_id} waits for an answer again"),
    "OfferFellThrough": _("The offer of {officer_id} fell through"),
    "SearchSaved": _("Somebody saved a search"),
    "SavedSearchRemoved": _("Somebody removed a saved search"),
    "SavedSearchPaused": _("Somebody paused a saved search"),
    "SavedSearchResumed": _("Somebody resumed a saved search"),
    "SavedSearchFound": _("A saved search found somebody new"),
    "NeedsSuggested": _("{person_id} was told of needs that fit them"),
    "NeedsLetterChosen": _("{person_id} said whether to be told of needs"),
}
