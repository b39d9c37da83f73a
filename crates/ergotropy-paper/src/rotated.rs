//! Gibbs products, turned by a unitary of all cells before the common noise acts.

use ergotropy::best_start::{Best, Climb, GibbsOrbit, Method, WorkBalance};

use ergotropy::schur::Unitary;
use ergotropy::{Bath, Bounded, Error};

/// Seed of all random unitaries of the report.
pub(crate) const SEED: u64 = 1;

/// The β_q of Fig. 10.
pub(crate) const PAPER_BETA_Q: [f64; 4] = [0.5, 1.0, 5.0, 10.0];
/// The β_c of Fig. 10.
pub(crate) const PAPER_BETA_C: [f64; 2] = [0.1, 1.0];

/// Cells, their inverse temperature, and that of the collective bath.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) cells: u32,
    pub(crate) beta_q: f64,
    pub(crate) beta_c: f64,
    pub(crate) orbit: GibbsOrbit,
}

impl Setting {
    pub(crate) fn new(cells: u32, beta_q: f64, beta_c: f64) -> Result<Self, Error> {
        Ok(Self {
            cells,
            beta_q,
            beta_c,
            orbit: GibbsOrbit::new(cells, (-beta_q).exp(), bath(beta_c)?)?,
        })
    }

    pub(crate) fn q(&self) -> f64 {
        (-self.beta_q).exp()
    }

    pub(crate) fn alpha_c(&self) -> f64 {
        (-self.beta_c).exp()
    }

    /// W_SS of the start without a rotation.
    pub(crate) fn gibbs(&self) -> Bounded {
        self.orbit.value(&self.orbit.gibbs()).steady_work
    }

    /// The works of the start that a unitary rotates.
    pub(crate) fn worth(&self, unitary: &Unitary) -> Result<WorkBalance, Error> {
        self.orbit.value_of(&unitary.rotate_gibbs(self.q())?)
    }

    /// The best start: proved where exhaustion is used, and a lower bound for more cells.
    pub(crate) fn best(&self) -> Result<Best, Error> {
        best(&self.orbit, draws(self.cells))
    }
}

pub(crate) fn bath(beta_c: f64) -> Result<Bath, Error> {
    Bath::from_bose_ratio((-beta_c).exp())
}

/// The greatest number of cells for which all starts are tried.
const EXHAUSTED: u32 = 4;

/// The name of the method that finds the best start of `cells` cells.
pub(crate) fn search(cells: u32) -> &'static str {
    if cells <= EXHAUSTED {
        "exhaustion"
    } else {
        "climbing"
    }
}

/// The best start of an orbit: by exhaustion up to four cells, and by climbing from `draws` draws for
/// more.
pub(crate) fn best(orbit: &GibbsOrbit, draws: u32) -> Result<Best, Error> {
    orbit.best(if orbit.cells() <= EXHAUSTED {
        Method::Exhaustion
    } else {
        Method::Climbing(Climb { draws, seed: SEED })
    })
}

/// The number of assignments from which climbing begins, so that it takes some hundredths of a second.
fn draws(cells: u32) -> u32 {
    match cells {
        0..=5 => 24,
        6 => 12,
        7 => 4,
        _ => 1,
    }
}

/// All pairs of Fig. 10: a bath, then its starts from the hottest.
pub(crate) fn paper_pairs() -> Vec<(f64, f64)> {
    PAPER_BETA_C
        .into_iter()
        .flat_map(|beta_c| PAPER_BETA_Q.map(|beta_q| (beta_q, beta_c)))
        .collect()
}

/// The greatest gain of `cells` cells over all Gibbs starts at one bath: q, and the best start there.
/// best start there is worth.
///
/// Found on a grid of q and narrowed around the best node; a lower bound beyond four cells.
pub(crate) fn greatest(cells: u32, alpha_c: f64) -> Result<(f64, Best), Error> {
    const NODES: usize = 24;
    const NARROWINGS: usize = 12;
    let bath = Bath::from_bose_ratio(alpha_c)?;
    let draws = if cells <= 6 { 6 } else { 0 };
    let at = |q: f64| Ok::<_, Error>((q, best(&GibbsOrbit::new(cells, q, bath)?, draws)?));
    let better = |one: (f64, Best), other: (f64, Best)| {
        if other.1.work.gain.value > one.1.work.gain.value {
            other
        } else {
            one
        }
    };
    let mut step = 1.0 / NODES as f64;
    let mut top = at(0.5)?;
    for node in 1..NODES {
        top = better(top, at(node as f64 * step)?);
    }
    for _ in 0..NARROWINGS {
        step /= 2.0;
        let middle = top.0;
        for q in [middle - step, middle + step] {
            top = better(top, at(q)?);
        }
    }
    Ok(top)
}

/// A number that is positive where some start beats the Gibbs product: by the theorem for two cells,
/// and by conditions found on grids for three and four. `None` for other numbers of cells.
pub(crate) fn condition(cells: u32, q: f64, alpha: f64) -> Option<f64> {
    match cells {
        2 => Some(alpha * alpha * (1.0 + q) - q * (1.0 + alpha)),
        3 => Some(alpha * alpha - q),
        4 => Some(hot_side(q, alpha).max(cold_side(q, alpha))),
        _ => None,
    }
}

/// α/Z of the bright ladder of four cells.
fn first_rung(alpha: f64) -> f64 {
    alpha / (0..=4).map(|rung| alpha.powi(rung)).sum::<f64>()
}

/// (1+q+2q²+q³) (α³+α⁴)/Z - q² - q³.
pub(crate) fn hot_side(q: f64, alpha: f64) -> f64 {
    let upper = first_rung(alpha) * alpha * alpha * (1.0 + alpha);
    (1.0 + q + 2.0 * q * q + q.powi(3)) * upper - q * q - q.powi(3)
}

/// q² - (1+2q²+q³+q⁴) α/Z.
pub(crate) fn cold_side(q: f64, alpha: f64) -> f64 {
    q * q - (1.0 + 2.0 * q * q + q.powi(3) + q.powi(4)) * first_rung(alpha)
}
