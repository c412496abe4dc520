"""A list of contacts as people have it, pasted or as a file of a spreadsheet, read into contacts."""

import codecs
import csv
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commonpool.organisations.rules import Contact

COLUMNS = {
    "council code": "council",
    "council": "council",
    "code": "council",
    "name": "name",
    "e-mail": "email",
    "email": "email",
    "post": "post",
}
"""What the columns may be called, in any case: the first row names them, in any order."""
NEEDED = ("council", "name", "email")
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DIVIDERS = (",", ";", "\t")


def decoded(data: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, UTF-16 with its mark, or what Windows calls ANSI."""
    encodings = ("utf-16",) if data.startswith(MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("We cannot read this file. Save it as “CSV UTF-8” and choose it again."))


def contacts_in(text: str) -> list[Contact]:
    """Everybody in the list, in its order; empty rows are left out. A ValidationError says what is wrong with it."""
    rows = rows_in(text)
    if not rows:
        raise ValidationError(_("There is nothing in this list."))
    (_number, heading), *others = rows
    names = [COLUMNS.get(cell.strip().lower(), "") for cell in heading]
    if sorted(name for name in names if name != "post") != sorted(NEEDED) or names.count("post") > 1:
        raise ValidationError(
            _(
                "The first row must name the columns council code, name and e-mail, and may name post. "
                "It says: %(found)s."
            )
            % {"found": ", ".join(cell.strip()[:40] for cell in heading[:8])}
        )
    if not others:
        raise ValidationError(_("There is nobody below the first row."))
    for number, cells in others:
        if len(cells) != len(names):
            raise ValidationError(
                _("Row %(number)s has %(cells)s cells, and the first row has %(columns)s.")
                % {"number": number, "cells": len(cells), "columns": len(names)}
            )
    return [
        Contact(**dict(zip(names, (cell.strip() for cell in cells), strict=True)))
        for _number, cells in others
    ]


def rows_in(text: str) -> list[tuple[int, list[str]]]:
    """The rows with something in them, each with its number as a spreadsheet counts."""
    plain = text.removeprefix("\ufeff").strip("\r\n")
    first = plain.partition("\n")[0]
    divider = max(DIVIDERS, key=first.count)
    try:
        listed = list(csv.reader(StringIO(plain, newline=""), delimiter=divider, strict=True))
    except csv.Error as error:
        raise ValidationError(
            _("We cannot read this list. Look for a quotation mark that is not closed.")
        ) from error
    return [(number, row) for number, row in enumerate(listed, start=1) if any(cell.strip() for cell in row)]
