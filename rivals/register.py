"""Charging curves of cells in a chain, over bit strings: `qutip.mesolve`, or `expm_multiply`.

Reads `{"point": {...}, "until": t, "count": n, "method": "mesolve" or "expm", "repeats": r}` and
writes JSON as `charging.py` does, with the seconds of finding W beside those of the states. Of the
point only `cells`, `alpha_c` and `chain` (with its `spacing` in wavelengths) matter: cells share a
field of rate 1 by g of free space, their dipoles normal to the chain, and do not shift each other.

- `mesolve` has the eigenmodes of g as collapse operators, default integrator and tolerances, and
  `matrix_form`, without which its generator would be a sparse matrix of size 4^N.
- `expm` is what a user who knows SciPy may do: the generator as a sparse matrix on the blocks of
  equal excitation, since the ground state has no others, and `scipy.sparse.linalg.expm_multiply`.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from populations import peak_memory, surroundings

import numpy as np
import qutip
from scipy import sparse
from scipy.sparse.linalg import expm_multiply

PATIENCE = 60.0  # a run that takes longer is not repeated
NONE = 1e-12  # a mode of this rate or less, beside the greatest, does nothing that a tolerance sees


@dataclass(frozen=True)
class Chain:
    """Cells at equal distances, and the Bose ratio of the bath that they share."""

    cells: int
    spacing: float
    alpha: float

    def rates(self) -> tuple[float, float]:
        """Emission n + 1 and absorption n of one cell."""
        return 1 / (1 - self.alpha), self.alpha / (1 - self.alpha)

    def kernel(self) -> np.ndarray:
        """The g_ij of dipoles normal to the line between the cells."""
        cells = np.arange(self.cells)
        x = 2 * np.pi * self.spacing * np.abs(np.subtract.outer(cells, cells))
        np.fill_diagonal(x, 1.0)  # not divided by zero
        g = 1.5 * (np.cos(x) / x**2 - np.sin(x) / x**3 + np.sin(x) / x)
        np.fill_diagonal(g, 1.0)
        return g


def mesolve(chain: Chain, times: np.ndarray) -> list[qutip.Qobj]:
    """States at all times, by QuTiP."""
    lower, one = qutip.basis(2, 0) * qutip.basis(2, 1).dag(), qutip.qeye(2)
    sites = range(chain.cells)
    cells = [
        qutip.tensor([lower if site == cell else one for site in sites]).to("CSR") for cell in sites
    ]
    emission, absorption = chain.rates()
    rates, modes = np.linalg.eigh(chain.kernel())
    noise = []
    for rate, mode in zip(rates, modes.T, strict=True):
        if rate > NONE * rates[-1]:
            jump = sum(share * cell for share, cell in zip(mode, cells, strict=True))
            noise += [np.sqrt(emission * rate) * jump, np.sqrt(absorption * rate) * jump.dag()]
    start = qutip.tensor([qutip.basis(2, 0)] * chain.cells)
    options = {"matrix_form": True, "store_states": True, "progress_bar": "", "nsteps": 1_000_000}
    return qutip.mesolve(qutip.qzero_like(cells[0]), start, times, noise, options=options).states


def levels(cells: int) -> list[np.ndarray]:
    """The bit strings of each level, in rising order."""
    excitations = np.array([string.bit_count() for string in range(2**cells)])
    return [np.flatnonzero(excitations == k) for k in range(cells + 1)]


def lowerings(cells: int, strings: list[np.ndarray], k: int) -> list[np.ndarray]:
    """Of each single lowering from level k: its row in level k - 1, its column, and the cell."""
    columns, sites = np.nonzero(strings[k][:, None] >> np.arange(cells) & 1)
    rows = np.searchsorted(strings[k - 1], strings[k][columns] ^ (1 << sites))
    return [rows, columns, sites]


def generator(chain: Chain) -> sparse.csr_array:
    """The matrix of the generator on the blocks of equal excitation, row by row, level by level."""
    strings = levels(chain.cells)
    sizes = [len(level) for level in strings]
    (emission, absorption), g = chain.rates(), chain.kernel()
    blocks: list[list[Any]] = [[None] * len(sizes) for _ in sizes]
    losses = [sparse.csr_array((size, size)) for size in sizes]
    for k in range(1, len(sizes)):
        rows, columns, cells = lowerings(chain.cells, strings, k)
        # A jump lowers the row by one cell and the column by any other, which g weighs.
        weights = g[np.ix_(cells, cells)].ravel()
        row = np.add.outer(rows * sizes[k - 1], rows).ravel()
        column = np.add.outer(columns * sizes[k], columns).ravel()
        shape = (sizes[k - 1] ** 2, sizes[k] ** 2)
        jumps = sparse.csr_array((weights, (row, column)), shape=shape)
        blocks[k - 1][k], blocks[k][k - 1] = emission * jumps, absorption * jumps.T
        # What leaves level k downwards is the sum of g_ij s+_i s-_j, and k - 1 upwards s-_j s+_i.
        shape = (chain.cells * sizes[k - 1], sizes[k])
        single = sparse.csr_array(
            (np.ones(len(rows)), (cells * sizes[k - 1] + rows, columns)), shape=shape
        )
        losses[k] += emission * single.T @ sparse.kron(g, sparse.eye_array(sizes[k - 1])) @ single
        raised = [single[cell * sizes[k - 1] : (cell + 1) * sizes[k - 1]] for cell in range(len(g))]
        raised = sparse.vstack([matrix.T for matrix in raised])
        losses[k - 1] += absorption * raised.T @ sparse.kron(g, sparse.eye_array(sizes[k])) @ raised
    for k, loss in enumerate(losses):
        one = sparse.eye_array(sizes[k])
        blocks[k][k] = -(sparse.kron(loss, one) + sparse.kron(one, loss)) / 2
    return sparse.block_array(blocks, format="csr")


def expm(chain: Chain, times: np.ndarray) -> np.ndarray:
    """The blocks of the states at all times, by SciPy."""
    matrix = generator(chain)
    start = np.zeros(matrix.shape[0])
    start[0] = 1.0
    return expm_multiply(matrix, start, start=times[0], stop=times[-1], num=len(times))


def work(spectra: list[np.ndarray], diagonals: list[np.ndarray]) -> tuple[float, float]:
    """Ergotropy and energy from eigenvalues and from the populations of each level."""
    energy = sum(k * float(diagonal.sum()) for k, diagonal in enumerate(diagonals))
    places = np.repeat(np.arange(len(diagonals)), [len(diagonal) for diagonal in diagonals])
    return energy - float(np.sort(np.concatenate(spectra))[::-1] @ places), energy


def work_of_state(chain: Chain, state: qutip.Qobj) -> tuple[float, float]:
    """W and E of a density matrix over all bit strings."""
    matrix = state.full()
    diagonals = [matrix.diagonal().real[level] for level in levels(chain.cells)]
    return work([np.linalg.eigvalsh(matrix)], diagonals)


def work_of_blocks(chain: Chain, state: np.ndarray) -> tuple[float, float]:
    """W and E of the blocks of equal excitation."""
    sizes = [len(level) for level in levels(chain.cells)]
    ends = np.cumsum(np.square(sizes))[:-1]
    pairs = zip(np.split(state, ends), sizes, strict=True)
    blocks = [block.reshape(size, size) for block, size in pairs]
    spectra = [np.linalg.eigvalsh(block) for block in blocks]
    return work(spectra, [block.diagonal() for block in blocks])


METHODS: dict[str, tuple[Callable[..., Any], Callable[..., tuple[float, float]]]] = {
    "mesolve": (mesolve, work_of_state),
    "expm": (expm, work_of_blocks),
}


def main() -> int:
    """Answer one request."""
    request = json.load(sys.stdin)
    point = request["point"]
    chain = Chain(point["cells"], point["chain"]["spacing"], point["alpha_c"])
    times = np.linspace(0.0, request["until"], request["count"])
    solve, account = METHODS[request["method"]]
    solve(Chain(2, 0.25, 0.5), times[:2])  # not timed: first calls load code
    seconds = []
    for _ in range(request.get("repeats", 1)):
        clock = time.perf_counter()
        states = solve(chain, times)
        seconds.append(time.perf_counter() - clock)
        if seconds[-1] > PATIENCE:
            break
    clock = time.perf_counter()
    works = [account(chain, state) for state in states]
    result = {
        "surroundings": surroundings(),
        "seconds": min(seconds),
        "work_seconds": time.perf_counter() - clock,
        "runs": len(seconds),
        "peak_kib": peak_memory(),
        "work": [pair[0] for pair in works],
        "energy": [pair[1] for pair in works],
    }
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
