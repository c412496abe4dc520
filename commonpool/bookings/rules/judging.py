"""What the rules say to what is asked for: silent where everything passes."""

from collections.abc import Iterable, Iterator

from commonpool.agreements.rules.when import WEEKDAY
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.asking import Ask, Known, clashes, outside, shape
from commonpool.bookings.rules.lawful import Said
from commonpool.bookings.rules.needs import wrong_provision
from commonpool.bookings.rules.refusals import Ruled


def judge(ask: Ask, known: Known, said: Iterable[Said]) -> Iterator[Ruled]:
    """Every refusal the rules speak, the gravest first; none where all pass. `said`: what the law says to it.

    A variation (known by `own`, the minutes its booking holds) may keep those, whatever the permission allows by now;
    weeks may have begun, and neither a listing paused for new requests nor a home council that lends nothing new
    matters.
    """
    new = not known.own
    malformed = list(shape(ask, known.today, new=new))
    yield from malformed
    if not malformed and new:
        yield from wrong_provision(ask, known)
    yield from _parties(ask, known, new=new)
    yield from (each.refusal for each in said if each.refusal)
    yield from _pay(ask, known, new=new) if ask.paid else _peer_help(ask, known)
    if not malformed and ask.paid:
        yield from _hours(ask, known)


def _parties(ask: Ask, known: Known, *, new: bool) -> Iterator[Ruled]:
    if known.host_employs or known.home_id == known.host_id:
        yield refusals.SameCouncil()
    if ask.paid and set(ask.mondays) & set(known.post.lent_by_another):
        yield refusals.LentAlready()
    if not known.same_world:
        yield refusals.DemonstrationApart()
    if new and not known.listed:
        yield refusals.ListingClosed()
    if known.leave is None or not known.leave.granted:
        yield refusals.PermissionEnded()


def _pay(ask: Ask, known: Known, *, new: bool) -> Iterator[Ruled]:
    if new and not known.home_lends:
        yield refusals.HomeNotLending()
    elif known.not_signed_again:
        yield refusals.NotSignedAgain(council=known.not_signed_again)
    elif not known.in_agreement:
        yield refusals.NoAgreement()
    if not known.checked:
        yield refusals.NotChecked()
    unpriced = [monday for monday in ask.mondays if known.prices.get(monday) is None]
    if any(ask.when_of(monday) == WEEKDAY for monday in unpriced):
        yield refusals.NoPrice()
    elif unpriced:
        yield refusals.NotLentThen()


def _peer_help(ask: Ask, known: Known) -> Iterator[Ruled]:
    if not known.home_peer:
        yield refusals.PeerHelpNotAllowed()
    elif known.leave is not None:
        yield from outside(known.leave, ask.kind, ask.weeks)
    if ask.decisions or ask.needs:
        yield refusals.PeerHelpAdviceOnly()


def _hours(ask: Ask, known: Known) -> Iterator[Ruled]:
    new = tuple((monday, minutes) for monday, minutes in ask.weeks if known.own.get(monday) != minutes)
    if known.leave is not None:
        yield from outside(known.leave, ask.kind, new)
    taken = clashes(ask, known.weeks, known.own)
    if taken:
        yield refusals.WeekTaken(taken)
