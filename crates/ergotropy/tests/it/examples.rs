//! The examples that users copy come to what they say.

use ergotropy::{Bounded, Kind, Observables, Picture};

#[path = "../../examples/array.rs"]
#[expect(dead_code, reason = "`main` prints what is asserted here")]
mod array;
#[path = "../../examples/device.rs"]
#[expect(dead_code, reason = "`main` prints what is asserted here")]
mod device;
#[path = "../../examples/map.rs"]
#[expect(dead_code, reason = "`main` prints what is asserted here")]
mod map;
#[path = "../../examples/own_start.rs"]
#[expect(dead_code, reason = "`main` prints what is asserted here")]
mod own_start;
#[path = "../../examples/populations.rs"]
#[expect(dead_code, reason = "`main` prints what is asserted here")]
mod populations;

#[test]
fn a_map_has_the_same_bits_for_any_number_of_threads() {
    let alone = map::map(1).expect("a map");
    for threads in [2, 3, 100] {
        assert_eq!(map::map(threads).expect("a map"), alone, "{threads}");
    }
    assert_eq!(
        alone[4][12],
        map::work(map::ratio(12), map::ratio(4)).expect("a point")
    );
    // One temperature is passive; the greatest work is at cold local baths.
    assert!((0..21).all(|both| alone[both][both].value == 0.0));
    let most = |row: &[Bounded]| row.iter().map(|work| work.value).fold(0.0, f64::max);
    assert!(alone[1..].iter().all(|row| most(row) < most(&alone[0])));
}

#[test]
fn cells_that_are_apart_share_less_of_a_field() {
    let most = |battery| array::greatest(&battery).expect("a peak").value;
    let together = most(array::field().expect("cells"));
    let shares = |shift| {
        array::SPACINGS
            .map(|spacing| most(array::chain(spacing, shift).expect("a chain")) / together)
    };
    // Shares of the work at one place, from a study with a program of its own.
    for (found, known) in [
        (shares(false), [0.940, 0.886, 0.716, 0.321]),
        (shares(true), [0.495, 0.378, 0.615, 0.320]),
    ] {
        for (found, known) in found.into_iter().zip(known) {
            assert!((found - known).abs() < 2e-3, "{found} {known}");
        }
    }
}

#[test]
fn own_starts_keep_their_dark_part() {
    let [ladders, singlet] = own_start::states().expect("states");
    // The bright ladder falls to the ground state, the two copies of j = 0 keep an eighth each, on level 2: both
    // change places with two of four empty strings on level 1.
    assert!(ladders.bright_weight().contains(0.75));
    assert!(ladders.energy().contains(0.5));
    assert!(ladders.ergotropy().contains(0.25));
    // The excited cell beside a singlet falls into a dark state, which is pure: all of its energy is work.
    assert_eq!(singlet.picture(), Picture::Schur);
    assert!(singlet.energy().contains(1.0) && singlet.ergotropy().contains(1.0));
    assert!(singlet.purity().contains(1.0) && singlet.bright_weight().contains(0.0));
}

#[test]
fn populations_have_their_copies() {
    let state = populations::state().expect("a state");
    let purity = state.purity();
    assert!((populations::purity(&state) - purity.value).abs() < 1e-15);
    let (mut weight, mut energy, mut copies) = (0.0, 0.0, 0.0);
    for rung in state.ladder_populations() {
        weight += rung.weight.value;
        energy += f64::from(rung.k) * rung.weight.value;
        copies += rung.copies.to_f64();
    }
    assert!((weight - 1.0).abs() < 1e-14);
    assert!((energy - state.energy().value).abs() < 1e-14);
    assert_eq!(copies, 128.0); // 2^7 eigenvalues
}

#[test]
fn a_device_is_told_by_its_coherence_times() {
    let battery = device::battery().expect("a device");
    let near =
        |time: Option<f64>, given: f64| time.is_some_and(|time| (time - given).abs() < 1e-12);
    assert!(near(battery.t1(), 50.0) && near(battery.t2(), 30.0));
    let steady = battery.steady_state().expect("a steady state").ergotropy();
    let summary = device::charging(&battery).expect("a summary");
    let peak = summary.peak.expect("a peak");
    // The work is greatest long before single cells relax, and is mostly lost when they have.
    assert_eq!(peak.ergotropy.kind, Kind::Bound);
    assert!(peak.ergotropy.lower() > 5.0 * steady.upper() && !peak.rising);
    assert!(peak.time.upper() < 1.0);
    let time = summary.time_to_90.expect("a time").value;
    let work = battery
        .charge(&ergotropy::Start::ground(), &[time])
        .expect("a curve");
    let work = work.points()[0].work().ergotropy.value;
    assert!((work - 0.9 * peak.ergotropy.value).abs() < 1e-6);
}
