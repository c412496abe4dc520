"""Writes the listings of a judged set in the product's own tables, in bulk, as if their councils had allowed each.

Operations would take half a second for each. What search asks of a listing holds of every one: a person, an employment
that lasts, a council that has joined, a listing that is listed, a permission that is granted.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from bench.databases import count_rows
from bench.opinions import Listed
from commonpool.agreements.models import Joining
from commonpool.availability.models import Listing, ListingFunction, ListingSkill, Permission
from commonpool.identity.models import Person
from commonpool.matching.operations import count_words, index_listings
from commonpool.organisations.models import Function, Organisation
from commonpool.people.models import Employment, Experience, Skill
from tests.factories.people import NOW, TODAY

UNTIL = date(2027, 10, 29)
EARLIER = NOW - timedelta(days=40)
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
LONGEST = {
    "headline": 120,
    "about": 2000,
    "words": 600,
    "job_title": 120,
    "name": 80,
    "region": 40,
    "type": 40,
}


def write(officers: list[Listed]) -> dict[str, str]:
    """All are in the pool and indexed; the ids of the set by the references that the product gave them."""
    manager = Person.objects.create(email="manager@judged.example", name="A manager", joined_at=EARLIER)
    councils = _councils(sorted({each.council for each in officers}), manager)
    people = Person.objects.bulk_create(
        Person(email=f"officer-{n}@judged.example", name=f"Officer {n}", joined_at=EARLIER)
        for n, _each in enumerate(officers)
    )
    pairs = list(zip(officers, people, strict=True))
    skills = known(Skill, "name", {name for each in officers for name in each.skills})
    named = {name for each in officers for name in (*each.functions, *(done.function for done in each.done))}
    functions = known(Function, "label", named)
    employments = Employment.objects.bulk_create(
        Employment(
            person=person,
            organisation=councils[each.council],
            mailbox=person.email,
            job_title=_short("job_title", each.job),
            grade_band="Officer",
            weekly_minutes=2220,
            starts_on=EARLIER.date(),
            proved_at=EARLIER,
            proved_by=person,
        )
        for each, person in pairs
    )
    listings = Listing.objects.bulk_create(
        Listing(
            person=person,
            employment=employment,
            status="listed",
            headline=_short("headline", each.headline),
            about=_own_words(each, skills, functions),
            weekly_minutes=120,
            starts_on=TODAY,
            written_at=EARLIER,
            written_by=person,
            listed_at=NOW,
            listed_by=manager,
        )
        for (each, person), employment in zip(pairs, employments, strict=True)
    )
    _permit(listings, manager)
    _describe(list(zip(officers, listings, strict=True)), manager, skills, functions)
    index_listings(listing_ids=[each.pk for each in listings])
    count_words(at=NOW)
    count_rows()
    return {listing.reference: each.id for each, listing in zip(officers, listings, strict=True)}


def _own_words(officer: Listed, skills: Mapping[str, str], functions: Mapping[str, str]) -> str:
    """What they say of themselves, and what a listing has no other place for: skills and functions that no table of
    the product has, and what is too long for the headline."""
    lacking = [each for each in officer.skills if each not in skills]
    lacking += [each for each in officer.functions if each not in functions]
    parts = [officer.about, *lacking, officer.headline[LONGEST["headline"] :]]
    return _short("about", " . ".join(part for part in parts if part))


def known(model: Any, label: str, said: Iterable[str]) -> dict[str, str]:
    """The ids of the reference table by what is said, an id or a name, whatever its case; what it lacks is left out."""
    rows = list(model.objects.values_list("pk", label))
    ids = {str(name).casefold(): pk for pk, name in rows} | {pk.casefold(): pk for pk, _name in rows}
    return {each: ids[each.casefold()] for each in said if each.casefold() in ids}


def _councils(told: list[tuple[str, ...]], manager: Person) -> dict[tuple[str, ...], Organisation]:
    """A council for each that is told of; one with no nation is English."""
    made = Organisation.objects.bulk_create(
        Organisation(
            code=f"J{n:03d}",
            official_name=_short("name", name or f"Judged {n}"),
            name=_short("name", name or f"Judged {n}"),
            slug=f"judged-{n}",
            type=_short("type", kind or "unitary"),
            tier="unitary",
            nation=nation if nation in NATIONS else NATIONS[0],
            region=_short("region", region),
        )
        for n, (name, nation, region, kind) in enumerate(told)
    )
    Joining.objects.bulk_create(
        Joining(organisation=each, peer_at=EARLIER, peer_by=manager, peer_post="Head of digital")
        for each in made
    )
    return dict(zip(told, made, strict=True))


def _permit(listings: list[Listing], manager: Person) -> None:
    Permission.objects.bulk_create(
        Permission(
            listing=each,
            employment=each.employment,
            approver=manager,
            approver_email=manager.email,
            status="granted",
            weekly_minutes=each.weekly_minutes,
            starts_on=TODAY,
            ends_on=UNTIL,
            case_sha256="0" * 64,
            asked_at=EARLIER,
            asked_by=each.person,
            granted_at=NOW,
            granted_by=manager,
        )
        for each in listings
    )


def _describe(
    pairs: list[tuple[Listed, Listing]],
    manager: Person,
    skills: Mapping[str, str],
    functions: Mapping[str, str],
) -> None:
    """Skills, functions and what was done, as far as the reference tables know the skills and functions."""
    ListingSkill.objects.bulk_create(
        ListingSkill(listing=listing, skill_id=pk)
        for each, listing in pairs
        for pk in dict.fromkeys(skills[name] for name in each.skills if name in skills)
    )
    ListingFunction.objects.bulk_create(
        ListingFunction(listing=listing, function_id=pk)
        for each, listing in pairs
        for pk in dict.fromkeys(functions[name] for name in each.functions if name in functions)
    )
    Experience.objects.bulk_create(
        Experience(
            person=listing.person,
            employment=listing.employment,
            words=_short("words", done.words),
            function_id=functions.get(done.function),
            finished_in=min(done.finished_in, EARLIER.year) if done.finished_in else None,
            said_at=EARLIER,
            said_by=listing.person,
            confirmed_at=NOW if done.confirmed else None,
            confirmed_by=manager if done.confirmed else None,
        )
        for each, listing in pairs
        for done in each.done
        if done.words
    )


def _short(field: str, said: str) -> str:
    return said[: LONGEST[field]]
