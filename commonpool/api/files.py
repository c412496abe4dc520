"""A list as CSV: numbers as numbers, and nothing in it that a spreadsheet would run."""

from collections.abc import Iterable, Sequence
from typing import Any

from defusedcsv import csv
from django.http import HttpResponse

AS_CSV = {"responses": {200: {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}}}
"""What the document says of an endpoint that answers with one."""


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows under their columns."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows(rows)
    return response
