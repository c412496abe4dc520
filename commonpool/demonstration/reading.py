"""The invented people and what they did, read from the tables of this folder."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True)
class Council:
    """An invented body: how deep it comes in (`depth`), what an hour of an assistant costs, who works there."""

    code: str
    name: str
    official_name: str
    type: str
    nation: str
    region: str
    domain: str
    latitude: float
    longitude: float
    depth: str
    hourly_pence: int
    staff: list[str]

    def mailbox(self, name: str) -> str:
        letters = (letter for letter in name.lower().replace(" ", ".") if letter.isalpha() or letter in ".-")
        return f"{''.join(letters)}@{self.domain}"


@dataclass(frozen=True)
class Officer:
    """An invented officer and their listing. `offer`: minutes a week; `done`: years ago, function, words.

    `blocks`: one-off hours, as weeks from this one and minutes. `also`: another body they work for, on `also_days`.
    """

    council: str
    name: str
    trade: str
    job: str
    band: str
    offer: int
    skills: list[str]
    functions: list[str]
    headline: str
    about: str
    done: list[tuple[int, str, str]]
    days: str = "12345"
    hours: int = 37
    on_site: bool = False
    shares: bool = False
    blocks: tuple[tuple[int, int], ...] = ()
    also: str = ""
    also_days: str = ""
    state: str = "listed"

    @property
    def skill_ids(self) -> list[str]:
        return [each if each.startswith("gdad-") else f"lg-{each}" for each in self.skills]

    @property
    def working_days(self) -> list[int]:
        return [int(day) for day in self.days]

    @property
    def most(self) -> int:
        """Minutes of the fullest week they offer."""
        return self.offer + max((minutes for _week, minutes in self.blocks), default=0)


@dataclass(frozen=True)
class Story:
    """A booking and what became of it. `week` counts from this one, `minutes` from that week on.

    `needs`: what the officer needs, which the host has ready in time unless it is `late`.
    """

    story: str
    officer: str
    host: str
    week: int
    minutes: list[int]
    purpose: str
    by: int = 0
    needs: tuple[str, ...] = ()
    reason: str = ""
    late: bool = False


@dataclass(frozen=True)
class Talk:
    """A call asked for, and what became of it."""

    officer: str
    by: str
    week: int
    what: str
    message: str
    reply: str = ""


@dataclass(frozen=True)
class Work:
    """A piece of work. `along`: who else took part, confirmed; `waits`: whose claims wait for their council."""

    by: str
    title: str
    function: str
    years: int
    done: str
    learned: str = ""
    links: tuple[str, ...] = ()
    along: tuple[tuple[str, str], ...] = ()
    waits: tuple[tuple[str, str], ...] = ()


@cache
def councils() -> dict[str, Council]:
    """The invented bodies by code, in their order."""
    return {each["code"]: Council(**each) for each in _table("councils")["council"]}


@dataclass(frozen=True)
class Wish:
    """What a council asks of the network, what becomes of each offer to it (`offers`), and of itself (`then`)."""

    host: str
    title: str
    what: str
    function: str
    hours: int
    week: int
    wanted: list[int]
    offers: list[str]
    budget_pence: int = 0
    then: str = ""


@cache
def officers() -> dict[str, Officer]:
    """The invented officers by name."""
    states = _table("states")
    found = {}
    for code in councils():
        file = f"officers/{code.lower()}"
        if (REFERENCE / f"{file}.toml").is_file():
            for each in _table(file)["officer"]:
                state = states.get(each["name"], "listed")
                found[each["name"]] = Officer(council=code, state=state, **each)
    return found


def stories() -> list[Story]:
    """The bookings."""
    return [Story(**each) for each in _table("bookings")["booking"]]


def talks() -> list[Talk]:
    """The calls."""
    return [Talk(**each) for each in _table("calls")["call"]]


def works() -> list[Work]:
    """The pieces of work."""
    return [Work(**each) for each in _table("works")["work"]]


def wishes() -> list[Wish]:
    """The needs."""
    return [Wish(**each) for each in _table("needs")["needs"]]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((REFERENCE / f"{name}.toml").read_text("utf-8"))
