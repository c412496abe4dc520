"""What an asking makes scarcer: agreements, permissions and weeks, kind by kind, each locked in one order if wanted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from commonpool.agreements import queries as agreements
from commonpool.agreements.rules import Governing, Standing
from commonpool.availability import queries as availability
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import Permission, Week
from commonpool.bookings.rules.asking import Free
from commonpool.kernel.prepared import Asking, nothing_asked
from commonpool.kernel.rows import Among, Compiled

Weeks = dict[date, Free]


def free_of(week: Week) -> Free:
    """A week as the rules read it."""
    return Free(
        offered=week.offered_minutes,
        held=week.held_minutes,
        live_bookings=week.live_bookings,
        shared=week.shared,
        open=week.open,
    )


def weeks_known(person_id: int, mondays: Iterable[date], *, lock: bool) -> Weeks:
    """An officer's weeks as the rules read them, locked in order of Monday if wanted."""
    return weeks_of_each({person_id: list(mondays)}, lock=lock)()[person_id]


def weeks_of_each(wanted: Mapping[int, Collection[date]], *, lock: bool) -> Asking[dict[int, Weeks]]:
    """Asks for the same of each person: of these Mondays and no others, locked in order of person and Monday. One SQL
    query.
    """

    def read(weeks: Iterable[Week]) -> dict[int, Weeks]:
        found: dict[int, Weeks] = {person_id: {} for person_id in wanted}
        for week in weeks:
            found[week.person_id][week.monday] = free_of(week)
        return found

    if lock and wanted:
        return availability.weeks_to_lock(wanted).then(read)
    return nothing_asked(read(availability.weeks_at(wanted) if wanted else ()))


def agreed_text(home_id: int, host_id: int, today: date, last_day: date, *, lock: bool) -> int | None:
    """The text that governs the two councils now and to the last day, locked FOR SHARE if wanted; or none."""
    return agreed_texts(host_id, [(home_id, last_day)], today, lock=lock)()[0]


def agreed_texts(
    host_id: int, wanted: Sequence[tuple[int, date]], today: date, *, lock: bool
) -> Asking[list[int | None]]:
    """Asks for the same of a host with each of these homes and last days. One SQL query, two where one lacks."""
    if not wanted:
        return nothing_asked([])
    places = {host_id, *(home_id for home_id, _last_day in wanted)}

    def standing(in_force: Mapping[int, Governing]) -> list[int | None]:
        found = [_standing(in_force, home_id, host_id, last_day) for home_id, last_day in wanted]
        return [each.text_id if each else None for each in found]

    asked = agreements.governing(places, today, lock=lock).then(standing)
    # Followed while its lock was waited for, one reaches no further; a second look finds the one that follows it.
    return asked.then(lambda found: asked() if lock and None in found else found)


def _standing(
    in_force: Mapping[int, Governing], home_id: int, host_id: int, last_day: date
) -> Standing | None:
    if home_id not in in_force or host_id not in in_force:
        return None
    found = Standing(home=in_force[home_id], host=in_force[host_id])
    return found if found.reaches(last_day) else None


def permissions_locked(listing_ids: Collection[int]) -> dict[int, Permission]:
    """The permission of each listing that has one, by listing, locked in order. One SQL query, two where one lacks."""
    found = {each.listing_id: each for each in _LIVE(listing_ids=list(listing_ids))}
    # Superseded while its lock was waited for, it is gone; a second look finds the one that took its place.
    gone = list(set(listing_ids) - found.keys())
    return found | {each.listing_id: each for each in (_LIVE(listing_ids=gone) if gone else ())}


def _live(listing_ids: Collection[int]) -> QuerySet[Permission]:
    rows = Permission.objects.filter(Among("listing_id", listing_ids), status__in=LIVE_PERMISSION)
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)


_LIVE = Compiled(_live, listing_ids=(-1,))
