"""Eight cells from a random pure start under collective thermal noise: QuTiP against this project.

Both sides get the same amplitudes and times, and give energy and ergotropy at every time. QuTiP is
given the choice of method, data format and tolerance that was fastest for a result right to about
1e-9; a matrix exponential that shares no code with either side says how right each one is.

What decided the choice: seconds of processor time for 50 times up to t = 1 (smallest of 3 runs, one
thread, AMD EPYC), with the loosest of the tolerances tried that keeps the error of W near 1e-9.
`--survey` measures all of these again.

    generator  method   atol     rtol     seconds  error of W
    matrix     tsit5    3e-11    3e-9        1.34      1.3e-9   chosen
    matrix     vern7    1e-10    1e-8        1.58      1.5e-9
    matrix     dop853   1e-9     1e-7        1.95      4.1e-10
    matrix     bdf      1e-12    1e-10       2.09      2.9e-10
    matrix     vern9    1e-10    1e-8        2.49      5.1e-10
    matrix     adams    1e-11    1e-9        4.02      2.4e-10
    super      krylov   1e-4 (dimension 30)  2.18      3.6e-11
    super      tsit5    3e-12    3e-10       7.09      1.6e-10
    super      dop853   1e-9     1e-7        7.53      4.1e-10
    super      adams    1e-11    1e-9       12.42      2.4e-10
  in the coupled basis, which the user has to build first:
    super      tsit5    3e-11    3e-9        0.53      1.1e-9   chosen
    super      krylov   1e-5 (dimension 24)  0.47      1.9e-9
    super      krylov   1e-4 (dimension 30)  0.58      3.6e-11
    super      vern7    1e-10    1e-8        0.61      7.3e-10
    super      dop853   1e-9     1e-7        0.70      4.1e-10
    super      adams    1e-11    1e-9        0.84      8.8e-10
    super      bdf      1e-12    1e-10       1.13      2.9e-10
    matrix     tsit5    3e-11    3e-9        0.70      1.1e-9

The generator is the 65536 x 65536 superoperator or, with `matrix_form`, products of 256 x 256
matrices. Operators as CSR; Dia and Dense took 1.4 and 3.7 times as long. `diag` would need the
superoperator as a dense matrix of 64 GiB, and `lsoda` (written for real numbers) an array of 128.
"""

import os

for _pool in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_pool] = "1"  # numpy reads this when it is imported

import argparse
import json
import multiprocessing
import platform
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import scipy
from scipy import linalg, sparse
from scipy.sparse.linalg import expm_multiply

warnings.filterwarnings("ignore", message="matplotlib not found")
import qutip

CELLS = 8
POINTS = 50
AGREEMENT = 1e-8
ROOT = Path(__file__).resolve().parent.parent
OURS = "cargo run --release -q -p ergotropy --example evolution --"


@dataclass(frozen=True)
class Rival:
    """One way of calling `qutip.mesolve`."""

    name: str
    options: dict[str, Any]
    coupled: bool = False  # in the basis of total angular momentum rather than of the cells


def runge_kutta(method: str, atol: float, rtol: float, form: str, **rival: bool) -> Rival:
    """A step-by-step integrator; `form` is how the generator is held, "matrix" or "super"."""
    options = {"method": method, "atol": atol, "rtol": rtol, "matrix_form": form == "matrix"}
    basis = ", coupled basis" if rival.get("coupled") else ""
    return Rival(f"{method}, {form}{basis}", options, **rival)


def krylov(dimension: int, atol: float, **rival: bool) -> Rival:
    """Arnoldi's exponential, which QuTiP offers for superoperators only."""
    options = {"method": "krylov", "krylov_dim": dimension, "atol": atol}
    basis = ", coupled basis" if rival.get("coupled") else ""
    return Rival(f"krylov, super{basis}", options, **rival)


