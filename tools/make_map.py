#!/usr/bin/env python
"""Places one hexagon for each council so that neighbours stay neighbours, from latitude and longitude alone.

Run it when the councils of the register change: `python tools/make_map.py`. It writes
`commonpool/web/register/hexagons.csv`. The same councils give the same map.

Councils are points joined to their neighbours. Springs along those joins first make the crowded parts (London)
larger and the empty ones (the Highlands) smaller, until a council takes about one hexagon everywhere. Then the
points are given to the cells of a hexagonal grid so that all of them together move as little as possible.
"""

import csv
from math import cos, radians, sqrt
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import Delaunay, cKDTree

ROOT = Path(__file__).resolve().parents[1]
COUNCILS = ROOT / "commonpool" / "organisations" / "reference" / "councils.csv"
HEXAGONS = ROOT / "commonpool" / "web" / "register" / "hexagons.csv"

KILOMETRES_IN_A_DEGREE = 111.2
MIDDLE = radians(54.5)
STEPS = 900
LONGEST_JOIN = {"England": 75, "Wales": 75, "Scotland": 240, "Northern Ireland": 75}
"""Kilometres; a longer join crosses the sea."""
ROW = sqrt(3) / 2


def main() -> None:
    councils = read_councils()
    places = geography(councils)
    loosened = loosen(places, joins(places, councils))
    cells = assign(loosened)
    with HEXAGONS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "column", "row"])
        placed = zip(councils, cells, strict=True)
        writer.writerows(sorted((council["code"], column, row) for council, (column, row) in placed))


def read_councils() -> list[dict[str, str]]:
    """Councils that exist and of which each place has exactly one: single and lower tier."""
    with COUNCILS.open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["tier"] in ("single", "lower") and lives_on(row)]


def lives_on(row: dict[str, str]) -> bool:
    return bool(row["latitude"]) and (not row["ends_on"] or row["ends_on"] >= "2027-03-31")


def geography(councils: list[dict[str, str]]) -> np.ndarray:
    """Kilometres east and south."""
    return np.array(
        [
            (
                float(council["longitude"]) * KILOMETRES_IN_A_DEGREE * cos(MIDDLE),
                -float(council["latitude"]) * KILOMETRES_IN_A_DEGREE,
            )
            for council in councils
        ]
    )


def joins(places: np.ndarray, councils: list[dict[str, str]]) -> np.ndarray:
    """Pairs of neighbours on land, more or less: the sides of a triangulation without the long ones."""
    pairs = {
        (min(a, b), max(a, b))
        for triangle in Delaunay(places).simplices
        for a, b in zip(triangle, np.roll(triangle, 1), strict=True)
    }
    return np.array([pair for pair in sorted(pairs) if on_land(pair, places, councils)])


def on_land(pair: tuple[int, int], places: np.ndarray, councils: list[dict[str, str]]) -> bool:
    nations = {councils[one]["nation"] for one in pair}
    if "Northern Ireland" in nations and len(nations) > 1:
        return False
    longest = max(LONGEST_JOIN[nation] for nation in nations)
    return bool(np.hypot(*(places[pair[0]] - places[pair[1]])) <= longest)


def loosen(places: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The same points, one apart from their neighbours, the whole still the shape it was."""
    spread = places - places.mean(axis=0)
    area = np.ptp(spread[:, 0]) * np.ptp(spread[:, 1]) * 0.36
    home = spread / sqrt(area / (len(places) * ROW))
    points = home.copy()
    for step in range(STEPS):
        hold = 0.02 * (1 - step / STEPS) ** 2 + 0.006
        points += pulls(points, pairs) + pushes(points) + hold * (home - points)
    return points


def pulls(points: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """How neighbours farther apart than one draw each other."""
    moves = np.zeros_like(points)
    between = points[pairs[:, 1]] - points[pairs[:, 0]]
    lengths = np.maximum(np.hypot(between[:, 0], between[:, 1]), 1e-6)
    pull = (0.035 * np.maximum(lengths - 1, 0) / lengths)[:, None] * between
    np.add.at(moves, pairs[:, 0], pull)
    np.add.at(moves, pairs[:, 1], -pull)
    return moves


def pushes(points: np.ndarray) -> np.ndarray:
    """How points nearer than one keep each other off."""
    moves = np.zeros_like(points)
    pairs = cKDTree(points).query_pairs(1.02, output_type="ndarray")
    if len(pairs):
        between = points[pairs[:, 1]] - points[pairs[:, 0]]
        lengths = np.maximum(np.hypot(between[:, 0], between[:, 1]), 1e-6)
        push = (0.28 * (1.02 - lengths) / lengths)[:, None] * between
        np.add.at(moves, pairs[:, 0], -push)
        np.add.at(moves, pairs[:, 1], push)
    return moves


def assign(points: np.ndarray) -> list[tuple[int, int]]:
    """A cell (column, row) of the grid for each point; odd rows stand half a cell to the right."""
    left, top = points.min(axis=0) - 2
    right, bottom = points.max(axis=0) + 2
    cells = [
        (column, row)
        for row in range(int((bottom - top) / ROW) + 1)
        for column in range(int(right - left) + 1)
    ]
    centres = np.array([(left + column + (row % 2) / 2, top + row * ROW) for column, row in cells])
    costs = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    chosen = [cells[place] for place in linear_sum_assignment(costs)[1]]
    first_column, first_row = min(column for column, _ in chosen), min(row for _, row in chosen)
    first_row -= first_row % 2
    return [(column - first_column, row - first_row) for column, row in chosen]


if __name__ == "__main__":
    main()
