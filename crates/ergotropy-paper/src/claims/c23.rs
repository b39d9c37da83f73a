//! C23: whether coherence between copies of a ladder is what makes work extractable.

use ergotropy::schur::{Complex64, Copies, RegisterStart, Transform};
use ergotropy::{Basis, Bath, Bounded, Ensemble, Error, Multiplicities, Observables, Start, State};
use serde_json::{Value, json};

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, grows, is_positive, solve};
use super::starts::{elements, product, random, superposition};
use super::thermal::{collective, gibbs_state, gibbs_work};
use super::words::{list, plain};

pub(super) const CLAIM: Claim = Claim {
    id: "C23",
    heading: "Coherence between copies as the resource",
    statement: "Protected coherence between the degenerate copies of a ladder is what makes work \
     extractable from a thermal start.",
    source: "Results, after Eq. 28; Discussion",
    figures: &["fig02", "fig07"],
    judge,
};

const Q: f64 = 0.1;
const ALPHA: f64 = 0.9;
const CELLS: [u64; 4] = [2, 3, 4, 10];
/// Numbers of cells whose Gibbs product is represented by a density matrix.
const DENSE: [u32; 4] = [2, 3, 4, 6];

struct Case {
    cells: u64,
    most_copies: f64,
    work: Bounded,
    dephased: Bounded,
    equal: Bounded,
}

fn case(cells: u64) -> Result<Case, Error> {
    let steady = gibbs_state(cells, Bath::from_bose_ratio(ALPHA)?, Q)?;
    let table = Multiplicities::new(steady.cells());
    let most_copies = (0..table.lattice().ladders())
        .filter_map(|d| table.ladder(d).to_string().parse().ok())
        .fold(0.0, f64::max);
    Ok(Case {
        cells,
        most_copies,
        work: steady.ergotropy(),
        dephased: steady.parts(Basis::Strings)?.incoherent,
        equal: gibbs_work(cells, Q, Q)?,
    })
}

/// The distance of the χ_j of a dense Gibbs product from a multiple of 1: the greatest element off the
/// diagonal, and the greatest spread along it.
fn gibbs_copies(cells: u32) -> Result<[f64; 2], Error> {
    let size = 1usize << cells;
    let mut rho = vec![Complex64::ZERO; size * size];
    for string in 0..size {
        let excited = string.count_ones().cast_signed();
        rho[string * (size + 1)] = (Q.powi(excited) / (1.0 + Q).powi(cells.cast_signed())).into();
    }
    let copies = Copies::of(&RegisterStart::density_matrix(rho)?)?;
    let mut worst = [0.0f64; 2];
    for chi in (0..).map_while(|d| copies.matrix(d)) {
        for (i, row) in chi.iter().enumerate() {
            for (j, element) in row.iter().enumerate() {
                if i == j {
                    worst[1] = worst[1].max((element - chi[0][0]).norm());
                } else {
                    worst[0] = worst[0].max(element.norm());
                }
            }
        }
    }
    Ok(worst)
}

/// A start that is not symmetric under exchange of cells, and the work of its steady state.
#[derive(Clone, Debug)]
struct Told {
    name: String,
    cells: u32,
    /// √Σ|χ_σσ'|² over σ ≠ σ', in the paper's basis of copies.
    coherence: f64,
    work: Bounded,
    /// W if coherence between copies is deleted from the start.
    deleted: Bounded,
    /// W if each χ_j is replaced by its mean p_j/ν_j, as random exchanges of cells do.
    mean: Bounded,
}

impl Told {
    fn new(name: &str, start: &RegisterStart) -> Result<Self, Error> {
        let start = start.to_density_matrix()?;
        let cells = start.cells();
        let ensemble = collective(cells.into(), Bath::from_bose_ratio(ALPHA)?)?;
        let copies = Copies::of(&start)?;
        let coherence: f64 = (0..=cells / 2).map(|d| copies.coherence(d)).sum();
        let deleted = without_copy_coherence(&start)?.into();
        let steady = ensemble.steady_state_from(&start.into())?;
        Ok(Self {
            name: name.to_owned(),
            cells,
            coherence: coherence.sqrt(),
            work: steady.ergotropy(),
            deleted: ensemble.steady_state_from(&deleted)?.ergotropy(),
            mean: exchanged(&steady, &ensemble)?,
        })
    }

    fn deletion_loss(&self) -> f64 {
        self.work.value - self.deleted.value
    }
}

