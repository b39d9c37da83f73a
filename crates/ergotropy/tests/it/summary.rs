//! What charging curves come to, against closed forms, the oracle and dense samples.

use ergotropy::{
    Bath, Bounded, Channel, Complex64, Ensemble, Error, Kind, Peak, Proof, Start, Summary, Tuning,
};
use ergotropy_oracle as oracle;
use oracle::points::Point;
use oracle::{Chain, to_f64};

use crate::mixture;

fn peak(summary: Summary) -> Peak {
    summary.peak.expect("there are times")
}

fn close(number: Bounded, exact: f64, within: f64) {
    assert!(number.contains(exact), "{number:?} against {exact}");
    assert!(number.error <= within, "{number:?} is not known well");
}

/// One cell with emission 1 and absorption 2: p = 2/3 (1 - exp(-3t)) and W = max(0, 2p - 1).
fn pumped() -> Result<Ensemble, Error> {
    Ok(Ensemble::new(1)?.collective(Channel::rates(1.0, 2.0)?))
}

fn pumped_work(t: f64) -> f64 {
    (-4.0 / 3.0 * (-3.0 * t).exp_m1() - 1.0).max(0.0)
}

/// The time at which the pumped cell has the work `w`.
fn pumped_time(w: f64) -> f64 {
    -(1.0 - 0.75 * (1.0 + w)).ln() / 3.0
}

