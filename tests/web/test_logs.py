"""A fault is found in the server's log by where it happened; nobody is found there."""

import logging
import sys

from django.test import RequestFactory

from commonpool.config.logs import Places


def test_a_fault_leaves_its_place_and_nothing_of_whom() -> None:
    request = RequestFactory().get("/people/?q=Asha+Rao")
    try:
        raise ValueError("Asha Rao")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "%s: %s", ("x", "/people/"), sys.exc_info()
        )
    record.request, record.status_code = request, 500
    said = Places().format(record)
    assert "builtins.ValueError" in said
    assert f"{__file__}:" in said
    assert "Asha" not in said
    assert "/people/" not in said
