"""How good a ranked list is, against graded judgements. Pure arithmetic.

The formulae, for the first ten of a list:

- recall@10 = relevant ones among the ten ÷ min(10, all that are relevant). Relevant is a grade of 2 or 3.
- DCG@10 = Σ (2^grade − 1) ÷ log2(1 + rank), the first of the list having rank 1; what is not judged has grade 0.
- nDCG@10 = DCG@10 ÷ DCG@10 of the best list there could be: all that are judged, by falling grade.

A need for which nothing is relevant has no recall, and one where nothing is above 0 has no nDCG: both are None, and
count in no mean. (Järvelin and Kekäläinen 2002; gains as in Burges and others 2005.)
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import fmean

TEN = 10
RELEVANT = 2
"""The least grade that counts as relevant."""


def recall(found: Sequence[str], grades: Mapping[str, int]) -> float | None:
    """Which part of what is relevant, as far as ten can hold it, is among the first ten."""
    relevant = {each for each, grade in grades.items() if grade >= RELEVANT}
    return len(relevant & set(found[:TEN])) / min(TEN, len(relevant)) if relevant else None


def gain(grades: Iterable[int]) -> float:
    """The discounted gain of the first ten grades of a list."""
    first = list(grades)[:TEN]
    return float(sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(first, start=1)))


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float | None:
    """The gain of the first ten, as a part of the most there could be. An id found twice gains once."""
    best = gain(sorted(grades.values(), reverse=True))
    return gain(grades.get(each, 0) for each in dict.fromkeys(found)) / best if best else None


def mean(figures: Iterable[float | None]) -> float:
    """The mean of those that are figures; nought where none is."""
    known = [each for each in figures if each is not None]
    return fmean(known) if known else 0.0
