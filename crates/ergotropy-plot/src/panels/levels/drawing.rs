//! Drawing of level diagrams.

use super::diagram::{LevelDiagram, Place};
use super::placement::{BAR_SHARE, Placement};
use crate::axes::Slot;
use crate::error::PlotError;
use crate::page::{
    Anchor, Canvas, Colour, LABEL_SIZE, Pen, Point, Rect, Rise, TICK_SIZE, TextPlace,
};

impl LevelDiagram {
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        inside: Rect,
    ) -> Result<(), PlotError> {
        let placement = Placement::new(self, inside);
        draw_energies(canvas, &placement)?;
        draw_titles(canvas, &placement)?;
        draw_bars(canvas, &placement);
        for &(from, to) in &self.arrows {
            draw_arrow(canvas, &placement, from, to);
        }
        draw_discs(canvas, &placement);
        draw_scale(canvas, &placement)?;
        if let Some(letter) = &slot.letter {
            let text = canvas.fonts().set_bold(letter, LABEL_SIZE)?;
            let at = Point::new(inside.x, inside.y - LABEL_SIZE - 10.0);
            canvas.text(&text, TextPlace::new(at, Anchor::Start, Rise::Baseline));
        }
        Ok(())
    }
}

/// Draws an axis with an arrow head and the energy of each level, at the left.
fn draw_energies(canvas: &mut Canvas, placement: &Placement) -> Result<(), PlotError> {
    let x = placement.inside.x - 2.0;
    let pen = Pen::new(Colour::INK, 0.6);
    let top = Point::new(x, placement.inside.y);
    canvas.line(Point::new(x, placement.inside.bottom()), top, &pen);
    draw_head(canvas, top.shifted(0.0, -2.0), (0.0, -1.0), Colour::INK);
    let mut widest: f64 = 0.0;
    let tallest = placement
        .diagram
        .stages
        .iter()
        .max_by_key(|stage| stage.levels.len());
    for (level, row) in tallest
        .iter()
        .flat_map(|stage| stage.levels.iter().enumerate())
    {
        let text = canvas.fonts().set(&row.label, TICK_SIZE)?;
        widest = widest.max(text.width);
        let at = Point::new(x, placement.height(level));
        canvas.line(at.shifted(-1.5, 0.0), at.shifted(1.5, 0.0), &pen);
        let place = at.shifted(-4.0, 0.0);
        canvas.text(&text, TextPlace::new(place, Anchor::End, Rise::Middle));
    }
    let text = canvas.fonts().set(&placement.diagram.energy, LABEL_SIZE)?;
    let at = Point::new(
        x - 8.0 - widest - text.descent,
        placement.inside.at(0.0, 0.5).y,
    );
    let place = TextPlace::new(at, Anchor::Middle, Rise::Baseline);
    canvas.text(&text, place.turned(-90.0));
    Ok(())
}

/// Draws the titles of the stages, and between them arrows with the names of the steps.
fn draw_titles(canvas: &mut Canvas, placement: &Placement) -> Result<(), PlotError> {
    let baseline = placement.inside.y - 6.0;
    let mut previous_end = placement.inside.x;
    for (index, stage) in placement.diagram.stages.iter().enumerate() {
        let title = canvas.fonts().set(&stage.title, LABEL_SIZE)?;
        let at = Point::new(placement.stage_centre(index), baseline);
        canvas.text(&title, TextPlace::new(at, Anchor::Middle, Rise::Baseline));
        let start = at.x - title.width / 2.0;
        if let (Some(step), true) = (&stage.reached_by, index > 0) {
            let from = Point::new(previous_end + 6.0, baseline - 3.0);
            let to = Point::new(start - 8.0, baseline - 3.0);
            canvas.line(from, to, &Pen::new(Colour::INK, 0.6));
            draw_head(canvas, to.shifted(2.0, 0.0), (1.0, 0.0), Colour::INK);
            let text = canvas.fonts().set(step, TICK_SIZE)?;
            let middle = Point::new(from.x.midpoint(to.x), baseline - 6.0);
            canvas.text(
                &text,
                TextPlace::new(middle, Anchor::Middle, Rise::Baseline),
            );
        }
        previous_end = at.x + title.width / 2.0;
    }
    Ok(())
}

