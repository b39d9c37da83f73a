//! The gain of the best start over the start's and the bath's ratio.

use ergotropy::best_start::{Best, GibbsOrbit};
use ergotropy::{Bath, Error};
use ergotropy_plot::{Axis, Grid, HeatMap, PlotError};
use ergotropy_sweep::{Progress, linear, map, product};

use super::regions::{borders, notes};
use crate::figures::landscape::TOP;
use crate::rotated::best;

/// The lower end of both axes; no start gains on the axes themselves.
const BOTTOM: f64 = 0.01;

/// Heights of the contours.
const LEVELS: [f64; 7] = [0.002, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2];
/// The gain at the top of the colour scale.
const MOST: f64 = 0.25;

/// The gain of the best start over q (to the right) and α_c (upwards).
pub(super) struct GainMap {
    pub(super) cells: u32,
    nodes: usize,
    pub(super) points: Vec<(f64, f64)>,
    pub(super) found: Vec<Best>,
    /// The best gain; where no start gains, the negative gain of the best single exchange.
    heights: Vec<f64>,
}

/// The gain of the best exchange of two eigenvalues in the Gibbs product; negative where no exchange
/// gains.
fn best_exchange(orbit: &GibbsOrbit) -> f64 {
    let gibbs = orbit.gibbs();
    let copies = gibbs.copies();
    // Copies of one ladder are equal, so two of each are enough.
    let few: Vec<usize> = (0..copies.len())
        .filter(|&c| c < 2 || copies[c].ladder() != copies[c - 2].ladder())
        .collect();
    let mut top = f64::NEG_INFINITY;
    for (place, &one) in few.iter().enumerate() {
        for &other in &few[place + 1..] {
            for &a in copies[one].classes() {
                for &b in copies[other].classes().iter().filter(|&&b| b != a) {
                    if let Some(start) = gibbs.exchanged((one, a), (other, b)) {
                        top = top.max(orbit.value(&start).gain.value);
                    }
                }
            }
        }
    }
    top
}

impl GainMap {
    pub(super) fn new(
        (cells, nodes, draws): (u32, usize, u32),
        progress: &Progress,
    ) -> Result<Self, Error> {
        let axis = linear(BOTTOM, TOP, nodes);
        let points = product(&axis, &axis);
        let solved = map(&points, progress, |&(q, alpha)| {
            let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)?;
            let best = best(&orbit, draws)?;
            let height = if best.work.gain.lower() > 0.0 {
                best.work.gain.value
            } else {
                best_exchange(&orbit).min(0.0)
            };
            Ok::<_, Error>((best, height))
        })?;
        let (found, heights) = solved.into_iter().unzip();
        Ok(Self {
            cells,
            nodes,
            points,
            found,
            heights,
        })
    }

    /// The fraction of nodes at which no start better than the Gibbs product was found.
    pub(super) fn gibbs_share(&self) -> f64 {
        let best = self.heights.iter().filter(|&&height| height <= 0.0);
        best.count() as f64 / self.heights.len() as f64
    }

    pub(super) fn highest(&self) -> (f64, f64, &Best) {
        let gain = |place: &usize| self.found[*place].work.gain.value;
        let place = (0..self.found.len())
            .max_by(|a, b| gain(a).total_cmp(&gain(b)))
            .unwrap_or(0);
        let (q, alpha) = self.points[place];
        (q, alpha, &self.found[place])
    }

    pub(super) fn heat_map(&self) -> Result<HeatMap, PlotError> {
        let how = if self.cells <= 4 {
            ""
        } else {
            " (lower bound)"
        };
        let map = HeatMap::new(
            Axis::linear("$q$ of the start").range(BOTTOM, TOP),
            Axis::linear("$α_c$ of the bath").range(BOTTOM, TOP),
            Grid::new(self.nodes, self.nodes, self.heights.clone())?,
        )
        .title(format!("$N = {}${how}", self.cells))
        .bar_label("gain")
        .range(0.0, MOST)
        .contours(LEVELS)
        .zero_below(0.0);
        let map = borders(self.cells).into_iter().fold(map, HeatMap::guide);
        Ok(notes(self.cells).into_iter().fold(map, HeatMap::mark))
    }
}
