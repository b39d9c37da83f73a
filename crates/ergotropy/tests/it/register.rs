//! Cells that differ, against brute force over all elements of the density matrix.

use ergotropy::{
    Basis, Bounded, Channel, Couplings, Dipole, Ensemble, Error, Geometry, Observables, Picture,
    Start, State,
};
use ergotropy_oracle::register::{
    Array, Complex, DMatrix, Kernels, State as Judge, common_emission,
};

/// Agreement asked of every number.
const AGREEMENT: f64 = 1e-10;

const TIMES: [f64; 5] = [0.0, 0.01, 0.3, 2.0, 25.0];

/// Noise of all cells, of each, and dephasing of each and of all.
#[derive(Clone, Copy, Debug)]
struct Noise {
    collective: (f64, f64),
    local: (f64, f64),
    dephasing: (f64, f64),
}

const NOISE: [Noise; 6] = [
    // One temperature, α = 0.6.
    Noise {
        collective: (2.5, 1.5),
        local: (0.0, 0.0),
        dephasing: (0.0, 0.0),
    },
    // Zero temperature.
    Noise {
        collective: (1.0, 0.0),
        local: (0.0, 0.0),
        dephasing: (0.0, 0.0),
    },
    // Two temperatures.
    Noise {
        collective: (2.5, 1.5),
        local: (0.1, 0.03),
        dephasing: (0.0, 0.0),
    },
    // One temperature in two channels.
    Noise {
        collective: (1.5, 0.75),
        local: (0.5, 0.25),
        dephasing: (0.0, 0.0),
    },
    // Dephasing.
    Noise {
        collective: (1.25, 0.25),
        local: (0.0, 0.125),
        dephasing: (0.3, 0.2),
    },
    // Absorption above emission.
    Noise {
        collective: (0.5, 2.0),
        local: (0.01, 0.0),
        dephasing: (0.1, 0.0),
    },
];

/// Couplings with a name, as a user gives them.
fn arrays(cells: u32) -> Result<Vec<(&'static str, Couplings)>, Error> {
    let up = [Dipole::linear([0.0, 0.0, 1.0])?];
    let tilted = [Dipole::linear([0.6, 0.0, 0.8])?];
    let many = u64::from(cells);
    let chain = Geometry::chain(many, 0.1)?;
    let count = cells as usize;
    let detunings: Vec<f64> = (0..count).map(|i| 0.4 * i as f64 - 0.7).collect();
    let unequal: Vec<f64> = (0..count).map(|i| 1.0 - 0.2 * i as f64).collect();
    let other: Vec<f64> = (0..count).map(|i| 0.1 + 0.3 * (i as f64 - 1.0)).collect();
    Ok(vec![
        (
            "chain without shift",
            Couplings::without_shift(&chain, &up)?,
        ),
        ("chain", Couplings::free_space(&chain, &up)?),
        (
            "ring",
            Couplings::free_space(&Geometry::ring(many, 0.2)?, &tilted)?,
        ),
        (
            "random",
            Couplings::free_space(&Geometry::random(many, 0.5, 7)?, &tilted)?,
        ),
        (
            "circular",
            Couplings::free_space(&chain, &[Dipole::circular([0.0, 1.0, 1.0])?])?,
        ),
        (
            "one mode",
            Couplings::of_modes(std::slice::from_ref(&unequal))?,
        ),
        ("two modes", Couplings::of_modes(&[unequal.clone(), other])?),
        (
            "detuned",
            Couplings::of_modes(&[unequal])?.detuned(detunings.clone())?,
        ),
        (
            "detuned chain",
            Couplings::free_space(&chain, &up)?.detuned(detunings)?,
        ),
    ])
}

fn ensemble(couplings: &Couplings, noise: Noise) -> Result<Ensemble, Error> {
    let rates = |(emission, absorption): (f64, f64)| Channel::rates(emission, absorption);
    Ensemble::new(couplings.cells() as u64)?
        .collective(rates(noise.collective)?)
        .local(rates(noise.local)?)
        .dephasing(noise.dephasing.0)?
        .collective_dephasing(noise.dephasing.1)?
        .couplings(couplings.clone())
}

