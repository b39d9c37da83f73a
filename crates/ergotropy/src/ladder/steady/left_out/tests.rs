use super::*;
use crate::error::Error;
use crate::ladder::chain::profile::{Profile, Reach};
use crate::ladder::elimination::dissection::{Dissection, Edge};
use crate::ladder::elimination::purpose::Purpose;
use crate::ladder::steady::left_out::patch::PatchRates;
use crate::ladder::steady::windowed::tests::{ensemble, grid_point};
use crate::model::start::LadderStart;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// QV at a state, summed term by term, and the sum of the absolute values of the terms.
fn exact_drift(potential: &Potential, rates: &Rates, d: u32, k: u32) -> (f64, f64) {
    let own = potential.at(d, k);
    let jumps = rates.ladder(d).jumps(k).filter(|&(_, rate)| rate > 0.0);
    jumps.fold((0.0, 0.0), |(sum, size), ((d, k), rate)| {
        let other = potential.at(d, k);
        (sum + rate * (other - own), size + rate * (other + own))
    })
}

#[test]
fn a_function_that_passes_falls_at_every_state_outside() -> Result<(), Error> {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let (mut passed, mut refused, mut states) = (0, 0, 0);
    for cells in [60, 151, 300] {
        for _ in 0..8 {
            let ensemble = ensemble(cells, grid_point(&mut random))?.dephasing(0.02)?;
            let rates = Rates::new(&ensemble);
            let profile = Profile::new(&rates, Reach::even(30.0));
            let (window, (mode, _)) = (profile.window(), profile.mode());
            for choice in choices(Search::default(), &rates, mode).step_by(3) {
                let Some(potential) = Potential::new(&rates, &window, mode, choice) else {
                    continue;
                };
                // Heights of all sizes, so that some functions fall by just less than λ somewhere.
                let height = 1.2f64.powf(f64::from(random.next_u32() % 1000) / 50.0);
                let lined = potential.clone().raised(height).with_line(&rates, 3.0);
                for potential in [Some(potential.raised(height)), lined]
                    .into_iter()
                    .flatten()
                {
                    if !check(&potential, &rates, &window, &mut Vec::new()).0 {
                        refused += 1;
                        continue;
                    }
                    passed += 1;
                    for (d, k) in rates.lattice().iter() {
                        if window.contains(d, k) {
                            continue;
                        }
                        states += 1;
                        let (drift, size) = exact_drift(&potential, &rates, d, k);
                        let room = 1e-13 * size;
                        let fine = size.is_infinite() || drift <= -potential.rate() + room;
                        assert!(fine, "{cells} {d} {k} {drift} {size} {potential:?}");
                        assert!(potential.at(d, k) >= 0.0);
                    }
                }
            }
        }
    }
    assert!(
        passed > 50 && refused > 50 && states > 100_000,
        "{passed} {refused} {states}"
    );
    Ok(())
}

#[test]
fn patches_bound_the_rates_of_their_states() -> Result<(), Error> {
    let mut random = ChaCha8Rng::seed_from_u64(4);
    let mut states = 0;
    for cells in [1, 2, 9, 10] {
        let ensemble = ensemble(cells, (0.6, 0.3, 0.8, 1.0))?.dephasing(0.2)?;
        let rates = Rates::new(&ensemble);
        let lattice = rates.lattice();
        let mut patches: Vec<_> = Patch::of_ladders(lattice, 0, u32::MAX)
            .into_iter()
            .collect();
        while let Some(patch) = patches.pop() {
            let PatchRates {
                least: low,
                greatest: high,
                ..
            } = patch.rates(&rates);
            for d in patch.low..=patch.high {
                for rung in patch.bottom..=patch.top.min(lattice.twice_j(d)) {
                    let above = lattice.twice_j(d) - rung;
                    let own = rates.ladder(d).at(f64::from(rung), f64::from(above));
                    for (own, (low, high)) in own.iter().zip(low.iter().zip(&high)) {
                        assert!(low <= own && own <= high, "{patch:?} {d} {rung}");
                    }
                    let (least, most) = patch.above();
                    assert!((least..=most).contains(&above));
                    states += 1;
                }
            }
            let width = f64::from(1 + random.next_u32() % 9);
            patches.extend(patch.halves(width).into_iter().flatten());
        }
    }
    assert!(states > 300, "{states}");
    Ok(())
}

