//! The populations over time, in blocks that grow with the time, each on a window of its own.
//!
//! A block whose window covers the steady state π follows p - π, which decays to zero.

use std::rc::Rc;

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::support::{Populations, extent, reached, union, widened};
use crate::ladder::charging::krylov::block::{Beginning, Block};
use crate::ladder::charging::krylov::memory::{check, memory, memory_of};
use crate::ladder::charging::krylov::pace::Pace;
use crate::ladder::charging::krylov::sides::Sides;
use crate::ladder::charging::krylov::tuning::Tuning;
use crate::numerics::effort;
use crate::time::limit::too_stiff;
use crate::time::progress::{Progress, Report};
use crate::time::stretch::Stretch;

/// The populations at one time, and their error in Σ|p|.
#[derive(Clone, Debug)]
pub(crate) struct Reached {
    pub(crate) populations: Populations,
    pub(crate) error: f64,
}

/// The evolution, carried to the end of the last block.
pub(crate) struct Evolution<'a> {
    tuning: &'a Tuning,
    rates: Rates,
    steady: &'a Populations,
    present: Populations,
    time: f64,
    error: f64,
    /// Σ|p - π| at the present time.
    distance: f64,
    sides: Sides,
    pace: Pace,
}

impl<'a> Evolution<'a> {
    /// An evolution from populations that have the given error in Σ|p|.
    pub(crate) fn new(
        tuning: &'a Tuning,
        rates: Rates,
        start: Populations,
        steady: &'a Populations,
        error: f64,
    ) -> Self {
        let fastest = start
            .window
            .iter()
            .map(|(d, k)| rates.exit(d, k))
            .fold(0.0, f64::max);
        Self {
            tuning,
            rates,
            steady,
            distance: start.distance(steady),
            present: start,
            time: 0.0,
            error,
            sides: Sides::new(tuning.margins),
            pace: Pace::new(tuning.pace, fastest.max(rates.unit())),
        }
    }

    /// Calls `look` with stretch after stretch of time, from the present time to `last`.
    ///
    /// # Errors
    /// Those of [`Block::new`]; [`Error::Stalled`] if blocks do not converge, and [`Error::OutOfRange`] if they are
    /// shorter than the spacing of floats; those of the callback.
    pub(crate) fn follow(
        &mut self,
        last: f64,
        report: &mut Report,
        mut look: impl FnMut(Stretch<'static, Reached>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let first = self.pace.next();
        while self.time < last {
            if self.distance <= self.tuning.arrived.max(0.1 * self.error) {
                return look(Stretch::still((self.time, last), self.arrived()));
            }
            let progress = Progress::following(self.time, first, last);
            let mut step = || report(progress);
            let block = Rc::new(self.block(last - self.time, &mut step)?);
            effort::advanced();
            let end = self.end(&block)?;
            look(self.stretch(&block, end.min(last)))?;
            self.enter(&block, end);
        }
        Ok(())
    }

    /// A block up to a time, as a stretch.
    fn stretch(&self, block: &Rc<Block>, end: f64) -> Stretch<'static, Reached> {
        let (begin, error, dropped) = (self.time, self.error, self.tuning.dropped);
        let block = Rc::clone(block);
        let size = (block.bytes(), self.tuning.batch);
        Stretch::new((begin, end), size, move |times| {
            let elapsed: Vec<f64> = times.iter().map(|&time| time - begin).collect();
            let states = elapsed.iter().zip(block.states(&elapsed));
            let reached = states.map(|(&elapsed, populations)| {
                let (populations, dropped) = populations.trimmed(dropped);
                let error = error + block.error(elapsed) + dropped;
                Reached { populations, error }
            });
            reached.collect()
        })
    }

    fn arrived(&self) -> Reached {
        Reached {
            populations: self.steady.clone(),
            error: self.error + self.distance,
        }
    }

