"""What councils that end have before the whole network: needs, offers, pieces of work and claims on them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from commonpool.needs.lifecycle import LIVE_OFFER
from commonpool.needs.models import Need, Offer
from commonpool.people.models import WORK, Participation, PieceOfWork
from commonpool.successions.rules import Line, Plan

STILL = ("draft", "open", "part_filled", "filled")
"""Of a need: what can be filled, also once a booking of it ends."""


@dataclass(frozen=True)
class Following:
    """Whom it follows: people, and bookings that are borrowed, by reference; to which council."""

    people: Mapping[int, int]
    borrowed: Mapping[str, int]


@dataclass
class NetworkHeirs:
    """To whom what goes, by row. None: it is closed."""

    needs: dict[int, int | None] = field(default_factory=dict)
    offers: dict[int, int] = field(default_factory=dict)
    works: dict[int, int] = field(default_factory=dict)


class NetworkReading:
    """A need goes with the booking it is for, else with who posted it; a piece of work with who wrote it; an offer with
    its officer. Where there is one successor, needs and works are all its own. Four SQL queries.
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
            was, now = works[claim.thing_id]
            note = "" if now else "work_stays"
            self.lines.append(
                Line("claim", str(claim.pk), f"{claim.person}: {claim.title}", was, now, note=note)
            )

    def _needs(self, ids: Collection[int]) -> dict[int, int | None]:
        hosts: dict[int, int | None] = {}
        for need in Need.objects.filter(host_id__in=ids, status__in=STILL):
            was = need.host_id
            booked = self.following[was].borrowed.get(need.subject_reference)
            now = booked or self._with(was, need.opened_by_id or need.written_by_id)
            self.heirs[was].needs[need.pk] = hosts[need.pk] = now
            what, note = f"{need.reference}, {need.title}", "" if now else "need_closed"
            self.lines.append(Line("need", need.reference, what, was, now, need.minutes, note=note))
        return hosts

    def _offers(self, ids: Collection[int], hosts: Mapping[int, int | None]) -> None:
        live = Offer.objects.filter(home_id__in=ids, status__in=LIVE_OFFER)
        for offer in live.select_related("need", "officer"):
            was = offer.home_id
            now = self.following[was].people.get(offer.officer_id)
            if now is not None:
                self.heirs[was].offers[offer.pk] = now
            host = hosts.get(offer.need_id, offer.need.host_id)
            note = "offer_ends" if now is not None and now == host else ""
            what = f"{offer.reference}, {offer.officer}"
            self.lines.append(Line("offer", offer.reference, what, was, now, offer.minutes, note=note))

    def _works(self, ids: Collection[int]) -> dict[int, tuple[int, int | None]]:
        works: dict[int, tuple[int, int | None]] = {}
        for work in PieceOfWork.objects.filter(organisation_id__in=ids, status="written"):
            was = work.organisation_id
            now = self._with(was, work.written_by_id)
            works[work.pk] = was, now
            if now is not None:
                self.heirs[was].works[work.pk] = now
            note = "" if now else "work_stays"
            self.lines.append(Line("work", work.reference, work.title, was, now, note=note))
        return works

    def _with(self, was: int, person_id: int) -> int | None:
        after = self.plan.after(was)
        return after[0] if len(after) == 1 else self.following[was].people.get(person_id)
