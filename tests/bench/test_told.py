"""What a benchmark says of its figures, against examples reckoned by hand."""

import asyncio
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench import told
from bench.aims import missed
from bench.client import Answered, Request, _answer
from bench.told import changed, merged


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


def test_sizes_that_were_not_measured_keep_their_figures() -> None:
    before = {
        "sizes": [{"size": 10, "started": 1.0}, {"size": 100, "started": 2.0}],
        "growth": {"search": 0.5},
    }
    assert merged(before, {"sizes": [{"size": 10, "started": 3.0}], "teams": []}) == {
        "sizes": [{"size": 10, "started": 3.0}, {"size": 100, "started": 2.0}],
        "growth": {"search": 0.5},
        "teams": [],
    }
    assert merged({}, {"sizes": [{"size": 10}]}) == {"sizes": [{"size": 10}]}


def test_says_each_limit_that_is_missed_and_nothing_of_those_that_are_kept() -> None:
    row = {"figure": "a team", "value": 2.0, "unit": "s", "limit": 1.0}
    on = {
        "ratios": {"double_bookings": 0, "booking_over_l2": 0.05},
        "rates": {"ours 8": {"p95": 50.0}},
        "memory": 300,
        "memory_alone": 340,
    }
    kept = {"sizes": [{"size": 10, **on}], "growth": {"booking": 0.1}, "teams": [row | {"value": 1.0}]}
    assert list(missed(kept)) == []
    off = {"ratios": {"double_bookings": 1, "booking_over_l2": 0.049}}
    off |= {"searches": {"words, region, weeks 8": {"p95": 41}}}
    over = {"sizes": [{"size": 100_000, **off}], "growth": {"booking": 0.2, "search": 0.2}, "teams": [row]}
    assert list(missed(over)) == [
        "missed, 100,000: ratios / double_bookings 1, at most 0",
        "missed, 100,000: ratios / booking_over_l2 0.049, at least 0.05",
        "missed, 100,000: searches / words, region, weeks 8 / p95 41, at most 40",
        "missed: growth / booking n^0.20, at most n^0.1",
        "missed: a team 2 s, at most 1",
    ]


@pytest.mark.parametrize(
    ("started", "doubles", "quick", "code"),
    [(1.0, 0, False, 0), (2.1, 0, False, 1), (2.1, 0, True, 0), (1.0, 1, True, 1)],
)
def test_ends_with_one_where_a_limit_is_missed_and_keeps_the_other_sizes(
    started: float,
    doubles: int,
    quick: bool,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    """Of a quick run only what is promised counts; its lines say the rest."""
    measured = {"started": started, "ratios": {"double_bookings": doubles}}
    results = tmp_path / "latest.json"
    results.write_text(json.dumps({"sizes": [{"size": 100_000, "started": 1.5}]}))
    monkeypatch.setattr(told, "RESULTS", results)
    monkeypatch.setattr(told, "settings", dict)
    monkeypatch.setattr(told, "TEAMS", "bench.no_teams")
    monkeypatch.setattr(told.limit, "pgbench", lambda: "pgbench")
    monkeypatch.setattr(told, "_measured", lambda size, *_pool, **_how: {"size": size, **measured})
    assert told._all_sizes([10_000], None, quick=quick) == code
    assert ("missed, 10,000: started 2.1, at most 2" in capsys.readouterr().out) == (started > 2)
    kept = json.loads(results.read_text())
    assert [each["size"] for each in kept["sizes"]] == [10_000, 100_000]
    assert kept["ratios"] == measured["ratios"]


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
