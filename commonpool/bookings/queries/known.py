"""What is known when a host asks for an officer: few statements, and under lock when something is to be held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import Joining
from commonpool.agreements.rules import Party, body_of
from commonpool.availability import queries as availability
from commonpool.availability.models import Listing, Permission
from commonpool.bookings.queries.hosts import asked_host, depth_for
from commonpool.bookings.queries.listed import listings_asked
from commonpool.bookings.queries.needs import provision_for
from commonpool.bookings.queries.posts import Filled, posts_of
from commonpool.bookings.queries.priced import steps_of
from commonpool.bookings.queries.procurement import Between, procurements_of
from commonpool.bookings.queries.scarce import agreed_texts, permissions_locked, weeks_of_each
from commonpool.bookings.queries.working_time import working_times_of
from commonpool.bookings.rules.asking import Ask, Known, Leave
from commonpool.bookings.rules.costs import Cost
from commonpool.bookings.rules.post import Post
from commonpool.bookings.rules.procurement import asked_in_one
from commonpool.bookings.rules.vat import treatments
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import at_once, nothing_asked
from commonpool.organisations.models import Organisation

Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Subject:
    """The officer asked for, the two councils, and all that the rules need to know."""

    listing: Listing
    home: Organisation
    host: Organisation
    host_joining: Joining | None
    permission: Permission | None
    text_id: int | None
    known: Known

    @property
    def officer_id(self) -> int:
        return self.listing.person_id

    @property
    def host_joined(self) -> bool:
        return self.host_joining is not None and self.host_joining.peer_at is not None

    @property
    def grade_band(self) -> str:
        return self.listing.employment.grade_band


@dataclass(frozen=True)
class _Asked:
    """An asking, and the listing it is for."""

    ask: Ask
    listing: Any

    @property
    def home(self) -> Organisation:
        council: Organisation = self.listing.employment.organisation
        return council

    @property
    def worker(self) -> tuple[int, date, str]:
        return self.listing.person_id, min(self.ask.mondays), self.ask.function_id

    @property
    def step(self) -> tuple[int, str, Iterable[date], Mapping[date, str]]:
        return self.home.pk, self.listing.employment.grade_band, self.ask.mondays, dict(self.ask.when)

    def text(self, today: date) -> tuple[int, date]:
        return self.home.pk, self.ask.last_day if self.ask.weeks else today

    def post(self, host: Organisation) -> Filled:
        nations = (self.home.nation, host.nation)
        return Filled(self.listing.employment_id, self.listing.pk, self.home.pk, host.pk, nations)

    def between(self, host: Organisation) -> Between:
        settings = getattr(host, "joining", None)
        given = self.ask.purchase_order or (settings and settings.blanket_purchase_order)
        order_from = settings.purchase_order_from_pence if settings and not given else None
        return Between(self.home.pk, self.listing.person_id, self.ask, order_from)


def subject_for(
    host_id: int,
    officer: str,
    ask: Ask,
    at: datetime,
    *,
    lock: bool = False,
    joined: bool = True,
    but: int = 0,
    by: int = 0,
    host: Organisation | None = None,
) -> Subject:
    """What is known about this officer for this host and this asking.

    `but`: the booking that is judged anew, whose hours are those asked for. `by`: who asks, and has
    ready what the officer needs where the asking names nobody. `host`: where the caller has it from `may_host`.

    `lock`: agreements, permission and weeks are locked, in that order, until the change is over.
    Refuses `not_found` (no such listing in the pool), and where `joined`, `depth_needed` (the host has not come
    in deep enough).
    """
    return subjects_for(host_id, {officer: ask}, at, lock=lock, joined=joined, but=but, by=by, host=host)[0]


def subjects_for(
    host_id: int,
    asks: Mapping[str, Ask],
    at: datetime,
    *,
    lock: bool = False,
    joined: bool = True,
    but: int = 0,
    by: int = 0,
    host: Organisation | None = None,
) -> list[Subject]:
    """The same of each officer asked for in one moment, in their order: all for pay, or one alone.

    As many SQL queries as for one. What is locked, is locked kind by kind, each in one order: whoever asks for one of
    them too waits.
    """
    today = london_date(at)
    depth = depth_for(next(iter(asks.values())))
    hosts = nothing_asked(host) if host and not joined else asked_host(host_id, depth if joined else "")
    host, listings = at_once(hosts, listings_asked(asks, host_id, today, by, permitted=not lock))
    asked = [_Asked(ask, listing) for ask, listing in zip(asks.values(), listings, strict=True)]
    paid = [each for each in asked if each.ask.paid]
    pays = [each for each in paid if each.ask.weeks]
    priced, agreed = at_once(
        steps_of([each.step for each in pays]),
        agreed_texts(host_id, [each.text(today) for each in paid], today, lock=lock),
    )
    steps, texts = _by_listing(pays, priced), _by_listing(paid, agreed)
    permissions = permissions_locked([each.pk for each in listings]) if lock else {}
    weeks, worked, posted, between = at_once(
        weeks_of_each(_mondays(paid), lock=lock),
        # What others may have changed while a lock was waited for is read from here on.
        working_times_of([each.worker for each in pays], today, host_id=host_id, but=but),
        posts_of([each.post(host) for each in paid], today, booking_id=but),
        procurements_of([each.between(host) for each in pays], host_id, today, by=by, but=but),
    )
    workers, posts = _by_listing(pays, worked), _by_listing(paid, posted)
    procurement = _by_listing(pays, between)
    unsigned = _unsigned([each for each in paid if texts[each.listing.pk] is None], host_id, today)
    subjects = []
    for each in asked:
        ask, listing, home, pk = each.ask, each.listing, each.home, each.listing.pk
        worker, post = workers.get(pk), posts.get(pk)
        joining = getattr(home, "joining", None)
        permission = permissions.get(pk) if lock else getattr(listing, "held", None)
        known = Known(
            today=today,
            home_id=home.pk,
            host_id=host.pk,
            same_world=home.demonstration == host.demonstration,
            host_employs=listing.host_employs,
            listed=listing.status == "listed" and (listing.ends_on is None or listing.ends_on >= today),
            employed=listing.person.is_active and availability.employed_span(listing.employment).holds(today),
            checked=listing.employment.checked_at is not None,
            home_peer=joining is not None and joining.peer_at is not None,
            home_lends=joining is not None and joining.lend_at is not None,
            in_agreement=texts.get(pk) is not None,
            not_signed_again=unsigned.get(pk, ""),
            law=agreements.law_as_of(listing.newest_power, listing.newest_rule),
            home=_party(home, listing.home_heirs),
            host=_party(host, listing.host_heirs),
            set_aside=listing.set_aside,
            function_known=listing.function_known,
            leave=leave_of(permission),
            working=worker.known if worker else None,
            adult=worker.adult if worker else None,
            in_role=worker.in_role if worker else (),
            post=post.post if post else Post(),
            prices={monday: price for monday, (price, _cost) in steps.get(pk, {}).items()},
            vat=treatments(listing.vat_said, ask.mondays),
            cost=Cost(
                {monday: cost for monday, (_price, cost) in steps.get(pk, {}).items()},
                joining.wellbeing_reason if joining else "",
            ),
            weeks=weeks.get(listing.person_id, {}),
            procurement=procurement.get(pk),
            provision=provision_for(host, ask, listing.contact_id if ask.contact else by or None, today),
        )
        settings = getattr(host, "joining", None)
        subjects.append(Subject(listing, home, host, settings, permission, texts.get(pk), known))
    beside = asked_in_one([(each.ask, one.known) for each, one in zip(asked, subjects, strict=True)])
    return [replace(each, known=known) for each, known in zip(subjects, beside, strict=True)]


def _by_listing(asked: Iterable[_Asked], answers: Iterable[Fact]) -> dict[int, Fact]:
    return {each.listing.pk: answer for each, answer in zip(asked, answers, strict=True)}


def _mondays(asked: Iterable[_Asked]) -> dict[int, set[date]]:
    """By person, as somebody may be listed twice."""
    found: dict[int, set[date]] = {}
    for each in asked:
        found.setdefault(each.listing.person_id, set()).update(each.ask.mondays)
    return found


def leave_of(permission: Permission | None) -> Leave | None:
    """A permission as the rules read it."""
    if permission is None:
        return None
    return Leave(
        id=permission.pk,
        granted=permission.status == "granted",
        weekly_minutes=permission.weekly_minutes,
        starts_on=permission.starts_on,
        ends_on=permission.ends_on,
        decisions=permission.decisions,
        peer_help=permission.peer_help,
        approver_id=permission.approver_id or permission.granted_by_id,
        time_basis=permission.time_basis,
    )


def not_signed_again(home_id: int, host_id: int, today: date) -> str:
    """The council of the two that may book nothing as its new signatures are overdue; empty where there is none."""
    found = agreements.unsigned_between([home_id, host_id], today)
    return found.organisation.name if found else ""


def _unsigned(asked: Sequence[_Asked], host_id: int, today: date) -> dict[int, str]:
    """By listing: which council of the two has not signed again. One SQL query, none where nobody lacks a text."""
    places = {host_id, *(each.home.pk for each in asked)}
    found = agreements.unsigned_among(places, today) if asked else []
    return {
        each.listing.pk: next(
            (one.organisation.name for one in found if one.organisation_id in (each.home.pk, host_id)), ""
        )
        for each in asked
    }


def _party(council: Organisation, heirs: Iterable[str]) -> Party:
    """A council as the law sees it."""
    return Party(council.nation, body_of(council.type, council.code), council.ends_on, tuple(heirs))
