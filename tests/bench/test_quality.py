"""Recall and gain against examples reckoned by hand."""

import pytest

from bench.quality import gain, mean, ndcg, recall

GRADES = {"a": 3, "b": 2, "c": 2, "d": 1, "e": 0}


def test_recall_is_of_what_is_relevant() -> None:
    assert recall(["a", "x", "d"], GRADES) == pytest.approx(1 / 3)  # of a, b and c; d knows it from afar
    assert recall(["c", "b", "a"], GRADES) == 1
    assert recall([], GRADES) == 0


def test_recall_looks_at_ten_and_asks_no_more_of_them_than_ten() -> None:
    many = {f"r{n}": 2 for n in range(20)}
    assert recall([f"r{n}" for n in range(20)], many) == 1
    assert recall([*(f"x{n}" for n in range(5)), *(f"r{n}" for n in range(20))], many) == pytest.approx(0.5)
    assert recall(["x"] * 10 + ["a", "b", "c"], GRADES) == 0


def test_gain_is_two_to_the_grade_less_one_over_the_logarithm_of_the_rank() -> None:
    # 7 ÷ log2 2 + 3 ÷ log2 3 + 0 ÷ log2 4 + 1 ÷ log2 5
    assert gain([3, 2, 0, 1]) == pytest.approx(7 + 1.892789 + 0 + 0.430677, abs=1e-6)


def test_ndcg_of_the_best_order_is_one_and_of_others_what_they_lose() -> None:
    assert ndcg(["a", "b", "c", "d"], GRADES) == pytest.approx(1)
    # (1 + 3 ÷ log2 3 + 7 ÷ log2 4) ÷ (7 + 3 ÷ log2 3 + 3 ÷ log2 4 + 1 ÷ log2 5) = 6.392789 ÷ 10.823466
    assert ndcg(["d", "b", "a"], GRADES) == pytest.approx(0.590642, abs=1e-6)
    assert ndcg(["x", "e"], GRADES) == 0
    assert ndcg(["a", "a", "b", "c", "d"], GRADES) == pytest.approx(1)


def test_ndcg_looks_at_ten() -> None:
    assert ndcg([f"x{n}" for n in range(10)] + ["a"], GRADES) == 0


def test_what_has_no_figure_counts_in_no_mean() -> None:
    assert recall(["a"], {"a": 1}) is None
    assert ndcg(["a"], {"a": 0}) is None
    assert mean([None, 1.0, 0.5]) == pytest.approx(0.75)
    assert mean([None]) == 0
