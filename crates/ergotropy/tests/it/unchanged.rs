//! Numbers and their stated errors, held against those of earlier versions.
//!
//! An error that grows is no fault that a judge of values could see, nor is one that shrinks by some percent. So
//! the errors of many kinds of states are stored, in `unchanged.csv`, and a change of any of them must be meant:
//!
//! ```sh
//! UPDATE_NUMBERS=1 cargo test -p ergotropy --test it unchanged
//! ```

use std::fmt::Write;

use ergotropy::{
    Basis, Bath, Bounded, Channel, Ensemble, Error, Kind, Mixture, Observables, Start, State,
};

use crate::mixture;

/// Relative change of an error that is let pass: logarithms of platforms differ in their last bits.
const LET_PASS: f64 = 0.01;

fn path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/unchanged.csv")
}

/// A number as it is stored.
fn line(question: &str, number: &str, of: Bounded) -> String {
    format!(
        "{question},{number},{:e},{:e},{}",
        of.value,
        of.error,
        of.kind.name()
    )
}

/// All numbers of a state under an ensemble's noise.
fn lines(question: &str, ensemble: &Ensemble, state: &State) -> Vec<String> {
    let work = state.work();
    let mut numbers = vec![
        ("ergotropy", work.ergotropy),
        ("energy", work.energy),
        ("energy alone", state.energy()),
        ("passive energy", work.passive_energy),
        ("bright weight", state.bright_weight()),
        ("weight of ladder 1", state.ladder_weight(1)),
        ("mean spin", state.mean_spin()),
        ("purity", state.purity()),
        ("entropy", state.entropy()),
        ("entropy bound", state.entropy_bound()),
        ("energy flow", state.energy_flow(ensemble)),
    ];
    let leakage = state.leakage(ensemble);
    numbers.extend([
        ("outflow", leakage.outflow),
        ("inflow", leakage.inflow),
        ("net", leakage.net),
    ]);
    for basis in [Basis::Levels, Basis::Strings] {
        if let Ok(parts) = state.parts(basis) {
            numbers.push(("coherent", parts.coherent));
            numbers.push(("incoherent", parts.incoherent));
        }
    }
    numbers.extend(work.extractable_share().map(|share| ("share", share)));
    numbers.extend(state.left_out(ensemble).map(|weight| ("left out", weight)));
    let populations = || state.populations().map(|(_, _, weight)| weight);
    let greatest = populations().max_by(|a, b| a.value.total_cmp(&b.value));
    let least = populations()
        .filter(|weight| weight.value > 0.0)
        .min_by(|a, b| a.value.total_cmp(&b.value));
    numbers.extend(greatest.map(|weight| ("greatest population", weight)));
    numbers.extend(least.map(|weight| ("least population", weight)));
    let numbers = numbers.into_iter();
    numbers
        .map(|(number, of)| line(question, number, of))
        .collect()
}

/// Steady states that do not depend on the start.
fn steady() -> Result<Vec<(String, Ensemble)>, Error> {
    let mut all = Vec::new();
    for (cells, fractions, ratios) in [
        (1, (0.9, 1.0), (0.6, 0.2)),
        (2, (0.4, 0.3), (0.9, 0.0)),
        (3, (1e-9, 1e4), (0.99, 0.5)),
        (7, (0.9, 1.0), (0.9, 0.3)),
        (7, (0.5, 1.0), (0.3, 0.300_000_1)),
        (7, (0.5, 1.0), (0.3, 0.3)),
        (26, (0.9, 1.0), (0.9, 0.3)),
        (
            59,
            (2.527_795_096_972_187e-8, 1.0),
            (0.887_224_251_009_602_4, 0.0),
        ),
        (60, (0.999_999, 1e-3), (0.2, 0.7)),
        (100, (0.9, 1.0), (0.9, 0.3)),
        (161, (0.5, 1.0), (0.6, 0.2)),
        (300, (0.9, 1.0), (0.9, 0.3)),
        (1000, (0.9, 1.0), (0.6, 0.2)),
        (1000, (0.5, 1.0), (0.2, 0.9)),
        (2500, (0.99, 0.1), (0.5, 0.0)),
        (20_000, (0.9, 1.0), (0.6, 0.2)),
    ] {
        all.push((
            format!("{cells} cells {fractions:?} {ratios:?}").replace(',', ""),
            mixture(cells, fractions, ratios)?,
        ));
    }
    for (question, ensemble) in [
        (
            "dephasing",
            mixture(12, (0.3, 2.0), (0.8, 0.1))?.dephasing(0.7)?,
        ),
        (
            "much dephasing",
            mixture(200, (0.3, 2.0), (0.8, 0.1))?.dephasing(40.0)?,
        ),
        (
            "pumped",
            Ensemble::new(9)?
                .collective(Channel::rates(0.3, 1.0)?)
                .local(Channel::rates(0.2, 0.1)?),
        ),
        (
            "pump beside emission",
            Ensemble::new(180)?
                .collective(Channel::rates(1.0, 0.0)?)
                .local(Channel::rates(0.0, 2.0)?),
        ),
        (
            "hot",
            Ensemble::mixture(
                455,
                Mixture {
                    eta: 0.019_081_916_469_176_48,
                    gamma_ratio: 0.001_726_345_055_026_091_3,
                },
            )?
            .collective_bath(Bath::from_occupation(78.307_887_244_129_92)?)
            .local_bath(Bath::from_occupation(0.002_230_636_802_005_856)?),
        ),
        (
            "negative collective rates",
            Ensemble::new(6)?
                .collective(Channel::kernel(-0.1, 0.0)?)
                .local(Channel::rates(1.3, 0.2)?),
        ),
    ] {
        all.push((question.to_owned(), ensemble));
    }
    Ok(all)
}

