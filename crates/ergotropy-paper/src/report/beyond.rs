//! The section about batteries that are not ideal.

use crate::judged::Judged;
use serde_json::Value;

/// The claim that the section takes its numbers from.
const CLAIM: &str = "C21";

/// Empty without that claim.
pub(crate) fn section(claims: &[Judged]) -> String {
    let Some(claim) = claims.iter().find(|claim| claim.id == CLAIM) else {
        return String::new();
    };
    let number = |name: &str| claim.numbers.get(name).and_then(Value::as_f64);
    let (Some(least), Some(most)) = (number("least_end"), number("greatest_end")) else {
        return String::new();
    };
    let plateaus = claim.numbers.get("plateaus").and_then(Value::as_array);
    let share = |shape: &str, cells: u64| {
        let mut plateaus = plateaus.into_iter().flatten();
        let found = plateaus.find(|plateau| {
            plateau["shape"] == shape && plateau["cells"] == cells && plateau["shift"] == true
        });
        found.and_then(|plateau| plateau["greatest_share"].as_f64())
    };
    let (Some(chain), Some(ring)) = (share("chain", 6), share("ring", 6)) else {
        return String::new();
    };
    format!(
        "<section id=\"beyond\">\n<h2>Beyond the ideal battery</h2>\n\
         <p>The paper derives collective noise from cells at places (Note I), and lets their distance go to zero. At any finite distance the \
         jumps are those of the modes of the kernel <i>g</i><sub>ij</sub> (Eq. 40): one fast mode, which is nearly \
         <i>J</i><sub>−</sub>, and slow ones, at rates that start with <i>x</i>²/5, <i>x</i>&nbsp;= 2π<i>a</i>/<i>λ</i>. These are \
         enough to tell the cells apart: the steady state is unique, a product of Gibbs states, and all work is lost in the end. Until then the \
         battery is as good as an ideal one. The plateau ends at <i>γ</i><sub>0</sub><i>t</i>&nbsp;≈ {least:.2}/<i>x</i>² for two cells \
         to {most:.2}/<i>x</i>² for eight: collectivity is a matter of time, not only of distance.</p>\n\
         <p>In the same limit cells shift each other's frequency, by <i>Ω</i><sub>ij</sub> ∝ 1/<i>x</i>³, whatever the temperature is. Where all cells see \
         the same neighbours this changes little: a ring of six cells at 0.03&nbsp;<i>λ</i> still gets {ring:.2} of the ideal work. A chain has ends, and the \
         symmetric state is no eigenstate of the exchange; at the same distance it gets {chain:.2}. So close cells want to be \
         alike, and chains want a distance at which neither the shift nor the missing overlap of their fields has won, about a tenth of a wavelength.</p>\n\
         <p><strong>What survives:</strong> the rise and the height of the plateau on rings and at one place in a cavity or line (where couplings \
         and not distances count, and unequal ones cost little); the steady work between two baths at different temperatures, lower but for ever. \
         <strong>What does not:</strong> work for ever from one bath; the independence of distance; chains at a hundredth of a wavelength. \
         See <a href=\"#extra-places\">the curves</a>, <a href=\"#extra-imperfect\">what is left</a> and <a href=\"#{CLAIM}\">{CLAIM}</a>.</p>\n</section>\n"
    )
}
