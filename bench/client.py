"""Many callers at once, on connections that stay open: what each request took and how it was answered.

HTTP by hand: a client of a library would use more of the machine's two cores than the server it measures.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Request:
    """One request to make: a body makes it a POST. `scheme`: how the server calls its tokens."""

    path: str
    token: str = ""
    body: Any = None
    key: str = ""
    cookie: str = ""
    scheme: str = "Bearer"

    @property
    def written(self) -> bytes:
        body = b"" if self.body is None else json.dumps(self.body).encode()
        lines = [f"{'GET' if self.body is None else 'POST'} {self.path} HTTP/1.1", f"Host: {HOST}"]
        lines += [f"Authorization: {self.scheme} {self.token}"] if self.token else []
        lines += [f"Idempotency-Key: {self.key}"] if self.key else []
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Answered:
    """What became of all of them. `milliseconds`: of each, in order of size."""

    seconds: float
    milliseconds: tuple[float, ...]
    statuses: Counter[int]
    last: bytes

    @property
    def each_second(self) -> float:
        return len(self.milliseconds) / self.seconds

    def part(self, of_hundred: int) -> float:
        """The time within which so many of a hundred were answered."""
        if len(self.milliseconds) == 1:
            return self.milliseconds[0]
        return quantiles(self.milliseconds, n=100, method="inclusive")[of_hundred - 1]


def ask(port: int, clients: int, requests: Iterable[Request]) -> Answered:
    """The requests are made, so many at a time, in their order."""
    return asyncio.run(_all(port, clients, list(requests)))


async def _all(port: int, clients: int, requests: list[Request]) -> Answered:
    left = iter(requests)
    took: list[float] = []
    statuses: Counter[int] = Counter()
    begun = time.perf_counter()
    last = await asyncio.gather(*(_one(port, left, took, statuses) for _client in range(clients)))
    return Answered(time.perf_counter() - begun, tuple(sorted(took)), statuses, max(last, key=len))


async def _one(port: int, left: Iterator[Request], took: list[float], statuses: Counter[int]) -> bytes:
    reader, writer = await asyncio.open_connection(HOST, port)
    body = b""
    for request in left:
        begun = time.perf_counter()
        writer.write(request.written)
        status, body = await _answer(reader)
        took.append((time.perf_counter() - begun) * 1000)
        statuses[status] += 1
    writer.close()
    return body


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    said = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in head[1:])}
    if said.get("transfer-encoding") == "chunked":
        return int(head[0].split()[1]), await _chunks(reader)
    return int(head[0].split()[1]), await reader.readexactly(int(said.get("content-length", 0)))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    whole = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        whole += (await reader.readexactly(size + 2))[:-2]
    await reader.readuntil(b"\r\n")
    return whole
