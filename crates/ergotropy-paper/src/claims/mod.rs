//! The claims of the paper, and their tests by computed numbers.
//!
//! A claim is tested when it is judged: its verdict, evidence and numbers follow from numbers computed then.
//! Modules that claims share:
//! - `claim`: a claim and the way to test it;
//! - `verdict`: the possible outcomes;
//! - `finding`: a verdict with its text and their conditions;
//! - `grid`: axes of the maps, and points solved side by side;
//! - `thermal`: the work at η = 1 from a Gibbs start;
//! - `lobes`: peaks of the steady work over the two Bose ratios, where local noise takes part;
//! - `starts`: coherent starts over bit strings;
//! - `words`: numbers as parts of sentences.
//!
//! The claims by their numbers, with a few words each; the full texts are in `CLAIM`:
//! - `c01`: no work on the line α_c = q, and only there;
//! - `c02`: from a Gibbs start W grows with α_c, q and N;
//! - `c03`: a reservoir of zero temperature activates;
//! - `c04`: closed forms from the ground state;
//! - `c05`: inverted populations from a Gibbs start;
//! - `c06`: two steps extract the whole work;
//! - `c07`: the steady state of any start;
//! - `c08`: steady states of two and of three cells;
//! - `c09a`: random unitaries never gain;
//! - `c09b`: the Gibbs product is the best start;
//! - `c10`: the peak over both baths at η = 0.9;
//! - `c11`: the effect of a lower η on the peak;
//! - `c12`: the place of the peak for η >= 0.8;
//! - `c13`: the effect of the rate ratio on the peak;
//! - `c14`: warm local noise activates at α_c = 0;
//! - `c15`: activation for every η, under weak dephasing;
//! - `c16`: the plateau of ten cells;
//! - `c17`: a transient with a passive end;
//! - `c18`: overshoot of three cells;
//! - `c19`: the time of activation;
//! - `c20`: the rate at which the bright ladder loses weight;
//! - `c21`: cells at positions;
//! - `c22`: W compared with the bounds by energy and entropy;
//! - `c23`: coherence between copies of a ladder;
//! - `c24`: the weak dependence of W on η;
//! - `c25`: local noise has one steady state;
//! - `c26`: the first rise, and two times;
//! - `c27`: positivity, and which sectors leak;
//! - `c28`: a hotter reservoir does no harm at η = 1.

mod c01;
mod c02;
mod c03;
mod c04;
mod c05;
mod c06;
mod c07;
mod c08;
mod c09a;
mod c09b;
mod c10;
mod c11;
mod c12;
mod c13;
mod c14;
mod c15;
mod c16;
mod c17;
mod c18;
mod c19;
mod c20;
mod c21;
mod c22;
mod c23;
mod c24;
mod c25;
mod c26;
mod c27;
mod c28;
mod claim;
mod finding;
mod grid;
mod lobes;
mod starts;
mod thermal;
mod verdict;
mod words;

pub use claim::Claim;
pub use finding::{Finding, Part};
pub use verdict::Verdict;

/// All claims, in the order of their numbers.
pub fn all() -> Vec<Claim> {
    vec![
        c01::CLAIM,
        c02::CLAIM,
        c03::CLAIM,
        c04::CLAIM,
        c05::CLAIM,
        c06::CLAIM,
        c07::CLAIM,
        c08::CLAIM,
        c09a::CLAIM,
        c09b::CLAIM,
        c10::CLAIM,
        c11::CLAIM,
        c12::CLAIM,
        c13::CLAIM,
        c14::CLAIM,
        c15::CLAIM,
        c16::CLAIM,
        c17::CLAIM,
        c18::CLAIM,
        c19::CLAIM,
        c20::CLAIM,
        c21::CLAIM,
        c22::CLAIM,
        c23::CLAIM,
        c24::CLAIM,
        c25::CLAIM,
        c26::CLAIM,
        c27::CLAIM,
        c28::CLAIM,
    ]
}

/// A claim whose text the numbers do not support.
#[cfg(test)]
pub(crate) fn mismatched() -> Finding {
    let parts = vec![Part::fails("W > 0", false, "W < 0.")];
    let numbers = serde_json::json!({ "ergotropy": 0.25 });
    finding::judged("W < 0.".to_owned(), parts, &[], &[], numbers)
}

#[cfg(test)]
impl Claim {
    /// The result of the claim's test, computed once for all tests.
    fn found(&self) -> Result<&'static Finding, &'static ergotropy::Error> {
        use std::sync::{LazyLock, OnceLock};
        type Found = OnceLock<Result<Finding, ergotropy::Error>>;
        static FOUND: LazyLock<Vec<(Claim, Found)>> = LazyLock::new(|| {
            let tests = all().into_iter();
            tests.map(|test| (test, OnceLock::new())).collect()
        });
        let own = FOUND.iter().position(|(test, _)| test.id == self.id);
        let (test, found) = &FOUND[own.unwrap_or(0)];
        found.get_or_init(test.judge).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The greatest number of characters in a line of a finding.
    const LINE: usize = 170;

    #[test]
    fn every_finding_has_its_line() -> Result<(), &'static ergotropy::Error> {
        for test in all() {
            let found = test.found()?;
            assert_ne!(found.verdict, Verdict::Mismatch, "{}: {found:#?}", test.id);
            let conditional = |part: &&Part| part.verdict == Verdict::HoldsIf;
            for part in found.parts.iter().filter(conditional) {
                assert!(part.line.starts_with("if "), "{}: {}", test.id, part.line);
            }
            let parts = found.parts.iter().map(|part| &part.line);
            for line in parts.chain([&found.in_short]) {
                assert!(!line.trim().is_empty(), "{}", test.id);
                assert!(line.chars().count() <= LINE, "{}: {line}", test.id);
                assert!(line.ends_with('.'), "{}: {line}", test.id);
            }
            let conditional = found.in_short.starts_with("If ");
            assert_eq!(
                conditional,
                found.verdict == Verdict::HoldsIf,
                "{}",
                test.id
            );
        }
        Ok(())
    }
}