/// The same cells, with bit i of the judge's strings for cell i.
fn judge(couplings: &Couplings, noise: Noise) -> Array {
    let n = couplings.cells();
    let kernel = |all: f64, each: f64| {
        DMatrix::from_fn(n, n, |i, j| {
            all * couplings.decay(i, j) + if i == j { each } else { 0.0 }
        })
    };
    let rate = noise.collective.0 - noise.collective.1;
    Array::new(&Kernels {
        emission: kernel(noise.collective.0, noise.local.0),
        absorption: kernel(noise.collective.1, noise.local.1),
        energy: DMatrix::from_fn(n, n, |i, j| {
            if i == j {
                // In the frame that rotates with the first cell.
                couplings.detunings()[i] - couplings.detunings()[0]
            } else {
                rate * couplings.shift(i, j)
            }
        }),
        dephasing: noise.dephasing.0,
        collective_dephasing: noise.dephasing.1,
    })
}

/// Greatest share of a stated error that a true one takes.
fn compare(state: &State, judge: &Judge, what: &str) -> f64 {
    let work = state.work();
    let matrix = judge.matrix();
    // The work of a cell is that of its own matrix, (2p - 1 + √((2p - 1)² + 4|c|²)) / 2 with its coherence c.
    let of_cell = |cell: usize| -> f64 {
        let strings = || (0..1usize << judge.cells()).filter(move |string| string >> cell & 1 == 1);
        let p: f64 = strings().map(|string| matrix[(string, string)].re).sum();
        let c: Complex<f64> = strings()
            .map(|string| matrix[(string, string ^ (1 << cell))])
            .sum();
        let tilt = 2.0 * p - 1.0;
        f64::midpoint(tilt, tilt.hypot(2.0 * c.norm()))
    };
    let of_cells: f64 = (0..judge.cells()).map(of_cell).sum();
    let size = matrix.nrows();
    let without = |kept: &dyn Fn(usize, usize) -> bool| {
        let element = |r: usize, c: usize| {
            if kept(r, c) {
                matrix[(r, c)]
            } else {
                Complex::ZERO
            }
        };
        Judge::from_matrix(DMatrix::from_fn(size, size, element)).ergotropy()
    };
    let levels = without(&|r, c| r.count_ones() == c.count_ones());
    let strings = without(&|r, c| r == c);
    let parts = |basis| state.parts(basis).map(|parts| parts.incoherent);
    let missing = Bounded::from(f64::NAN);
    let pairs = [
        (work.energy, judge.energy()),
        (work.ergotropy, judge.ergotropy()),
        (state.purity(), judge.purity()),
        (state.bright_weight(), judge.bright_weight()),
        (state.work_of_cells().unwrap_or(missing), of_cells),
        (parts(Basis::Levels).unwrap_or(missing), levels),
        (parts(Basis::Strings).unwrap_or(missing), strings),
    ];
    let mut share = 0.0f64;
    for (number, truth) in pairs {
        let off = (number.value - truth).abs();
        assert!(off < AGREEMENT, "{what}: {number:?} {truth}");
        // The judge has roundings of its own.
        assert!(off <= number.error + 2e-12, "{what}: {number:?} {truth}");
        share = share.max((off - 2e-12) / number.error);
    }
    share
}

/// Compares a state with the judge's by all elements too.
fn compare_all(state: &State, judge: &Judge, what: &str) -> Result<(), Error> {
    compare(state, judge, what);
    let all = state.density_matrix()?;
    let turned = |string| turned(judge.cells(), string);
    for r in 0..1 << judge.cells() {
        for c in 0..1 << judge.cells() {
            let off = (all.element(r, c) - judge.matrix()[(turned(r), turned(c))]).norm();
            assert!(off < AGREEMENT, "{what}: {r} {c} {off}");
        }
    }
    Ok(())
}

/// Compares an end with the judge's state after a long time, which has roundings of some 1e-11 from so many squarings.
fn compare_end(end: &State, judge: &Judge, what: &str) {
    for (number, truth) in [
        (end.energy(), judge.energy()),
        (end.ergotropy(), judge.ergotropy()),
        (end.purity(), judge.purity()),
        (end.bright_weight(), judge.bright_weight()),
    ] {
        let off = (number.value - truth).abs();
        assert!(off < AGREEMENT, "{what}: {number:?} {truth}");
        assert!(number.error < AGREEMENT, "{what}: {number:?}");
    }
}