#[test]
fn a_pumped_cell_rises_from_a_plateau_over_a_kink() -> Result<(), Error> {
    let summary = pumped()?.charge_summary(&Start::ground(), &[1.0, 0.0])?;
    let top = peak(summary);
    assert!(top.rising && top.ergotropy.kind == Kind::Bound);
    close(top.ergotropy, pumped_work(1.0), 1e-12);
    close(top.time, 1.0, 1e-12);
    for (time, share) in [(summary.half_time, 0.5), (summary.time_to_90, 0.9)] {
        let time = time.expect("work is gained");
        assert_eq!(time.kind, Kind::Bound);
        close(time, pumped_time(share * pumped_work(1.0)), 1e-9);
    }
    let power = summary.greatest_power.expect("work is gained");
    // (W/t)' = 0 where W't = W.
    let slack = |t: f64| 4.0 * (-3.0 * t).exp() * t - pumped_work(t);
    let (mut low, mut high) = (0.5, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if slack(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    close(power.time, low, 1e-3);
    close(power.power, pumped_work(low) / low, 1e-7);
    assert_eq!(power.power.kind, Kind::Bound);
    Ok(())
}

#[test]
fn a_curve_that_falls_has_its_peak_at_the_first_time() -> Result<(), Error> {
    let cold = Channel::thermal(Bath::from_bose_ratio(0.0)?, 1.0)?;
    let battery = Ensemble::new(1)?.collective(cold);
    for (times, first) in [(&[0.0, 3.0][..], 0.0f64), (&[0.3, 0.1, 3.0][..], 0.1)] {
        let summary = battery.charge_summary(&Start::excited(), times)?;
        let top = peak(summary);
        assert!(!top.rising);
        close(top.ergotropy, 2.0 * (-first).exp() - 1.0, 1e-12);
        close(top.time, first, 1e-12);
        assert!(summary.half_time.is_none() && summary.time_to_90.is_none());
        assert!(summary.greatest_power.is_none());
    }
    Ok(())
}

#[test]
fn power_that_is_greatest_at_once_is_the_slope_at_the_beginning() -> Result<(), Error> {
    // W = 2p - 1 with p(0) = 5/8 and p' = 1 - p has the slope 3/4 at the beginning, and bends down.
    let battery = Ensemble::new(1)?.collective(Channel::rates(0.0, 1.0)?);
    let start = Start::populations([(0, 0, 0.375), (0, 1, 0.625)]);
    let summary = battery.charge_summary(&start, &[0.0, 2.0])?;
    let power = summary.greatest_power.expect("work is gained");
    close(power.power, 0.75, 1e-6);
    close(power.time, 0.0, 1e-6);
    Ok(())
}

#[test]
fn times_decide_what_is_asked_and_their_order_does_not() -> Result<(), Error> {
    let battery = mixture(5, (0.9, 1.0), (0.6, 0.2))?;
    let ask = |times: &[f64]| battery.charge_summary(&Start::ground(), times);
    assert_eq!(ask(&[])?, Summary::default());
    let none = ask(&[0.0])?;
    assert!(none.half_time.is_none() && none.greatest_power.is_none());
    let top = peak(none);
    close(top.time, 0.0, 0.0);
    close(top.ergotropy, 0.0, 1e-20);
    let one = ask(&[0.25, 0.25])?;
    let curve = battery.charge(&Start::ground(), &[0.25])?;
    let point = &curve.points()[0];
    let top = peak(one);
    assert_eq!(top.ergotropy.value, point.work().ergotropy.value);
    close(top.time, 0.25, 0.0);
    let power = one.greatest_power.expect("work is gained");
    assert_eq!(power.power.value, point.power().value);
    let half = one.half_time.expect("work is gained");
    assert!(half.upper() < 0.25 && half.kind == Kind::Bound);
    assert_eq!(ask(&[0.0, 0.5, 2.0])?, ask(&[2.0, 0.0, 0.5])?);
    assert!(ask(&[-1.0]).is_err());
    Ok(())
}

#[test]
fn a_level_curve_says_so_by_the_error_of_the_time() -> Result<(), Error> {
    let still = Ensemble::new(3)?.charge_summary(&Start::excited(), &[1.0, 5.0])?;
    let top = peak(still);
    close(top.ergotropy, 3.0, 1e-12);
    assert!(top.time.contains(1.0) && top.time.contains(5.0) && !top.rising);
    assert!(top.time.lower() > 0.9 && top.time.upper() < 5.1);
    assert!(still.half_time.is_none() && still.greatest_power.is_none());

    // A pumped cell comes near its end, W = 1/3, long before the last time.
    let late = pumped()?.charge_summary(&Start::ground(), &[0.0, 1e4])?;
    let top = peak(late);
    close(top.ergotropy, 1.0 / 3.0, 1e-8);
    assert!(top.time.contains(1e4) && top.time.contains(20.0) && !top.time.contains(1.0));
    assert!(!top.rising);
    close(
        late.half_time.expect("work is gained"),
        pumped_time(1.0 / 6.0),
        1e-8,
    );
    Ok(())
}

/// N, η, γ_r, α_c, α_l, the start, and the first and the last time.
type Case = (u32, (f64, f64), (f64, f64), Start, oracle::Start, [f64; 2]);

fn cases() -> Result<Vec<Case>, Error> {
    let ground = || (Start::ground(), oracle::Start::Ground);
    let excited = || (Start::excited(), oracle::Start::Excited);
    let gibbs = (
        Start::gibbs(0.5)?,
        oracle::Start::Gibbs(oracle::from_f64(0.5)),
    );
    let dicke = (Start::dicke(2), oracle::Start::Dicke(2));
    Ok([
        (3, (0.6, 1.0), (0.9, 0.5), ground(), [0.0, 2.0]),
        (10, (0.6, 0.01), (0.9, 0.5), ground(), [0.0, 10.0]),
        (10, (0.6, 0.1), (0.9, 0.5), gibbs, [0.0, 10.0]),
        (7, (0.9, 1.0), (0.6, 0.2), ground(), [0.0, 0.3]),
        (4, (0.6, 1.0), (0.9, 0.5), excited(), [0.2, 5.0]),
        (6, (0.9, 0.3), (0.8, 0.0), dicke, [0.0, 3.0]),
        (5, (0.5, 1024.0), (0.9375, 0.0), ground(), [0.0, 1.0]),
    ]
    .into_iter()
    .map(|(cells, noise, baths, (start, exact), window)| {
        (cells, noise, baths, start, exact, window)
    })
    .collect())
}

#[test]
fn summaries_hold_against_256_bits() -> Result<(), Error> {
    for (cells, (eta, gamma_r), (alpha_c, alpha_l), start, exact_start, window) in cases()? {
        let label = format!("{cells} {eta} {gamma_r} {alpha_c} {alpha_l} {start:?}");
        let point = Point {
            cells: cells as usize,
            alpha_c,
            alpha_l,
            eta,
            gamma_r,
            dephasing: 0.0,
            collective_dephasing: 0.0,
        };
        let chain = Chain::new(&point.parameters());
        let begin = exact_start.populations(cells as usize);
        let work = |t: f64| to_f64(&chain.evolve(&begin, t).ergotropy());
        let battery = mixture(cells.into(), (eta, gamma_r), (alpha_c, alpha_l))?;
        let summary = battery.charge_summary(&start, &window)?;
        let top = peak(summary);
        assert_eq!(top.ergotropy.kind, Kind::Bound, "{label}");
        let size = top.ergotropy.value;
        assert!(top.ergotropy.error <= 1e-8 * size, "{label}: {top:?}");
        assert!(
            top.time.error <= 1e-2 * top.time.value.max(1e-3),
            "{label}: {top:?}"
        );

        let [first, last] = window;
        let times = (0..=24).map(|i| first + (last - first) * f64::from(i) / 24.0);
        let near = (-4..=4).map(|i| top.time.value + top.time.error * f64::from(i) / 2.0);
        let mut most = f64::MIN;
        for t in times.chain(near).filter(|t| (first..=last).contains(t)) {
            let w = work(t);
            most = most.max(w);
            assert!(w <= top.ergotropy.upper(), "{label}: {w} at {t}, {top:?}");
            if !top.time.contains(t) {
                assert!(w < size + 1e-15, "{label}: {w} at {t}, {top:?}");
            }
            if let Some(greatest) = summary.greatest_power.filter(|_| t > 0.0) {
                let power = (w - work(0.0)) / t;
                assert!(power <= greatest.power.upper(), "{label}: {power} at {t}");
            }
        }
        assert!(most >= top.ergotropy.lower(), "{label}: {most} {top:?}");

        let initial = work(0.0);
        for (time, share) in [(summary.half_time, 0.5), (summary.time_to_90, 0.9)] {
            let Some(time) = time else {
                assert!(top.ergotropy.value <= initial, "{label}");
                continue;
            };
            let level = initial + share * (size - initial);
            let blur = 2.0 * top.ergotropy.error;
            assert!(work(time.upper()) >= level - blur, "{label}: {time:?}");
            let before = (0..6).map(|i| time.lower() * f64::from(i) / 6.0);
            for t in before.chain([time.lower()]) {
                assert!(work(t) <= level + blur, "{label}: {t} {time:?}");
            }
            assert!(time.error <= 1e-6 * time.value, "{label}: {time:?}");
            assert_eq!(time.kind, Kind::Bound, "{label}");
        }
        if let Some(greatest) = summary.greatest_power {
            let best = greatest.time.value;
            let power = (work(best) - initial) / best;
            let off = (power - greatest.power.value).abs();
            assert!(off <= greatest.power.error, "{label}: {greatest:?}");
            assert!(
                greatest.power.error <= 1e-7 * power,
                "{label}: {greatest:?}"
            );
        }
    }
    Ok(())
}

/// Whether two numbers can be the same.
fn same(one: Option<Bounded>, other: Option<Bounded>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).contains(0.0),
        (None, None) => true,
        _ => false,
    }
}

