//! The state over time, in one Krylov space after another.

use std::rc::Rc;
use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::parallel::join;
use crate::numerics::{effort, memory};
use crate::register::charging::space::{Product, Space};
use crate::register::generator::{Generator, Scratch};
use crate::register::levels::{elements, joined_elements};
use crate::register::rates::Rates;
use crate::register::state::body::Body;
use crate::register::state::density::RegisterState;
use crate::register::state::spectrum::Eigenvalues;
use crate::time::progress::{Progress, Report};
use crate::time::stretch::Stretch;
use crate::work::accuracy::Accuracy;

/// Greatest trace norm of the error of a whole curve from truncation.
const ALLOWED: f64 = 1e-12;

/// Directions of a space that is looked at first; each look is at up to half as many again.
const FIRST: usize = 16;

/// Share of more directions that are added at least before the next look.
const LEAST_MORE: usize = 12;

/// Most directions of a space whose generator is not symmetric, all of which are kept orthogonal.
const MOST_GENERAL: usize = 40;

/// Most directions of a symmetric one, whose small matrix is then the greater part of the work.
const MOST_SYMMETRIC: usize = 1600;

/// Greatest spread of the weights of levels at which roundings do no harm.
const SPREAD: f64 = 1e6;

/// Least number of bytes for each element of a state, whatever symmetry there is.
const ELEMENT: u128 = 100;

/// Greatest product of rate and time where the generator is not symmetric: what noise conserves is conserved to a rounding for each.
const MOST_STEPS: f64 = 1e12;

/// States that are asked for at once, since a pass over all directions makes all of them: as many as this memory holds, in bytes, and
/// most of them.
const BATCH: u128 = 128 << 20;
const MOST_BATCH: usize = 64;
const LEAST_BATCH: u128 = 2;

/// The method, in errors about memory.
const NAME: &str = "density matrices over bit strings";
const JOINED: &str = "density matrices with coherence between levels";

/// A start, and the generator that moves it.
pub(crate) struct Evolution {
    generator: Rc<Generator>,
    product: Product,
    start: RegisterState,
}

impl Evolution {
    /// The evolution of a start.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the symmetry is too little for the memory.
    pub(crate) fn new(ensemble: &Ensemble, start: &RegisterState) -> Result<Self, Error> {
        let rates = Rates::of(ensemble);
        let generator = Generator::of_start(&rates, start);
        let cells = start.cells();
        let alpha = ensemble.one_ratio().map(|(ratio, _)| ratio.to_f64());
        let symmetric = alpha.filter(|alpha| !generator.is_coherent() && *alpha > 0.0);
        let weights = symmetric.map(|alpha| {
            let most = i32::try_from(2 * cells).unwrap_or(i32::MAX);
            let weight = |excited: i32| alpha.sqrt().powi(-excited);
            (0..=most).map(weight).collect::<Vec<f64>>()
        });
        let weights = weights.filter(|weights| weights[weights.len() - 1] <= SPREAD);
        // Some states, and the least that a space needs.
        let packing = generator.packing();
        let vectors = 8 * (FIRST as u128 + 5 + LEAST_BATCH) * packing.len() as u128;
        memory::check_alone(cells, NAME, generator.bytes() + vectors)?;
        let packed = start.body().packed_by(packing);
        let start = start.over(Body::packed(packing, packed));
        let generator = Rc::new(generator);
        Ok(Self {
            product: Product::new(&generator, weights),
            generator,
            start,
        })
    }

    /// Refuses more cells than memory allows, before anything is taken.
    pub(crate) fn check(cells: u32) -> Result<(), Error> {
        memory::check(cells, NAME, |cells| ELEMENT * elements(cells))
    }

    /// The same for starts with coherence between levels.
    pub(crate) fn check_joined(cells: u32) -> Result<(), Error> {
        memory::check(cells, JOINED, |cells| ELEMENT * joined_elements(cells))
    }

    /// The start.
    pub(crate) fn start(&self) -> &RegisterState {
        &self.start
    }

    /// Memory in bytes of the state at one time.
    pub(crate) fn bytes(&self) -> u128 {
        8 * self.generator.packing().len() as u128
    }

    /// The shortest time in which noise changes something; 1 if there is none.
    pub(crate) fn shortest(&self) -> f64 {
        let most = self.generator.most();
        if most > 0.0 { most.recip() } else { 1.0 }
    }