#[test]
fn bounds_cover_what_is_left_out() -> Result<(), Error> {
    let mut random = ChaCha8Rng::seed_from_u64(8);
    let (mut proved, mut all) = (0, 0);
    while all < 40 {
        let ensemble = ensemble(250, grid_point(&mut random))?;
        if ensemble.one_ratio().is_some() {
            continue;
        }
        let rates = Rates::new(&ensemble);
        let profile = Profile::new(&rates, Reach::even(18.0));
        let (window, mode) = (profile.window(), profile.mode());
        if window.is_full() {
            continue;
        }
        all += 1;
        let full = Window::full(rates.lattice());
        let exact = Dissection::new(&rates, &full, mode, 0.0, Purpose::Steady, Edge::Reflecting)?
            .stationary();
        let missing: f64 = full
            .iter()
            .zip(&exact)
            .filter(|((d, k), _)| !window.contains(*d, *k))
            .map(|(_, weight)| weight)
            .sum();
        assert!(missing > 0.0);
        let weight = |d, k| full.index(d, k).map_or(0.0, |index| exact[index]);
        if let Some(bound) = left_out(&rates, &window, mode.0, weight) {
            assert!(missing <= bound, "{missing:e} {bound:e}");
            proved += 1;
        }
    }
    assert!(proved >= 30, "{proved}");
    Ok(())
}

#[test]
fn large_numbers_of_cells_have_bounds() -> Result<(), Error> {
    for (cells, point) in [
        (1_000, (0.745, 0.44, 0.66, 1.0)),
        (10_000, (0.9, 0.9, 0.3, 1.0)),
        (100_000, (0.5, 0.3, 0.5, 1.0)),
        (1_000_000, (0.9, 0.6, 0.2, 1.0)),
    ] {
        let ensemble = ensemble(cells, point)?;
        let steady = ensemble.unique_steady_state()?;
        let found = ensemble.left_out(&steady);
        assert!(found.is_some_and(|bound| bound < 1e-6), "{cells} {found:?}");
    }
    Ok(())
}

#[test]
fn nothing_is_left_out_of_a_whole_lattice() -> Result<(), Error> {
    let ensemble = ensemble(20, (0.9, 0.9, 0.3, 1.0))?;
    assert_eq!(
        ensemble.left_out(&ensemble.unique_steady_state()?),
        Some(0.0)
    );
    let other = Ensemble::new(21)?;
    assert_eq!(other.left_out(&ensemble.unique_steady_state()?), None);
    Ok(())
}

#[test]
fn bounds_are_the_sums_of_the_theorem_rounded_up() -> Result<(), Error> {
    let ensemble = ensemble(100, (0.6, 0.3, 0.4, 1.0))?;
    let rates = Rates::new(&ensemble);
    let profile = Profile::new(&rates, Reach::even(15.0));
    let (window, (mode, _)) = (profile.window(), profile.mode());
    let mut functions = choices(Search::default(), &rates, mode)
        .filter_map(|choice| Potential::new(&rates, &window, mode, choice));
    let Some(potential) = functions.next() else {
        panic!("some function falls");
    };
    let weight = |d: u32, k: u32| 1.0 / f64::from(3 + d + k);
    let times = window.iter().map(|(d, k)| {
        let jumps = rates.ladder(d).jumps(k);
        let out = jumps.filter(|&((d, k), rate)| rate > 0.0 && !window.contains(d, k));
        let time: f64 = out.map(|((d, k), rate)| rate * potential.at(d, k)).sum();
        weight(d, k) * time / potential.rate()
    });
    let (sum, found) = (
        times.sum::<f64>(),
        outside(&potential, &rates, &window, weight),
    );
    assert!(found > sum && found < sum * (1.0 + 1e-8), "{found} {sum}");
    Ok(())
}

