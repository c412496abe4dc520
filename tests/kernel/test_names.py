"""Names of reference data are in the reader's language, whole, and say who has checked them."""

import csv
from pathlib import Path

import pytest
from django.utils import translation

from commonpool.kernel.names import english_of, name_of, names, shown
from commonpool.kernel.words import translated
from commonpool.organisations.models import Nation
from commonpool.people.models import Skill
from commonpool.web.standing.translations import AWAITS, CONFIRMED, progress, translations
from tests.house.source import ROOT

PEOPLE = ROOT / "commonpool/people/reference"


def column(path: Path, name: str) -> set[str]:
    return {row[name] for row in csv.DictReader(path.read_text("utf-8").splitlines()) if row[name]}


def test_every_name_of_the_lists_has_a_welsh_one() -> None:
    councils = ROOT / "commonpool/organisations/reference/councils.csv"
    wanted = {
        "nation": set(Nation.values),
        "skill": column(PEOPLE / "skills.csv", "name"),
        "profession": column(PEOPLE / "professions.csv", "name"),
        "register": column(PEOPLE / "professions.csv", "register"),
        "region": column(councils, "region") - set(Nation.values),
    }
    told_already = {each.english for each in names() if each.kind in wanted}
    wanted["job"] = column(PEOPLE / "job_roles.csv", "name") - told_already
    assert {kind: {each.english for each in names() if each.kind == kind} for kind in wanted} == wanted
    assert all(each.welsh.strip() == each.welsh != "" for each in names())
    assert len({each.english for each in names()}) == len(names())


def test_each_says_whether_somebody_has_checked_it() -> None:
    assert all(each.standing == AWAITS or CONFIRMED.fullmatch(each.standing) for each in names())
    [listed] = [each for each in progress() if each.texts == len(names())]
    assert (listed.missing, listed.awaiting + listed.confirmed) == (0, len(names()))
    assert ("Scotland", "Yr Alban") in {(each.english, each.welsh) for each in translations()}


@pytest.mark.parametrize(
    ("language", "nation", "skill"), [("en-gb", "Wales", "Mentoring"), ("cy", "Cymru", "Mentora")]
)
def test_a_name_is_the_readers(language: str, nation: str, skill: str) -> None:
    with translation.override(language):
        assert (str(Nation.WALES.label), str(Skill(name="Mentoring"))) == (nation, skill)
        assert (translated("Wales"), name_of("A name of nobody")) == (nation, "A name of nobody")


def test_a_name_typed_in_either_language_is_kept_in_english() -> None:
    typed = ("Planning officer", "Swyddog cynllunio", "swyddog cynllunio", "Swyddog o fath newydd", "")
    kept = ("Planning officer", "Planning officer", "Planning officer", "Swyddog o fath newydd", "")
    assert tuple(english_of("job", each) for each in typed) == kept
    with translation.override("cy"):
        titles = ("Planning officer", "Manager", "Finance", "Mentoring")
        assert tuple(english_of("job", shown("job", each)) for each in titles) == titles
        assert shown("job", "Planning officer") == "Swyddog cynllunio"
    jobs = [each.welsh.casefold() for each in names() if each.kind == "job"]
    assert len(set(jobs)) == len(jobs)
