"""The Welsh catalogue holds what the product says, whole and well formed (`make messages`)."""

import polib
import pytest

from commonpool.web.standing.translations import AREAS, AWAITS, area_of
from tests.house.catalogue import (
    COMPILED,
    Said,
    current,
    extracted,
    faults,
    merged,
    of_template,
    untranslated,
)

WHOLE = {key for key, _title, _places in AREAS} - {"rest"}
"""Areas of the journeys, which must be in Welsh; the rest may wait."""


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return current()


@pytest.fixture(scope="module")
def texts() -> dict[str, Said]:
    return extracted()


def test_the_catalogue_holds_what_is_said_now(catalogue: polib.POFile, texts: dict[str, Said]) -> None:
    kept = {entry.msgid: entry.msgid_plural for entry in catalogue if not entry.obsolete}
    said = {text.msgid: text.plural for text in texts.values()}
    assert kept == said, "run `make messages`"


def test_everything_on_the_journeys_is_translated(catalogue: polib.POFile) -> None:
    wanting = [
        entry.msgid
        for entry in untranslated(catalogue)
        if area_of(place for place, _line in entry.occurrences) in WHOLE
    ]
    assert wanting == []


def test_no_translation_lost_a_placeholder_a_tag_or_its_marker(catalogue: polib.POFile) -> None:
    assert {
        entry.msgid: found for entry in catalogue if not entry.obsolete and (found := faults(entry))
    } == {}


def test_what_is_read_is_what_was_translated(catalogue: polib.POFile) -> None:
    compiled = {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(COMPILED))}
    written = {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in catalogue.translated_entries()}
    assert compiled == written, "run `make messages`"


def test_a_new_merge_keeps_translations_and_marks_what_is_said_no_more() -> None:
    old = polib.POFile()
    kept, gone = "Confirmed by Siân Huws on 2026-12-01", "Gone"
    old.append(polib.POEntry(msgid="Week", msgstr="Wythnos", tcomment=kept))
    old.append(polib.POEntry(msgid=gone, msgstr="Wedi mynd", tcomment=AWAITS))
    new = merged(old, {"Week": Said("Week"), "Hour": Said("Hour")})
    found = {entry.msgid: (entry.msgstr, entry.tcomment, bool(entry.obsolete)) for entry in new}
    assert found["Week"] == ("Wythnos", kept, False)
    assert found["Hour"] == ("", AWAITS, False)
    assert found[gone][2]


@pytest.mark.parametrize(
    ("english", "welsh", "marker", "fault"),
    [
        ("%(n)s left", "%(m)s ar ôl", AWAITS, "another placeholder"),
        ("{name} left", "Gadawodd", AWAITS, "another placeholder"),
        ("<b>Now</b>", "<i>Nawr</i>", AWAITS, "another tag"),
        ("Now", "Nawr", "", "no marker"),
        ("Now", "Nawr", "Confirmed by Siân Huws", "no marker"),
        ("Now", "Nawr", "Confirmed by Siân Huws on 2026-12-01", None),
    ],
)
def test_the_law_sees_a_fault(english: str, welsh: str, marker: str, fault: str | None) -> None:
    entry = polib.POEntry(msgid=english, msgstr=welsh, tcomment=marker)
    assert faults(entry) == ([fault] if fault else [])


def test_the_law_hears_a_template() -> None:
    source = (
        "{% load i18n %}{% translate 'One' %}{{ x|default:_('Two') }}"
        "{% blocktranslate count n=n trimmed %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    assert list(of_template(source)) == [("One", ""), ("Two", ""), ("%(n)s day", "%(n)s days")]