/// An ensemble that starts somewhere, and times; no times for the steady state.
type Started = (&'static str, Ensemble, Start, Vec<f64>);

fn started() -> Result<Vec<Started>, Error> {
    let collective = |cells, alpha| -> Result<Ensemble, Error> {
        Ok(Ensemble::new(cells)?.collective(Channel::thermal(Bath::from_bose_ratio(alpha)?, 1.0)?))
    };
    Ok(vec![
        ("from ground", collective(8, 0.6)?, Start::ground(), vec![]),
        (
            "from gibbs",
            collective(20, 0.6)?,
            Start::gibbs(0.5)?,
            vec![],
        ),
        (
            "geometric",
            collective(700, 0.8)?,
            Start::gibbs(0.3)?,
            vec![],
        ),
        (
            "by boundaries",
            collective(2000, 0.7)?,
            Start::gibbs(0.9)?,
            vec![],
        ),
        ("strings", collective(3, 0.4)?, Start::pure(ghz(3))?, vec![]),
        (
            "charged strings",
            collective(4, 0.4)?,
            Start::pure(ghz(4))?,
            vec![0.1, 2.0],
        ),
        (
            "proved curve",
            mixture(20, (0.9, 1.0), (0.9, 0.3))?,
            Start::ground(),
            vec![0.0, 1e-3, 0.1, 3.0],
        ),
        (
            "curve",
            mixture(120, (0.9, 1.0), (0.9, 0.3))?.dephasing(0.2)?,
            Start::dicke(60),
            vec![1e-4, 0.02, 5.0],
        ),
    ])
}

/// (|0...0⟩ + i |1...1⟩)/√2.
fn ghz(cells: u32) -> Vec<num_complex::Complex64> {
    let mut amplitudes = vec![num_complex::Complex64::ZERO; 1 << cells];
    let half = std::f64::consts::FRAC_1_SQRT_2;
    amplitudes[0].re = half;
    amplitudes[(1 << cells) - 1].im = half;
    amplitudes
}

fn answered() -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    for (question, ensemble) in steady()? {
        all.extend(lines(&question, &ensemble, &ensemble.steady_state()?));
    }
    for (question, ensemble, start, times) in started()? {
        if times.is_empty() {
            let state = ensemble.steady_state_from(&start)?;
            all.extend(lines(question, &ensemble, &state));
            continue;
        }
        for point in ensemble.charge(&start, &times)?.points() {
            let question = format!("{question} at {}", point.time);
            all.extend(lines(&question, &ensemble, &point.state));
            all.push(line(&question, "power", point.power()));
        }
    }
    Ok(all)
}

/// A stored line as its two names and its number.
fn read(line: &str) -> ((&str, &str), Bounded) {
    let fields: Vec<&str> = line.split(',').collect();
    let [question, number, value, error, kind] = fields[..] else {
        panic!("no line of numbers: {line}");
    };
    let float = |text: &str| -> f64 { text.parse().expect("a float") };
    let kind = if kind == Kind::Bound.name() {
        Kind::Bound
    } else {
        Kind::Estimate
    };
    (
        (question, number),
        Bounded::new(float(value), float(error), kind),
    )
}

#[test]
fn numbers_and_errors_are_those_of_earlier_versions() -> Result<(), Error> {
    let answered = answered()?;
    if std::env::var_os("UPDATE_NUMBERS").is_some() {
        std::fs::write(path(), answered.join("\n") + "\n").expect("a file that can be written");
    }
    let stored = std::fs::read_to_string(path()).expect("the stored numbers");
    assert_eq!(stored.lines().count(), answered.len());
    let mut changed = String::new();
    for (stored, answered) in stored.lines().zip(&answered) {
        let ((name, before), (of, now)) = (read(stored), read(answered));
        assert_eq!(name, of);
        // Of an error that is zero nothing is let pass.
        let same = (now.error - before.error).abs() <= LET_PASS * before.error;
        let near = (now.value - before.value).abs() <= now.error + before.error;
        if !(same && near && now.kind == before.kind) {
            let _ = writeln!(changed, "{stored}\n  now {answered}");
        }
    }
    assert!(changed.is_empty(), "{changed}");
    Ok(())
}