/// A string with its bits in the other order: cell 1 is the most significant bit here and the least there.
fn turned(cells: usize, string: usize) -> usize {
    string.reverse_bits() >> (usize::BITS as usize - cells)
}

/// A pure state by the judge and by a user.
fn pure(cells: usize, amplitude: impl Fn(usize) -> Complex<f64>) -> Result<(Start, Judge), Error> {
    let mut amplitudes: Vec<_> = (0..1 << cells).map(amplitude).collect();
    let norm = amplitudes.iter().map(Complex::norm_sqr).sum::<f64>().sqrt();
    for z in &mut amplitudes {
        *z /= norm;
    }
    let truth: Vec<_> = (0..1 << cells)
        .map(|s| amplitudes[turned(cells, s)])
        .collect();
    Ok((Start::pure(amplitudes)?, Judge::pure(&truth)))
}

/// Amplitudes of all strings, with phases.
fn everywhere(string: usize) -> Complex<f64> {
    let phase = 0.7 * string as f64 * string as f64;
    Complex::from_polar(1.0 + (1.3 * string as f64).sin(), phase)
}

fn follow(cells: u32) -> Result<(), Error> {
    let count = cells as usize;
    let starts = [
        (Start::ground(), Judge::ground(count)),
        (Start::gibbs(0.25)?, Judge::gibbs(count, 0.25)),
        (Start::dicke(1), Judge::dicke(count, 1)),
        pure(count, everywhere)?,
    ];
    for (name, couplings) in arrays(cells)? {
        for noise in NOISE {
            let battery = ensemble(&couplings, noise)?;
            let judge = judge(&couplings, noise);
            let truths =
                TIMES.map(|time| judge.evolve_all(starts.each_ref().map(|(_, truth)| truth), time));
            for (index, (start, _)) in starts.iter().enumerate() {
                let curve = battery.charge(start, &TIMES)?;
                assert_eq!(curve.picture(), Picture::Register);
                for (point, truths) in curve.points().iter().zip(&truths) {
                    let what = format!("{name}, {noise:?}, t = {}", point.time);
                    compare_all(&point.state, &truths[index], &what)?;
                }
            }
        }
    }
    Ok(())
}

#[test]
fn three_cells_over_time_are_those_of_all_elements() -> Result<(), Error> {
    follow(3)
}

#[test]
fn four_cells_over_time_are_those_of_all_elements() -> Result<(), Error> {
    follow(4)
}

#[test]
fn five_cells_over_time_are_those_of_all_elements() -> Result<(), Error> {
    let starts = [
        (Start::ground(), Judge::ground(5)),
        (Start::excited(), Judge::excited(5)),
        (Start::gibbs(0.5)?, Judge::gibbs(5, 0.5)),
    ];
    for (index, (name, couplings)) in arrays(5)?.into_iter().enumerate() {
        // Each array with one noise and its neighbour, so that all are used.
        for noise in [NOISE[index % NOISE.len()], NOISE[(index + 2) % NOISE.len()]] {
            let battery = ensemble(&couplings, noise)?;
            let judge = judge(&couplings, noise);
            let (start, truth) = &starts[index % starts.len()];
            for point in battery.charge(start, &[0.8])?.points() {
                let what = format!("{name}, {noise:?}, t = {}", point.time);
                compare_all(&point.state, &judge.evolve(truth, point.time), &what)?;
            }
        }
    }
    Ok(())
}

#[test]
fn free_space_is_light_in_all_directions() -> Result<(), Error> {
    let direction = [0.6, -0.48, 0.64];
    let dipole = [Dipole::linear(direction)?];
    for spacing in [1e-9, 1e-3, 0.05, 0.3, 1.0, 2.5] {
        for geometry in [
            Geometry::chain(3, spacing)?,
            Geometry::cube([2, 2, 1], spacing)?,
        ] {
            let couplings = Couplings::without_shift(&geometry, &dipole)?;
            for i in 0..couplings.cells() {
                for j in 0..couplings.cells() {
                    let [a, b] = [i, j].map(|cell| geometry.positions()[cell]);
                    let distance = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
                    let truth = common_emission(distance, direction);
                    assert!(
                        (couplings.decay(i, j) - truth).abs() < 2e-14,
                        "{spacing} {i} {j}"
                    );
                }
            }
        }
    }
    Ok(())
}

