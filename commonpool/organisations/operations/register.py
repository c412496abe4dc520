"""The register is loaded from the product's own reference tables, again and again, and only differences are written."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.db.models import Model

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.facts import Fact
from commonpool.kernel.tables import in_waves, read_table, set_differing
from commonpool.organisations.events import (
    FunctionsChanged,
    OrganisationAdded,
    OrganisationChanged,
    RegisterLoaded,
)
from commonpool.organisations.models import Domain, FormerCode, Function, Organisation, Succession

REFERENCE = Path(__file__).resolve().parents[1] / "reference"

Row = dict[str, str]
Changes = dict[int, list[str]]


def load_register(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> int:
    """The register says what the reference tables say; answers how many rows of it differed.

    Bodies are never taken away: one that ends stays in the table with its last day. The first load is one
    event with its counts; afterwards every body added or changed is an event. Needs `run_desk` or a rule.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    with change():
        first = not Organisation.objects.filter(demonstration=False).exists()
        ids, added, changed = _load_bodies(read_table(folder / "councils.csv"))
        for field, touched in _load_what_belongs_to_them(folder, ids).items():
            for organisation_id in touched - added:
                changed.setdefault(organisation_id, []).append(field)
        functions = _load_functions(read_table(folder / "functions.csv"))
        for fact in _first(ids, functions) if first else _later(added, changed, functions):
            publish(fact, actor=actor, at=at)
    return len(added) + len(changed) + len(functions)


def _load_bodies(rows: list[Row]) -> tuple[dict[str, int], set[int], Changes]:
    held = {body.code: body for body in Organisation.objects.filter(demonstration=False)}
    ids: dict[str, int | None] = {"": None, **{code: body.pk for code, body in held.items()}}
    added: set[int] = set()
    changed: Changes = {}
    for wave in in_waves(rows, ("county", "combined_authority"), "code"):
        new = [Organisation(**_body(row, ids)) for row in wave if row["code"] not in held]
        for body in Organisation.objects.bulk_create(new):
            ids[body.code] = body.pk
            added.add(body.pk)
    for row in rows:
        known = held.get(row["code"])
        if known is not None and (differing := set_differing(known, _body(row, ids))):
            changed[known.pk] = differing
    _update([body for body in held.values() if body.pk in changed], changed.values())
    return {row["code"]: pk for row in rows if (pk := ids[row["code"]]) is not None}, added, changed


def _body(row: Row, ids: dict[str, int | None]) -> dict[str, Any]:
    """A row of the table as the fields of an organisation."""
    taken = ("code", "name", "official_name", "slug", "type", "tier", "nation", "region", "website")
    return {
        **{name: row[name] for name in taken},
        "ons_code": row["ons_code"] or None,
        "county_id": ids[row["county"]],
        "combined_authority_id": ids[row["combined_authority"]],
        "population": _number(row["population"]),
        "area_km2": _number(row["area_km2"]),
        "latitude": float(row["latitude"]) if row["latitude"] else None,
        "longitude": float(row["longitude"]) if row["longitude"] else None,
        "starts_on": _day(row["starts_on"]),
        "ends_on": _day(row["ends_on"]),
        "expected_change_on": _day(row["expected_change_on"]),
        "expected_change": row["expected_change"],
    }


def _load_what_belongs_to_them(folder: Path, ids: dict[str, int]) -> dict[str, set[int]]:
    """Domains, former codes and successions are as their tables say; answers whose were touched, by field.

    A domain that a steward added stays.
    """
    added = set(Domain.objects.filter(added_at__isnull=False).values_list("organisation_id", "name"))
    domains = {
        (ids[row["council"]], row["domain"], row["is_website"] == "yes")
        for row in read_table(folder / "domains.csv")
        if (ids[row["council"]], row["domain"]) not in added
    }
    codes = {(ids[row["council"]], row["code"]) for row in read_table(folder / "former_codes.csv")}
    successions = {
        (ids[row["predecessor"]], ids[row["successor"]], date.fromisoformat(row["on"]))
        for row in read_table(folder / "successions.csv")
    }
    known = set(ids.values())
    return {
        "domains": _match(Domain, ("organisation_id", "name", "is_website"), domains, known),
        "former_codes": _match(FormerCode, ("organisation_id", "code"), codes, known),
        "successions": _match(Succession, ("predecessor_id", "successor_id", "on"), successions, known),
    }


def _match(model: type[Model], fields: tuple[str, ...], wanted: set[Any], known: set[int]) -> set[int]:
    """The model's rows of the bodies known are exactly those wanted; answers the bodies touched."""
    rows = model._default_manager.all()
    if model is Domain:
        rows = rows.filter(added_at__isnull=True)
    held = {tuple(values): pk for pk, *values in rows.values_list("pk", *fields) if values[0] in known}
    gone, new = held.keys() - wanted, wanted - held.keys()
    if gone:
        rows.filter(pk__in=[held[row] for row in gone]).delete()
    rows.bulk_create([model(**dict(zip(fields, row, strict=True))) for row in sorted(new)])
    return {row[0] for row in chain(gone, new)}


def _load_functions(rows: list[Row]) -> list[str]:
    held = {function.pk: function for function in Function.objects.all()}
    touched: list[str] = []
    for wave in in_waves(rows, ("parent",), "id"):
        fields = [
            {"id": r["id"], "label": r["label"], "parent_id": r["parent"] or None, "uri": r["uri"]}
            for r in wave
        ]
        new = [Function(**each) for each in fields if each["id"] not in held]
        Function.objects.bulk_create(new)
        changed = [
            held[each["id"]]
            for each in fields
            if each["id"] in held and set_differing(held[each["id"]], each)
        ]
        _update(changed, [["label", "parent_id", "uri"]] if changed else [])
        touched += [function.pk for function in [*new, *changed]]
    return touched


def _update(rows: list[Any], fields: Iterable[list[str]]) -> None:
    """Only the fields that differ somewhere are written, in one statement."""
    if rows:
        names = sorted({name.removesuffix("_id") for name in chain(*fields)})
        type(rows[0]).objects.bulk_update(rows, names)


def _first(ids: dict[str, int], functions: list[str]) -> list[Fact]:
    return [
        RegisterLoaded(
            on_behalf_of=None,
            organisations=len(ids),
            domains=Domain.objects.count(),
            successions=Succession.objects.count(),
            functions=len(functions),
        )
    ]


def _later(added: set[int], changed: Changes, functions: list[str]) -> list[Fact]:
    facts: list[Fact] = [
        OrganisationAdded(on_behalf_of=None, readers=(pk,), organisation_id=pk) for pk in sorted(added)
    ]
    facts += [
        OrganisationChanged(
            on_behalf_of=None, readers=(pk,), organisation_id=pk, fields=tuple(sorted(fields))
        )
        for pk, fields in sorted(changed.items())
    ]
    if functions:
        facts.append(FunctionsChanged(on_behalf_of=None, function_ids=tuple(sorted(functions))))
    return facts


def _number(text: str) -> int | None:
    return int(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
