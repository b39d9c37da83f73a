//! Fig. 8: how the work is extracted, from the steps of the extraction itself.

use ergotropy::{LadderState, Move, Observables, Start};
use ergotropy_plot::{Figure, Level, LevelDiagram, Place, Stage, State};
use ergotropy_sweep::Progress;

use super::plan::{Content, Plan, Trouble};
use super::table::{Row, Table};
use super::words::{ALPHA_C, ETA, WORK, value};
use crate::item::Item;
use crate::point::Point;

pub(super) const PLAN: Plan = Plan {
    item: Item::Figure(8),
    title: "Extracting the work of four cells",
    paper: "The paper draws how the work is taken out in two steps: energies are made local, then a permutation fills the \
            levels from below.",
    steps: 1,
    draw,
};

const CELLS: u32 = 4;
/// The number of product states of each level.
const DEGENERACIES: [usize; 5] = [1, 4, 6, 4, 1];
const ALPHA: f64 = 0.7;

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let point = Point::collective(CELLS.into(), ALPHA);
    let state = point.ensemble()?.steady_state_from(&Start::ground())?;
    let moves = state.as_ladder().map(LadderState::extraction);
    let moves = moves.transpose()?.unwrap_or_default();
    progress.advance(1);
    let mut table = Table::new(&[
        "initial",
        "d",
        "from",
        "to",
        "copies",
        "weight",
        "ergotropy±",
    ]);
    for step in &moves {
        table.push(
            &Row::of(&point)
                .word("ground")
                .word(step.d.to_string())
                .word(step.from.to_string())
                .word(step.to.to_string())
                .word(step.copies.to_string())
                .number(step.weight)
                .bounded(state.ergotropy()),
        );
    }
    let work = state.work();
    let stays = moves.iter().filter(|step| step.from == step.to).count();
    let found = format!(
        "Left: the steady state from the ground state is a mixture of the {} Dicke states, one in \
         each level, spread evenly over the level's product states; the areas of the discs are \
         populations. Middle: a unitary within each level (<i>U</i><sub>1</sub>) gathers each of \
         them on one product state, at no cost in energy. Right: a permutation \
         (<i>U</i><sub>2</sub>) fills the levels from below, the greatest population first; {} \
         populations stay where they are. All <i>N</i> populations but the greatest fit into the \
         <i>N</i> states of the first level. The energy falls from {} to {}, and {WORK} = {} is \
         the work. Every arrow is a step of the program's own extraction, listed in the CSV.",
        CELLS + 1,
        stays,
        value(work.energy),
        value(work.passive_energy),
        value(work.ergotropy),
    );
    Ok(Content {
        picture: Figure::new().width(510.0).panel(diagram(&moves)),
        wide: true,
        table,
        parameters: format!("<i>N</i> = {CELLS}, {ETA} = 1, {ALPHA_C} = {ALPHA}, ground start"),
        alt: format!(
            "Three stages side by side, each with levels 0 to {CELLS} of 1, 4, 6, 4 and 1 states and discs for \
             populations. Left, each level shares its population among all of its states; in the middle it is gathered in \
             one state of each level; right, the greatest is in level 0 and the other {CELLS} are in level 1. Arrows lead \
             from the middle to the right."
        ),
        found,
        facts: None,
    })
}

/// Three stages: populations in superpositions, gathered, and passive.
fn diagram(moves: &[Move]) -> LevelDiagram {
    let population = |level: usize| -> f64 {
        let leaving = moves.iter().filter(|step| step.from as usize == level);
        leaving.map(|step| step.weight).sum()
    };
    let mut thermal = Stage::new("steady state");
    let mut gathered = Stage::new("gathered").reached_by("$U_1$");
    let mut passive = Stage::new("passive").reached_by("$U_2$");
    let mut diagram = LevelDiagram::new("energy $E/ω$").aspect(0.5);
    let mut filled: Vec<Vec<State>> = vec![Vec::new(); DEGENERACIES.len()];
    for step in moves {
        let (from, to) = (step.from as usize, step.to as usize);
        diagram = diagram.arrow(Place::new(1, from, 0), Place::new(2, to, filled[to].len()));
        filled[to].push(State::filled(step.weight).hue(from));
    }
    for (level, states) in DEGENERACIES.into_iter().enumerate() {
        let label = format!("${level}$");
        let all = population(level);
        let share = State::filled(all / states as f64);
        thermal = thermal.level(Level::new(&label, vec![share; states]).superposed());
        let rest = |used: usize| std::iter::repeat_n(State::empty(), states - used);
        let one = std::iter::once(State::filled(all)).chain(rest(1));
        gathered = gathered.level(Level::new(&label, one));
        let here = filled[level].iter().copied();
        passive = passive.level(Level::new(&label, here.chain(rest(filled[level].len()))));
    }
    diagram.stage(thermal).stage(gathered).stage(passive)
}
