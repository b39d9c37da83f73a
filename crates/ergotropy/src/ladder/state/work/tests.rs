//! Work compared with sorting in exact integers, and with the limit of many cells.

use num_bigint::BigUint;
use proptest::prelude::*;

use crate::bounded::Bounded;
use crate::ladder::state::LadderState;
use crate::model::start::LadderStart;
use crate::spin::multiplicity::Multiplicities;
use crate::work::parts::Basis;
use crate::{Bath, Channel, Ensemble, Error, Kind};

/// E - E_passive, with every eigenvector sorted by itself.
fn one_by_one(state: &LadderState) -> f64 {
    let cells = state.lattice().cells();
    let table = Multiplicities::new(cells);
    let number = |count: &BigUint| usize::try_from(count).unwrap_or(usize::MAX);
    let mut eigenvalues = Vec::new();
    let mut energy = 0.0;
    for (d, k, p) in state.populations() {
        let copies = number(&table.ladder(d));
        eigenvalues.extend(std::iter::repeat_n(p / copies as f64, copies));
        energy += p * f64::from(k);
    }
    eigenvalues.sort_by(|a, b| b.total_cmp(a));
    let levels =
        (0..=cells).flat_map(|k| std::iter::repeat_n(f64::from(k), number(&table.level(k))));
    let passive: f64 = eigenvalues.iter().zip(levels).map(|(p, k)| p * k).sum();
    energy - passive
}

/// Steady work at η = 1 from a Gibbs start.
fn steady(cells: u64, alpha: f64, q: f64) -> Result<LadderState, Error> {
    Ensemble::new(cells)?
        .collective(Channel::thermal(Bath::from_bose_ratio(alpha)?, 1.0)?)
        .steady_state_reached_from(&LadderStart::Gibbs { q }.state(cells)?)
}

proptest! {
    #[test]
    fn work_is_that_of_sorting_every_eigenvector(
        cells in 1u32..12, seeds in proptest::collection::vec((0.0..1.0f64, 0u32..4), 42),
    ) {
        // Some weights are zero, and some eigenvalues are equal.
        let table = Multiplicities::new(cells);
        let raw: Vec<(u32, u32, f64)> = table
            .lattice()
            .iter()
            .zip(seeds)
            .map(|((d, k), (weight, kind))| {
                let copies = table.ladders_scaled(d, d).0[0].to_f64();
                (d, k, match kind { 0 => 0.0, 1 => 0.25 * copies, _ => weight + 1e-3 })
            })
            .collect();
        let sum: f64 = raw.iter().map(|&(_, _, w)| w).sum();
        prop_assume!(sum > 0.0);
        let weights = raw.into_iter().map(|(d, k, w)| (d, k, Bounded::from(w / sum)));
        let state = LadderStart::Populations(weights.collect()).state(cells.into());
        let Ok(state) = state else { panic!("refused: {state:?}") };
        let work = state.work();
        let n = f64::from(cells);
        let by_hand = one_by_one(&state);
        prop_assert!((work.ergotropy.value - by_hand).abs() <= work.ergotropy.error + 1e-13 * n);
        prop_assert!(work.ergotropy.error < 1e-14 * n && work.ergotropy.kind == Kind::Bound);
    }
}

/// lim W for N → ∞ from a Gibbs start, by brute force: rung i of ladder s is q^-s eigenvectors of
/// eigenvalue (1-α) q^s α^i in level s + i, and W is the weight that crosses one boundary.
fn limit(alpha: f64, q: f64) -> f64 {
    const SPAN: i32 = 400;
    let mut groups: Vec<(f64, f64, bool)> = Vec::new();
    for i in 0..SPAN {
        for s in -SPAN..=60 {
            groups.push((q.powi(s) * alpha.powi(i), q.powi(-s), s + i <= 0));
        }
    }
    groups.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut free: f64 = groups
        .iter()
        .filter(|group| group.2)
        .map(|group| group.1)
        .sum();
    let mut gain = 0.0;
    for (eigenvalue, copies, below) in groups {
        let taken = copies.min(free);
        free -= taken;
        gain += eigenvalue * if below { taken - copies } else { taken };
    }
    (1.0 - alpha) * gain
}