    /// Calls `look` with stretch after stretch of time, from 0 to `last`; the first is the time 0 alone.
    pub(crate) fn follow(
        &self,
        last: f64,
        report: &mut Report,
        mut look: impl FnMut(Stretch<'static, RegisterState>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let start = self.start.clone();
        let steps = self.generator.most() * last;
        if !self.product.is_symmetric() && steps > MOST_STEPS {
            return Err(Error::OutOfRange {
                name: "the fastest rate times the time",
                value: steps,
                allowed: "at most 1e12 for density matrices over bit strings",
            });
        }
        look(Stretch::still((0.0, 0.0), start))?;
        let mut scratch = self.generator.scratch();
        let (mut time, mut error) = (0.0, self.start.accuracy().absolute);
        let packing = Arc::clone(self.generator.packing());
        let mut state = self.start.body().packed_by(&packing);
        while time < last {
            report(Progress::following(time, self.shortest(), last));
            let (space, length) = self.space(state, last - time, ALLOWED / last, &mut scratch)?;
            effort::advanced();
            let space = Rc::new(space);
            let end = if length >= last - time {
                last
            } else {
                time + length
            };
            let reached = error + space.defect(length) + space.rounding(length);
            let states = {
                let (space, packing) = (Rc::clone(&space), Arc::clone(&packing));
                let size = packing.levels().elements();
                move |times: &[f64]| {
                    let after: Vec<f64> = times
                        .iter()
                        .map(|t| (t - time).clamp(0.0, length))
                        .collect();
                    let states = space.at(&after).into_iter();
                    let state = |packed| state_of(Body::packed(&packing, packed), reached);
                    let states: Vec<RegisterState> = states.map(state).collect();
                    // Eigenproblems that are too small for two threads have one each.
                    let (one, other) = states.split_at(states.len() / 2);
                    let solve = |states: &[RegisterState]| {
                        for state in states {
                            state.spectrum();
                        }
                    };
                    if states.len() > 1 && size < Eigenvalues::WORTH {
                        join(true, || solve(one), || solve(other));
                    }
                    states
                }
            };
            let batch = usize::try_from(BATCH / self.bytes()).unwrap_or(MOST_BATCH);
            let least = usize::try_from(LEAST_BATCH).unwrap_or(1);
            let batch = batch.clamp(least, MOST_BATCH);
            look(Stretch::new((time, end), (space.bytes(), batch), states))?;
            state = space.at(&[length]).remove(0);
            (time, error) = (end, reached);
        }
        Ok(())
    }

    /// A space of a state that reaches as far as possible with an error of at most `rate` times the time, and how far.
    fn space(
        &self,
        state: Vec<f64>,
        most: f64,
        rate: f64,
        scratch: &mut Scratch,
    ) -> Result<(Space, f64), Error> {
        let room = memory::limit() / (16 * self.generator.packing().len() as u128);
        let cap = if self.product.is_symmetric() {
            MOST_SYMMETRIC
        } else {
            MOST_GENERAL
        };
        let cap = cap.min(usize::try_from(room).unwrap_or(cap)).max(FIRST);
        let mut space = Space::new(&self.product, state);
        let mut order = FIRST;
        let mut before: Option<(usize, f64)> = None;
        loop {
            space.extend(order, scratch);
            let defect = space.defect(most);
            if space.is_closed() || defect <= rate * most {
                return Ok((space, most));
            }
            if order == cap {
                break;
            }
            // The defect falls faster and faster: as from the look before to this one it falls far enough.
            let wanted = before.and_then(|(fewer, greater)| {
                let slope = (greater / defect).ln() / (order - fewer) as f64;
                let more = (defect / (rate * most)).ln() / slope;
                (slope > 0.0 && more < order as f64).then(|| more.ceil())
            });
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "below the order"
            )]
            let more = wanted.map_or(order / 2, |more| more as usize);
            before = Some((order, defect));
            order = cap.min(order + more.clamp(order / LEAST_MORE + 1, order / 2));
        }
        let reach = space.reach(most, rate);
        if reach <= 0.0 {
            return Err(Error::Stalled {
                time: most,
                step: 0.0,
                error: space.defect(most),
            });
        }
        Ok((space, reach))
    }
}

/// A state that is known up to an error in the trace norm.
fn state_of(body: Body, error: f64) -> RegisterState {
    let accuracy = Accuracy {
        relative: 0.0,
        absolute: error,
        kind: Kind::Estimate,
    };
    RegisterState::new(body, accuracy, Method::Arrays)
}
