"""What the register says of one body, beside its own row."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from commonpool.organisations.models import Organisation, Succession


@dataclass(frozen=True)
class About:
    """Codes it had, domains it uses, councils within it, and who came before and after (with the day)."""

    former_codes: tuple[str, ...]
    domains: tuple[str, ...]
    parts: tuple[Organisation, ...]
    before: tuple[tuple[Organisation, date], ...]
    after: tuple[tuple[Organisation, date], ...]


def about(council: Organisation, day: date) -> About:
    """The facts around a body on a day, in a fixed number of queries."""
    within = Organisation.objects.filter(county=council) | Organisation.objects.filter(
        combined_authority=council
    )
    handed_over = Succession.objects.order_by("on", "successor__name", "predecessor__name")
    before = handed_over.filter(successor=council).select_related("predecessor")
    after = handed_over.filter(predecessor=council).select_related("successor")
    return About(
        former_codes=tuple(council.former_codes.order_by("code").values_list("code", flat=True)),
        domains=tuple(council.domains.order_by("name").values_list("name", flat=True)),
        parts=tuple(part for part in within.order_by("name") if part.status_on(day) == "current"),
        before=tuple((each.predecessor, each.on) for each in before),
        after=tuple((each.successor, each.on) for each in after),
    )


def codes_around(organisation_ids: set[int]) -> dict[int, tuple[list[str], list[str]]]:
    """The codes of the bodies that each of these took over from, and of those that take over from it. One query."""
    found: dict[int, tuple[list[str], list[str]]] = {pk: ([], []) for pk in organisation_ids}
    concerned = Q(predecessor_id__in=organisation_ids) | Q(successor_id__in=organisation_ids)
    rows = Succession.objects.filter(concerned).order_by("predecessor__code", "successor__code")
    columns = ("predecessor_id", "predecessor__code", "successor_id", "successor__code")
    for was, was_code, now, now_code in rows.values_list(*columns):
        if now in found:
            found[now][0].append(was_code)
        if was in found:
            found[was][1].append(now_code)
    return found


def replaced_by(organisation_ids: set[int]) -> dict[int, str]:
    """The names of the bodies that replace each of these, in one query."""
    found: dict[int, list[str]] = {}
    rows = Succession.objects.filter(predecessor_id__in=organisation_ids).order_by("successor__name")
    for predecessor_id, name in rows.values_list("predecessor_id", "successor__name"):
        found.setdefault(predecessor_id, []).append(name)
    return {predecessor_id: ", ".join(names) for predecessor_id, names in found.items()}
