use super::*;
use crate::error::Error;
use crate::ladder::chain::window::Window;
use crate::numerics::double::ROUNDOFF_SQUARED;
use crate::{Bath, Channel, Ensemble};

fn generators() -> Result<Vec<Rates<Double>>, Error> {
    let mut generators = Vec::new();
    for cells in [1, 2, 3, 8, 33] {
        for dephasing in [0.0, 0.45] {
            let ensemble = Ensemble::new(cells)?
                .collective(Channel::thermal(Bath::from_bose_ratio(0.7)?, 0.3)?)
                .local(Channel::thermal(Bath::from_bose_ratio(0.2)?, 1.7)?)
                .dephasing(dephasing)?;
            generators.push(Rates::<Double>::new(&ensemble));
        }
    }
    Ok(generators)
}

#[test]
fn functions_fall_by_more_than_their_roundings() -> Result<(), Error> {
    let ensemble = Ensemble::new(1)?.local(Channel::rates(1.0, 0.5)?);
    let flows = Flows::new(&Rates::<Double>::new(&ensemble));
    // 24 roundings of the two terms, each about 2^20, are 24 spacings of floats there.
    let (ground, spacing) = (2f64.powi(20), 2f64.powi(-32));
    for (spacings, falls) in [(-1.0, false), (0.0, false), (20.0, false), (28.0, true)] {
        let excited = ground + 1.0 + spacings * spacing;
        assert_eq!(flows.falls(&[ground, excited], 0), falls, "{spacings}");
    }
    // A function is not negative, and falls everywhere but at the mode.
    assert!(!flows.falls(&[-1.0, 2.0], 0));
    assert!(!flows.falls(&[0.0, 2.0], 1));
    assert!(flows.falls(&[0.0, 2.0], 0));
    Ok(())
}

/// All jumps of the generator as numbers of two states, from and to, and a rate.
fn jumps(generator: &Rates<Double>, window: &Window) -> Vec<(usize, usize, Double)> {
    let mut jumps = Vec::new();
    for (from, (d, k)) in window.iter().enumerate() {
        for ((d, k), rate) in generator.ladder(d).jumps(k) {
            if let Some(to) = window.index(d, k).filter(|_| rate.is_positive()) {
                jumps.push((from, to, rate));
            }
        }
    }
    jumps
}

#[test]
fn rates_are_those_of_the_generator() -> Result<(), Error> {
    for generator in generators()? {
        let lattice = generator.lattice();
        let window = Window::full(lattice);
        let flows = Flows::new(&generator);
        let mut found = Vec::new();
        for d in 0..lattice.ladders() {
            for (rates, jump) in flows.rates.iter().zip(Jump::ALL) {
                if let Some((from, to)) = flows.sources(d, jump) {
                    let each = from.zip(to).map(|(from, to)| (from, to, rates.get(from)));
                    found.extend(each.filter(|(.., rate)| rate.is_positive()));
                }
            }
        }
        let mut expected = jumps(&generator, &window);
        let place = |jump: &(usize, usize, Double)| (jump.0, jump.1);
        found.sort_by_key(place);
        expected.sort_by_key(place);
        assert_eq!(found.len(), expected.len());
        let mut exits = vec![Double::ZERO; window.states()];
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(place(found), place(expected));
            let miss = (found.2 - expected.2).to_f64().abs();
            assert!(miss <= 2.0 * RATE_ERROR * ROUNDOFF_SQUARED * expected.2.hi);
            exits[expected.0] += expected.2;
        }
        for (found, expected) in flows.exits.iter().zip(exits) {
            let miss = (found - expected).to_f64().abs();
            assert!(miss <= 2.0 * RATE_ERROR * ROUNDOFF_SQUARED * expected.hi);
        }
    }
    Ok(())
}

#[test]
fn defects_are_sums_of_flows() -> Result<(), Error> {
    for generator in generators()? {
        let window = Window::full(generator.lattice());
        let flows = Flows::new(&generator);
        // The test needs both signs, and digits beyond those of a float.
        let p: Doubles = (1u32..)
            .take(window.states())
            .map(|i| Double::from((f64::from(i) * 0.7).sin()) / Double::from(3.0))
            .collect();
        let mut expected = vec![(Double::ZERO, 0.0); window.states()];
        for (from, to, rate) in jumps(&generator, &window) {
            let flow = p.get(from) * rate;
            for (state, flow) in [(to, flow), (from, -flow)] {
                expected[state].0 += flow;
                expected[state].1 += flow.hi.abs();
            }
        }
        let defect = flows.defect(&p);
        for (s, (sum, size)) in expected.into_iter().enumerate() {
            let miss = (Double::from(defect.missing[s]) - sum).to_f64().abs();
            let room = ROUNDOFF * sum.hi.abs() + FLOW_ERROR * ROUNDOFF_SQUARED * size;
            assert!(miss <= room, "{s}: {miss:e}");
            assert!((defect.flows[s] - size).abs() <= 1e-14 * size);
        }
        // A step of -p cancels the defect, so that only the rounding of the step is left.
        let back: Vec<f64> = p.iter().map(|p| -p.to_f64()).collect();
        let rest = flows.rest(&back, &defect, &vec![1.0; back.len()]);
        let sizes: f64 = defect.flows.iter().sum();
        assert!(rest <= 32.0 * ROUNDOFF * sizes && rest >= PLAIN_ERROR * ROUNDOFF * sizes);
    }
    Ok(())
}
