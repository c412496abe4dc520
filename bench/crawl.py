"""Walks the pages a person can reach by links, and says what each costs."""

import gzip
import re
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

AROUND = ("SAVEPOINT ", "RELEASE SAVEPOINT ")
"""What a transaction is where another is around it; on its own it begins and ends with no query counted."""
LINK = re.compile(r"""<a\b[^>]*\bhref=["']([^"'#]+)""")
SAMPLES = 2
"""Pages tried of each address pattern by one person: there are many bookings, and one page of them."""


@dataclass(frozen=True)
class Cost:
    """One page: its pattern, its address, milliseconds at the server, SQL queries, bytes compressed, status."""

    pattern: str
    path: str
    milliseconds: float
    queries: int
    compressed: int
    status: int


def walk(client: Client, start: str, *, most: int = 200, warm: bool = True) -> Iterator[Cost]:
    """Every page within reach of `start` for whoever the client is signed in as, breadth first.

    `warm`: each page is visited twice and the second time counts, as on a server that has run for a while.
    """
    waiting, seen, tried = deque([start]), {start}, Counter[str]()
    while waiting and most:
        path = waiting.popleft()
        pattern = pattern_of(path)
        if pattern is None or tried[pattern] >= SAMPLES:
            continue
        tried[pattern] += 1
        most -= 1
        cost, body = visit(client, path, pattern, warm=warm)
        yield cost
        for address in links(body, path):
            if address not in seen:
                seen.add(address)
                waiting.append(address)


def pattern_of(path: str) -> str | None:
    """The route behind a path, or None for what is no page of ours."""
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return None


def visit(
    client: Client, path: str, pattern: str, *, warm: bool, posted: dict[str, str] | None = None
) -> tuple[Cost, str]:
    """What the page costs, and its HTML; of a page that only leads to another, a link there."""
    ask = client.get if posted is None else client.post
    if warm:
        ask(path, posted)
    with CaptureQueriesContext(connection) as captured:
        began = time.perf_counter()
        response = ask(path, posted)
        took = (time.perf_counter() - began) * 1000
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    queries = sum(not each["sql"].startswith(AROUND) for each in captured.captured_queries)
    cost = Cost(pattern, path, took, queries, len(gzip.compress(content)), response.status_code)
    if location := response.headers.get("Location"):
        return cost, f'<a href="{escape(location)}">'
    return cost, content.decode() if is_page else ""


def links(body: str, path: str) -> Iterator[str]:
    """The addresses on this site that a page links to; a PDF is a page over again, and costs what it costs."""
    for href in LINK.findall(body):
        parts = urlsplit(urljoin(path, unescape(href)))
        if (
            not parts.scheme
            and not parts.netloc
            and parts.path.startswith("/")
            and "/static/" not in parts.path
            and not parts.path.endswith(".pdf")
        ):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path
