"""The forms of the pages, as a browser finds them in the HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

UNTYPED = {"hidden", "submit", "button", "file"}


@dataclass
class Field:
    """One name that a form posts, and what it holds."""

    name: str
    kind: str
    value: str = ""


@dataclass
class Form:
    """A form of a page: where it goes, how, with what."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, str, tuple[str, ...]]:
        """Equal for forms that differ only in whose they are and which dates they name."""
        return re.sub(r"[A-Z]-\w{4}-\w{4}|\d+", "#", self.action), self.method, tuple(sorted(self.families()))

    def families(self) -> dict[str, str]:
        """One field of each run of fields that differ only in a number: twelve weeks are tried as one."""
        return {re.sub(r"\d+", "#", name): name for name in reversed(self.fields)}


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.forms, self.links = url, list[Form](), list[str]()
        self._form: Form | None = None
        self._area: Field | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.url, given["href"]).partition("#")[0])
        if tag == "form":
            action = urljoin(self.url, given.get("action", "") or self.url)
            self._form = Form(action, given.get("method", "get").upper())
            self.forms.append(self._form)
        elif self._form is not None:
            self._control(tag, given, self._form)

    def _control(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "option" and self._select:
            if "selected" in given or not self._select.value:
                self._select.value = value
        elif tag == "button" and name:
            form.buttons.append((name, value))
        elif not name or name == "csrfmiddlewaretoken":
            return
        elif tag == "textarea":
            self._area = form.fields[name] = Field(name, "textarea")
        elif tag == "select":
            self._select = form.fields[name] = Field(name, "select")
        elif tag == "input":
            kind = given.get("type", "text")
            held = form.fields.setdefault(name, Field(name, kind, value))
            if "checked" in given:
                held.value = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data.strip()


def read(url: str, html: str) -> _Reader:
    reader = _Reader(url)
    reader.feed(html)
    return reader


def forms_in(url: str, html: str) -> list[Form]:
    """The same forms, with the rest of the page not even read."""
    return read(url, "".join(re.findall(r"(?s)<form\b.*?</form>", html))).forms


def typed_into(form: Form) -> Iterator[tuple[Field, str]]:
    """A plausible answer to every field: what it holds already, or something of its kind."""
    for each in form.fields.values():
        yield (
            each,
            each.value
            or next(
                (answer for pattern, answer in PLAUSIBLE if re.search(pattern, each.name)),
                f"Plain words in {each.name}",
            ),
        )


PLAUSIBLE = [
    (r"email|mailbox", "somebody@example.org"),
    (r"_day$", "7"),
    (r"_month$", "6"),
    (r"_year$", "2027"),
    (r"^week_|hours|minutes", "2"),
    (r"pence|price|per_|pounds|gbp", "38.50"),
    (r"year|finished", "2024"),
    (r"page", "1"),
    (r"telephone", "01632 960000"),
    (r"^links$", "https://example.org/told"),
]