#[test]
fn windows_with_gaps_below_them_have_no_bound() -> Result<(), Error> {
    let ensemble = ensemble(300, (0.9, 0.9, 0.3, 1.0))?;
    let steady = ensemble.unique_steady_state()?;
    assert!(ensemble.left_out(&steady).is_some());
    let (first, last) = steady.ladder_ends().unwrap_or_default();
    let all: Vec<_> = steady.populations().collect();
    let without = |left_out: &dyn Fn(u32, u32) -> bool| {
        let kept = all.iter().filter(|(d, k, _)| !left_out(*d, *k));
        let sum: f64 = kept.clone().map(|(_, _, p)| p).sum();
        LadderStart::Populations(kept.map(|&(d, k, p)| (d, k, (p / sum).into())).collect())
            .state(300)
    };
    // The bottom of one ladder, of all ladders, and a whole ladder.
    let middle = u32::midpoint(first, last);
    let bound = |left_out: &dyn Fn(u32, u32) -> bool| -> Result<_, Error> {
        Ok(ensemble.left_out(&without(left_out)?))
    };
    assert_eq!(bound(&|d, k| d == middle && k == d)?, None);
    assert_eq!(bound(&|d, k| k == d)?, None);
    assert_eq!(bound(&|d, _| d == middle)?, None);
    Ok(())
}

#[test]
fn a_window_that_the_chain_leaves_for_good_has_no_bound() -> Result<(), Error> {
    // All weight is far from the first ladders.
    let ensemble = ensemble(400, (0.5, 0.2, 0.9, 1.0))?;
    let rates = Rates::new(&ensemble);
    let window = Window::new(rates.lattice(), 0, (0..20).map(|d| d..d + 30));
    assert_eq!(left_out(&rates, &window, 10, |_, _| 1e-3), None);
    Ok(())
}

/// The greatest drift bound among the functions that are the lesser ones somewhere on a patch.
fn bound(potential: &Potential, rates: &Rates, patch: &Patch) -> f64 {
    let parts = [Part::Bulk, Part::End].into_iter();
    let pairs = parts.flat_map(|part| [Rise::Power, Rise::Line].map(|rise| (part, rise)));
    pairs
        .filter(|&(part, rise)| {
            potential.needs_part(part, patch) && potential.needs_rise(rise, patch)
        })
        .map(|pair| potential.drift(pair, rates, patch, &patch.rates(rates)))
        .fold(f64::NEG_INFINITY, f64::max)
}

#[test]
fn drifts_of_patches_are_upper_bounds() -> Result<(), Error> {
    let mut random = ChaCha8Rng::seed_from_u64(4);
    let (mut patches, mut states) = (0, 0);
    for cells in [60, 61, 90] {
        for _ in 0..10 {
            let ensemble = ensemble(cells, grid_point(&mut random))?.dephasing(0.02)?;
            let rates = Rates::new(&ensemble);
            let lattice = rates.lattice();
            let profile = Profile::new(&rates, Reach::even(30.0));
            let (window, (mode, _)) = (profile.window(), profile.mode());
            let plain = choices(Search::default(), &rates, mode)
                .step_by(7)
                .filter_map(|choice| {
                    Some(Potential::new(&rates, &window, mode, choice)?.raised(25.0))
                });
            let all = plain.flat_map(|plain| {
                let lined = plain.clone().with_line(&rates, 3.0);
                [Some(plain), lined].into_iter().flatten()
            });
            for potential in all {
                for (low, high) in potential.zones() {
                    for _ in 0..100 {
                        let mut of = |n: u32| random.next_u32() % n;
                        // Rates of ladders at the dark end differ the most.
                        let low = high
                            .min(lattice.ladders() - 1)
                            .saturating_sub(of(6))
                            .max(low);
                        let Some(all) = Patch::of_ladders(lattice, low, high.min(low + of(6)))
                        else {
                            continue;
                        };
                        let bottom = of(all.top + 1);
                        let top = (bottom + of(4)).min(all.top);
                        let mut patch = all;
                        (patch.bottom, patch.top) = (bottom, top);
                        let most = bound(&potential, &rates, &patch);
                        patches += 1;
                        for d in patch.low..=patch.high {
                            for u in bottom..=top.min(lattice.twice_j(d)) {
                                let (drift, size) = exact_drift(&potential, &rates, d, d + u);
                                let fine = size.is_infinite() || drift <= most + 1e-13 * size;
                                assert!(fine, "{cells} {d} {u} {drift} {most} {patch:?}");
                                states += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(patches > 10_000 && states > 10_000, "{patches} {states}");
    Ok(())
}
