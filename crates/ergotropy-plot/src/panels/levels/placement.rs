//! Places of the parts of a level diagram on the page.

use super::diagram::{Level, LevelDiagram, Place};
use crate::page::{Colour, Point, Rect};

const LONGEST_BAR: f64 = 20.0;
/// Fraction of its room that a bar fills.
pub(super) const BAR_SHARE: f64 = 0.8;
const STAGE_SHARE: f64 = 0.8;

/// Places of the parts of a diagram on the page.
pub(super) struct Placement<'a> {
    pub diagram: &'a LevelDiagram,
    pub inside: Rect,
    /// Distance between the centres of neighbouring bars.
    pub pitch: f64,
    pub level_gap: f64,
    /// The largest population.
    pub largest: f64,
    /// Radius of a disc of population one.
    unit_radius: f64,
}

impl<'a> Placement<'a> {
    pub(super) fn new(diagram: &'a LevelDiagram, inside: Rect) -> Self {
        let levels = || diagram.stages.iter().flat_map(|stage| &stage.levels);
        let widest = levels().map(|level| level.states.len()).max().unwrap_or(1);
        let highest = diagram.stages.iter().map(|stage| stage.levels.len()).max();
        let stage_width = inside.width / diagram.stages.len().max(1) as f64;
        let pitch = (stage_width * STAGE_SHARE / widest as f64).min(LONGEST_BAR / BAR_SHARE);
        let level_gap = inside.height / highest.unwrap_or(1) as f64;
        let largest = levels()
            .flat_map(|level| &level.states)
            .fold(0.0, |largest: f64, state| largest.max(state.population));
        let radius = (0.35 * pitch).min(0.3 * level_gap).min(8.0);
        Self {
            diagram,
            inside,
            pitch,
            level_gap,
            largest,
            unit_radius: if largest > 0.0 {
                radius / largest.sqrt()
            } else {
                0.0
            },
        }
    }

    pub(super) fn stage_centre(&self, stage: usize) -> f64 {
        let width = self.inside.width / self.diagram.stages.len().max(1) as f64;
        self.inside.x + width * (stage as f64 + 0.5)
    }

    pub(super) fn height(&self, level: usize) -> f64 {
        self.inside.bottom() - self.level_gap * (level as f64 + 0.5)
    }

    pub(super) fn at(&self, place: Place) -> Point {
        let states = self.diagram.stages[place.stage].levels[place.level]
            .states
            .len() as f64;
        let x = self.stage_centre(place.stage)
            + self.pitch * (place.state as f64 - (states - 1.0) / 2.0);
        Point::new(x, self.height(place.level))
    }

    pub(super) fn radius(&self, population: f64) -> f64 {
        self.unit_radius * population.sqrt()
    }

    pub(super) fn colour(&self, place: Place) -> Colour {
        let hue = self.diagram.state(place).and_then(|state| state.hue);
        Colour::of_series(hue.unwrap_or(place.level))
    }

    /// All levels with the places of their first states.
    pub(super) fn levels(&self) -> impl Iterator<Item = (Place, &'a Level)> {
        let stages = self.diagram.stages.iter().enumerate();
        stages.flat_map(|(stage, column)| {
            let levels = column.levels.iter().enumerate();
            levels.map(move |(level, row)| (Place::new(stage, level, 0), row))
        })
    }
}
