"""A bound form field as the component that suits it, with its label, hint and error linked to it."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonpool.kernel.typed import CONTROLS
from commonpool.web.look.components import component
from commonpool.web.look.widgets import DateBoxes

# What a component has a place for itself; every other attribute of a widget is passed on as it is.
_PLACED = frozenset({"class", "autocomplete", "rows", "inputmode", "spellcheck", "id"})
_UNSHOWABLE = re.compile(f"[{CONTROLS}]")


def field(bound: BoundField, *, heading: bool = False, **over: Any) -> SafeString:
    """The field's HTML. `heading=True` makes its label the page's h1; `over` replaces parameters."""
    widget = bound.field.widget
    if bound.is_hidden:
        return mark_safe(bound.as_hidden())  # noqa: S308  (Django's own rendering, escaped)
    name, params = _shape(bound, widget, heading)
    return component(name, _merged(params, over))


def _merged(params: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(params)
    for key, value in over.items():
        if isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
            value = _merged(merged[key], value)
        merged[key] = value
    return merged


def _shape(bound: BoundField, widget: forms.Widget, heading: bool) -> tuple[str, dict[str, Any]]:
    if isinstance(widget, DateBoxes):
        return "date-input", _date(bound, widget, heading)
    if isinstance(widget, (forms.CheckboxSelectMultiple, forms.RadioSelect)):
        # Django's own tick boxes are a kind of RadioSelect, so they are asked for first.
        name = "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
        return name, _choices(bound, widget, heading)
    if isinstance(widget, forms.CheckboxInput):
        return "checkboxes", _tick(bound)
    params = _common(bound) | {"label": {"text": label(bound)} | _as_heading(heading, "label")}
    if isinstance(widget, forms.Select):
        return "select", params | {"items": _options(bound, widget, "selected")}
    if isinstance(widget, forms.Textarea):
        params |= {"value": _shown(bound.value()), "rows": widget.attrs.get("rows", 5)}
        most = getattr(bound.field, "max_length", None)
        if not most:
            return "textarea", params
        return "character-count", params | {"maxlength": most} | _count_words()
    if isinstance(widget, forms.FileInput):
        return "file-upload", params
    return "input", params | _input(bound, widget)


def _count_words() -> dict[str, Any]:
    """What the counter says, in the reader's language."""
    return {
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
        "charactersUnderLimitText": {
            "one": _("You have %{count} character left"),
            "other": _("You have %{count} characters left"),
        },
        "charactersAtLimitText": _("You have 0 characters left"),
        "charactersOverLimitText": {
            "one": _("You have %{count} character too many"),
            "other": _("You have %{count} characters too many"),
        },
    }


def label(bound: BoundField) -> str:
    """The label, with "(optional)" where an answer may be left out."""
    text = str(bound.label)
    unmarked = bound.field.required or not getattr(bound.form, "mark_optional", True)
    if unmarked or isinstance(bound.field, forms.BooleanField) or _("(optional)") in text:
        return text
    return f"{text} {_('(optional)')}"


def _as_heading(heading: bool, part: str) -> dict[str, Any]:
    return {"isPageHeading": True, "classes": f"govuk-{part}--l"} if heading else {}


def _common(bound: BoundField) -> dict[str, Any]:
    attributes = bound.field.widget.attrs
    params: dict[str, Any] = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "attributes": {name: str(value) for name, value in attributes.items() if name not in _PLACED},
    }
    if bound.errors:
        params["errorMessage"] = {
            "text": " ".join(str(error) for error in bound.errors),
            "visuallyHiddenText": _("Error"),
        }
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if classes := attributes.get("class"):
        params["classes"] = classes
    for name in ("autocomplete", "inputmode", "spellcheck"):
        if name in attributes:
            params[name] = attributes[name]
    return params


def _fieldset(bound: BoundField, heading: bool) -> dict[str, Any]:
    look = _as_heading(heading, "fieldset__legend") or {"classes": "govuk-fieldset__legend--s"}
    return {"fieldset": {"legend": {"text": label(bound)} | look}}


def _date(bound: BoundField, widget: DateBoxes, heading: bool) -> dict[str, Any]:
    params = _common(bound) | _fieldset(bound, heading)
    # The group needs an id of its own: error links go to the first box, which bears the field's.
    params["id"] = f"{bound.auto_id}-group"
    params.pop("name")
    shown = [_shown(part) for part in widget.typed(bound.value())]
    items = widget.items(bound.html_name, str(bound.auto_id), shown, wrong=bool(bound.errors))
    return params | {"items": items}


def _choices(bound: BoundField, widget: forms.Widget, heading: bool) -> dict[str, Any]:
    params = _common(bound) | _fieldset(bound, heading)
    params["idPrefix"] = params.pop("id")
    return params | {"items": _options(bound, widget, "checked")}


def _options(bound: BoundField, widget: Any, mark: str) -> list[dict[str, Any]]:
    value = bound.value()
    values = value if isinstance(value, (list, tuple, set)) else ["" if value is None else value]
    chosen = {str(one) for one in values}
    hints = getattr(bound.field, "hints", {})
    reveals = getattr(bound.field, "reveals", {})
    items = []
    for option, text in widget.choices:
        if mark == "checked" and str(option) == "":
            continue
        item: dict[str, Any] = {"value": str(option), "text": str(text), mark: str(option) in chosen}
        if str(option) in hints:
            item["hint"] = {"text": hints[str(option)]}
        if str(option) in reveals:
            item["conditional"] = {"html": field(bound.form[reveals[str(option)]])}
        items.append(item)
    return items


def _tick(bound: BoundField) -> dict[str, Any]:
    params = _common(bound)
    hint = params.pop("hint", None)
    item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    params["idPrefix"] = params.pop("id")
    return params | {"items": [item | ({"hint": hint} if hint else {})]}


def _input(bound: BoundField, widget: Any) -> dict[str, Any]:
    kind = getattr(widget, "input_type", "text")
    params: dict[str, Any] = {"type": "text" if kind == "number" else kind, "value": _shown(bound.value())}
    if kind == "email":
        params["spellcheck"] = False
    if prefix := getattr(bound.field, "prefix", None):
        params["prefix"] = {"text": prefix}
    if suffix := getattr(bound.field, "suffix", None):
        params["suffix"] = {"text": suffix}
    return params


def _shown(value: Any) -> str:
    """What was typed, without the control characters that no page may hold."""
    return _UNSHOWABLE.sub("", "" if value is None else str(value))


def revealed(form: forms.BaseForm) -> set[str]:
    """The fields that another field's choice reveals, and that are therefore shown inside it."""
    return {name for item in form.fields.values() for name in getattr(item, "reveals", {}).values()}
