//! Any start under collective noise, against brute force over bit strings.

use ergotropy::schur::Copies;
use ergotropy::{
    Basis, Bath, Channel, Complex64, Ensemble, Error, Kind, Observables, RegisterStart, Start,
};
use ergotropy_oracle::Parameters;
use ergotropy_oracle::register::{LongRun, State};

const TIMES: [f64; 8] = [0.0, 1e-6, 0.01, 0.3, 1.0, 7.5, 1e3, 1e6];
/// α_c and the rate of collective dephasing.
const NOISE: [(f64, f64); 7] = [
    (0.0, 0.0),
    (0.0, 0.25),
    (9.536_743_164_062_5e-7, 0.0),
    (0.375, 0.0),
    (0.75, 0.25),
    (0.9, 0.0),
    (0.99, 0.0),
];

/// Agreement asked of every number.
const AGREEMENT: f64 = 1e-12;

fn ensemble(cells: u32, (alpha_c, dephasing): (f64, f64)) -> Result<Ensemble, Error> {
    Ensemble::new(cells.into())?
        .collective(Channel::thermal(Bath::from_bose_ratio(alpha_c)?, 1.0)?)
        .collective_dephasing(dephasing)
}

fn long_run(cells: u32, (alpha_c, dephasing): (f64, f64)) -> LongRun {
    LongRun::new(&Parameters::from_f64(
        cells as usize,
        alpha_c,
        0.0,
        1.0,
        1.0,
        0.0,
        dephasing,
    ))
}

/// Normalised amplitudes without any symmetry.
pub(crate) fn amplitudes(cells: u32, seed: f64) -> Vec<Complex64> {
    let raw: Vec<Complex64> = (0..1u32 << cells)
        .map(|i| {
            let x = f64::from(i) + seed;
            Complex64::new((1.7 * x * x + 0.3).sin(), (2.3 * x + x * x).cos() - 0.2)
        })
        .collect();
    let norm: f64 = raw.iter().map(Complex64::norm_sqr).sum::<f64>().sqrt();
    raw.into_iter().map(|z| z / norm).collect()
}

fn strings(cells: u32, terms: &[(usize, f64)]) -> Vec<Complex64> {
    let norm: f64 = terms.iter().map(|(_, c)| c * c).sum::<f64>().sqrt();
    let mut state = vec![Complex64::ZERO; 1 << cells];
    for &(string, c) in terms {
        state[string] = Complex64::from(c / norm);
    }
    state
}

/// Pure, of low rank, entangled with structure, and mixed.
fn starts(cells: u32) -> Result<Vec<(&'static str, RegisterStart)>, Error> {
    let top = (1usize << cells) - 1;
    let bell = strings(cells, &[(0, 1.0), (top, 1.0)]);
    let single = strings(cells, &[(1, 1.0)]);
    let pair = vec![
        (0.75, amplitudes(cells, 1.0)),
        (0.25, amplitudes(cells, 4.5)),
    ];
    let mixed = RegisterStart::mixture(vec![
        (0.5, amplitudes(cells, 2.0)),
        (0.25, single.clone()),
        (0.25, bell.clone()),
    ])?;
    Ok(vec![
        ("random", RegisterStart::pure(amplitudes(cells, 0.0))?),
        ("one excited cell", RegisterStart::pure(single)?),
        ("cat", RegisterStart::pure(bell)?),
        ("rank two", RegisterStart::mixture(pair)?),
        ("matrix", mixed.to_density_matrix()?),
    ])
}

pub(crate) fn rows(start: &RegisterStart) -> Vec<Complex64> {
    let size = 1usize << start.cells();
    (0..size * size)
        .map(|i| start.element(i / size, i % size))
        .collect()
}

fn judge(label: &str, state: &ergotropy::State, exact: &State) {
    let work = state.work();
    let weights = exact.ladder_weights();
    let mut pairs = vec![
        ("W", work.ergotropy, exact.ergotropy()),
        ("E", work.energy, exact.energy()),
        (
            "passive",
            work.passive_energy,
            exact.energy() - exact.ergotropy(),
        ),
        ("purity", state.purity(), exact.purity()),
    ];
    for (d, weight) in (0..).zip(weights) {
        pairs.push(("p_j", state.ladder_weight(d), weight));
    }
    for (name, number, exact) in pairs {
        let miss = (number.value - exact).abs();
        assert!(
            miss <= AGREEMENT,
            "{label}: {name} {number:?} against {exact}"
        );
        // The judge's own eigenvalues and sums are floats.
        assert!(
            miss <= number.error + 2e-14,
            "{label}: {name} {number:?} against {exact}"
        );
        assert!(
            number.error < 1e-11 && number.kind == Kind::Bound,
            "{label}: {name} {number:?}"
        );
    }
}

