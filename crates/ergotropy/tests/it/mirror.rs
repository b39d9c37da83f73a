//! Any start under noise whose absorption may exceed its emission, against the same with excited and ground
//! state exchanged, where emission wins.

use ergotropy::schur::{Fate, Sector};
use ergotropy::{
    Bath, Channel, Complex64, Ensemble, Error, Observables, RegisterStart, Start, State,
};

use crate::schur::amplitudes;

const TIMES: [f64; 6] = [0.0, 1e-6, 0.3, 1.0, 7.5, 1e6];

/// Emission, absorption and the rate of collective dephasing.
const NOISE: [(f64, f64, f64); 8] = [
    (0.0, 1.0, 0.0),
    (0.0, 1.0, 0.25),
    (1e-9, 3.0, 0.0),
    (0.375, 1.0, 0.0),
    (0.5, 2.0, 0.25),
    (1.0, 1.0, 0.0),
    (0.0, 0.0, 0.5),
    (0.0, 0.0, 0.0),
];

fn ensemble(
    cells: u32,
    (emission, absorption, dephasing): (f64, f64, f64),
) -> Result<Ensemble, Error> {
    Ensemble::new(cells.into())?
        .collective(Channel::rates(emission, absorption)?)
        .collective_dephasing(dephasing)
}

/// A start, and the same with excited and ground state exchanged.
type Pair = (Start, Start);

fn pairs(cells: u32) -> Result<Vec<Pair>, Error> {
    let mirrored = |vectors: Vec<(f64, Vec<Complex64>)>| -> Result<_, Error> {
        let flipped = vectors.iter().cloned().map(|(weight, mut vector)| {
            vector.reverse();
            (weight, vector)
        });
        let flipped = RegisterStart::mixture(flipped.collect())?;
        let start = RegisterStart::mixture(vectors)?;
        Ok((start, flipped))
    };
    let pure = mirrored(vec![(1.0, amplitudes(cells, 0.0))])?;
    let few = mirrored(vec![
        (0.75, amplitudes(cells, 1.0)),
        (0.25, amplitudes(cells, 4.5)),
    ])?;
    let dense = (few.0.to_density_matrix()?, few.1.to_density_matrix()?);
    let pairs = [pure, few, dense].into_iter();
    Ok(pairs
        .map(|(start, flipped)| (start.into(), flipped.into()))
        .collect())
}

/// Agreement asked of every number, beside the errors that are stated.
const AGREEMENT: f64 = 1e-12;

fn agree(label: &str, cells: u32, one: &State, other: &State) {
    let (work, mirrored) = (one.work(), other.work());
    let whole = f64::from(cells);
    let mut found: Vec<_> = one.populations().collect();
    let mut expected: Vec<_> = other
        .populations()
        .map(|(d, k, p)| (d, cells - k, p))
        .collect();
    for list in [&mut found, &mut expected] {
        list.sort_by_key(|&(d, k, _)| (d, k));
    }
    assert_eq!(found.len(), expected.len(), "{label}");
    let mut pairs = vec![
        (work.energy.value + mirrored.energy.value, whole),
        (work.passive_energy.value, mirrored.passive_energy.value),
        (one.purity().value, other.purity().value),
    ];
    for (one, other) in found.into_iter().zip(expected) {
        assert_eq!((one.0, one.1), (other.0, other.1), "{label}");
        pairs.push((one.2.value, other.2.value));
    }
    for (one, other) in pairs {
        assert!((one - other).abs() < AGREEMENT, "{label}: {one} {other}");
    }
    assert!(
        work.ergotropy.error < 1e-11 && work.energy.error < 1e-11,
        "{label}"
    );
}

#[test]
fn exchanged_rates_give_the_exchanged_state() -> Result<(), Error> {
    for cells in 1..=4 {
        for noise in NOISE {
            let inverting = ensemble(cells, noise)?;
            let emitting = ensemble(cells, (noise.1, noise.0, noise.2))?;
            for (number, (start, flipped)) in pairs(cells)?.into_iter().enumerate() {
                let label = |time| format!("N = {cells}, {noise:?}, start {number}, t = {time}");
                let ours = inverting.charge(&start, &TIMES)?;
                let theirs = emitting.charge(&flipped, &TIMES)?;
                for (one, other) in ours.points().iter().zip(theirs.points()) {
                    agree(&label(one.time), cells, &one.state, &other.state);
                }
                let one = inverting.steady_state_from(&start)?;
                let other = emitting.steady_state_from(&flipped)?;
                agree(&label(f64::INFINITY), cells, &one, &other);
            }
        }
    }
    Ok(())
}

