//! Level diagrams: states as bars at their energies, populations as discs, arrows between them.

use crate::axes::Slot;
use crate::error::{PlotError, check_finite};
use crate::page::{Fonts, LABEL_SIZE, Margins, TICK_SIZE};

/// One state of a level.
///
/// ```
/// use ergotropy_plot::State;
/// let states = [State::filled(0.4), State::filled(0.1).hue(3), State::empty()];
/// # let _ = states;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[must_use]
pub struct State {
    pub(super) population: f64,
    pub(super) hue: Option<usize>,
}

impl State {
    /// A state without population: a bare bar.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A state with a population from 0 to 1, shown as the area of a disc.
    pub fn filled(population: f64) -> Self {
        Self {
            population,
            hue: None,
        }
    }

    /// Number of the colour of the disc, with which a population can be followed through the stages;
    /// the number of the level unless set.
    pub fn hue(mut self, hue: usize) -> Self {
        self.hue = Some(hue);
        self
    }
}

/// States of the same energy, side by side.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Level {
    pub(super) label: String,
    pub(super) states: Vec<State>,
    pub(super) superposed: bool,
}

impl Level {
    /// A level with its energy as label.
    pub fn new(label: impl Into<String>, states: impl IntoIterator<Item = State>) -> Self {
        Self {
            label: label.into(),
            states: states.into_iter().collect(),
            superposed: false,
        }
    }

    /// Draws an oval around the states: the population is in their superposition.
    pub fn superposed(mut self) -> Self {
        self.superposed = true;
        self
    }
}

/// One column of a diagram: levels from the lowest to the highest energy.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Stage {
    pub(super) title: String,
    pub(super) levels: Vec<Level>,
    pub(super) reached_by: Option<String>,
}

impl Stage {
    /// A stage without levels yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            levels: Vec::new(),
            reached_by: None,
        }
    }

    /// Adds a level above the existing ones.
    pub fn level(mut self, level: Level) -> Self {
        self.levels.push(level);
        self
    }

    /// Names the step from the stage before to this one; the name is drawn on an arrow between the
    /// titles.
    pub fn reached_by(mut self, step: impl Into<String>) -> Self {
        self.reached_by = Some(step.into());
        self
    }
}

/// A state of a diagram by its numbers, which begin at 0: stage from the left, level from the bottom,
/// state from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Stage, from the left.
    pub stage: usize,
    /// Level, from the bottom.
    pub level: usize,
    /// State, from the left.
    pub state: usize,
}

impl Place {
    /// The place with these numbers.
    pub const fn new(stage: usize, level: usize, state: usize) -> Self {
        Self {
            stage,
            level,
            state,
        }
    }
}

/// Stages side by side, with arrows that show the movement of populations.
///
/// ```
/// use ergotropy_plot::{Figure, Level, LevelDiagram, Place, Stage, State};
/// let before = Stage::new("before")
///     .level(Level::new("0", [State::filled(0.3)]))
///     .level(Level::new("1", [State::filled(0.7), State::empty()]));
/// let after = Stage::new("after")
///     .level(Level::new("0", [State::filled(0.7).hue(1)]))
///     .level(Level::new("1", [State::filled(0.3).hue(0), State::empty()]))
///     .reached_by("permutation");
/// let diagram = LevelDiagram::new("$E/ω$")
///     .stage(before)
///     .stage(after)
///     .arrow(Place::new(0, 1, 0), Place::new(1, 0, 0));
/// let svg = Figure::new().panel(diagram).to_svg()?;
/// assert!(svg.contains("<ellipse"));
/// # Ok::<(), ergotropy_plot::PlotError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct LevelDiagram {
    pub(super) energy: String,
    pub(super) stages: Vec<Stage>,
    pub(super) arrows: Vec<(Place, Place)>,
    pub(crate) aspect: f64,
}

impl LevelDiagram {
    /// A diagram without stages yet; the label names the energy axis.
    pub fn new(energy: impl Into<String>) -> Self {
        Self {
            energy: energy.into(),
            stages: Vec::new(),
            arrows: Vec::new(),
            aspect: 0.46,
        }
    }

    /// Adds a stage to the right.
    pub fn stage(mut self, stage: Stage) -> Self {
        self.stages.push(stage);
        self
    }

    /// Adds an arrow in the colour of the population at its start.
    pub fn arrow(mut self, from: Place, to: Place) -> Self {
        self.arrows.push((from, to));
        self
    }

    /// Height over width of the diagram; 0.46 unless set, limited to 0.2..=3.
    pub fn aspect(mut self, aspect: f64) -> Self {
        self.aspect = if aspect.is_nan() {
            0.46
        } else {
            aspect.clamp(0.2, 3.0)
        };
        self
    }

    pub(super) fn state(&self, place: Place) -> Option<&State> {
        let stage = self.stages.get(place.stage)?;
        stage.levels.get(place.level)?.states.get(place.state)
    }

    fn check(&self) -> Result<(), PlotError> {
        if self.stages.is_empty() || self.stages.iter().any(|stage| stage.levels.is_empty()) {
            return Err(PlotError::NoLevels);
        }
        for (stage, column) in self.stages.iter().enumerate() {
            for (level, row) in column.levels.iter().enumerate() {
                if row.states.is_empty() {
                    return Err(PlotError::NoStates { stage, level });
                }
                check_finite(
                    "populations",
                    row.states.iter().map(|state| state.population),
                )?;
                let outside = |state: &&State| !(0.0..=1.0).contains(&state.population);
                if let Some(state) = row.states.iter().find(outside) {
                    return Err(PlotError::Population {
                        stage,
                        level,
                        value: state.population,
                    });
                }
            }
        }
        for place in self.arrows.iter().flat_map(|&(from, to)| [from, to]) {
            if self.state(place).is_none() {
                return Err(PlotError::ArrowEnd {
                    stage: place.stage,
                    level: place.level,
                    state: place.state,
                });
            }
        }
        Ok(())
    }

    pub(crate) fn margins(&self, fonts: &Fonts, slot: &Slot) -> Result<Margins, PlotError> {
        self.check()?;
        let mut labels: f64 = 0.0;
        for level in self.stages.iter().flat_map(|stage| &stage.levels) {
            labels = labels.max(fonts.set(&level.label, TICK_SIZE)?.width);
        }
        let letter = if slot.letter.is_some() {
            LABEL_SIZE + 4.0
        } else {
            0.0
        };
        Ok(Margins {
            left: labels + fonts.set(&self.energy, LABEL_SIZE)?.height() + 12.0,
            right: 4.0,
            top: LABEL_SIZE + 8.0 + letter,
            bottom: 2.2 * TICK_SIZE,
        })
    }
}
