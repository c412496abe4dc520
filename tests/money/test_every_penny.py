"""Whatever councils do, in whichever order, each account of each of them is what plain sums say: 0 p difference."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.money.clearing import EveryPenny
from tests.money.world import make_world

pytestmark = [pytest.mark.long, pytest.mark.django_db]
PARTS = 4
"""The whole proof is told in parts, so that as many processes share it."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    whole = metafunc.config.getoption("prove")
    runs, steps = (200 // PARTS, 50) if whole else (10, 30)
    metafunc.parametrize(("part", "runs", "steps"), [(n, runs, steps) for n in range(PARTS if whole else 1)])


def test_every_penny_is_where_the_books_say(part: int, runs: int, steps: int) -> None:
    """10 runs of 30 steps; with `--prove`, 200 of 50."""
    world = make_world()
    machine = seed(part)(type("EveryPenny", (EveryPenny,), {"world": world}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            report_multiple_bugs=False,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