#[test]
fn many_cells_come_near_the_limit_as_one_over_n() -> Result<(), Error> {
    for (alpha, q) in [
        (0.6, 0.3),
        (0.2, 0.6),
        (0.45, 0.5),
        (0.9, 0.5),
        (0.0, 0.3),
        (0.7, 0.8),
    ] {
        let limit = limit(alpha, q);
        for cells in [10_000, 100_000, 1_000_000] {
            let work = steady(cells, alpha, q)?.work().ergotropy;
            assert!(work.error < 2e-17 * cells as f64 + 1e-11, "{work:?}");
            let miss = (work.value - limit) * cells as f64;
            assert!(
                miss.abs() < 60.0,
                "{alpha} {q} {cells}: {work:?}, limit {limit}, {miss}"
            );
        }
    }
    Ok(())
}

#[test]
fn boundaries_agree_with_sorting() -> Result<(), Error> {
    for (cells, alpha, q) in [
        (513, 0.9, 0.5),
        (600, 0.25, 0.5),
        (700, 0.95, 0.97),
        (800, 0.3, 0.999),
        (520, 0.0, 0.7),
        (2000, 0.5, 1.0),
        (900, 0.99, 0.2),
        (1500, 0.0, 0.0),
        (1501, 0.7, 1e-4),
        (513, 0.8, 1.0),
    ] {
        let state = steady(cells, alpha, q)?;
        let listed = LadderState::new(
            state.shared_table(),
            state.lists(),
            state.accuracy(),
            state.method(),
        );
        let Some(one) = state
            .geometric()
            .and_then(|ladders| crate::ladder::state::geometric::work::work(&state, ladders))
        else {
            panic!("{cells} {alpha} {q} is not valued by boundaries");
        };
        let other = listed.work();
        for (one, other) in [
            (one.ergotropy, other.ergotropy),
            (one.energy, other.energy),
            (one.passive_energy, other.passive_energy),
        ] {
            assert!(
                (one - other).contains(0.0),
                "{cells} {alpha} {q}: {one:?} {other:?}"
            );
            assert!(
                one.error < 1e-10 && other.error < 1e-10,
                "{one:?} {other:?}"
            );
        }
    }
    Ok(())
}

#[test]
fn moves_account_for_all_weight_and_for_the_work() -> Result<(), Error> {
    let weights = [(0, 5, 0.5), (1, 3, 0.25), (2, 2, 0.125), (0, 0, 0.125)];
    let weights = weights.map(|(d, k, p)| (d, k, p.into()));
    let state = LadderStart::Populations(weights.to_vec()).state(5)?;
    let moves = state.extraction()?;
    let weight: f64 = moves.iter().map(|step| step.weight).sum();
    let work: f64 = moves
        .iter()
        .map(|step| step.weight * (f64::from(step.from) - f64::from(step.to)))
        .sum();
    assert!((weight - 1.0).abs() < 1e-15);
    assert!((work - state.ergotropy().value).abs() < 1e-14);
    // The eigenvalues are 1/2 once, 1/8 once, 1/16 four times and 1/40 five times; the levels hold 1, 5
    // and 10.
    let by_hand = 0.125 + 4.0 * 0.0625 + 5.0 * 0.025 * 2.0;
    assert!((state.work().passive_energy.value - by_hand).abs() < 1e-15);
    let share = state.work().extractable_share();
    assert!(share.is_some_and(|share| share.contains(1.0 - by_hand / state.energy().value)));
    let ground = LadderStart::Gibbs { q: 0.0 }.state(5)?;
    assert_eq!(ground.work().extractable_share(), None);
    Ok(())
}

