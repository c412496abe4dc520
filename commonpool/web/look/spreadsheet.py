"""A list as a file for a spreadsheet: numbers as numbers, and nothing in it that a spreadsheet would run."""

from collections.abc import Iterable, Sequence
from typing import Any

from defusedcsv import csv
from django.http import HttpResponse


def spreadsheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows under their columns, to be kept as `name`.csv."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows(rows)
    return response


def under(columns: Iterable[str], known: dict[str, Any], thing: object) -> list[Any]:
    """A row: what is known of a column, else the thing's own field of that name."""
    return [known.get(column, getattr(thing, column, "")) for column in columns]
