//! Cells that differ, against brute force over all elements of the density matrix.

use ergotropy::{
    Bounded, Channel, Couplings, Dipole, Ensemble, Error, Geometry, Observables, Picture, Start,
    State,
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
                couplings.detunings()[i]
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
    let excited = |cell: usize| -> f64 {
        let strings = (0..1usize << judge.cells()).filter(|string| string >> cell & 1 == 1);
        strings
            .map(|string| judge.matrix()[(string, string)].re)
            .sum()
    };
    let of_cells: f64 = (0..judge.cells())
        .map(|cell| (2.0 * excited(cell) - 1.0).max(0.0))
        .sum();
    let pairs = [
        (work.energy, judge.energy()),
        (work.ergotropy, judge.ergotropy()),
        (state.purity(), judge.purity()),
        (state.bright_weight(), judge.bright_weight()),
        (
            state.work_of_cells().unwrap_or(Bounded::from(f64::NAN)),
            of_cells,
        ),
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

fn follow(cells: u32) -> Result<(), Error> {
    for (name, couplings) in arrays(cells)? {
        for noise in NOISE {
            let battery = ensemble(&couplings, noise)?;
            let judge = judge(&couplings, noise);
            let starts = [
                (Start::ground(), Judge::ground(cells as usize)),
                (Start::gibbs(0.25)?, Judge::gibbs(cells as usize, 0.25)),
                (Start::dicke(1), Judge::dicke(cells as usize, 1)),
            ];
            for (start, truth) in starts {
                let curve = battery.charge(&start, &TIMES)?;
                assert_eq!(curve.picture(), Picture::Register);
                for point in curve.points() {
                    let truth = judge.evolve(&truth, point.time);
                    let what = format!("{name}, {noise:?}, t = {}", point.time);
                    compare(&point.state, &truth, &what);
                    let all = point.state.density_matrix()?;
                    let size = 1usize << cells;
                    for r in 0..size {
                        for c in 0..size {
                            // Cell 1 is the most significant bit here and the least there.
                            let turned = |s: usize| s.reverse_bits() >> (usize::BITS - cells);
                            let off =
                                (all.element(r, c) - truth.matrix()[(turned(r), turned(c))]).norm();
                            assert!(off < AGREEMENT, "{what}: {r} {c} {off}");
                        }
                    }
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
    let truth: Vec<_> = (0..8).map(amplitude).collect();
    let turned = |s: usize| s.reverse_bits() >> (usize::BITS - 3);
    let start = Start::pure((0..8).map(|s| amplitude(turned(s))).collect())?;
    for (name, couplings) in arrays(3)? {
        for noise in NOISE {
            let battery = ensemble(&couplings, noise)?;
            let judge = judge(&couplings, noise);
            for point in battery.charge(&start, &TIMES)?.points() {
                let truth = judge.evolve(&Judge::pure(&truth), point.time);
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
        Complex::new(phase.cos(), phase.sin()) * if inside { 6.0f64.sqrt().recip() } else { 0.0 }
    };
    let amplitudes: Vec<Complex<f64>> = (0..16).map(amplitude).collect();
    let turned = |s: usize| s.reverse_bits() >> (usize::BITS - 4);
    let truth: Vec<_> = (0..16).map(|s| amplitudes[turned(s)]).collect();
    let mut excited = vec![Complex::new(0.0, 0.0); 16];
    excited[15] = Complex::new(1.0, 0.0);
    for (name, couplings, noise) in cases {
        let battery = ensemble(&couplings, noise)?;
        assert!(!battery.has_unique_steady_state(), "{name}");
        let judge = judge(&couplings, noise);
        for (start, truth) in [
            (Start::ground(), Judge::ground(4)),
            (Start::excited(), Judge::pure(&excited)),
            (Start::pure(amplitudes.clone())?, Judge::pure(&truth)),
        ] {
            let end = battery.steady_state_from(&start)?;
            // The judge has roundings of some 1e-11 after so many squarings.
            let truth = judge.evolve(&truth, 400.0);
            for (number, truth) in [
                (end.energy(), truth.energy()),
                (end.ergotropy(), truth.ergotropy()),
                (end.purity(), truth.purity()),
                (end.bright_weight(), truth.bright_weight()),
            ] {
                let off = (number.value - truth).abs();
                assert!(off < AGREEMENT, "{name}: {number:?} {truth}");
                assert!(number.error < AGREEMENT, "{name}: {number:?}");
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