fn compare(cells: u32) -> Result<(), Error> {
    for noise in NOISE {
        let ensemble = ensemble(cells, noise)?;
        let run = long_run(cells, noise);
        for (name, start) in starts(cells)? {
            let exact_start = State::from_rows_msb(&rows(&start));
            let start = start.into();
            for point in ensemble.charge(&start, &TIMES)?.points() {
                let time = point.time;
                let label = format!("N = {cells}, {noise:?}, {name}, t = {time}");
                judge(&label, &point.state, &run.state_at(&exact_start, time));
            }
            let label = format!("N = {cells}, {noise:?}, {name}, steady");
            let exact = run.steady_state_from(&exact_start);
            judge(&label, &ensemble.steady_state_from(&start)?, &exact);
        }
    }
    Ok(())
}

#[test]
fn two_three_and_four_cells_agree_with_brute_force() -> Result<(), Error> {
    for cells in 1..=4 {
        compare(cells)?;
    }
    Ok(())
}

#[test]
#[ignore = "half a minute"]
fn five_cells_agree_with_brute_force() -> Result<(), Error> {
    compare(5)
}

#[test]
fn matrices_agree_element_by_element() -> Result<(), Error> {
    for cells in 2..=3 {
        for noise in NOISE {
            let ensemble = ensemble(cells, noise)?;
            let run = long_run(cells, noise);
            let start = RegisterStart::pure(amplitudes(cells, 7.0))?.to_density_matrix()?;
            let exact_start = State::from_rows_msb(&rows(&start));
            let at = |state: &ergotropy::State, exact: State| -> Result<(), Error> {
                let Some(state) = state.as_schur() else {
                    panic!("{noise:?}: not in the Schur picture");
                };
                let ours = State::from_rows_msb(&rows(&state.density_matrix()?));
                let off = (ours.matrix() - exact.matrix()).norm();
                assert!(
                    off <= state.error() + 1e-15 && off < 1e-13,
                    "{noise:?} {off}"
                );
                Ok(())
            };
            let start = start.into();
            for point in ensemble.charge(&start, &TIMES)?.points() {
                at(&point.state, run.state_at(&exact_start, point.time))?;
            }
            at(
                &ensemble.steady_state_from(&start)?,
                run.steady_state_from(&exact_start),
            )?;
        }
    }
    Ok(())
}

#[test]
fn copies_are_those_of_angular_momentum() -> Result<(), Error> {
    for cells in 2..=5 {
        for (name, start) in starts(cells)? {
            let exact = State::from_rows_msb(&rows(&start)).copy_spectra();
            let copies = Copies::of(&start)?;
            for (d, exact) in (0..).zip(exact) {
                let matrix = copies.matrix(d).unwrap_or_default();
                let purity: f64 = matrix.iter().flatten().map(Complex64::norm_sqr).sum();
                let trace: f64 = exact.iter().sum();
                let squares: f64 = exact.iter().map(|x| x * x).sum();
                assert!((purity - squares).abs() < 1e-14, "{name} {d}");
                assert!(copies.weight(d).contains(trace), "{name} {d}");
            }
        }
    }
    Ok(())
}

#[test]
fn without_collective_noise_only_dephasing_acts() -> Result<(), Error> {
    let cells = 3;
    for dephasing in [0.0, 0.5] {
        let ensemble = Ensemble::new(cells.into())?.collective_dephasing(dephasing)?;
        for (name, start) in starts(cells)? {
            let exact = State::from_rows_msb(&rows(&start));
            let kept = State::from_fn(cells as usize, |row, column| {
                if dephasing == 0.0 || row.count_ones() == column.count_ones() {
                    exact.matrix()[(row, column)]
                } else {
                    Complex64::ZERO
                }
            });
            judge(name, &ensemble.steady_state_from(&start.into())?, &kept);
        }
    }
    Ok(())
}

fn noisy(cells: u32, bath: Bath, rate: f64, dephasing: f64) -> Result<Ensemble, Error> {
    Ensemble::new(cells.into())?
        .collective(Channel::thermal(bath, rate)?)
        .collective_dephasing(dephasing)
}

