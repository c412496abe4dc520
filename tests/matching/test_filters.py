"""What keeps people out beside the words: what an hour costs, and whose they are; and how many each filter leaves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from commonpool.access import Actor
from commonpool.agreements.models import BandPrice
from commonpool.matching import operations
from commonpool.matching.queries import answers, listings_found, questions, search
from commonpool.matching.queries.search import CHOICES
from commonpool.matching.rules import Wanted
from commonpool.organisations.models import Organisation
from tests.factories.councils import council, set_prices
from tests.factories.listings import Listed, listed_officer
from tests.factories.people import NOW, TODAY, actor, make_officer

pytestmark = pytest.mark.django_db
BENEFITS, WELFARE_RIGHTS, ADVICE = "3", "2", "1"
FILTERS: dict[str, Sequence[Any]] = {
    "skill": ("lg-planning-enforcement", "lg-air-quality", "lg-fostering"),
    "function": (ADVICE, BENEFITS, WELFARE_RIGHTS, "111"),
    "nation": ("England", "Wales", "Scotland", "Northern Ireland"),
    "region": ("London", "North East", "South East"),
}


def lending(nation: str, *, region: str = "", type: str = "unitary", pence: int = 3200) -> Organisation:
    home = council(nation, depth="lend", prices={"Officer": pence})
    Organisation.objects.filter(pk=home.pk).update(region=region, type=type)
    home.refresh_from_db()
    return home


def looker(nation: str, *, region: str = "", type: str = "unitary", depth: str = "borrow") -> Actor:
    place = council(nation, depth=depth)
    Organisation.objects.filter(pk=place.pk).update(region=region, type=type)
    return actor(make_officer(place).person)


def found(by: Actor, wanted: Wanted) -> set[str]:
    return {hit.reference for hit in search(by, wanted, NOW).hits}


def test_a_price_leaves_whose_hour_costs_no_more_today() -> None:
    dear, cheap, unpriced = (listed_officer(lending("Wales", pence=pence)) for pence in (4001, 4000, 3000))
    BandPrice.objects.filter(organisation=unpriced.employment.organisation).update(
        starts_on=TODAY + timedelta(days=1)
    )
    by = looker("England")
    assert found(by, Wanted(most_pence=4000)) == {cheap.reference}
    assert found(by, Wanted(words="planning appeals", most_pence=4001)) == {cheap.reference, dear.reference}
    later = BandPrice.objects.get(organisation=cheap.employment.organisation)
    BandPrice.objects.create(
        organisation_id=later.organisation_id, band=later.band, hourly_pence=9000, set_at=later.set_at,
        set_by_id=later.set_by_id, starts_on=TODAY + timedelta(days=1),
    )  # fmt: skip
    assert found(by, Wanted(most_pence=4000)) == {cheap.reference}, "what comes tomorrow does not count"
    set_prices(later.organisation, {"Officer": 4100})
    assert found(by, Wanted(most_pence=4000)) == set()


def test_who_sees_no_prices_and_homes_learns_nothing_of_them_by_asking() -> None:
    officers = [listed_officer(lending("Wales", pence=pence)) for pence in (3000, 5000)]
    outside = looker("England", depth="none")
    for wanted in (Wanted(most_pence=4000), Wanted(home_id=officers[0].employment.organisation_id)):
        assert found(outside, wanted) == found(outside, Wanted()) == {each.reference for each in officers}
        assert len(listings_found(outside, wanted, NOW)) == len(officers)


def test_unlike_us_is_of_another_region_and_of_another_type() -> None:
    by = looker("England", region="London", type="London borough")
    for place in (
        {"region": "London", "type": "county"},
        {"region": "North East", "type": "London borough"},
        {"region": "London", "type": "London borough"},
    ):
        listed_officer(lending("England", **place))
    unlike = listed_officer(lending("England", region="North East", type="county"))
    abroad = listed_officer(lending("Wales"))
    assert found(by, Wanted(unlike_us=True)) == {unlike.reference, abroad.reference}
    welsh = looker("Wales", type="county")
    listed_officer(lending("Wales"))
    assert abroad.reference not in found(welsh, Wanted(unlike_us=True)), "Wales is one region"


def _several() -> list[Listed]:
    """Officers of four places, with these skills and functions."""
    skills, functions = FILTERS["skill"], (BENEFITS, WELFARE_RIGHTS, "111")
    told = (
        ("Wales", "", skills[:1], functions[:1], True),
        ("Scotland", "", skills[:2], functions[:2], False),
        ("England", "London", (), functions[1:], False),
        ("England", "North East", skills[1:2], (), True),
    )
    return [
        listed_officer(
            lending(nation, region=region, type=f"type of {nation}", pence=3000 + 100 * n),
            headline=("Benefits moved online", "Benefits overpaid")[n % 2],
            skill_ids=has,
            function_ids=does,
            on_site=comes,
        )
        for n, (nation, region, has, does, comes) in enumerate(told)
    ]


@pytest.mark.parametrize(
    "asked",
    [
        Wanted(),
        Wanted(words="benefits"),
        Wanted(words="benefits online", nation="England"),
        Wanted(words="benefits", function_id=ADVICE, most_pence=3100),
        Wanted(skill_id="lg-planning-enforcement", function_id=BENEFITS),
        Wanted(region="London", nation="England", total_minutes=60),
        Wanted(words="benefits", remote=True, unlike_us=True),
    ],
)
def test_each_count_is_of_those_whom_the_filter_leaves(
    asked: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PAGE", 0)  # less than a page is filled with who else may do
    _several()
    by = looker("England", region="South East", type="county")
    counts = search(by, asked, NOW, counted=True).counts
    wishes = {
        (name, value): replace(asked, **{CHOICES[name]: value})
        for name in FILTERS
        for value in FILTERS[name]
        if getattr(asked, CHOICES[name]) in ("", value)
    }
    wishes |= {("only", name): replace(asked, **{name: True}) for name in ("remote", "on_site", "unlike_us")}
    told = {wish: counts.get(wish[0], {}).get(wish[1], 0) for wish in wishes}
    assert told == {wish: search(by, wanted, NOW).count for wish, wanted in wishes.items()}
    assert any(told.values())


def test_of_less_than_a_page_those_on_it_are_counted() -> None:
    """Who fills it too: what is counted is what is shown."""
    officers = _several()
    found = search(looker("England"), Wanted(words="benefits online"), NOW, counted=True)
    assert sum(found.counts["nation"].values()) == found.count == len(found.hits) <= len(officers)


def test_of_more_than_are_ranked_those_are_counted_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "CAP", 3)
    _several()
    found = search(looker("England"), Wanted(), NOW, counted=True)
    assert (found.capped, sum(found.counts["nation"].values())) == (True, 3)


def test_a_saved_search_keeps_them() -> None:
    cheap, _dear = (listed_officer(lending("Wales", pence=pence)) for pence in (3000, 5000))
    by = looker("England", type="county")
    wanted = Wanted(most_pence=4000, unlike_us=True, home_id=cheap.employment.organisation_id)
    saved = operations.save_search(actor=by, wanted=wanted, at=NOW)
    assert saved.known_ids == [cheap.listing.pk]
    assert operations.save_search(actor=by, wanted=replace(wanted, most_pence=6000), at=NOW) != saved
