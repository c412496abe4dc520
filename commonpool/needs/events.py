"""What happens to needs and offers."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutNeed(Fact):
    """Something happened to a need, on behalf of its host council."""

    need_id: int


@dataclass(frozen=True, kw_only=True)
class NeedWritten(AboutNeed):
    """A need was written down; nobody else sees it yet."""


@dataclass(frozen=True, kw_only=True)
class NeedOpened(AboutNeed):
    """The network sees it, and officers may offer."""

    minutes: int


@dataclass(frozen=True, kw_only=True)
class NeedChanged(AboutNeed):
    """It says something else now."""


@dataclass(frozen=True, kw_only=True)
class NeedFilled(AboutNeed):
    """So many minutes are bound for it; `whole`: all that it wants."""

    minutes: int
    whole: bool


@dataclass(frozen=True, kw_only=True)
class NeedAsked(AboutNeed):
    """An officer was asked directly for it: a booking that they answer."""

    booking_id: int
    officer_id: int


@dataclass(frozen=True, kw_only=True)
class NeedClosed(AboutNeed):
    """The host wants nobody for it any more."""


@dataclass(frozen=True, kw_only=True)
class NeedExpired(AboutNeed):
    """Its sixty days are over."""


@dataclass(frozen=True, kw_only=True)
class NeedPassed(AboutNeed):
    """All its weeks have begun."""


@dataclass(frozen=True, kw_only=True)
class NeedCarriedOver(AboutNeed):
    """A council took over from another: the need is the new one's."""

    was_id: int


@dataclass(frozen=True, kw_only=True)
class AboutOffer(Fact):
    """Something happened to an offer. The host council and the officer's home see it."""

    need_id: int
    offer_id: int
    officer_id: int


@dataclass(frozen=True, kw_only=True)
class OfferMade(AboutOffer):
    """An officer offered hours."""

    minutes: int


@dataclass(frozen=True, kw_only=True)
class OfferChanged(AboutOffer):
    """Its officer offers other hours instead, or says something else."""

    minutes: int


@dataclass(frozen=True, kw_only=True)
class OfferShortlisted(AboutOffer):
    """The host keeps it in view."""


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(AboutOffer):
    """The host asked for exactly these hours: a booking that the officer answers."""

    booking_id: int


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(AboutOffer):
    """The host said no."""


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(AboutOffer):
    """The officer withdrew it."""


@dataclass(frozen=True, kw_only=True)
class OfferSetAside(AboutOffer):
    """It was not answered before the need was filled or over, or wanted its weeks no more: the rule says which."""


@dataclass(frozen=True, kw_only=True)
class OfferBroughtBack(AboutOffer):
    """It was set aside, and the need wants its hours again: it waits for an answer."""


@dataclass(frozen=True, kw_only=True)
class OfferFellThrough(AboutOffer):
    """It was accepted, and its booking came to nothing."""


@dataclass(frozen=True, kw_only=True)
class OfferCarriedOver(AboutOffer):
    """A council took over from another: the officer offers from the new one."""

    was_id: int
