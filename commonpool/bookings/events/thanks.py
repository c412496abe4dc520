"""What a host says of work that was done for it."""

from dataclasses import dataclass

from commonpool.bookings.events.about import AboutBooking


@dataclass(frozen=True, kw_only=True)
class ThanksSaid(AboutBooking):
    """The host thanked the officer in a sentence, which only the two councils' log knows of until it is shown."""

    thanks_id: int


@dataclass(frozen=True, kw_only=True)
class ThanksTakenBack(AboutBooking):
    """The host took its thanks back: nobody reads them any more."""

    thanks_id: int


@dataclass(frozen=True, kw_only=True)
class ThanksShown(AboutBooking):
    """The officer shows the thanks on their page, or shows them no more."""

    thanks_id: int
    shown: bool
