"""The Welsh catalogue: what is said, what of it is translated, and by whom (`make messages`; ADR-0080)."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import polib
from django.utils.translation.template import templatize

from commonpool.kernel.personal import ACCOUNT, EMPLOYMENT, INVITATION, LOG, RECORD
from commonpool.web.standing.translations import AWAITS, CATALOGUE, CONFIRMED
from launcher.sorry import say
from tests.house.source import PACKAGE, named, python_files, tree

COMPILED = CATALOGUE.with_suffix(".mo")
HEADER = {
    "Project-Id-Version": "Commonpool",
    "Language": "cy",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
}
ONE = {"_", "_lazy", "_now", "gettext", "gettext_lazy"}
MANY = {"ngettext", "ngettext_lazy"}
CALL = re.compile(
    r"""\b(_|gettext|ngettext)\(\s*(u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))(?:,\s*(u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")))?"""
)
COLUMNS = (
    ("agreements/reference/rules.csv", ("message",)),
    ("agreements/reference/legal_powers.csv", ("text",)),
    ("organisations/reference/functions.csv", ("label",)),
)
"""Sentences kept as data and translated where they are shown."""
PERCENT = re.compile(r"%\(\w+\)[sd]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass
class Said:
    """One text of the product, with the files that say it."""

    msgid: str
    plural: str = ""
    places: set[str] = field(default_factory=set)


def extracted() -> dict[str, Said]:
    """Everything the product says, by its English."""
    found: dict[str, Said] = {}
    for place, msgid, plural in _all():
        if msgid:
            said = found.setdefault(msgid, Said(msgid))
            said.plural = said.plural or plural
            said.places.add(place)
    return found


def _all() -> Iterator[tuple[str, str, str]]:
    for path in python_files():
        yield from ((named(path), *texts) for texts in _of_python(tree(path)))
    for pattern in ("templates/**/*.html", "templates/**/*.txt"):
        for path in sorted(PACKAGE.rglob(pattern)):
            yield from ((named(path), *texts) for texts in of_template(path.read_text(encoding="utf-8")))
    for kept in (EMPLOYMENT, ACCOUNT, RECORD, INVITATION, LOG):
        yield named(PACKAGE / "kernel" / "personal.py"), kept, ""
    for file, columns in COLUMNS:
        path = PACKAGE / file
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield from ((named(path), row[column], "") for column in columns)


def _of_python(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        words = [
            each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if name in ONE and words:
            yield words[0], ""
        elif name in MANY and len(words) >= 2:
            yield words[0], words[1]
        elif name == "Personal":
            yield from ((word, "") for word in words)


def of_template(source: str) -> Iterator[tuple[str, str]]:
    """What a template says, singular and plural."""
    for name, one, many in CALL.findall(templatize(source)):
        yield ast.literal_eval(one), ast.literal_eval(many) if name == "ngettext" and many else ""


def merged(old: polib.POFile, texts: dict[str, Said]) -> polib.POFile:
    """The catalogue of these texts: what was translated stays, what is said no longer is kept as obsolete."""
    known = {entry.msgid: entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.metadata = HEADER
    for msgid in sorted(texts):
        new.append(_entry(texts[msgid], known.pop(msgid, None)))
    for entry in sorted(known.values(), key=lambda each: each.msgid):
        if entry.msgstr or any(entry.msgstr_plural.values()):
            entry.obsolete, entry.occurrences = True, []
            new.append(entry)
    return new


def _entry(said: Said, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=said.msgid, msgid_plural=said.plural, tcomment=AWAITS)
    entry.occurrences = [(place, "") for place in sorted(said.places)]
    if PERCENT.search(said.msgid):
        entry.flags = ["python-format"]
    forms = dict.fromkeys(range(6), "")
    if known is not None:
        entry.tcomment = known.tcomment
        entry.msgstr = "" if said.plural else known.msgstr
        forms |= {number: words for number, words in known.msgstr_plural.items() if said.plural}
    if said.plural:
        entry.msgstr_plural = forms
    return entry


def faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with a translation: a placeholder, a tag or its marker. One not made yet has no fault."""
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not any(forms):
        return []
    found = [] if entry.tcomment == AWAITS or CONFIRMED.fullmatch(entry.tcomment) else ["no marker"]
    model = entry.msgid_plural or entry.msgid
    for form in forms:
        if not form:
            found.append("a plural form is missing")
        elif sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(model)):
            found.append("another placeholder")
        elif sorted(TAG.findall(form)) != sorted(TAG.findall(model)):
            found.append("another tag")
        elif form.count("\n") != model.count("\n"):
            found.append("another number of lines")
    return found


def untranslated(catalogue: polib.POFile) -> list[polib.POEntry]:
    """Texts that have no Welsh."""
    return [entry for entry in catalogue if not entry.obsolete and not entry.translated()]


def current() -> polib.POFile:
    """The catalogue as it is kept."""
    return polib.pofile(str(CATALOGUE), wrapwidth=100)


def main() -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    old = current() if CATALOGUE.exists() else polib.POFile()
    catalogue = merged(old, extracted())
    catalogue.save(str(CATALOGUE))
    catalogue.save_as_mofile(str(COMPILED))
    wanting = untranslated(catalogue)
    for entry in wanting:
        say(f"No Welsh yet: {entry.msgid}")
    for entry in catalogue:
        for fault in faults(entry) if not entry.obsolete else []:
            say(f"Wrong ({fault}): {entry.msgid}")
    say(f"{len(catalogue)} texts, {len(wanting)} without Welsh.")
