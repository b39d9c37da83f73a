"""Populations in the Dicke basis of QuTiP's PIQS: rates, steady states and ergotropy.

PIQS writes D[L] rho = L rho L+ - (L+L rho + rho L+L) / 2, local operators as J of one cell (so that
dephasing is D[sz / 2]), and multiplies each by its rate. These are this project's conventions: the
rates need no factor, which the agreement of W confirms.
"""

import os

for _pool in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_pool] = "1"  # numpy reads this when it is imported

import platform
import resource
import sys
import warnings
from dataclasses import dataclass
from math import comb, fsum

import numpy as np
import scipy
from scipy import sparse
from scipy.sparse.linalg import MatrixRankWarning, spsolve

warnings.filterwarnings("ignore", message="matplotlib not found")
import qutip
from qutip.piqs.piqs import Dicke


@dataclass(frozen=True)
class Point:
    """Cells and noise: collective share, Bose ratios, gamma_l / gamma_c, dephasing."""

    cells: int
    eta: float
    alpha_c: float
    alpha_l: float
    gamma_ratio: float
    dephasing: float = 0.0

    def rates(self) -> dict[str, float]:
        """The rates by the names of PIQS, in units of gamma_c."""
        collective = self.eta / (1 - self.alpha_c)
        local = (1 - self.eta) * self.gamma_ratio / (1 - self.alpha_l)
        return {
            "collective_emission": collective,
            "collective_pumping": collective * self.alpha_c,
            "emission": local,
            "pumping": local * self.alpha_l,
            "dephasing": self.dephasing,
        }

    def ensemble(self) -> Dicke:
        """The ensemble as PIQS has it."""
        return Dicke(self.cells, **self.rates())


def ladder(cells: int) -> tuple[np.ndarray, np.ndarray]:
    """Ladder d = N/2 - j and excitations k = N/2 + m of every state, in the order of PIQS."""
    pairs = [(d, k) for d in range(cells // 2 + 1) for k in range(cells - d, d - 1, -1)]
    d, k = np.array(pairs).T
    return d, k


class UnsolvableError(Exception):
    """The linear system is singular for SciPy, or its solution is not finite."""


def steady_state(matrix: sparse.csr_array, cells: int, condition: str) -> np.ndarray:
    """The null vector with sum 1: one population pinned, or the last equation for the sum.

    Pinned is the ground state, which every bath reaches. A pinned matrix stays sparse; a row of
    ones costs fill-in.
    """
    size = matrix.shape[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error", MatrixRankWarning)
        try:
            if condition == "pinned":
                rest = np.delete(np.arange(size), cells)
                inner = matrix[rest][:, rest].tocsc()
                right = -matrix[rest][:, [cells]].toarray().ravel()
                # On this pattern it fills in less than the default order of columns.
                found = spsolve(inner, right, permc_spec="MMD_AT_PLUS_A")
                populations = np.insert(found, cells, 1.0)
                populations /= populations.sum()
            else:
                square = sparse.vstack([matrix[:-1], np.ones((1, size))]).tocsc()
                right = np.zeros(size)
                right[-1] = 1.0
                populations = spsolve(square, right)
        except (MatrixRankWarning, RuntimeError) as error:
            raise UnsolvableError(str(error)) from None
    if not np.all(np.isfinite(populations)):
        raise UnsolvableError("the solution is not finite")
    return populations


def work(populations: np.ndarray, cells: int) -> tuple[float, float]:
    """Ergotropy and energy, each population shared by the copies of its ladder.

    Ladder d has C(N, d) - C(N, d - 1) copies, level k has C(N, k) states. Negative populations are
    taken as the least eigenvalues, as a sort does.
    """
    d, k = ladder(cells)
    copies = [comb(cells, i) - (comb(cells, i - 1) if i else 0) for i in range(cells // 2 + 1)]
    with np.errstate(divide="ignore"):
        size = np.log(np.abs(populations))
    # Logarithms, since copies outgrow floats from some thousand cells on.
    size -= np.array([_log(count) for count in copies])[d]
    order = np.lexsort((np.where(populations > 0, -size, size), populations <= 0))
    passive, level, free = [], 0, 1
    for index in order:
        left = count = copies[d[index]]
        while left:
            taken = min(left, free)
            passive.append(populations[index] * (taken / count) * level)
            left -= taken
            free -= taken
            if not free and level < cells:
                level += 1
                free = comb(cells, level)
    energy = fsum(populations * k)
    return energy - fsum(passive), energy


def _log(count: int) -> float:
    """Logarithm of a positive integer of any length."""
    shift = max(count.bit_length() - 64, 0)
    return float(np.log(float(count >> shift))) + shift * float(np.log(2.0))


def work_without_copies(populations: np.ndarray, cells: int) -> float:
    """What comes out where populations are taken for eigenvalues, each once: wrong, but natural."""
    k = ladder(cells)[1]
    return float(populations @ k - np.sort(populations)[::-1] @ np.sort(k))


def peak_memory() -> int:
    """Greatest resident memory of this process so far, in KiB."""
    unit = 1024 if sys.platform == "darwin" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


def surroundings() -> dict[str, str]:
    """Versions of what is measured."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "qutip": qutip.__version__,
    }
