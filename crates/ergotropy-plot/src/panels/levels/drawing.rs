//! Drawing of level diagrams.

use super::diagram::{LevelDiagram, Place, State};
use crate::axes::{LABEL_SIZE, TICK_SIZE};
use crate::error::PlotError;
use crate::page::{Anchor, Canvas, Colour, Pen, Point, Rect, Rise, Setting, path_data};
use crate::panels::Slot;

const LONGEST_BAR: f64 = 20.0;
const BAR_SHARE: f64 = 0.8;
const STAGE_SHARE: f64 = 0.8;

/// Places of the parts of a diagram on the page.
struct Plan<'a> {
    diagram: &'a LevelDiagram,
    inside: Rect,
    /// Distance from the middle of one bar to the next.
    pitch: f64,
    level_gap: f64,
    /// Radius of a disc of population one.
    unit_radius: f64,
}

impl<'a> Plan<'a> {
    fn new(diagram: &'a LevelDiagram, inside: Rect) -> Self {
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
            unit_radius: if largest > 0.0 {
                radius / largest.sqrt()
            } else {
                0.0
            },
        }
    }

    fn stage_centre(&self, stage: usize) -> f64 {
        let width = self.inside.width / self.diagram.stages.len().max(1) as f64;
        self.inside.x + width * (stage as f64 + 0.5)
    }

    fn height(&self, level: usize) -> f64 {
        self.inside.bottom() - self.level_gap * (level as f64 + 0.5)
    }

    fn states(&self, stage: usize, level: usize) -> usize {
        self.diagram.stages[stage].levels[level].states.len()
    }

    fn at(&self, place: Place) -> Point {
        let states = self.states(place.stage, place.level) as f64;
        let x = self.stage_centre(place.stage)
            + self.pitch * (place.state as f64 - (states - 1.0) / 2.0);
        Point::new(x, self.height(place.level))
    }

    fn radius(&self, population: f64) -> f64 {
        self.unit_radius * population.sqrt()
    }

    fn colour(&self, place: Place) -> Colour {
        let hue = self.diagram.state(place).and_then(|state| state.hue);
        Colour::of_series(hue.unwrap_or(place.level))
    }
}

impl LevelDiagram {
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        inside: Rect,
    ) -> Result<(), PlotError> {
        let plan = Plan::new(self, inside);
        draw_energies(canvas, &plan)?;
        draw_titles(canvas, &plan)?;
        draw_bars(canvas, &plan);
        for &(from, to) in &self.arrows {
            draw_arrow(canvas, &plan, from, to);
        }
        draw_discs(canvas, &plan);
        draw_scale(canvas, &plan)?;
        if let Some(letter) = &slot.letter {
            let block = canvas.fonts().set_bold(letter, LABEL_SIZE)?;
            let at = Point::new(inside.x, inside.y - LABEL_SIZE - 10.0);
            canvas.text(&block, &Setting::new(at, Anchor::Start, Rise::Baseline));
        }
        Ok(())
    }
}

/// An axis with an arrow head and the energy of each level, at the left.
fn draw_energies(canvas: &mut Canvas, plan: &Plan) -> Result<(), PlotError> {
    let x = plan.inside.x - 2.0;
    let pen = Pen::new(Colour::INK, 0.6);
    let top = Point::new(x, plan.inside.y);
    canvas.line(Point::new(x, plan.inside.bottom()), top, &pen);
    draw_head(canvas, top.shifted(0.0, -2.0), (0.0, -1.0), Colour::INK);
    let mut widest: f64 = 0.0;
    let tallest = plan
        .diagram
        .stages
        .iter()
        .max_by_key(|stage| stage.levels.len());
    for (level, row) in tallest
        .iter()
        .flat_map(|stage| stage.levels.iter().enumerate())
    {
        let block = canvas.fonts().set(&row.label, TICK_SIZE)?;
        widest = widest.max(block.width);
        let at = Point::new(x, plan.height(level));
        canvas.line(at.shifted(-1.5, 0.0), at.shifted(1.5, 0.0), &pen);
        let place = at.shifted(-4.0, 0.0);
        canvas.text(&block, &Setting::new(place, Anchor::End, Rise::Middle));
    }
    let block = canvas.fonts().set(&plan.diagram.energy, LABEL_SIZE)?;
    let at = Point::new(x - 8.0 - widest - block.descent, plan.inside.at(0.0, 0.5).y);
    let mut setting = Setting::new(at, Anchor::Middle, Rise::Baseline);
    setting.angle = -90.0;
    canvas.text(&block, &setting);
    Ok(())
}

