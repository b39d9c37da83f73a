"""Charging curves with PIQS: `Dicke.pisolve`, or its matrix in SciPy's stiff integrator.

Reads `{"point": {...}, "until": t, "count": n, "method": "pisolve" or "bdf", "repeats": r}`
(the point as in `steady.py`) and writes JSON: seconds (least of the runs), how many runs (a slow one is not repeated), peak memory of this
process, and W at `count` equidistant times from 0 to `until`, from the ground state. `bdf` is what
a user who knows SciPy may do: `solve_ivp` with the sparse matrix as Jacobian, and tolerances of
1e-8 and 1e-10.
"""

import json
import sys
import time

from populations import Point, peak_memory, surroundings, work

import numpy as np
from qutip.piqs.piqs import ground
from scipy.integrate import solve_ivp

RELATIVE, ABSOLUTE = 1e-8, 1e-10
PATIENCE = 60.0  # a run that takes longer is not repeated


def pisolve(point: Point, times: np.ndarray) -> list[np.ndarray]:
    """Populations at all times, by PIQS alone."""
    result = point.ensemble().pisolve(ground(point.cells), times)
    return [state.diag().real for state in result.states]


def bdf(point: Point, times: np.ndarray) -> list[np.ndarray]:
    """Populations at all times, by SciPy with the matrix of PIQS."""
    matrix = point.ensemble().coefficient_matrix().tocsc()
    start = np.zeros(matrix.shape[0])
    start[point.cells] = 1.0
    span = (times[0], times[-1])
    tolerances = {"rtol": RELATIVE, "atol": ABSOLUTE}
    found = solve_ivp(lambda _, p: matrix @ p, span, start, "BDF", times, jac=matrix, **tolerances)
    return list(found.y.T)


def main() -> int:
    """Answer one request."""
    request = json.load(sys.stdin)
    point = Point(**request["point"])
    times = np.linspace(0.0, request["until"], request["count"])
    solve = {"pisolve": pisolve, "bdf": bdf}[request["method"]]
    solve(Point(2, 0.5, 0.5, 0.25, 1.0), times[:2])  # not timed: first calls load code
    seconds = []
    for _ in range(request.get("repeats", 1)):
        clock = time.perf_counter()
        states = solve(point, times)
        seconds.append(time.perf_counter() - clock)
        if seconds[-1] > PATIENCE:
            break
    result = {
        "surroundings": surroundings(),
        "seconds": min(seconds),
        "runs": len(seconds),
        "peak_kib": peak_memory(),
        "work": [work(state, point.cells)[0] for state in states],
    }
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
