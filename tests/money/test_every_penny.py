"""Whatever councils do, in whichever order, each account of each of them is what plain sums say: 0 p difference."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.money.clearing import EveryPenny
from tests.money.world import make_world

pytestmark = [pytest.mark.long, pytest.mark.django_db]
PARTS = 4
"""The whole proof is told in parts, so that as many processes share it."""
SHORT, WHOLE = (10, 30), (200 // PARTS, 50)
OFTEN = {
    "BookingBound", "HoursAgreed", "InvoiceIssued", "InvoiceLineDisputed", "DisputeSettled", "CreditNoteIssued",
    "InvoicePaid", "CycleClosed", "InvoiceTakenOut", "CycleCalled", "SuccessionCarriedOut",
}  # fmt: skip
"""What happens in the short proof already: runs whose rules do nothing would prove nothing."""
RARELY = {"PaymentCalled", "PaymentWithdrawn", "CycleSettled", "CycleUnwound", "PayAwardPassedOn"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    whole = metafunc.config.getoption("prove")
    runs, steps = WHOLE if whole else SHORT
    metafunc.parametrize(("part", "runs", "steps"), [(n, runs, steps) for n in range(PARTS if whole else 1)])


def test_every_penny_is_where_the_books_say(part: int, runs: int, steps: int) -> None:
    """10 runs of 30 steps; with `--prove`, 200 of 50."""
    world = make_world()
    told: Counter[str] = Counter()
    machine = seed(part)(type("EveryPenny", (EveryPenny,), {"world": world, "told": told}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            report_multiple_bugs=False,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    missing = (OFTEN | RARELY if runs > SHORT[0] else OFTEN) - told.keys()
    assert not missing, "no run came so far"
