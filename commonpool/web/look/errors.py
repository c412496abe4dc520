"""Everything wrong on a page, once at the top, each line linked to its field."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonpool.web.look.components import component


def forms_in(values: Iterable[Any]) -> list[BaseForm]:
    """The bound forms among a template's variables, each once, formsets opened."""
    found: dict[int, BaseForm] = {}
    for value in values:
        for form in value.forms if isinstance(value, BaseFormSet) else [value]:
            if isinstance(form, BaseForm) and form.is_bound:
                found[id(form)] = form
    return list(found.values())


def _lines(form: BaseForm) -> Iterator[dict[str, str]]:
    steps = getattr(form, "steps_url", "")
    for message in form.non_field_errors():
        yield {"text": str(message)} | ({"href": steps} if steps else {})
    for bound in form:
        for message in bound.errors:
            # A hidden field cannot be linked to; its message still has to be read.
            link = {} if bound.is_hidden else {"href": f"#{bound.auto_id}"}
            yield {"text": str(message), **link}


def summary(*forms: BaseForm) -> SafeString:
    """The error summary of these forms; empty when nothing is wrong."""
    lines = [line for form in forms for line in _lines(form)]
    if not lines:
        return SafeString("")
    return component("error-summary", {"titleText": _("There is a problem"), "errorList": lines})