/// The start without its elements between copies σ ≠ σ' and between ladders.
fn without_copy_coherence(start: &RegisterStart) -> Result<RegisterStart, Error> {
    let transform = Transform::new(start.cells())?;
    let basis = transform.basis();
    let size = basis.dimension();
    let mut label = vec![(0, 0); size];
    for (d, k) in basis.lattice().iter() {
        for copy in 0..basis.copies(d) {
            label[basis.index(d, k, copy)] = (d, copy);
        }
    }
    let mut rho = elements(start);
    transform.matrix_to_schur(&mut rho);
    for (at, element) in rho.iter_mut().enumerate() {
        if label[at / size] != label[at % size] {
            *element = Complex64::ZERO;
        }
    }
    transform.matrix_to_strings(&mut rho);
    RegisterStart::density_matrix(rho)
}

/// The work of the steady state with the same p(j, m) and copies of equal weight.
fn exchanged(steady: &State, ensemble: &Ensemble) -> Result<Bounded, Error> {
    let weights: Vec<(u32, u32, f64)> = steady
        .populations()
        .map(|(d, k, p)| (d, k, p.value))
        .collect();
    let sum: f64 = weights.iter().map(|(_, _, p)| p).sum();
    let start = Start::populations(weights.into_iter().map(|(d, k, p)| (d, k, p / sum)));
    Ok(ensemble.steady_state_from(&start)?.ergotropy())
}

/// Bit strings, a product of tilted cells, and random pure states of three and four cells.
fn told_apart() -> Result<Vec<Told>, Error> {
    let mut all = Vec::new();
    for (cells, strings) in [(3, 0b001..=0b110), (4, 0b0001..=0b1110)] {
        for string in strings {
            let name = format!("|{string:0width$b}>", width = cells as usize);
            all.push(Told::new(&name, &superposition(cells, &[(string, 1.0)])?)?);
        }
        let tilted: Vec<(Complex64, Complex64)> = (0..cells)
            .map(|cell| (Complex64::ONE, Complex64::new(0.0, f64::from(cell))))
            .collect();
        all.push(Told::new("a product of tilted cells", &product(&tilted)?)?);
        for seed in 0..4 {
            all.push(Told::new("a random pure state", &random(cells, seed)?)?);
        }
    }
    Ok(all)
}

/// All computed results.
struct Results {
    /// Gibbs starts; the first case has one copy of each ladder.
    cases: Vec<Case>,
    /// The distance of χ_j of dense Gibbs products from a multiple of 1, off and along the diagonal.
    dense: Vec<[f64; 2]>,
    told: Vec<Told>,
}

impl Results {
    fn new() -> Result<Self, Error> {
        Ok(Self {
            cases: solve(&CELLS, |&cells| case(cells))?,
            dense: solve(&DENSE, |&cells| gibbs_copies(cells))?,
            told: told_apart()?,
        })
    }

    fn flat(&self) -> f64 {
        self.dense.iter().flatten().copied().fold(0.0, f64::max)
    }

    /// The start that loses the most work if coherence between its copies is deleted.
    fn most(&self) -> &Told {
        let loss = |a: &&Told, b: &&Told| a.deletion_loss().total_cmp(&b.deletion_loss());
        self.told.iter().max_by(loss).unwrap_or(&self.told[0])
    }

    /// |100> and |010>: starts that differ only in the names of the cells.
    fn renamed(&self) -> [&Told; 2] {
        ["|100>", "|010>"].map(|name| {
            let found = self.told.iter().find(|start| start.name == name);
            found.unwrap_or(&self.told[0])
        })
    }