fn draw_bars(canvas: &mut Canvas, placement: &Placement) {
    let half = placement.pitch * BAR_SHARE / 2.0;
    for (place, row) in placement.levels() {
        if row.superposed {
            let first = placement.at(place);
            let width = placement.pitch * row.states.len() as f64 + 6.0;
            let height = 0.62 * placement.level_gap;
            let left = first.x - placement.pitch / 2.0 - 3.0;
            let oval = Rect::new(left, first.y - height / 2.0, width, height);
            let colour = placement.colour(place);
            let pen = Pen::new(colour, 0.7);
            canvas.rounded(oval, height / 2.0, colour.tinted(0.92), &pen);
        }
        for state in 0..row.states.len() {
            let at = placement.at(Place { state, ..place });
            let pen = Pen::new(Colour::INK, 0.9);
            canvas.line(at.shifted(-half, 0.0), at.shifted(half, 0.0), &pen);
        }
    }
}

fn draw_discs(canvas: &mut Canvas, placement: &Placement) {
    for (first, row) in placement.levels() {
        for (index, state) in row.states.iter().enumerate() {
            let place = Place {
                state: index,
                ..first
            };
            let radius = placement.radius(state.population);
            if radius > 0.05 {
                let (at, colour) = (placement.at(place), placement.colour(place));
                canvas.circle(at, radius, Some(colour), &Pen::new(Colour::WHITE, 0.5));
            }
        }
    }
}

/// Draws an arrow. Arrows start sideways and end vertically, so that those to neighbouring states stay
/// apart.
fn draw_arrow(canvas: &mut Canvas, placement: &Placement, from: Place, to: Place) {
    let (start, end) = (placement.at(from), placement.at(to));
    let reach = |place: Place| {
        let state = placement.diagram.state(place);
        placement.radius(state.map_or(0.0, |state| state.population)) + 1.5
    };
    let down = if end.y < start.y { -1.0 } else { 1.0 };
    let stop = end.shifted(0.0, -down * (reach(to) + 3.0));
    let across = stop.x - start.x;
    let (begin, c1, fall) = if from.level == to.level {
        let begin = start.shifted(0.0, -reach(from));
        let rise = 0.42 * placement.level_gap;
        (begin, begin.shifted(0.25 * across, -rise), rise)
    } else {
        // The arrow starts just beside the bars of its level.
        let away = 0.7 * reach(from);
        let begin = start.shifted(across.signum() * away, down * away);
        let first = begin.shifted(0.45 * across, down * 0.2 * placement.level_gap);
        (begin, first, 0.55 * (end.y - start.y).abs())
    };
    let c2 = stop.shifted(0.0, -down * fall);
    let colour = placement.colour(from);
    draw_curve(canvas, [begin, c1, c2, stop], (0.0, down), colour);
}

fn draw_curve(canvas: &mut Canvas, points: [Point; 4], heading: (f64, f64), colour: Colour) {
    canvas.curve(points, &Pen::new(Colour::WHITE, 2.6).faded(0.8));
    canvas.curve(points, &Pen::new(colour, 0.9));
    let tip = points[3].shifted(3.0 * heading.0, 3.0 * heading.1);
    draw_head(canvas, tip, heading, colour);
}

/// Draws an arrow head with its tip at a point and the direction `(dx, dy)`.
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

/// Draws discs of round populations below the diagram, as the scale of the areas.
fn draw_scale(canvas: &mut Canvas, placement: &Placement) -> Result<(), PlotError> {
    let mut samples = vec![0.01, 0.03, 0.1, 0.3, 1.0];
    samples.retain(|&sample| sample <= placement.largest);
    let samples = samples.split_off(samples.len().saturating_sub(3));
    let mut at = Point::new(
        placement.inside.right(),
        placement.inside.bottom() + 1.4 * TICK_SIZE,
    );
    for &sample in samples.iter().rev() {
        let text = canvas.fonts().set(&format!("${sample}$"), TICK_SIZE)?;
        canvas.text(&text, TextPlace::new(at, Anchor::End, Rise::Middle));
        let radius = placement.radius(sample);
        at = at.shifted(-text.width - radius - 2.5, 0.0);
        canvas.circle(
            at,
            radius,
            Some(Colour::GREY),
            &Pen::new(Colour::WHITE, 0.5),
        );
        at = at.shifted(-radius - 7.0, 0.0);
    }
    if !samples.is_empty() {
        let text = canvas.fonts().set("population", TICK_SIZE)?;
        canvas.text(&text, TextPlace::new(at, Anchor::End, Rise::Middle));
    }
    Ok(())
}