#[test]
fn rates_of_dark_modes_are_not_lost() -> Result<(), Error> {
    let unit = [Dipole::linear([0.0, 0.0, 1.0])?];
    for spacing in [1e-3, 1e-7, 1e-11] {
        let pair = Couplings::without_shift(&Geometry::chain(2, spacing)?, &unit)?;
        let modes = pair.modes();
        // The cells in opposite phase emit at 1 - g = x²/5.
        let x = std::f64::consts::TAU * spacing;
        assert!(
            (modes[1].rate / (x * x / 5.0) - 1.0).abs() < 0.1 * x * x + 1e-8,
            "{spacing}"
        );
        assert!((modes[0].bright_weight - 1.0).abs() < 1e-15 && modes[1].bright_weight < 1e-15);
    }
    // The slowest of four goes as x⁶, far below the roundings of g.
    let slowest = |spacing| -> Result<f64, Error> {
        let chain = Couplings::without_shift(&Geometry::chain(4, spacing)?, &unit)?;
        Ok(chain.modes()[3].rate)
    };
    let ratio = slowest(2e-4)? / slowest(1e-4)?;
    assert!((ratio / 64.0 - 1.0).abs() < 1e-5, "{ratio}");
    assert!(slowest(1e-4)? < 1e-21);
    Ok(())
}

#[test]
fn complex_starts_of_equal_energy_are_followed() -> Result<(), Error> {
    let amplitude = |string: usize| match string {
        0b001 => Complex::new(0.6, 0.0),
        0b010 => Complex::new(0.0, 0.64),
        0b100 => Complex::new(-0.48, 0.0),
        _ => Complex::new(0.0, 0.0),
    };
    let (start, truth) = pure(3, |s| amplitude(turned(3, s)))?;
    for (name, couplings) in arrays(3)? {
        for noise in NOISE {
            let battery = ensemble(&couplings, noise)?;
            let judge = judge(&couplings, noise);
            for point in battery.charge(&start, &TIMES)?.points() {
                let truth = judge.evolve(&truth, point.time);
                compare(
                    &point.state,
                    &truth,
                    &format!("{name}, {noise:?}, t = {}", point.time),
                );
            }
        }
    }
    Ok(())
}

#[test]
fn steady_states_are_those_of_all_elements() -> Result<(), Error> {
    for cells in [2, 3, 4] {
        for (name, couplings) in arrays(cells)? {
            for noise in NOISE {
                let battery = ensemble(&couplings, noise)?;
                let what = format!("{cells} cells, {name}, {noise:?}");
                let steady = match battery.steady_state() {
                    Ok(steady) => steady,
                    Err(Error::CellsAlike { .. }) => {
                        assert!(!battery.has_unique_steady_state());
                        continue;
                    }
                    Err(other) => return Err(other),
                };
                assert!(battery.has_unique_steady_state());
                compare(&steady, &judge(&couplings, noise).steady_state(), &what);
            }
        }
    }
    Ok(())
}

