"""GOV.UK Frontend components as safe HTML, from the macros of govuk-frontend-jinja."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

MOST_KEPT = 3_000_000
"""Characters of drawn components kept, with about as many of what they were drawn from; then all are drawn anew."""

_PLAIN = (SafeString, bool, int, type(None))
_OF_EVERY_DICT = frozenset(dir(dict))


class _Macros(Environment):
    """Finds a parameter, given or not, at the first look; Jinja's own way raises up to two errors for it."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute not in _OF_EVERY_DICT:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


# The macros import each other by "govuk_frontend_jinja/…", hence the prefix; each import of each drawing
# would ask the disk whether the file has changed.
_environment = _Macros(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
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
    if isinstance(value, str):
        return conditional_escape(value) if key.lower().endswith("html") else value
    if isinstance(value, Mapping):
        return {name: _ready(name, item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_ready(key, item) for item in value]
    return value


class _Drawn:
    """The components drawn so far. They say nothing but their parameters, and most of a page is as on the last."""

    def __init__(self) -> None:
        self._kept: dict[Any, SafeString] = {}
        self._length = 0

    def get(self, name: str, params: Mapping[str, Any]) -> SafeString:
        try:
            key = name, _key(params)
        except TypeError:
            return _draw(name, params)
        drawn = self._kept.get(key)
        if drawn is None:
            drawn = _draw(name, params)
            self._keep(key, drawn)
        return drawn

    def _keep(self, key: Any, drawn: SafeString) -> None:
        self._length += len(drawn)
        if self._length > MOST_KEPT:
            self._kept, self._length = {}, len(drawn)
        self._kept[key] = drawn


_drawn = _Drawn()


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """The component's HTML. `params` are those of the GOV.UK Frontend macro, in its own spelling."""
    return _drawn.get(name, params)


def _draw(name: str, params: Mapping[str, Any]) -> SafeString:
    return mark_safe(_macro(name)(_ready("", params)))  # noqa: S308  (the macros escape every text)


def _key(value: Any) -> Any:
    """Equal for parameters that are drawn equally. TypeError for what is not known to be drawn the same for ever."""
    kind = type(value)
    if kind is str:
        return value
    if kind is dict:
        return (dict, *[(name, _key(item)) for name, item in value.items()])
    if kind is list or kind is tuple:
        return (list, *map(_key, value))
    if kind in _PLAIN:
        return kind, value  # safe text is not escaped, and True is not drawn as 1 is
    if isinstance(value, Promise):
        return _key(str(value))
    raise TypeError(kind)


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