#[test]
fn matrices_are_exchanged_element_by_element() -> Result<(), Error> {
    let cells = 3;
    let top = (1usize << cells) - 1;
    for noise in NOISE {
        let inverting = ensemble(cells, noise)?;
        let emitting = ensemble(cells, (noise.1, noise.0, noise.2))?;
        let [.., (start, flipped)] = &pairs(cells)?[..] else {
            continue;
        };
        let one = inverting.steady_state_from(start)?.density_matrix()?;
        let other = emitting.steady_state_from(flipped)?.density_matrix()?;
        for row in 0..=top {
            for column in 0..=top {
                let off = one.element(row, column) - other.element(top - row, top - column);
                assert!(off.norm() < 1e-14, "{noise:?} {row} {column}: {off}");
            }
        }
    }
    Ok(())
}

#[test]
fn late_states_are_the_steady_state() -> Result<(), Error> {
    for noise in NOISE.into_iter().filter(|noise| noise.1 > 0.1) {
        let ensemble = ensemble(4, noise)?;
        for (start, _) in pairs(4)? {
            let steady = ensemble.steady_state_from(&start)?;
            for late in ensemble.charge(&start, &[1e12])?.points() {
                let (one, other) = (late.work(), steady.work());
                for (one, other) in [(one.ergotropy, other.ergotropy), (one.energy, other.energy)] {
                    assert!((one - other).contains(0.0), "{noise:?}: {one:?} {other:?}");
                }
            }
        }
    }
    Ok(())
}

#[test]
fn rates_of_a_bath_are_that_bath() -> Result<(), Error> {
    let bath = Bath::from_occupation(0.6)?;
    let thermal = Ensemble::new(4)?.collective(Channel::thermal(bath, 0.5)?);
    let plain = ensemble(4, (0.8, 0.3, 0.0))?;
    for (start, _) in pairs(4)? {
        let (one, other) = (
            thermal.steady_state_from(&start)?,
            plain.steady_state_from(&start)?,
        );
        assert!((one.ergotropy() - other.ergotropy()).contains(0.0));
    }
    Ok(())
}

#[test]
fn dark_ends_are_those_that_noise_leads_to() -> Result<(), Error> {
    for cells in 1..=5 {
        let absorbing = ensemble(cells, (0.0, 1.0, 0.0))?;
        let emitting = ensemble(cells, (1.0, 0.0, 0.0))?;
        for sector in Sector::all(&absorbing) {
            let (d, d_prime) = sector.ladders();
            let mirrored = Sector::new(&emitting, d, d_prime, -sector.delta())?;
            assert_eq!(sector.fate(), mirrored.fate());
            assert_eq!(sector.modes(), mirrored.modes());
            let dark = sector.delta() == i64::from(d_prime) - i64::from(d);
            assert_eq!(sector.fate() == Fate::Dark, dark);
            assert!((sector.gap() - mirrored.gap()).abs() < 1e-12 || sector.gap().is_infinite());
        }
    }
    Ok(())
}

#[test]
fn one_cell_feels_local_noise_as_collective_noise() -> Result<(), Error> {
    let (emission, absorption) = (0.4, 1.1);
    let local = Ensemble::new(1)?
        .local(Channel::rates(emission, absorption)?)
        .dephasing(0.3)?;
    let amplitudes = amplitudes(1, 2.0);
    let (excited, coherence) = (
        amplitudes[1].norm_sqr(),
        (amplitudes[0] * amplitudes[1]).norm(),
    );
    let start = RegisterStart::pure(amplitudes)?.to_density_matrix()?.into();
    let total = emission + absorption;
    for point in local.charge(&start, &TIMES)?.points() {
        let (state, time) = (&point.state, point.time);
        let settled = absorption / total;
        let exact = settled + (excited - settled) * (-total * time).exp();
        assert!((state.energy().value - exact).abs() < 1e-14);
        let left = coherence * (-(total + 0.3) / 2.0 * time).exp();
        assert!((state.density_matrix()?.element(0, 1).norm() - left).abs() < 1e-14);
    }
    // Both channels together, and each by itself.
    let steady = |ensemble: Ensemble| Ok::<_, Error>(ensemble.steady_state_from(&start)?.energy());
    let both = local
        .clone()
        .collective(Channel::thermal(Bath::from_occupation(1.0)?, 0.5)?);
    assert!(steady(both)?.contains(1.6 / 3.0));
    assert!(steady(local)?.contains(absorption / total));
    let frozen = Ensemble::new(1)?.dephasing(0.3)?;
    assert!(steady(frozen)?.contains(excited));
    Ok(())
}

#[test]
fn collective_rates_below_zero_are_refused() -> Result<(), Error> {
    let (start, _) = &pairs(3)?[0];
    let ensemble = Ensemble::new(3)?.collective(Channel::kernel(-0.1, 0.2)?);
    let refused = |result: Result<(), Error>| matches!(result, Err(Error::NegativeRate { .. }));
    assert!(refused(ensemble.steady_state_from(start).map(|_| ())));
    assert!(refused(ensemble.charge(start, &[1.0]).map(|_| ())));
    Ok(())
}