#[test]
fn steady_states_are_unique_if_no_other_matrix_is_steady() -> Result<(), Error> {
    let hot = NOISE[0];
    let cold = NOISE[1];
    let unit = Dipole::linear([0.0, 0.0, 1.0])?;
    let at = |places: &[f64]| -> Result<Couplings, Error> {
        let positions = places.iter().map(|&x| [x, 0.0, 0.0]).collect();
        Couplings::without_shift(&Geometry::new(positions)?, &[unit])
    };
    let modes = |modes: &[&[f64]]| {
        Couplings::of_modes(&modes.iter().map(|mode| mode.to_vec()).collect::<Vec<_>>())
    };
    for (couplings, noise, unique) in [
        (modes(&[&[1.0, 1.0, 1.0]])?, hot, false),
        (modes(&[&[1.0, -1.0, 1.0]])?, hot, false),
        (modes(&[&[1.0, 0.9, 1.1]])?, hot, true),
        (modes(&[&[1.0, 0.0, 1.1]])?, hot, false),
        (modes(&[&[1.0, 1.0, 0.5], &[0.3, -0.3, 0.0]])?, hot, true),
        (modes(&[&[1.0, 1.0, 0.5, 0.5]])?, hot, false),
        (
            modes(&[&[1.0, 1.0, 1.0]])?.detuned(vec![0.0, 0.5, 1.2])?,
            hot,
            true,
        ),
        (
            modes(&[&[1.0, 1.0, 1.0]])?.detuned(vec![0.5, 0.5, 1.2])?,
            hot,
            false,
        ),
        (at(&[0.0, 0.0, 0.2])?, hot, false),
        (at(&[0.0, 0.1, 0.3])?, hot, true),
        (at(&[0.0, 0.1, 0.3])?, cold, true),
        (modes(&[&[1.0, 0.9, 1.1]])?, cold, false),
        (
            modes(&[&[1.0, 1.0, 1.0]])?.detuned(vec![0.0, 0.5, 1.2])?,
            cold,
            true,
        ),
        (
            modes(&[&[1.0, 0.9, 1.1]])?.detuned(vec![0.0, 0.0, 0.5])?,
            cold,
            false,
        ),
        (
            modes(&[&[1.0, 0.9, 1.1], &[0.5, -0.3, 0.2]])?.detuned(vec![0.0, 0.0, 0.5])?,
            cold,
            true,
        ),
        (
            modes(&[&[1.0, 1.0, 0.0]])?,
            Noise {
                dephasing: (0.2, 0.0),
                ..hot
            },
            false,
        ),
        (
            modes(&[&[1.0, 1.0, 1.0]])?.detuned(vec![0.1, 0.0, 0.0])?,
            Noise {
                dephasing: (0.2, 0.0),
                ..hot
            },
            true,
        ),
    ] {
        let battery = ensemble(&couplings, noise)?;
        let dimension = judge(&couplings, noise).steady_dimension();
        assert_eq!(dimension == 1, unique, "{couplings:?} {noise:?}");
        assert_eq!(
            battery.has_unique_steady_state(),
            unique,
            "{couplings:?} {noise:?}"
        );
    }
    Ok(())
}

#[test]
fn rare_couplings_have_the_steady_states_that_they_have() -> Result<(), Error> {
    let hot = Channel::rates(2.0, 1.0)?;
    let array = |couplings: Couplings, channel: Channel| -> Result<Ensemble, Error> {
        Ensemble::new(couplings.cells() as u64)?
            .collective(channel)
            .couplings(couplings)
    };
    // Opposite couplings of two cells are one mode, to which another Dicke state is dark.
    let opposite = Couplings::kernel(&[1.0, -1.0, -1.0, 1.0])?;
    assert!(!array(opposite, hot)?.has_unique_steady_state());
    // Two modes with proportional couplings are one.
    let twice = Couplings::of_modes(&[vec![1.0, 0.5], vec![2.0, 1.0]])?;
    assert_eq!(twice.modes().len(), 1);
    let cold = Channel::rates(1.0, 0.0)?;
    assert!(!array(twice, cold)?.has_unique_steady_state());
    // Without the bright mode one excitation is dark, but pumping and emission leave nothing alone.
    let third = -1.0 / 3.0;
    let one = 2.0 / 3.0;
    let no_bright = [one, third, third, third, one, third, third, third, one];
    let no_bright = Couplings::kernel(&no_bright)?;
    assert!(!array(no_bright.clone(), cold)?.has_unique_steady_state());
    assert!(array(no_bright, hot)?.has_unique_steady_state());
    // Rates that are negative in all have no meaning beside couplings.
    let negative = array(
        Couplings::kernel(&[1.0, 0.0, 0.0, 1.0])?,
        Channel::kernel(-1.0, 0.0)?,
    )?;
    assert!(matches!(
        negative.steady_state(),
        Err(Error::NegativeRate { .. })
    ));
    assert!(negative.charge(&Start::excited(), &[1.0]).is_err());
    // However different their size, detunings count by their difference.
    let apart = Couplings::kernel(&[1.0; 4])?.detuned(vec![1e8, 1e8 + 1.0])?;
    let battery = array(apart, hot)?;
    let judge = judge(
        &Couplings::kernel(&[1.0; 4])?.detuned(vec![0.0, 1.0])?,
        NOISE[0],
    );
    let hot = Channel::rates(NOISE[0].collective.0, NOISE[0].collective.1)?;
    for point in battery
        .collective(hot)
        .charge(&Start::dicke(1), &TIMES)?
        .points()
    {
        let truth = judge.evolve(&Judge::dicke(2, 1), point.time);
        compare(
            &point.state,
            &truth,
            &format!("detuned, t = {}", point.time),
        );
    }
    Ok(())
}