CHOSEN = (
    runge_kutta("tsit5", 3e-11, 3e-9, "matrix"),
    runge_kutta("tsit5", 3e-11, 3e-9, "super", coupled=True),
)
OTHERS = (
    runge_kutta("vern7", 1e-10, 1e-8, "matrix"),
    runge_kutta("vern9", 1e-10, 1e-8, "matrix"),
    runge_kutta("dop853", 1e-9, 1e-7, "matrix"),
    runge_kutta("adams", 1e-11, 1e-9, "matrix"),
    runge_kutta("bdf", 1e-12, 1e-10, "matrix"),
    runge_kutta("tsit5", 3e-12, 3e-10, "super"),
    runge_kutta("dop853", 1e-9, 1e-7, "super"),
    runge_kutta("adams", 1e-11, 1e-9, "super"),
    krylov(30, 1e-4),
    runge_kutta("tsit5", 3e-11, 3e-9, "matrix", coupled=True),
    runge_kutta("vern7", 1e-10, 1e-8, "super", coupled=True),
    runge_kutta("dop853", 1e-9, 1e-7, "super", coupled=True),
    runge_kutta("adams", 1e-11, 1e-9, "super", coupled=True),
    runge_kutta("bdf", 1e-12, 1e-10, "super", coupled=True),
    krylov(24, 1e-5, coupled=True),
    krylov(30, 1e-4, coupled=True),
)


@dataclass
class Curve:
    """Energy and ergotropy at every time."""

    energy: list[float] = field(default_factory=list)
    ergotropy: list[float] = field(default_factory=list)

    def add(self, state: np.ndarray, excitations: np.ndarray) -> None:
        """W = Tr(rho H) - sum of the eigenvalues, falling, times the levels, rising."""
        energy = float(np.diagonal(state).real @ excitations)
        passive = float(np.linalg.eigvalsh(state)[::-1] @ np.sort(excitations))
        self.energy.append(energy)
        self.ergotropy.append(energy - passive)

    def distance(self, other: "Curve") -> tuple[float, float]:
        """Greatest differences of ergotropy and of energy."""
        return greatest(self.ergotropy, other.ergotropy), greatest(self.energy, other.energy)


@dataclass
class Measurement:
    """What one rival needed for each repeat, and what it found."""

    rival: Rival
    curve: Curve
    evolution_seconds: list[float]
    with_eigenproblems_seconds: list[float]
    evolution_cpu_seconds: list[float]
    peak_memory_mib: float
    memory_before_mib: float


def greatest(first: list[float], second: list[float]) -> float:
    """Greatest absolute difference; infinite where the lengths or a value make none."""
    if len(first) != len(second):
        return float("inf")
    difference = float(np.max(np.abs(np.subtract(first, second))))
    return difference if np.isfinite(difference) else float("inf")


def excitation_numbers(cells: int) -> np.ndarray:
    """Diagonal of H: how many bits of the basis index are set."""
    return np.array([index.bit_count() for index in range(2**cells)], dtype=float)


def random_start(cells: int, seed: int) -> np.ndarray:
    """Gaussian amplitudes whose squares, summed exactly, are 1 within 1e-15."""
    real, imaginary = np.random.default_rng(seed).normal(size=(2, 2**cells))
    amplitudes = real + 1j * imaginary
    amplitudes /= np.linalg.norm(amplitudes)
    parts = amplitudes.view(float)
    largest = np.argmax(np.abs(parts))
    parts[largest] -= norm_excess(amplitudes) / (2 * parts[largest])
    if abs(norm_excess(amplitudes)) > 1e-15:
        raise ArithmeticError("the start is not normalised")
    return amplitudes


def norm_excess(amplitudes: np.ndarray) -> float:
    """Squared norm less one, rounded once."""
    return float(sum(Fraction(part) ** 2 for part in amplitudes.view(float).tolist()) - 1)