fn agree(one: Summary, other: Summary) {
    let pairs = [
        (
            one.peak.map(|peak| peak.ergotropy),
            other.peak.map(|peak| peak.ergotropy),
        ),
        (
            one.peak.map(|peak| peak.time),
            other.peak.map(|peak| peak.time),
        ),
        (one.half_time, other.half_time),
        (one.time_to_90, other.time_to_90),
        (
            one.greatest_power.map(|greatest| greatest.power),
            other.greatest_power.map(|greatest| greatest.power),
        ),
        (
            one.greatest_power.map(|greatest| greatest.time),
            other.greatest_power.map(|greatest| greatest.time),
        ),
    ];
    for (one_number, other_number) in pairs {
        assert!(same(one_number, other_number), "{one:?}\n{other:?}");
    }
}

#[test]
fn estimates_agree_with_proofs() -> Result<(), Error> {
    let tuned = |proof| Tuning {
        proof,
        ..Tuning::default()
    };
    for (cells, noise, baths) in [
        (10, (0.6, 0.01), (0.9, 0.5)),
        (24, (0.9, 1.0), (0.6, 0.2)),
        (16, (0.9, 100.0), (0.9, 0.0)),
    ] {
        let battery = mixture(cells, noise, baths)?;
        for start in [Start::ground(), Start::gibbs(0.25)?] {
            let [sure, plain] = [Proof::Always, Proof::Never].map(|proof| {
                battery
                    .clone()
                    .with(tuned(proof))
                    .charge_summary(&start, &[0.0, 50.0])
            });
            let (sure, plain) = (sure?, plain?);
            agree(sure, plain);
            let kinds = [sure, plain].map(|summary| peak(summary).ergotropy.kind);
            assert_eq!(kinds, [Kind::Bound, Kind::Estimate]);
            let error = peak(plain).ergotropy.error;
            assert!(error < 1e-9, "{error:e}");
        }
    }
    Ok(())
}