/// Ergotropy of the weights of bit strings, each string sorted by itself.
fn of_strings(state: &LadderState) -> f64 {
    let cells = state.lattice().cells();
    let table = Multiplicities::new(cells);
    let mut levels = vec![0.0; cells as usize + 1];
    for (_, k, p) in state.populations() {
        levels[k as usize] += p;
    }
    let mut strings = Vec::new();
    let mut places = Vec::new();
    for (k, weight) in (0..=cells).zip(&levels) {
        let count = usize::try_from(&*table.level(k)).unwrap_or(usize::MAX);
        strings.extend(std::iter::repeat_n(weight / count as f64, count));
        places.extend(std::iter::repeat_n(f64::from(k), count));
    }
    let energy: f64 = (0u32..).zip(&levels).map(|(k, p)| f64::from(k) * p).sum();
    strings.sort_by(|a, b| b.total_cmp(a));
    let passive: f64 = strings.iter().zip(&places).map(|(p, k)| p * k).sum();
    energy - passive
}

#[test]
fn without_coherence_between_strings_levels_are_even() -> Result<(), Error> {
    let mut gained = 0;
    for cells in [1u32, 2, 5, 9, 14] {
        let middle = cells / 2;
        for start in [
            LadderStart::Excited,
            LadderStart::Gibbs { q: 0.3 },
            LadderStart::Dicke {
                excitations: middle.into(),
            },
            LadderStart::Populations(vec![(0, cells, 0.75.into()), (middle, middle, 0.25.into())]),
        ] {
            for alpha in [0.0, 0.4, 0.95] {
                let start = start.state(cells.into())?;
                let state = Ensemble::new(cells.into())?
                    .collective(Channel::thermal(Bath::from_bose_ratio(alpha)?, 1.0)?)
                    .steady_state_reached_from(&start)?;
                for state in [start, state] {
                    let parts = state.parts_at(state.ergotropy(), Basis::Strings);
                    let by_hand = of_strings(&state);
                    let miss = (parts.incoherent.value - by_hand).abs();
                    // The comparison adds as many energies as there are strings in plain floats.
                    let roundings = f64::from(1u32 << cells) * f64::EPSILON;
                    assert!(
                        miss <= parts.incoherent.error + roundings,
                        "{cells} {by_hand} {parts:?}"
                    );
                    assert!(parts.incoherent.error < 1e-13 && parts.coherent.value >= 0.0);
                    gained += usize::from(by_hand > 1e-3);
                }
            }
        }
    }
    assert!(gained > 20, "{gained}");
    Ok(())
}

#[test]
fn levels_of_many_cells_are_counted_too() -> Result<(), Error> {
    // A Dicke state is one vector over C(N, k) strings, each with the weight 1/C(N, k).
    for (cells, k) in [
        (600u32, 250u32),
        (600, 350),
        (5000, 4990),
        (1 << 31, (1 << 31) - 2),
    ] {
        let state = LadderStart::Dicke {
            excitations: k.into(),
        }
        .state(cells.into())?;
        let parts = state.parts_at(state.ergotropy(), Basis::Strings);
        let (n, k) = (f64::from(cells), f64::from(k));
        assert!(parts.incoherent.value <= k && parts.incoherent.upper() > 2.0 * k - n);
        // The sizes of lower levels fall by r = k/(N-k+1) each. The strings fill levels down to ln(1-r)/ln r =
        // 3.6 levels lower, and their mean is another r/(1-r) = 2.5 levels lower.
        if 2.0 * k > n {
            assert!(parts.incoherent.lower() >= 2.0 * k - n - 1.0, "{parts:?}");
        } else {
            assert!((5.0..6.5).contains(&parts.incoherent.value), "{parts:?}");
        }
    }
    // On both sides of 512 cells: the same weights with the exact table and with ratios of counts.
    let incoherent = |cells| -> Result<f64, Error> {
        let state = Ensemble::new(cells)?
            .collective(Channel::thermal(Bath::from_bose_ratio(0.9)?, 1.0)?)
            .steady_state_reached_from(&LadderStart::Dicke { excitations: 40 }.state(cells)?)?;
        Ok(state
            .parts_at(state.ergotropy(), Basis::Strings)
            .incoherent
            .value)
    };
    let (before, after) = (incoherent(512)?, incoherent(513)?);
    assert!(
        (before - after).abs() < 0.01 * before.max(1e-3),
        "{before} {after}"
    );
    Ok(())
}
