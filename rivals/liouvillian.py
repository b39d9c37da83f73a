"""The steady state from the Liouvillian of PIQS, by the methods of `qutip.steadystate`.

Reads `{"point": {...}}` as `steady.py` does, and writes what each method takes and finds as JSON.
The density matrix in the Dicke basis holds each population once; W is computed from its diagonal
with the copies of ladders counted.
"""

import json
import sys
import time
from typing import Any

from populations import Point, peak_memory, surroundings, work

import qutip

METHODS = ("direct", "eigen", "power", "svd")


def attempt(point: Point, method: str) -> dict[str, Any]:
    """Build the Liouvillian and ask one method."""
    clock = time.perf_counter()
    liouvillian = point.ensemble().liouvillian()
    built = time.perf_counter()
    answer: dict[str, Any] = {"method": method, "build_seconds": built - clock}
    try:
        state = qutip.steadystate(liouvillian, method=method)
    except Exception as failure:  # whatever a method raises is its answer
        return answer | {"failure": str(failure).splitlines()[0]}
    answer["solve_seconds"] = time.perf_counter() - built
    ergotropy, energy = work(state.diag().real, point.cells)
    return answer | {"work": ergotropy, "energy": energy}


def main() -> int:
    """Answer one request."""
    request = json.load(sys.stdin)
    point = Point(**request["point"])
    attempt(Point(2, 0.5, 0.5, 0.25, 1.0), "eigen")  # not timed: first calls load code
    answers = [attempt(point, method) for method in METHODS]
    result = {"surroundings": surroundings(), "answers": answers, "peak_kib": peak_memory()}
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