#[test]
fn long_times_end_and_keep_the_trace() -> Result<(), Error> {
    let half = 0.5f64.sqrt();
    let amplitudes = [0.0, half, half, 0.0].map(|x| Complex::new(x, 0.0));
    let dephased = Ensemble::new(2)?.dephasing(1.0)?;
    let start = Start::pure(amplitudes.to_vec())?;
    for time in [1e3, 1e6, 1e10] {
        let curve = dephased.charge(&start, &[time])?;
        let work = curve.points()[0].work();
        for (number, truth) in [(work.energy, 1.0), (work.ergotropy, 0.5)] {
            assert!(
                (number.value - truth).abs() <= number.error,
                "{time}: {number:?}"
            );
            assert!(number.error <= 1e-14 * time + 1e-12, "{time}: {number:?}");
        }
    }
    let beyond = dephased.charge(&start, &[1e17]);
    assert!(matches!(beyond, Err(Error::OutOfRange { .. })));
    let unit = [Dipole::linear([0.0, 0.0, 1.0])?];
    let chain = Couplings::without_shift(&Geometry::chain(4, 0.1)?, &unit)?;
    let battery = Ensemble::new(4)?
        .collective(Channel::rates(2.5, 1.5)?)
        .couplings(chain)?;
    let steady = battery.steady_state()?.energy().value;
    for point in battery
        .charge(&Start::ground(), &[1e3, 1e6, 1e12])?
        .points()
    {
        let energy = point.work().energy;
        assert!(
            (energy.value - steady).abs() <= energy.error.max(1e-12),
            "{} {energy:?}",
            point.time
        );
    }
    // The flows of another number of cells than the couplings have are those of their averages.
    let other = battery.charge(&Start::ground(), &[0.3])?;
    let three = Ensemble::new(3)?.collective(Channel::rates(1.0, 0.5)?);
    assert!(
        other.points()[0]
            .state
            .leakage(&three)
            .net
            .value
            .is_finite()
    );
    assert!(
        other.points()[0]
            .state
            .bath_flows(&three)
            .collective
            .heat
            .value
            .is_finite()
    );
    Ok(())
}

#[test]
fn cells_that_are_alike_are_named() -> Result<(), Error> {
    let modes = Couplings::of_modes(&[vec![1.0, 0.5, -1.0, 0.0]])?;
    let refused = ensemble(&modes, NOISE[0])?.steady_state().err();
    let told = refused.map(|error| error.to_string()).unwrap_or_default();
    assert!(
        told.contains("cells 1, 3 alike") && told.contains("leaves out cells 4"),
        "{told}"
    );
    Ok(())
}

#[test]
fn each_start_has_an_end_where_the_start_decides() -> Result<(), Error> {
    let noise = |collective, dephasing| Noise {
        collective,
        local: (0.0, 0.0),
        dephasing: (dephasing, 0.0),
    };
    let pair = vec![1.0, 0.5, -1.0, 0.0];
    let unequal = vec![1.0, 0.8, 1.2, 0.5];
    let other = vec![0.3, -0.2, 0.1, 0.9];
    let warm = noise((2.5, 1.5), 0.0);
    let cases = [
        (
            "a pair, one left out",
            Couplings::of_modes(std::slice::from_ref(&pair))?,
            warm,
        ),
        (
            "a pair in two modes",
            Couplings::of_modes(&[pair, vec![0.5, 0.9, -0.5, 1.0]])?,
            warm,
        ),
        (
            "two pairs with frequencies of their own",
            Couplings::of_modes(&[vec![1.0, 0.5, 1.0, 0.5]])?.detuned(vec![0.3, 0.1, 0.3, 0.1])?,
            warm,
        ),
        (
            "three alike",
            Couplings::of_modes(&[vec![0.5, 1.0, 0.5, 0.5]])?,
            noise((0.5, 0.75), 0.0),
        ),
        (
            "one left out, dephased",
            Couplings::of_modes(&[vec![1.0, 0.5, 0.8, 0.0]])?,
            noise((2.5, 1.5), 0.4),
        ),
        (
            "emission through one mode",
            Couplings::of_modes(std::slice::from_ref(&unequal))?,
            noise((1.0, 0.0), 0.0),
        ),
        (
            "emission through two modes",
            Couplings::of_modes(&[unequal.clone(), other])?,
            noise((1.0, 0.0), 0.0),
        ),
        (
            "absorption through one mode",
            Couplings::of_modes(&[unequal])?,
            noise((0.0, 2.0), 0.0),
        ),
    ];
    // Two excitations with phases, of which none is real.
    let amplitude = |s: usize| {
        let inside = s.count_ones() == 2;
        let phase = s as f64 * s as f64;
        Complex::from_polar(if inside { 1.0 } else { 0.0 }, phase)
    };
    let starts = [
        (Start::ground(), Judge::ground(4)),
        (Start::excited(), Judge::excited(4)),
        pure(4, amplitude)?,
        pure(4, everywhere)?,
    ];
    for (name, couplings, noise) in cases {
        let battery = ensemble(&couplings, noise)?;
        assert!(!battery.has_unique_steady_state(), "{name}");
        let judge = judge(&couplings, noise);
        let truths = judge.evolve_all(starts.each_ref().map(|(_, truth)| truth), 400.0);
        for ((start, _), truth) in starts.iter().zip(truths) {
            let end = battery.steady_state_from(start)?;
            compare_end(&end, &truth, name);
        }
    }
    Ok(())
}

