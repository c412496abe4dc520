"""The doors of the product: which are shown to whom, and which one a page stands behind.

A door is shown when its route exists, so an area appears in the navigation by naming its route.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right


@dataclass(frozen=True)
class Door:
    """A word in the navigation, the route behind it, and the pages inside."""

    label: str | Promise
    route: str
    inside: tuple["Door", ...] = ()
    right: Right | None = None


PEOPLE = (
    Door(_("Find someone"), "find", right=Right.SEARCH_POOL),
    Door(_("Work done"), "works", right=Right.SEARCH_POOL),
    Door(_("Build a team"), "team", right=Right.REQUEST_BOOKING),
    Door(_("Needs"), "needs", right=Right.SEARCH_POOL),
    Door(_("My listing"), "listing"),
    Door(_("My officers"), "permissions", right=Right.GRANT_PERMISSION),
    Door(_("Bookings"), "bookings"),
    Door(_("Calls"), "calls"),
)
SIGNED_IN = (
    Door(_("Home"), "home"),
    Door(_("People"), "find", PEOPLE, right=Right.SEARCH_POOL),
    Door(_("Your council"), "rooms"),
    Door(_("Councils"), "councils"),
    Door(_("Steward’s desk"), "desk", right=Right.RUN_DESK),
)
SIGNED_OUT = (Door(_("Councils"), "councils"),)
FOOTER = (
    Door(_("Accessibility statement"), "accessibility"),
    Door(_("Privacy and cookies"), "privacy"),
    Door(_("Who runs this"), "operator"),
    Door(_("The law behind a loan"), "law"),
    Door(_("Welsh, and who has checked it"), "translations"),
    Door(_("Check a call-off"), "check_call_off"),
    Door(_("Data sources and credits"), "credits"),
    Door(_("For programs: the API"), "api"),
)


def address(route: str) -> str:
    """The route's address, or nothing where no area has taken the name yet."""
    return _address(route, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address(route: str, urlconf: str, prefix: str) -> str:
    """Found once, as every page asks for it several times; it hangs on nothing else."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _items(doors: tuple[Door, ...], actor: Actor, path: str) -> list[dict[str, object]]:
    """The doors this actor sees, as the service navigation takes them; the nearest to the path is active."""
    seen = [door for door in doors if address(door.route) and (door.right is None or actor.where(door.right))]
    near = [_nearness(door, path) for door in seen]
    return [
        {
            "text": str(door.label),
            "href": address(door.route),
            "active": 0 < how_near == max(near),
            "door": door,
        }
        for door, how_near in zip(seen, near, strict=True)
    ]


def _nearness(door: Door, path: str) -> int:
    """How much of the path the door, or a page inside it, accounts for: 0 is nothing."""
    places = [address(place.route) for place in (door, *door.inside)]
    return max(len(place) if place and _holds(place, path) else 0 for place in places)


def _holds(place: str, path: str) -> bool:
    return path == place if place == "/" else path.startswith(place)


def navigation(request: HttpRequest) -> dict[str, object]:
    """What the layout shows: the doors, the pages behind the open one, and the footer's links."""
    actor = getattr(request, "actor", None) or Actor(person_id=None)
    path = request.path
    doors = _items(SIGNED_OUT if actor.person_id is None else SIGNED_IN, actor, path)
    inside: list[dict[str, object]] = []
    for item in doors:
        door = item.pop("door")
        if item["active"] and isinstance(door, Door) and door.inside:
            inside = _items(door.inside, actor, path)
    footer = _items(FOOTER, actor, path)
    return {"doors": doors, "inside": inside if len(inside) > 1 else [], "footer": footer}
