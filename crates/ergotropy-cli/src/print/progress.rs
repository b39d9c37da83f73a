//! The progress of an answer, shown at a terminal.

use ergotropy_sweep::Progress;

/// Steps of the bar.
const STEPS: u64 = 1000;

/// A bar of so many steps that shows `what` is being computed.
fn bar(what: &'static str, steps: u64, quiet: bool) -> Progress {
    let bar = if quiet {
        Progress::hidden()
    } else {
        Progress::on_terminal(steps)
    };
    bar.say(what);
    bar
}

/// A bar on standard error, which is removed when the answer is there.
pub(crate) struct Watch {
    bar: Progress,
    done: u64,
    /// The part of the bar that the present piece of work is, and where it begins.
    part: (f64, f64),
}

impl Watch {
    /// A bar that shows `what` is being computed; hidden if it is not wanted or if there is no terminal.
    pub(crate) fn new(what: &'static str, quiet: bool) -> Self {
        Self {
            bar: bar(what, STEPS, quiet),
            done: 0,
            part: (0.0, 1.0),
        }
    }

    /// From now on the progress is that of a piece of work from one fraction of the bar to another.
    pub(crate) fn part(&mut self, from: f64, to: f64) {
        self.part = (from, to);
    }

    /// Shows the progress of a charging curve.
    pub(crate) fn charging(&mut self, progress: ergotropy::Progress) {
        match progress {
            ergotropy::Progress::SteadyState => self.bar.say("steady state"),
            ergotropy::Progress::Following { share } => {
                self.bar.say("populations over time");
                let (from, to) = self.part;
                self.advance(from + (to - from) * share);
            }
            _ => {}
        }
    }

    fn advance(&mut self, share: f64) {
        let done = (0..=STEPS)
            .rev()
            .find(|&step| step as f64 <= share * STEPS as f64);
        let done = done.unwrap_or(0).max(self.done);
        self.bar.advance(done - self.done);
        self.done = done;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.bar.finish();
    }
}

/// A bar that counts points.
pub(crate) struct Counted(Progress);

impl Counted {
    /// A bar over so many points; hidden if it is not wanted or if there is no terminal.
    pub(crate) fn new(what: &'static str, points: u64, quiet: bool) -> Self {
        Self(bar(what, points, quiet))
    }

    /// What counts the points.
    pub(crate) fn progress(&self) -> &Progress {
        &self.0
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_never_runs_back() {
        let mut watch = Watch::new("a curve", true);
        let steps = [0.0, 0.5, 0.25, 1.0, 0.9].map(|share| {
            watch.charging(ergotropy::Progress::Following { share });
            watch.done
        });
        assert_eq!(steps, [0, 500, 500, 1000, 1000]);
    }

    #[test]
    fn two_curves_share_the_bar() {
        let mut watch = Watch::new("a curve", true);
        for (from, to, share, done) in [(0.0, 0.5, 1.0, 500), (0.5, 1.0, 0.5, 750)] {
            watch.part(from, to);
            watch.charging(ergotropy::Progress::Following { share });
            assert_eq!(watch.done, done);
        }
    }
}