#[test]
fn the_end_depends_on_the_bath_and_not_on_the_rate() -> Result<(), Error> {
    let start = Start::pure(amplitudes(3, 3.0))?;
    for alpha in [0.0, 1e-300, 1e-20, 0.3, 0.99] {
        let bath = Bath::from_bose_ratio(alpha)?;
        let steady = |rate, dephasing| -> Result<f64, Error> {
            let state = noisy(3, bath, rate, dephasing)?.steady_state_from(&start)?;
            Ok(state.ergotropy().value)
        };
        for dephasing in [0.0f64, 5e-324, 1.0] {
            let expected = steady(1.0, dephasing.min(1.0).ceil())?;
            for rate in [5e-324, 1e-315, 1e-100, 1e100] {
                let work = steady(rate, dephasing)?;
                assert!(
                    (work - expected).abs() < 1e-13,
                    "{alpha} {rate} {dephasing}"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn weights_of_ladders_that_nearly_vanish_are_not_called_zero() -> Result<(), Error> {
    // Amplitudes of 01 and 10 one unit in the last place apart: the singlet has half the square of that.
    for low in [0.354_2f64, 0.3, 0.61, 0.123_4] {
        let high = low.next_up();
        let rest = (1.0 - low * low - high * high).sqrt();
        let state = [rest, low, high, 0.0].map(Complex64::from).to_vec();
        let steady = ensemble(2, (0.5, 0.0))?.steady_state_from(&Start::pure(state)?)?;
        let singlet = (high - low).powi(2) / 2.0;
        let weight = steady.ladder_weight(1);
        assert!(weight.contains(singlet), "{weight:?} against {singlet:e}");
    }
    Ok(())
}

#[test]
fn tiny_elements_leave_errors_finite() -> Result<(), Error> {
    let single = Start::pure(strings(3, &[(1, 1.0)]))?;
    for (alpha, time) in [(0.5, 5e-324), (1e-9, 1e-300)] {
        let curve = ensemble(3, (alpha, 0.0))?.charge(&single, &[time])?;
        let work = curve.points()[0].work().ergotropy;
        assert!(work.contains(1.0) && work.error < 1e-12, "{work:?}");
    }
    let mut faint = vec![Complex64::from(1e-160); 16];
    faint[0] = Complex64::ONE;
    let state = ensemble(4, (0.5, 0.0))?.steady_state_from(&Start::pure(faint)?)?;
    assert!(
        state.ergotropy().error < 1e-12 && state.parts(Basis::Levels)?.incoherent.error < 1e-12
    );
    Ok(())
}

#[test]
fn coherences_at_rest_are_answered_at_any_time() -> Result<(), Error> {
    let start = Start::pure(amplitudes(3, 5.0))?;
    for (noise, time) in [
        ((1e-9, 0.0), 1e14),
        ((1e-6, 0.0), 1e14),
        ((0.5, 1e12), 1e3),
        ((0.5, 0.0), 1e200),
    ] {
        let ensemble = ensemble(3, noise)?;
        let work = ensemble.charge(&start, &[time])?.points()[0]
            .work()
            .ergotropy;
        let end = ensemble.steady_state_from(&start)?.ergotropy();
        // What the cold baths leave at 1e14 is at rest to exp(-1e4).
        assert!(
            (work - end).contains(0.0),
            "{noise:?} {time}: {work:?} {end:?}"
        );
    }
    Ok(())
}

#[test]
fn mixtures_of_many_vectors_are_as_good_as_their_matrix() -> Result<(), Error> {
    let vectors: Vec<_> = (0..300u32)
        .map(|i| (1.0 / 300.0, amplitudes(2, f64::from(i))))
        .collect();
    let sum: f64 = vectors.iter().map(|(w, _)| w).sum();
    assert!((sum - 1.0).abs() < 1e-12);
    let mixture = RegisterStart::mixture(vectors)?;
    let (matrix, mixture) = (mixture.to_density_matrix()?.into(), mixture.into());
    for noise in [(0.0, 0.0), (0.4, 0.0)] {
        let ensemble = ensemble(2, noise)?;
        let (a, b) = (
            ensemble.steady_state_from(&mixture)?.ergotropy(),
            ensemble.steady_state_from(&matrix)?.ergotropy(),
        );
        assert!((a - b).contains(0.0) && a.error < 1e-12, "{a:?} {b:?}");
    }
    Ok(())
}

#[test]
fn copies_of_vectors_and_of_matrices_are_the_same() -> Result<(), Error> {
    // |000111>: few columns against many copies, where a smaller matrix would have its spectrum.
    let start = RegisterStart::pure(strings(6, &[(0b111, 1.0)]))?;
    let (vector, matrix) = (
        Copies::of(&start)?,
        Copies::of(&start.to_density_matrix()?)?,
    );
    for d in 0..=3 {
        let (a, b) = (vector.coherence(d), matrix.coherence(d));
        assert!((a - b).abs() < 1e-15, "{d}: {a} {b}");
    }
    assert!((vector.coherence(2) - 0.118_75).abs() < 1e-14);
    Ok(())
}