def lowering(cells: int) -> sparse.csr_matrix:
    """J- from the bits: each set bit is cleared in turn."""
    bits = [1 << cell for cell in range(cells)]
    entries = [(i ^ bit, i) for i in range(2**cells) for bit in bits if i & bit]
    rows, columns = zip(*entries, strict=True)
    shape = (2**cells, 2**cells)
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)


def rates(alpha: float) -> tuple[float, float]:
    """Emission n + 1 and absorption n at gamma_c = 1, with n = alpha / (1 - alpha)."""
    return 1 / (1 - alpha), alpha / (1 - alpha)


def qutip_lowering(cells: int) -> qutip.Qobj:
    """J- as a QuTiP user writes it; excited is 1 = basis(2, 1), so sigma- = |0><1|."""
    lower, one = qutip.basis(2, 0) * qutip.basis(2, 1).dag(), qutip.qeye(2)
    sites = range(cells)
    terms = (qutip.tensor([lower if site == cell else one for site in sites]) for cell in sites)
    return sum(terms, start=qutip.qzero([2] * cells)).to("CSR")


def coupled_basis(cells: int) -> tuple[np.ndarray, np.ndarray]:
    """Columns |J, m> of every multiplet, with their excitations: lowest states, then J+ up."""
    down, numbers = lowering(cells), excitation_numbers(cells)
    sectors = [np.flatnonzero(numbers == k) for k in range(cells + 1)]
    columns, excitations = [], []
    for k in range(cells // 2 + 1):
        below = down[sectors[k - 1]][:, sectors[k]].toarray() if k else np.zeros((1, 1))
        for lowest in linalg.null_space(below).T:
            column = np.zeros(2**cells)
            column[sectors[k]] = lowest
            for number in range(k, cells - k + 1):
                columns.append(column / np.linalg.norm(column))
                excitations.append(float(number))
                column = down.T @ columns[-1]
    return np.array(columns).T, np.array(excitations)


def problem(rival: Rival, start: np.ndarray) -> tuple[qutip.Qobj, qutip.Qobj, np.ndarray]:
    """J-, the start and the diagonal of H, in the rival's basis."""
    cells = start.size.bit_length() - 1
    lower, levels = qutip_lowering(cells), excitation_numbers(cells)
    if rival.coupled:
        basis, levels = coupled_basis(cells)
        matrix = basis.T @ (lower.data.as_scipy() @ basis)
        matrix[np.abs(matrix) < 1e-12] = 0
        lower = qutip.Qobj(sparse.csr_matrix(matrix), dims=lower.dims)
        start = basis.T @ start
    return lower, qutip.Qobj(start[:, None], dims=[[2] * cells, [1] * cells]), levels


def evolve(
    rival: Rival, lower: qutip.Qobj, start: qutip.Qobj, times: np.ndarray, alpha: float
) -> list[qutip.Qobj]:
    """The states at `times`, by `mesolve`."""
    emission, absorption = rates(alpha)
    noise = [np.sqrt(emission) * lower, np.sqrt(absorption) * lower.dag()]
    options = {"progress_bar": "", "store_states": True, "nsteps": 1_000_000} | rival.options
    hamiltonian = qutip.qzero_like(lower)
    return qutip.mesolve(hamiltonian, start, np.append(0, times), noise, options=options).states[1:]


def measure(
    rival: Rival, amplitudes: np.ndarray, times: np.ndarray, alpha: float, repeats: int
) -> Measurement:
    """Run one rival; meant for a process of its own, whose peak memory is then the rival's."""
    before = peak_memory()
    lower, start, levels = problem(rival, amplitudes)
    evolve(rival, lower, start, times[:1], alpha)  # not timed: first calls load code
    result = Measurement(rival, Curve(), [], [], [], 0, before)
    for _ in range(repeats):
        result.curve = Curve()
        clock, processor = time.perf_counter(), time.process_time()
        states = evolve(rival, lower, start, times, alpha)
        result.evolution_seconds.append(time.perf_counter() - clock)
        result.evolution_cpu_seconds.append(time.process_time() - processor)
        for state in states:
            result.curve.add(state.full(), levels)
        result.with_eigenproblems_seconds.append(time.perf_counter() - clock)
        result.peak_memory_mib = result.peak_memory_mib or peak_memory()  # of the first run
    return result


def exponential(amplitudes: np.ndarray, times: np.ndarray, alpha: float) -> Curve:
    """The same curve from the matrix exponential of a generator built from bits, without QuTiP."""
    cells = amplitudes.size.bit_length() - 1
    size, one = amplitudes.size, sparse.identity(amplitudes.size, format="csr")
    down = lowering(cells)
    generator = sparse.csr_matrix((size**2, size**2))
    for rate, jump in zip(rates(alpha), (down, down.T.tocsr()), strict=True):
        lost = jump.T @ jump  # jump is real, so its adjoint is its transpose
        loss = sparse.kron(lost, one) + sparse.kron(one, lost.T)
        generator += rate * (sparse.kron(jump, jump) - loss / 2)
    start = np.outer(amplitudes, amplitudes.conj()).ravel()
    curve, levels = Curve(), excitation_numbers(cells)
    steps = expm_multiply(generator.tocsr(), start, start=0, stop=times[-1], num=times.size + 1)
    for state in steps[1:]:
        curve.add(state.reshape(size, size), levels)
    return curve


def alone(task: Callable[..., Any], *arguments: Any) -> Any:
    """The task's result, from a fresh process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(task, *arguments).result()


def run_ours(
    command: str, amplitudes: np.ndarray, times: np.ndarray, alpha: float
) -> dict[str, Any]:
    """Call this project's program on raw little-endian files; it answers in JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.save(folder / "start.npy", amplitudes)
        amplitudes.astype("<c16").tofile(folder / "amplitudes.raw")
        times.astype("<f8").tofile(folder / "times.raw")
        files = [str(folder / "amplitudes.raw"), str(folder / "times.raw")]
        call = [*shlex.split(command), *files, repr(alpha)]
        answer = subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(answer.stdout)


def peak_memory() -> float:
    """Greatest resident memory of this process so far, in MiB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def processor_model() -> str:
    """The processor's name, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def surroundings() -> dict[str, str]:
    """Versions and machine."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "qutip": qutip.__version__,
        "system": platform.platform(),
        "processor": processor_model(),
    }


def figures(
    found: list[Measurement], ours: dict[str, Any], reference: Curve | None
) -> dict[str, Any]:
    """Everything that was measured, as plain data."""
    our_curve = Curve(ours["energy"], ours["ergotropy"])
    rows = []
    for one in found:
        evolution, complete = min(one.evolution_seconds), min(one.with_eigenproblems_seconds)
        difference = one.curve.distance(our_curve)
        row = asdict(one) | {
            "median_evolution_seconds": statistics.median(one.evolution_seconds),
            "ratio_evolution": evolution / ours["evolution_seconds"],
            "ratio_with_eigenproblems": complete / ours["with_eigenproblems_seconds"],
            "difference": dict(zip(("ergotropy", "energy"), difference, strict=True)),
        }
        if reference:
            error = one.curve.distance(reference)
            row["error"] = dict(zip(("ergotropy", "energy"), error, strict=True))
        rows.append(row)
    result: dict[str, Any] = {"surroundings": surroundings(), "rivals": rows, "ours": ours}
    if reference:
        error = our_curve.distance(reference)
        result["ours_error"] = dict(zip(("ergotropy", "energy"), error, strict=True))
    return result


def show(result: dict[str, Any]) -> None:
    """Print the table."""
    ours, none = result["ours"], {"ergotropy": float("nan"), "energy": float("nan")}
    print(", ".join(f"{key} {value}" for key, value in result["surroundings"].items()))
    print("seconds: smallest of the repeats; (b) with the eigenproblems; error: against exp(Lt)\n")
    head = f"{'':31}{'evolution':>10}{'(b)':>9}{'ratio':>9}{'ratio (b)':>10}"
    print(f"{head}{'|dW|':>9}{'|dE|':>9}{'err W':>9}{'err E':>9}{'MiB':>7}")
    for row in result["rivals"]:
        error, difference = row.get("error", none), row["difference"]
        seconds = min(row["evolution_seconds"]), min(row["with_eigenproblems_seconds"])
        times = f"{seconds[0]:>10.4f}{seconds[1]:>9.4f}"
        ratios = f"{row['ratio_evolution']:>9.1f}{row['ratio_with_eigenproblems']:>10.1f}"
        apart = f"{difference['ergotropy']:>9.1e}{difference['energy']:>9.1e}"
        wrong = f"{error['ergotropy']:>9.1e}{error['energy']:>9.1e}"
        print(
            f"{row['rival']['name']:31}{times}{ratios}{apart}{wrong}{row['peak_memory_mib']:>7.0f}"
        )
    error = result.get("ours_error", none)
    times = f"{ours['evolution_seconds']:>10.4f}{ours['with_eigenproblems_seconds']:>9.4f}"
    print(f"{'ours':31}{times}{'':37}{error['ergotropy']:>9.1e}{error['energy']:>9.1e}\n")
    for row in result["rivals"]:
        spread = " ".join(f"{seconds:.2f}" for seconds in row["evolution_seconds"])
        cpu, before = min(row["evolution_cpu_seconds"]), row["memory_before_mib"]
        print(f"{row['rival']['name']}: runs {spread} s, processor time {cpu:.2f} s,", end=" ")
        print(f"{before:.0f} MiB before the problem was set up")
    stated = max(ours["ergotropy_error"])
    print(f"ours: repeats {ours['repeats']}, greatest error stated for W {stated:.1e}")


def disagreement(result: dict[str, Any]) -> float:
    """Greatest difference of W between ours and any other account."""
    others = [row["difference"]["ergotropy"] for row in result["rivals"]]
    return max([*others, result.get("ours_error", {}).get("ergotropy", 0.0)])


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="QuTiP against this project, eight cells under collective noise."
    )
    parser.add_argument(
        "--ours",
        default=OURS,
        metavar="CMD",
        help="our program, run in the repository's root folder (default: %(default)s)",
    )
    parser.add_argument(
        "--times-until",
        type=float,
        default=1.0,
        metavar="T",
        help=f"last of {POINTS} equidistant times (default: %(default)s)",
    )
    parser.add_argument(
        "--alpha",
        type=float,
        default=0.6,
        help="Bose ratio n / (n + 1) of the bath (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", type=int, default=8, help="seed of the start (default: %(default)s)"
    )
    parser.add_argument(
        "--repeats", type=int, default=5, help="runs of each rival (default: %(default)s)"
    )
    parser.add_argument(
        "--survey", action="store_true", help="measure every method, not only the fastest"
    )
    parser.add_argument(
        "--no-reference", action="store_true", help="leave out the matrix exponential"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="store the figures")
    return parser.parse_args()


def main() -> int:
    """Measure both sides; status 1 where they disagree."""
    wanted = parse()
    amplitudes = random_start(CELLS, wanted.seed)
    times = np.linspace(wanted.times_until / POINTS, wanted.times_until, POINTS)
    rivals = CHOSEN + OTHERS if wanted.survey else CHOSEN
    ours = run_ours(wanted.ours, amplitudes, times, wanted.alpha)
    found = [
        alone(measure, rival, amplitudes, times, wanted.alpha, wanted.repeats) for rival in rivals
    ]
    reference = None if wanted.no_reference else alone(exponential, amplitudes, times, wanted.alpha)
    result = figures(found, ours, reference)
    show(result)
    if wanted.json:
        wanted.json.write_text(json.dumps(result, indent=1) + "\n")
    if disagreement(result) > AGREEMENT:
        print(
            f"W differs by {disagreement(result):.1e}, more than {AGREEMENT:.0e}", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
