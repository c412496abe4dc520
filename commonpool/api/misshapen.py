"""What is wrong with the shape of what was sent, in the reader's language."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TEXT, NUMBER, YES_OR_NO = (
    _("Write text here."),
    _("Write a whole number here."),
    _("Write true or false here."),
)
LIST, THING = _("Write a list here."), _("Write an object with named fields here.")
SAID = {
    "missing": _("This is missing."),
    "extra_forbidden": _("Nothing is called this here. Leave it out."),
    "string_type": TEXT,
    "string_unicode": TEXT,
    "int_type": NUMBER,
    "int_parsing": NUMBER,
    "int_from_float": NUMBER,
    "int_parsing_size": NUMBER,
    "finite_number": NUMBER,
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "list_type": LIST,
    "model_type": THING,
    "model_attributes_type": THING,
    "dict_type": THING,
    "date_type": _("Write a date such as 2026-12-04."),
    "date_parsing": _("Write a real date such as 2026-12-04."),
    "date_from_datetime_parsing": _("Write a real date such as 2026-12-04."),
    "string_pattern_mismatch": _("Write this in the form that the API’s document names."),
    "literal_error": _("Write one of these: {expected}."),
    "enum": _("Write one of these: {expected}."),
    "greater_than_equal": _("Write {ge} or more."),
    "greater_than": _("Write more than {gt}."),
    "less_than_equal": _("Write {le} or less."),
    "less_than": _("Write less than {lt}."),
    "multiple_of": _("Write a multiple of {multiple_of}."),
}
"""By the kind of fault, as the library calls it; in braces what the library knows of it."""


def in_words(error: dict[str, Any]) -> str:
    """One fault as a sentence."""
    kind, facts = error["type"], error.get("ctx") or {}
    if kind == "value_error":
        return str(facts.get("error", ""))
    if kind in ("string_too_long", "too_long"):
        return _at_most(kind, facts["max_length"])
    if kind in ("string_too_short", "too_short"):
        return _at_least(kind, facts["min_length"])
    if "expected" in facts:
        facts = facts | {"expected": str(facts["expected"]).replace(" or ", ", ")}
    return str(SAID.get(kind, _("This is not as it should be."))).format(**facts)


def _at_most(kind: str, most: int) -> str:
    if kind == "too_long":
        return gettext("Send at most {most} of these.").format(most=most)
    return gettext("Use {most} characters or fewer.").format(most=most)


def _at_least(kind: str, least: int) -> str:
    if kind == "too_short" or least > 1:
        return gettext("Send at least {least} of these.").format(least=least)
    return gettext("This is empty.")