    fn grounds(&self) -> [(&'static str, bool); 5] {
        let [plain, coherent] = self.renamed();
        let apart = (plain.work.value - coherent.work.value).abs();
        let all = |of: fn(&Case) -> bool| self.cases.iter().all(of);
        [
            ("all N give work", all(|case| is_positive(case.work))),
            (
                "there is none at α_c = q",
                all(|case| !is_positive(case.equal)),
            ),
            (
                "dephasing cells leaves some of it",
                all(|case| is_positive(case.dephased) && grows(case.dephased, case.work)),
            ),
            (
                "neither deletion nor a mean of copies raises W",
                self.told.iter().all(|start| {
                    start.deleted.lower() <= start.work.upper()
                        && start.mean.lower() <= start.deleted.upper()
                }),
            ),
            (
                "names of cells change coherence and not work",
                apart <= plain.work.error + coherent.work.error
                    && plain.coherence < 1e-12
                    && coherent.coherence > 0.1,
            ),
        ]
    }

    fn sentences(&self) -> Vec<String> {
        let pair = &self.cases[0];
        let (most, [named, renamed]) = (self.most(), self.renamed());
        let works = each(&self.cases, |case| {
            format!("{:.6} (N = {})", case.work.value, case.cells)
        });
        vec![
            format!(
                "A product of Gibbs states is the same under all exchanges of cells, so that each χ_j of \
                 its steady state (Eq. 28) is a multiple of 1 (Schur's lemma; in dense matrices of N = {} to \
                 {:.0e}): there is no coherence between copies σ and σ', neither at the start nor later.",
                plain(DENSE),
                self.flat(),
            ),
            format!(
                "The populations p(j, m) alone, with equal weights for all copies, already give W = \
                 {} at q = {Q}, α_c = {ALPHA}, η = 1.",
                plain(&works)
            ),
            format!(
                "For N = {} no ladder has a second copy at all, and W = {:.6} all the same.",
                pair.cells, pair.work.value
            ),
            "What does make it: ladders of different j keep the weights of temperature q while their \
             rungs take on α_c; at α_c = q the work vanishes."
                .to_owned(),
            format!(
                "Coherence does matter, but of the ordinary kind: if all coherence between product states such as \
                 |01> and |10>, which each |j, m, σ> contains, is destroyed, W = {} is left, from levels that are \
                 inverted.",
                list(self.cases.iter().map(|case| case.dephased.value), 4),
            ),
            format!(
                "For starts that tell cells apart copies do matter: of {} bit strings, products and random \
                 states of N = 3 and 4, {} loses most if coherence between copies is deleted from χ_j, W = \
                 {:.4} instead of {:.4} (N = {}, α_c = {ALPHA}), and {:.4} is left if each χ_j is replaced by \
                 p_j 1/ν_j; neither raises W in any case.",
                self.told.len(),
                most.name,
                most.deleted.value,
                most.work.value,
                most.cells,
                most.mean.value,
            ),
            format!(
                "But what counts is the spectrum of χ_j and not its coherence, which depends on the basis \
                 of copies: in the paper's, |100> has {:.4} of it and |010> has {:.4}, and both give the same \
                 work, W = {:.4} and {:.4} (without that coherence {:.4} and {:.4}; {:.4} for equal copies).",
                named.coherence,
                renamed.coherence,
                named.work.value,
                renamed.work.value,
                named.deleted.value,
                renamed.deleted.value,
                renamed.mean.value,
            ),
        ]
    }

    fn numbers(&self) -> Value {
        json!({
            "q": Q,
            "alpha_c": ALPHA,
            "cases": each(&self.cases, |case| json!({
                "cells": case.cells,
                "most_copies_of_a_ladder": case.most_copies,
                "ergotropy": case.work.value,
                "ergotropy_error": case.work.error,
                "ergotropy_after_dephasing_cells": case.dephased.value,
                "ergotropy_at_alpha_c_q": case.equal.value,
            })),
            "gibbs_copies": each(DENSE.iter().zip(&self.dense), |(cells, [off, spread])| json!({
                "cells": cells, "greatest_coherence": off, "greatest_spread": spread,
            })),
            "starts_that_tell_cells_apart": each(&self.told, |start| json!({
                "start": start.name,
                "cells": start.cells,
                "copy_coherence": start.coherence,
                "ergotropy": start.work.value,
                "ergotropy_without_copy_coherence": start.deleted.value,
                "ergotropy_with_equal_copies": start.mean.value,
            })),
        })
    }
}

fn judge() -> Result<Finding, Error> {
    let found = Results::new()?;
    let pair = &found.cases[0];
    let in_short = format!(
        "A thermal start has no coherence between copies, and two cells give W = {:.4} without any second copy; what \
         counts is two temperatures, q and α_c.",
        pair.work.value
    );
    let parts = vec![Part::fails(
        "coherence between the copies of a ladder makes work extractable from a thermal start",
        found.flat() < 1e-13 && pair.most_copies == 1.0 && is_positive(pair.work),
        "it is absent; ladders keep the weights of q between them, while their rungs take on α_c.",
    )];
    Ok(judged(
        in_short,
        parts,
        &found.grounds(),
        &found.sentences(),
        found.numbers(),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn two_cells_need_no_copies() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold, "{found:#?}");
        assert_eq!(found.number("/cases/0/most_copies_of_a_ladder"), 1.0);
        found.assert_pinned(&[("/cases/0/ergotropy", 0.191_50, 1e-4)]);
        assert!(found.number("/cases/0/ergotropy_after_dephasing_cells") < 0.17);
        Ok(())
    }

    #[test]
    fn the_names_of_cells_change_coherence_and_not_work() -> Result<(), Error> {
        let string = |at: usize| Told::new("", &superposition(3, &[(at, 1.0)])?);
        let (plain, coherent) = (string(0b100)?, string(0b010)?);
        assert!(plain.coherence < 1e-14);
        // χ = (1/6, -1/√12; -1/√12, 1/2) in ladder j = 1/2.
        assert!((coherent.coherence - (1.0f64 / 6.0).sqrt()).abs() < 1e-14);
        assert!((plain.work.value - coherent.work.value).abs() < 1e-13);
        assert!((plain.work.value - plain.deleted.value).abs() < 1e-13);
        assert!(coherent.deletion_loss() > 1e-3);
        assert!(coherent.mean.value < coherent.deleted.value);
        Ok(())
    }
}