#[test]
fn what_turns_for_ever_is_told_and_what_does_not_has_an_end() -> Result<(), Error> {
    let noise = |collective, dephasing| Noise {
        collective,
        local: (0.0, 0.0),
        dephasing: (dephasing, 0.0),
    };
    let modes = |mode: [f64; 4], detunings: [f64; 4]| {
        Couplings::of_modes(&[mode.to_vec()])?.detuned(detunings.to_vec())
    };
    let pairs = modes([1.0, 0.8, 1.2, 0.5], [0.2, 0.2, 0.6, 0.6])?;
    let outside = modes([1.0, 0.8, 0.0, 0.0], [0.1, 0.3, 0.5, 0.9])?;
    let only = |kept: &[usize]| {
        let kept = kept.to_vec();
        move |string| Complex::from(f64::from(u8::from(kept.contains(&string))))
    };
    // Strings of one pair of cells alone, and of one cell in each pair.
    let (one, both) = (only(&[0b1000, 0b0100]), only(&[0b1000, 0b0010]));
    // Strings that differ in the cells left out, and such that do not.
    let (apart, alike) = (only(&[0b1010, 0b1001]), only(&[0b1010, 0b0110]));
    for (name, couplings, noise, starts) in [
        (
            "emission by pairs",
            &pairs,
            noise((1.0, 0.0), 0.0),
            [(pure(4, one)?, true), (pure(4, both)?, false)],
        ),
        (
            "two left out",
            &outside,
            noise((2.5, 1.5), 0.0),
            [(pure(4, &alike)?, true), (pure(4, &apart)?, false)],
        ),
        (
            "two left out and dephased",
            &outside,
            noise((2.5, 1.5), 0.4),
            [(pure(4, &alike)?, true), (pure(4, &apart)?, true)],
        ),
        (
            "dephasing alone",
            &outside,
            noise((0.0, 0.0), 0.4),
            [(pure(4, &alike)?, true), (pure(4, everywhere)?, true)],
        ),
        (
            "no noise",
            &outside,
            noise((0.0, 0.0), 0.0),
            [(pure(4, only(&[0b0101]))?, true), (pure(4, &apart)?, false)],
        ),
    ] {
        let battery = ensemble(couplings, noise)?;
        assert!(!battery.has_unique_steady_state(), "{name}");
        assert!(matches!(
            battery.steady_state(),
            Err(Error::CellsAlike { decided: true, .. })
        ));
        let judge = judge(couplings, noise);
        for ((start, truth), ends) in starts {
            match battery.steady_state_from(&start) {
                Ok(end) => {
                    assert!(ends, "{name}");
                    compare_end(&end, &judge.evolve(&truth, 700.0), name);
                }
                Err(Error::Turning { greatest }) => {
                    assert!(!ends && greatest > 0.01, "{name} {greatest}");
                    let [one, other] = [300.0, 301.0].map(|time| judge.evolve(&truth, time));
                    assert!((one.matrix() - other.matrix()).norm() > 0.01, "{name}");
                }
                Err(other) => return Err(other),
            }
        }
    }
    Ok(())
}

