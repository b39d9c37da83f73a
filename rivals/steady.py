"""Steady states with PIQS and SciPy: the matrix of the populations, then a sparse solution.

Reads a request as JSON from standard input, and writes JSON to standard output:

    echo '{"points": [{"cells": 100, "eta": 0.9, "alpha_c": 0.9, "alpha_l": 0.3, "gamma_ratio": 1}]}' \
        | python steady.py

A request may also name `repeats` (times are the least of so many; default 1), `condition`
("pinned", the default, or "sum"), and `assembled` (true: the matrix of each point is combined from
one matrix for each channel, which is built once and not timed; a map can be drawn so). Of each
point the answer has the seconds to build the matrix, to solve, and to find W; W with and without
the copies of ladders counted; E; how many populations are negative; or the reason of a failure.
"""

import json
import sys
import time
from typing import Any

from populations import (
    Point,
    UnsolvableError,
    peak_memory,
    steady_state,
    surroundings,
    work,
    work_without_copies,
)

from qutip.piqs.piqs import Dicke
from scipy import sparse

CHANNELS = ("collective_emission", "collective_pumping", "emission", "pumping", "dephasing")


class Matrices:
    """The matrix of a point, from PIQS or combined from those of single channels."""

    def __init__(self, assembled: bool) -> None:
        """Nothing is built yet."""
        self.assembled = assembled
        self.channels: dict[int, list[sparse.csr_array]] = {}

    def prepare(self, cells: int) -> None:
        """Build what all points of so many cells share."""
        if self.assembled and cells not in self.channels:
            self.channels[cells] = [
                Dicke(cells, **{name: 1.0}).coefficient_matrix() for name in CHANNELS
            ]

    def of(self, point: Point) -> sparse.csr_array:
        """The matrix M of dp/dt = M p."""
        if not self.assembled:
            return point.ensemble().coefficient_matrix()
        rates = point.rates()
        pairs = zip(CHANNELS, self.channels[point.cells], strict=True)
        return sum(rates[name] * matrix for name, matrix in pairs if rates[name])


def solve(point: Point, matrices: Matrices, condition: str, repeats: int) -> dict[str, Any]:
    """One point: times, W and E, or why there are none."""
    matrices.prepare(point.cells)
    build, solution = [], []
    for _ in range(repeats):
        clock = time.perf_counter()
        matrix = matrices.of(point)
        built = time.perf_counter()
        build.append(built - clock)
        try:
            populations = steady_state(matrix, point.cells, condition)
        except UnsolvableError as failure:
            return {"build_seconds": min(build), "failure": str(failure)}
        solution.append(time.perf_counter() - built)
    clock = time.perf_counter()
    ergotropy, energy = work(populations, point.cells)
    return {
        "build_seconds": min(build),
        "solve_seconds": min(solution),
        "work_seconds": time.perf_counter() - clock,
        "work": ergotropy,
        "energy": energy,
        "work_without_copies": work_without_copies(populations, point.cells),
        "negative": int((populations < 0).sum()),
        "least": float(populations.min()),
    }


def main() -> int:
    """Answer one request."""
    request = json.load(sys.stdin)
    matrices = Matrices(request.get("assembled", False))
    condition, repeats = request.get("condition", "pinned"), request.get("repeats", 1)
    points = [Point(**point) for point in request["points"]]
    solve(Point(3, 0.5, 0.5, 0.25, 1.0), matrices, condition, 1)  # not timed: first calls load code
    answers = [solve(point, matrices, condition, repeats) for point in points]
    result = {"surroundings": surroundings(), "answers": answers, "peak_kib": peak_memory()}
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