/// Titles of the stages, and between them arrows with the names of the steps.
fn draw_titles(canvas: &mut Canvas, plan: &Plan) -> Result<(), PlotError> {
    let baseline = plan.inside.y - 6.0;
    let mut previous_end = plan.inside.x;
    for (index, stage) in plan.diagram.stages.iter().enumerate() {
        let title = canvas.fonts().set(&stage.title, LABEL_SIZE)?;
        let at = Point::new(plan.stage_centre(index), baseline);
        canvas.text(&title, &Setting::new(at, Anchor::Middle, Rise::Baseline));
        let start = at.x - title.width / 2.0;
        if let (Some(step), true) = (&stage.reached_by, index > 0) {
            let from = Point::new(previous_end + 6.0, baseline - 3.0);
            let to = Point::new(start - 8.0, baseline - 3.0);
            canvas.line(from, to, &Pen::new(Colour::INK, 0.6));
            draw_head(canvas, to.shifted(2.0, 0.0), (1.0, 0.0), Colour::INK);
            let block = canvas.fonts().set(step, TICK_SIZE)?;
            let middle = Point::new(from.x.midpoint(to.x), baseline - 6.0);
            canvas.text(
                &block,
                &Setting::new(middle, Anchor::Middle, Rise::Baseline),
            );
        }
        previous_end = at.x + title.width / 2.0;
    }
    Ok(())
}

fn draw_bars(canvas: &mut Canvas, plan: &Plan) {
    let half = plan.pitch * BAR_SHARE / 2.0;
    for (stage, column) in plan.diagram.stages.iter().enumerate() {
        for (level, row) in column.levels.iter().enumerate() {
            let first = plan.at(Place::new(stage, level, 0));
            if row.superposed {
                let width = plan.pitch * row.states.len() as f64 + 6.0;
                let height = 0.62 * plan.level_gap;
                let left = first.x - plan.pitch / 2.0 - 3.0;
                let oval = Rect::new(left, first.y - height / 2.0, width, height);
                let colour = plan.colour(Place::new(stage, level, 0));
                let pen = Pen::new(colour, 0.7);
                canvas.rounded(oval, height / 2.0, Some(colour.tinted(0.92)), &pen);
            }
            for state in 0..row.states.len() {
                let at = plan.at(Place::new(stage, level, state));
                let pen = Pen::new(Colour::INK, 0.9);
                canvas.line(at.shifted(-half, 0.0), at.shifted(half, 0.0), &pen);
            }
        }
    }
}

fn draw_discs(canvas: &mut Canvas, plan: &Plan) {
    for (stage, column) in plan.diagram.stages.iter().enumerate() {
        for (level, row) in column.levels.iter().enumerate() {
            for (index, state) in row.states.iter().enumerate() {
                let place = Place::new(stage, level, index);
                draw_disc(canvas, plan, plan.at(place), state, plan.colour(place));
            }
        }
    }
}

fn draw_disc(canvas: &mut Canvas, plan: &Plan, at: Point, state: &State, colour: Colour) {
    let radius = plan.radius(state.population);
    if radius > 0.05 {
        canvas.circle(at, radius, Some(colour), &Pen::new(Colour::WHITE, 0.5));
    }
}

