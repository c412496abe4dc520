"""What a benchmark says of its figures, against examples reckoned by hand."""

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from bench.client import Answered, Request, _answer
from bench.told import changed


def test_says_which_figures_of_the_same_size_are_a_fifth_away_from_those_before() -> None:
    before = {"sizes": [{"size": 10, "rates": {"ours": {"p50": 10.0, "p95": 20.0, "noise": 1.0}}}]}
    now = {
        "sizes": [
            {"size": 10, "rates": {"ours": {"p50": 13.0, "p95": 21.0, "noise": 9.0}}},
            {"size": 100, "rates": {"ours": {"p50": 99.0}}},
        ]
    }
    assert list(changed(before, now)) == ["changed, 10: rates / ours / p50 10 → 13"]
    assert list(changed({}, now)) == []


def test_a_part_of_the_answers_came_within_that_time() -> None:
    hundred = Answered(2.0, tuple(float(n) for n in range(101)), Counter({200: 101}), b"")
    assert (hundred.part(50), hundred.part(95), hundred.each_second) == (50.0, 95.0, 50.5)
    assert Answered(1.0, (7.0,), Counter({200: 1}), b"").part(95) == 7.0


def test_a_body_makes_it_a_post_and_an_answer_in_chunks_is_read_whole() -> None:
    said = Request("/bookings", "secret", {"a": 1}, "key").written
    assert said.startswith(b"POST /bookings HTTP/1.1\r\n")
    assert said.endswith(b'Content-Length: 8\r\n\r\n{"a": 1}')

    async def read() -> tuple[int, bytes]:
        reader = asyncio.StreamReader()
        reader.feed_data(
            b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        )
        return await _answer(reader)

    # In a thread of its own: a browser's driver may keep a loop in this one.
    with ThreadPoolExecutor(1) as other:
        assert other.submit(asyncio.run, read()).result() == (201, b"abcde")