#[test]
fn both_pictures_give_the_same_summary() -> Result<(), Error> {
    let hot = Channel::thermal(Bath::from_bose_ratio(0.9)?, 1.0)?;
    let battery = Ensemble::new(5)?.collective(hot);
    let mut amplitudes = vec![Complex64::ZERO; 32];
    amplitudes[0] = Complex64::from(1.0);
    let ladder = battery.charge_summary(&Start::ground(), &[0.0, 0.2, 1e3])?;
    let schur = battery.charge_summary(&Start::pure(amplitudes)?, &[0.0, 0.2, 1e3])?;
    agree(ladder, schur);
    assert!(peak(schur).ergotropy.error < 1e-9);
    // The work at one time is proved in both pictures, what lies before it in the ladder picture only.
    let mut amplitudes = vec![Complex64::ZERO; 32];
    amplitudes[0] = Complex64::from(1.0);
    let [ladder, schur] = [Start::ground(), Start::pure(amplitudes)?]
        .map(|start| battery.charge_summary(&start, &[0.2]));
    for (summary, kind) in [(ladder?, Kind::Bound), (schur?, Kind::Estimate)] {
        assert_eq!(peak(summary).ergotropy.kind, Kind::Bound);
        assert_eq!(summary.half_time.map(|time| time.kind), Some(kind));
    }
    Ok(())
}

#[test]
fn a_start_with_coherence_holds_against_dense_samples() -> Result<(), Error> {
    let hot = Channel::thermal(Bath::from_bose_ratio(0.9)?, 1.0)?;
    let battery = Ensemble::new(3)?.collective(hot);
    let half = Complex64::from(0.5f64.sqrt());
    let mut amplitudes = vec![Complex64::ZERO; 8];
    (amplitudes[0], amplitudes[1]) = (half, half);
    let start = Start::pure(amplitudes)?;
    let summary = battery.charge_summary(&start, &[0.0, 2.0])?;
    let times: Vec<f64> = (0..=4000).map(|i| 5e-4 * f64::from(i)).collect();
    let curve = battery.charge(&start, &times)?;
    let top = peak(summary);
    let most = curve.peak().expect("there are times");
    assert!(most.work().ergotropy.value <= top.ergotropy.upper());
    let off = top.ergotropy.value - most.work().ergotropy.value;
    assert!(off < 1e-6, "{off:e}");
    assert!((most.time - top.time.value).abs() <= 1e-3 + top.time.error);
    Ok(())
}

#[test]
fn points_and_work_are_those_of_the_plain_curve() -> Result<(), Error> {
    let times = [0.0, 0.01, 0.3, 0.3, 7.0];
    for cells in [9, 60] {
        let battery = mixture(cells, (0.9, 1.0), (0.6, 0.3))?;
        let curve = battery.charge(&Start::ground(), &times)?;
        let mut order = Vec::new();
        let (summary, account) = battery.charge_with_summary(
            &Start::ground(),
            &times,
            |index, point| {
                assert_eq!(point.work(), curve.points()[index].work());
                order.push(index);
            },
            |_| (),
        )?;
        assert_eq!(order, [0, 1, 2, 3, 4]);
        // No block of time is computed twice.
        assert_eq!(account.statistics, curve.statistics());
        let top = peak(summary).ergotropy;
        let points = curve.points().iter();
        assert!(
            points
                .map(|p| p.work().ergotropy.lower())
                .all(|w| w <= top.upper())
        );
        assert!(
            curve
                .peak()
                .is_some_and(|p| p.work().ergotropy.upper() < top.lower())
        );
    }
    Ok(())
}

#[test]
fn little_memory_makes_errors_wider_and_not_wrong() -> Result<(), Error> {
    let battery = mixture(40, (0.9, 1.0), (0.6, 0.2))?;
    let little = battery.clone().with(Tuning {
        memory: 9 << 20,
        ..Tuning::default()
    });
    let full = battery.charge_summary(&Start::ground(), &[0.0, 10.0])?;
    let short = little.charge_summary(&Start::ground(), &[0.0, 10.0])?;
    agree(full, short);
    let [full, short] = [full, short].map(|summary| peak(summary).ergotropy.error);
    assert!(full <= short && short < 0.1, "{full:e} {short:e}");
    Ok(())
}

#[test]
fn many_times_are_asked_for_without_many_samples() -> Result<(), Error> {
    let battery = mixture(4, (0.6, 1.0), (0.9, 0.5))?;
    let times: Vec<f64> = (3..30_000).map(|i| 1e-4 * f64::from(i)).collect();
    let ends = [times[0], times[times.len() - 1]];
    let mut most = 0.0f64;
    let look = |_, point: ergotropy::Point| most = most.max(point.work().ergotropy.value);
    let (many, _) = battery.charge_with_summary(&Start::ground(), &times, look, |_| ())?;
    let few = battery.charge_summary(&Start::ground(), &ends)?;
    agree(many, few);
    let top = peak(many).ergotropy;
    assert!(most <= top.upper() && most > top.value - 1e-6);
    Ok(())
}