    /// The next block, no longer than `most`.
    fn block(&mut self, most: f64, step: &mut dyn FnMut()) -> Result<Block, Error> {
        let mut length = self.pace.next().min(most.max(0.05 * self.pace.next()));
        let mut trial = 0;
        let mut halved = 0;
        loop {
            step();
            let beginning = match self.beginning() {
                // Populations move less far in a shorter block, so its window may fit where this one doesn't.
                Err(Error::TooLarge { .. })
                    if halved < self.tuning.pace.halvings && self.sides.narrow() =>
                {
                    length *= 0.5;
                    halved += 1;
                    continue;
                }
                beginning => beginning?,
            };
            let block = Block::new(&self.rates, beginning, length, self.tuning, step)?;
            let share = block.length() / length;
            let leaks = self.sides.widen(block.leaks);
            if share >= self.tuning.pace.shortest || trial >= self.tuning.pace.trials {
                self.pace.notice(length, block.order(), share);
                return Ok(block);
            }
            if !leaks {
                length *= share.max(0.05);
            }
            trial += 1;
        }
    }

    /// The beginning of the next block.
    fn beginning(&self) -> Result<Beginning, Error> {
        let margins = self.sides.margins();
        let cells = self.rates.lattice().cells();
        // The number of ladders alone may need too much memory, so it is checked before the window is
        // listed.
        let ladders = reached(&self.present.window, margins).len();
        check(cells, memory_of(ladders, 1, self.tuning))?;
        let mut window = widened(&self.present.window, margins);
        let near: f64 = self.present.on(&self.steady.window).iter().sum();
        if near > self.tuning.margins.overlap {
            window = union(&window, &self.steady.window);
        }
        check(cells, memory(&window, self.tuning))?;
        let steady = window
            .covers(&self.steady.window)
            .then(|| self.steady.on(&window));
        let mut populations = self.present.on(&window);
        if let Some(steady) = &steady {
            for (p, steady) in populations.iter_mut().zip(steady) {
                *p -= steady;
            }
        }
        Ok(Beginning {
            window,
            populations,
            steady,
            heaviest: self.present.heaviest(),
        })
    }

    /// The time at which a block ends.
    fn end(&self, block: &Block) -> Result<f64, Error> {
        let length = block.length();
        let error = self.error + block.error(length);
        if error.is_nan() || error >= self.tuning.useless {
            return Err(Error::Stalled {
                time: self.time,
                step: length,
                error,
            });
        }
        let end = self.time + length;
        if end > self.time {
            Ok(end)
        } else {
            Err(too_stiff(self.time, length))
        }
    }

    /// Moves the evolution to the end of a block.
    fn enter(&mut self, block: &Block, end: f64) {
        let before = extent(&self.present.window);
        let Some(all) = block.states(&[end - self.time]).pop() else {
            return;
        };
        self.distance = all.distance(self.steady);
        let (trimmed, dropped) = all.trimmed(self.tuning.dropped);
        self.error += block.error(block.length()) + dropped;
        let after = extent(&trimmed.window);
        let growth = self.pace.next() / (end - self.time);
        let steady = extent(&self.steady.window);
        self.sides
            .adapt([&before, &after, &steady], growth, block.leaks);
        self.present = trimmed;
        self.time = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::charging::krylov::populations;
    use crate::model::start::LadderStart;
    use crate::{Channel, Ensemble};

    fn assert_refused(
        spoil: impl Fn(&mut Evolution),
        is_expected: impl Fn(&Error) -> bool,
    ) -> Result<(), Error> {
        let ensemble = Ensemble::new(60)?
            .collective(Channel::rates(1.0, 0.5)?)
            .local(Channel::rates(0.5, 0.1)?);
        let start = populations(&LadderStart::Excited.state(60)?)?;
        let steady = populations(&ensemble.unique_steady_state()?)?;
        let (tuning, rates) = (Tuning::default(), Rates::new(&ensemble));
        let mut evolution = Evolution::new(&tuning, rates, start, &steady, 1e-15);
        spoil(&mut evolution);
        let found = evolution.follow(1e300, &mut |_| (), |_| Ok(())).err();
        assert!(found.as_ref().is_some_and(is_expected), "{found:?}");
        Ok(())
    }

    #[test]
    fn steps_below_the_spacing_of_floats_are_refused() -> Result<(), Error> {
        assert_refused(
            |evolution| evolution.time = 1e20,
            |error| matches!(error, Error::OutOfRange { value, .. } if *value > 1e15),
        )
    }

    #[test]
    fn populations_of_which_nothing_is_known_are_not_followed() -> Result<(), Error> {
        assert_refused(
            |evolution| (evolution.time, evolution.error) = (2.0, 1.0),
            |error| matches!(error, Error::Stalled { time: 2.0, error, .. } if *error >= 1.0),
        )
    }
}
