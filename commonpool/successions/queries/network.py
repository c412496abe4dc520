"""What councils that end have before the whole network: needs, offers, pieces of work and claims on them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from commonpool.needs.lifecycle import LIVE_OFFER
from commonpool.needs.models import Need, NeedBooking, Offer
from commonpool.people.models import WORK, Participation, PieceOfWork
from commonpool.successions.rules import Line, Plan

STILL = ("draft", "open", "part_filled", "filled")
"""Of a need: what can be filled, also once a booking of it ends."""


Following = Mapping[int | str, int | None]
"""Whom things follow: people by row, borrowed bookings by reference; to which council, None: nobody has said yet."""


@dataclass
class NetworkHeirs:
    """To whom what goes, by row. None: it is closed."""

    needs: dict[int, int | None] = field(default_factory=dict)
    offers: dict[int, int] = field(default_factory=dict)
    works: dict[int, int] = field(default_factory=dict)


class NetworkReading:
    """A need goes with the booking it is for, else with who posted it, else with a booking that came of it; a piece of
    work with who wrote it; an offer with its officer. Where there is one successor, needs and works are all its own.
    Five SQL queries.
    """

    def __init__(self, plan: Plan, following: Mapping[int, Following]) -> None:
        self.plan = plan
        self.following = following
        self.heirs = {was: NetworkHeirs() for was in plan.predecessors}
        self.lines: list[Line] = []

    def run(self) -> None:
        hosts = self._needs(self.plan.predecessors)
        self._offers(self.plan.predecessors, hosts)
        works = self._works(self.plan.predecessors)
        claims = Participation.objects.filter(kind=WORK, thing_id__in=works, status="claimed")
        for claim in claims.select_related("person"):
            work, what = works[claim.thing_id], f"{claim.person}: {claim.title}"
            self.lines.append(Line("claim", str(claim.pk), what, work.was_id, work.now_id, note=work.note))

    def _needs(self, ids: Collection[int]) -> dict[int, int | None]:
        needs = Need.objects.filter(host_id__in=ids, status__in=STILL)
        came_of: dict[int, list[str]] = {}
        made = NeedBooking.objects.filter(need__in=needs, minutes__gt=0).order_by("pk")
        for need_id, reference in made.values_list("need_id", "booking__reference"):
            came_of.setdefault(need_id, []).append(reference)
        hosts: dict[int, int | None] = {}
        for need in needs:
            was, poster = need.host_id, need.opened_by_id or need.written_by_id
            now, goes = self._with(was, need.subject_reference, poster, *came_of.get(need.pk, ()))
            self.heirs[was].needs[need.pk] = hosts[need.pk] = now
            what, note = f"{need.reference}, {need.title}", "" if goes else "need_closed"
            self.lines.append(Line("need", need.reference, what, was, now, need.minutes, note=note))
        return hosts

    def _offers(self, ids: Collection[int], hosts: Mapping[int, int | None]) -> None:
        again = Q(status="set_aside", need__status__in=STILL)
        live = Offer.objects.filter(Q(status__in=LIVE_OFFER) | again, home_id__in=ids)
        for offer in live.select_related("need", "officer"):
            was = offer.home_id
            now = self.following[was].get(offer.officer_id)
            if now is not None:
                self.heirs[was].offers[offer.pk] = now
            host = hosts.get(offer.need_id, offer.need.host_id)
            note = "offer_ends" if now is not None and now == host else ""
            what = f"{offer.reference}, {offer.officer}"
            self.lines.append(Line("offer", offer.reference, what, was, now, offer.minutes, note=note))

    def _works(self, ids: Collection[int]) -> dict[int, Line]:
        works: dict[int, Line] = {}
        for work in PieceOfWork.objects.filter(organisation_id__in=ids, status="written"):
            was = work.organisation_id
            now, goes = self._with(was, work.written_by_id)
            if now is not None:
                self.heirs[was].works[work.pk] = now
            note = "" if goes else "work_stays"
            works[work.pk] = Line("work", work.reference, work.title, was, now, note=note)
        self.lines += works.values()
        return works

    def _with(self, was: int, *keys: int | str) -> tuple[int | None, bool]:
        """To which council it goes, with the first of these that goes at all; and whether one of them does."""
        after, following = self.plan.after(was), self.following[was]
        if len(after) == 1:
            return after[0], True
        going = [following[key] for key in keys if key in following]
        return (going[0], True) if going else (None, False)