#[test]
fn equal_couplings_are_solved_as_ladders() -> Result<(), Error> {
    // Three cells in a triangle share the field alike, less than nothing of it where they are far apart.
    let unit = [Dipole::linear([0.0, 0.0, 1.0])?];
    for side in [0.1, 0.6] {
        let triangle = Couplings::free_space(&Geometry::ring(3, side)?, &unit)?;
        let battery = ensemble(&triangle, NOISE[2])?;
        let curve = battery.charge(&Start::ground(), &[0.5, 3.0])?;
        assert_eq!(curve.picture(), Picture::Ladder);
        let judge = judge(&triangle, NOISE[2]);
        for point in curve.points() {
            compare(
                &point.state,
                &judge.evolve(&Judge::ground(3), point.time),
                "triangle",
            );
        }
        compare(&battery.steady_state()?, &judge.steady_state(), "triangle");
    }
    Ok(())
}

#[test]
fn noise_on_single_cells_is_followed_from_starts_over_strings() -> Result<(), Error> {
    let noise = NOISE[4];
    let rates = |(emission, absorption): (f64, f64)| Channel::rates(emission, absorption);
    let battery = Ensemble::new(3)?
        .collective(rates(noise.collective)?)
        .local(rates(noise.local)?)
        .dephasing(noise.dephasing.0)?;
    let half = Complex::new(0.5f64.sqrt(), 0.0);
    let zero = Complex::new(0.0, 0.0);
    let mut amplitudes = vec![zero; 8];
    (amplitudes[0b011], amplitudes[0b101]) = (half, -half);
    let judge = judge(&Couplings::kernel(&[1.0; 9])?, noise);
    let turned = |s: usize| s.reverse_bits() >> (usize::BITS - 3);
    let truth: Vec<_> = (0..8).map(|s| amplitudes[turned(s)]).collect();
    for point in battery.charge(&Start::pure(amplitudes)?, &TIMES)?.points() {
        let what = format!("strings, t = {}", point.time);
        compare(
            &point.state,
            &judge.evolve(&Judge::pure(&truth), point.time),
            &what,
        );
    }
    Ok(())
}

#[test]
fn what_is_no_coupling_is_refused_with_its_fact() -> Result<(), Error> {
    let unit = [Dipole::linear([0.0, 0.0, 1.0])?];
    let coincide = Couplings::free_space(
        &Geometry::new(vec![[0.0; 3], [0.1, 0.0, 0.0], [0.1, 0.0, 0.0]])?,
        &unit,
    );
    assert!(matches!(
        coincide,
        Err(Error::CellsCoincide {
            one: 2,
            other: 3,
            ..
        })
    ));
    assert!(matches!(
        Couplings::kernel(&[1.0, 0.5, 0.4, 1.0]),
        Err(Error::KernelAsymmetric {
            row: 2,
            column: 1,
            ..
        })
    ));
    let negative = Couplings::kernel(&[1.0, 2.0, 2.0, 1.0]);
    assert!(
        matches!(negative, Err(Error::KernelNegative { least }) if (least + 1.0).abs() < 1e-12)
    );
    assert!(Couplings::kernel(&[1.0; 5]).is_err());
    assert!(Couplings::kernel(&[f64::NAN]).is_err());
    assert!(Geometry::chain(27, 0.1).is_err() && Geometry::chain(3, -0.1).is_err());
    assert!(Geometry::cube([u64::MAX, 3, 1], 0.1).is_err() && Geometry::ring(0, 0.1).is_err());
    let pair = Couplings::kernel(&[1.0, 0.5, 0.5, 1.0])?;
    assert!(pair.clone().detuned(vec![1.0]).is_err());
    assert!(Ensemble::new(3)?.couplings(pair).is_err());
    let many = Couplings::without_shift(&Geometry::chain(20, 0.1)?, &unit)?;
    let battery = Ensemble::new(20)?
        .collective(Channel::rates(1.0, 0.5)?)
        .couplings(many)?;
    assert!(matches!(
        battery.charge(&Start::ground(), &[1.0]),
        Err(Error::TooLarge { .. })
    ));
    Ok(())
}
