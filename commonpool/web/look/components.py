"""GOV.UK Frontend components as safe HTML, from the macros of govuk-frontend-jinja."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

# The macros import each other by "govuk_frontend_jinja/…", hence the prefix.
_environment = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@cache
def _macro(name: str) -> Callable[[Any], str]:
    function = "govuk" + "".join(word.title() for word in name.split("-"))
    template = _environment.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    macro: Callable[[Any], str] = getattr(template.module, function)
    return macro


def _ready(key: str, value: Any) -> Any:
    """Lazy words become words; anything called html that is not known to be safe is escaped."""
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, Mapping):
        return {name: _ready(name, item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_ready(key, item) for item in value]
    if key.lower().endswith("html") and isinstance(value, str):
        return conditional_escape(value)
    return value


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """The component's HTML. `params` are those of the GOV.UK Frontend macro, in its own spelling."""
    return mark_safe(_macro(name)(_ready("", params)))  # noqa: S308  (the macros escape every text)


def spelled(options: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword options of a template tag in the macro's spelling: `a__b_c=1` is `{"a": {"bC": 1}}`."""
    params: dict[str, Any] = {}
    for option, value in options.items():
        *outer, last = [_camel(part) for part in option.split("__")]
        place = params
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    return params


def _camel(word: str) -> str:
    first, *rest = word.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
