//! Fig. 3: Fig. 10 for a very hot and a very cold bath, and the range of works over all temperatures of
//! the start, which the paper leaves out.

use ergotropy_plot::{Figure, Legend};
use ergotropy_sweep::Progress;

use super::cloud::{Cloud, DRAWS, Quantity, clouds, content, greatest, panels, unitaries};
use super::scan::{NODES, Scan};
use crate::figures::plan::{Content, Plan, Trouble};
use crate::figures::rotations::{BALANCE, GAIN};
use crate::figures::words::BETA_Q;
use crate::item::Item;

pub(super) const PLAN: Plan = Plan {
    item: Item::Figure(3),
    title: "Random rotations of the start, very hot and very cold bath",
    paper: "The paper draws Δ<i>W</i> of random unitaries for two baths, and states that it is negative in all cases. It \
            leaves out the <i>β</i><sub>q</sub>; drawn here are those of Fig. 10 and two of hotter starts.",
    steps: 2 * (HOT_TO_COLD.len() + NODES) as u64,
    draw,
};

const BATHS: [f64; 2] = [0.01, 10.0];
/// The β_q of Fig. 10 and two of hotter starts.
const HOT_TO_COLD: [f64; 6] = [0.01, 0.1, 0.5, 1.0, 5.0, 10.0];
/// Unitaries at each node of the scan.
const SCAN_DRAWS: u64 = 300;

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let pairs: Vec<(f64, f64)> = BATHS
        .into_iter()
        .flat_map(|beta_c| HOT_TO_COLD.map(|beta_q| (beta_q, beta_c)))
        .collect();
    let clouds = clouds(&pairs, progress)?;
    let baths: Vec<&[Cloud]> = clouds.chunks(HOT_TO_COLD.len()).collect();
    let unitaries = unitaries(SCAN_DRAWS)?;
    let scans = BATHS
        .into_iter()
        .map(|beta_c| Scan::new(beta_c, &unitaries, progress))
        .collect::<Result<Vec<_>, _>>()?;
    let mut picture = Figure::new().columns(BATHS.len()).share_vertical();
    for (place, panel) in panels(&baths).into_iter().enumerate() {
        // The panels below use the same colours for the same starts.
        picture = picture.panel(panel.legend(if place < BATHS.len() {
            Legend::Above
        } else {
            Legend::Hidden
        }));
    }
    let picture = scans.iter().map(Scan::panel).fold(picture, Figure::panel);
    let words: Vec<String> = scans.iter().map(Scan::words).collect();
    let found = format!(
        "As Fig. 10, for a very hot bath (left) and a very cold one (right): {BALANCE} of Eq. 112 \
         (a, b) and the gain over the unrotated start, {GAIN} (c, d). Below (e, f), the whole range of \
         both balances over {BETA_Q}, from the least to the greatest of {SCAN_DRAWS} unitaries, \
         with the median as a line. {} So the sign of {BALANCE} depends on {BETA_Q} \
         where the bath is cold: a nearly mixed start costs next to nothing to rotate, whichever \
         way, and a cold bath activates it. The gain is negative everywhere; the greatest that was \
         drawn is {:.4}.",
        words.join(" "),
        greatest(&clouds, Quantity::Gain),
    );
    let temperatures = (&BATHS[..], &HOT_TO_COLD[..]);
    let draws = format!("{DRAWS} unitaries, ");
    let alt = format!(
        "Six panels, left for a very hot bath, right for a very cold one. Above, {DRAWS} points for each of {} starts \
         against the number of the unitary: level bands, lower for colder starts. Below, bands over {BETA_Q} on a \
         logarithmic axis: near zero for hot starts, then down to a level below zero; under the cold bath {BALANCE} is \
         above zero for hot starts.",
        HOT_TO_COLD.len()
    );
    Ok(content(picture, &clouds, temperatures, &draws, alt, found))
}
