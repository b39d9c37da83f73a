//! Truth: the values with which numbers are compared.

use anyhow::{Context, Result, bail};
use ergotropy::closed_form::GroundStart;
use ergotropy::{Bath, Bounded, Kind, Proof, Tuning};
use ergotropy_oracle::register::{LongRun, State};
use ergotropy_oracle::{self as oracle, Chain, Populations, RBig, difference, from_f64, to_f64};

use crate::accuracy::band;
use crate::question::{Question, Start};
use crate::sample;

/// The source of the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The oracle: exact rationals for steady states, 256 bits for charging, brute force over bit strings for pure
    /// starts.
    Oracle,
    /// Elimination in 256 bits, accurate to sixty digits.
    SixtyDigits,
    /// The library's own curve, with a proof.
    Proof,
    /// Elimination in plain floats, up to [`band::MOST_CELLS`] cells; no truth beyond.
    Band,
    /// The closed form of the paper's Eq. 107.
    GroundStart,
    /// No truth.
    None,
}

/// The true value of a number, and the error of this truth.
#[derive(Clone, Debug)]
pub struct Truth {
    exact: RBig,
    pub error: f64,
    pub kind: Kind,
}

/// The true W and E of all states that a question asks for.
#[derive(Default)]
pub struct Account {
    pub states: Vec<[Truth; 2]>,
    /// The populations of a steady state in floats.
    pub populations: Option<Populations>,
}

impl Truth {
    /// Distance of a number from the truth, subtracted exactly.
    pub fn distance(&self, value: f64) -> f64 {
        difference(&self.exact, value)
    }

    pub fn value(&self) -> f64 {
        to_f64(&self.exact)
    }
}

impl From<RBig> for Truth {
    fn from(exact: RBig) -> Self {
        let (error, kind) = (0.0, Kind::Bound);
        Self { exact, error, kind }
    }
}

impl From<Bounded> for Truth {
    fn from(number: Bounded) -> Self {
        let exact = RBig::try_from(number.value);
        Self {
            // A truth that is not a number says nothing, so its error is infinite.
            error: exact.as_ref().map_or(f64::INFINITY, |_| number.error),
            exact: exact.unwrap_or_default(),
            kind: number.kind,
        }
    }
}

impl Reference {
    /// The truth about a question.
    pub fn account(self, question: &Question) -> Result<Account> {
        let point = question.point();
        let cells = point.cells as usize;
        let chain = || Chain::new(&point.exact());
        let of = |state: &Populations| [state.ergotropy().into(), state.energy().into()];
        let one = |state: Option<Populations>| {
            let state = state.context("there is one steady state")?;
            anyhow::Ok(vec![of(&state)])
        };
        let mut account = Account::default();
        account.states = match (self, question) {
            (Self::None, _) => Vec::new(),
            (Self::Oracle, Question::Steady(_)) => one(chain().steady_state())?,
            (Self::SixtyDigits, Question::Steady(_)) => {
                one(chain().steady_state_to_sixty_digits())?
            }
            (Self::Oracle, Question::SteadyFrom(_, start)) if point.eta == 1.0 => {
                let start = exact(*start).populations(cells);
                vec![of(&start.thermalised_collectively(&from_f64(point.alpha_c)))]
            }
            (Self::Oracle, Question::Charging(_, start, times)) => {
                let (chain, start) = (chain(), exact(*start).populations(cells));
                let at = |&time| of(&chain.propagator(time).apply(&start));
                times.iter().map(at).collect()
            }
            (Self::Oracle, Question::Pure(_, seed, times)) => {
                let start = State::pure_msb(&sample::amplitudes(point.cells, *seed));
                let run = LongRun::new(&point.exact());
                let later = times.iter().map(|&time| run.state_at(&start, time));
                let states = std::iter::once(run.steady_state_from(&start)).chain(later);
                states
                    .map(|state| [state.ergotropy(), state.energy()].map(|x| from_f64(x).into()))
                    .collect()
            }
            (Self::Proof, Question::Charging(_, start, times)) => {
                let battery = point.ensemble()?.with(Tuning {
                    proof: Proof::Always,
                    ..Tuning::default()
                });
                let curve = battery.charge(&start.populations()?, times)?;
                let works = curve.points().iter().map(ergotropy::Point::work);
                works
                    .map(|work| [work.ergotropy.into(), work.energy.into()])
                    .collect()
            }
            (Self::Band, Question::Steady(_)) => {
                let affordable = point.cells <= band::MOST_CELLS;
                account.populations = affordable.then(|| band::steady_state(&point));
                account.populations.iter().map(of).collect()
            }
            (Self::GroundStart, Question::SteadyFrom(_, Start::Ground)) => {
                let bath = Bath::from_bose_ratio(point.alpha_c)?;
                let closed = GroundStart::new(point.cells.into(), bath)?;
                vec![[closed.ergotropy().into(), closed.energy().into()]]
            }
            _ => bail!("{self:?} knows nothing of {question:?}"),
        };
        Ok(account)
    }
}

fn exact(start: Start) -> oracle::Start {
    match start {
        Start::Ground => oracle::Start::Ground,
        Start::Excited => oracle::Start::Excited,
        Start::Gibbs(q) => oracle::Start::Gibbs(from_f64(q)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::Point;

    #[test]
    fn distances_are_exact() {
        let third = Truth::from(RBig::from_parts(1.into(), 3u8.into()));
        assert_eq!(third.distance(1.0 / 3.0), 2f64.powi(-54) / 3.0);
        let half = Bounded::new(0.5, 0.25, Kind::Estimate);
        let known = Truth::from(half);
        assert_eq!((known.distance(0.75), known.value()), (0.25, 0.5));
        assert_eq!(known.error, half.error);
    }

    #[test]
    fn no_reference_answers_what_it_does_not_know() {
        let question = Question::SteadyFrom(Point::mixture(0.5, 1.0), Start::Ground);
        assert!(Reference::Oracle.account(&question).is_err());
        assert!(Reference::Proof.account(&question).is_err());
    }
}
