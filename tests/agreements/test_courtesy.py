"""The agreement in Welsh is a courtesy: as long as the English, paragraph by paragraph, and never what is signed."""

import re

import pytest
from django.test import Client

from commonpool.agreements.queries import courtesy_pairs, courtesy_text
from commonpool.agreements.queries.courtesy import REFERENCE
from commonpool.web.standing.translations import AWAITS, CONFIRMED, progress
from tests.factories.councils import agreement_text, published_text

FIGURES = re.compile(r"(?:£[0-9,]+|[0-9]+(?:[.:][0-9]+)?)")


def test_every_paragraph_has_its_welsh_with_the_same_number_and_figures() -> None:
    assert len(courtesy_pairs()) == 152
    for english, welsh, standing in courtesy_pairs():
        assert sorted(FIGURES.findall(english)) == sorted(FIGURES.findall(welsh)), english
        assert english.count("#") == welsh.count("#")
        assert english.count("*") == welsh.count("*")
        assert standing == AWAITS or CONFIRMED.fullmatch(standing)
    assert {each.texts for each in progress()} >= {152}


def test_every_version_that_comes_as_a_file_has_one() -> None:
    versions = [
        int(file.stem.split("-")[1]) for file in REFERENCE.glob("agreement-*.md") if "." not in file.stem
    ]
    assert all(courtesy_text(version) for version in versions)
    assert courtesy_text(99) is None


@pytest.mark.django_db
def test_readers_of_welsh_see_it_with_a_way_to_the_english_that_counts() -> None:
    text = agreement_text()
    reader = Client(headers={"accept-language": "cy"})
    page = reader.get("/agreement/").content.decode()
    assert "Cytundeb i roi a chael benthyg swyddogion" in page
    assert 'lang="cy"' in page
    assert 'href="?text=en"' in page
    assert f"SHA-256: {text.sha256}" in page
    assert 'id="schedule-f"' in page
    english = reader.get("/agreement/?text=en").content.decode()
    assert "Agreement to lend and borrow officers" in english
    assert 'href="?text=cy"' in english
    assert "Cytundeb i roi" not in Client().get("/agreement/").content.decode()


@pytest.mark.django_db
def test_a_version_without_a_welsh_file_is_shown_in_english() -> None:
    agreement_text()
    published_text()
    page = Client(headers={"accept-language": "cy"}).get("/agreement/").content.decode()
    assert "Agreement to lend and borrow officers" in page