fn draw_arrow(canvas: &mut Canvas, plan: &Plan, from: Place, to: Place) {
    let (start, end) = (plan.at(from), plan.at(to));
    let colour = plan.colour(from);
    let reach = |place: Place| {
        let population = plan
            .diagram
            .state(place)
            .map_or(0.0, |state| state.population);
        plan.radius(population) + 1.5
    };
    if from.stage == to.stage {
        // Beside the levels, so that the arrow does not run through the bars between.
        let bulge = 0.5 * plan.pitch + 0.25 * (start.y - end.y).abs();
        let begin = start.shifted(reach(from), 0.0);
        let stop = end.shifted(reach(to) + 3.0, 0.0);
        let (c1, c2) = (begin.shifted(bulge, 0.0), stop.shifted(bulge, 0.0));
        draw_curve(canvas, [begin, c1, c2, stop], (-1.0, 0.0), colour);
    } else {
        // Arrows leave sideways and arrive upright, so that those to neighbours stay apart.
        let down = if end.y < start.y { -1.0 } else { 1.0 };
        let stop = end.shifted(0.0, -down * (reach(to) + 3.0));
        let across = stop.x - start.x;
        let (begin, c1, fall) = if from.level == to.level {
            let begin = start.shifted(0.0, -reach(from));
            (
                begin,
                begin.shifted(0.25 * across, -0.42 * plan.level_gap),
                0.42 * plan.level_gap,
            )
        } else {
            // Just beside the bars of its level.
            let away = 0.7 * reach(from);
            let begin = start.shifted(across.signum() * away, down * away);
            (
                begin,
                begin.shifted(0.45 * across, down * 0.2 * plan.level_gap),
                0.55 * (end.y - start.y).abs(),
            )
        };
        let c2 = stop.shifted(0.0, -down * fall);
        let heading = (0.0, down);
        draw_curve(canvas, [begin, c1, c2, stop], heading, colour);
    }
}

fn draw_curve(canvas: &mut Canvas, points: [Point; 4], heading: (f64, f64), colour: Colour) {
    let [begin, c1, c2, stop] = points;
    let data = format!(
        "{}C{}",
        path_data(&[begin], false),
        path_data(&[c1, c2, stop], false).replace(['M', 'L'], " ")
    );
    canvas.path(&data, &Pen::new(Colour::WHITE, 2.6).faded(0.8));
    canvas.path(&data, &Pen::new(colour, 0.9));
    draw_head(
        canvas,
        stop.shifted(3.0 * heading.0, 3.0 * heading.1),
        heading,
        colour,
    );
}

/// A head with its tip at a point; `(dx, dy)` is the direction it points in.
fn draw_head(canvas: &mut Canvas, tip: Point, (dx, dy): (f64, f64), colour: Colour) {
    const LENGTH: f64 = 4.6;
    const HALF: f64 = 1.7;
    let base = tip.shifted(-LENGTH * dx, -LENGTH * dy);
    let corners = [
        tip,
        base.shifted(-HALF * dy, HALF * dx),
        base.shifted(HALF * dy, -HALF * dx),
    ];
    canvas.polygon(&corners, colour, 1.0);
}

/// Discs of round populations below the diagram: the scale of the areas.
fn draw_scale(canvas: &mut Canvas, plan: &Plan) -> Result<(), PlotError> {
    let levels = plan.diagram.stages.iter().flat_map(|stage| &stage.levels);
    let largest = levels
        .flat_map(|level| &level.states)
        .fold(0.0, |largest: f64, state| largest.max(state.population));
    let mut samples = vec![0.01, 0.03, 0.1, 0.3, 1.0];
    samples.retain(|&sample| sample <= largest);
    let samples = samples.split_off(samples.len().saturating_sub(3));
    let mut at = Point::new(plan.inside.right(), plan.inside.bottom() + 1.4 * TICK_SIZE);
    for &sample in samples.iter().rev() {
        let block = canvas.fonts().set(&format!("${sample}$"), TICK_SIZE)?;
        canvas.text(&block, &Setting::new(at, Anchor::End, Rise::Middle));
        let radius = plan.radius(sample);
        at = at.shifted(-block.width - radius - 2.5, 0.0);
        canvas.circle(
            at,
            radius,
            Some(Colour::GREY),
            &Pen::new(Colour::WHITE, 0.5),
        );
        at = at.shifted(-radius - 7.0, 0.0);
    }
    if !samples.is_empty() {
        let block = canvas.fonts().set(&plan.diagram.population, TICK_SIZE)?;
        canvas.text(&block, &Setting::new(at, Anchor::End, Rise::Middle));
    }
    Ok(())
}
