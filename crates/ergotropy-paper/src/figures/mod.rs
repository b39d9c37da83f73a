//! The figures of the paper and some beyond it.
//!
//! Shared modules:
//! - `plan`: a figure before it is drawn, and its content
//! - `description`: the words about a figure that follow from its numbers
//! - `drawing`: a finished figure and its files
//! - `picture`: a figure as a page shows it
//! - `table`: the numbers of a figure as CSV
//! - `words`: symbols and numbers for captions
//! - `extent`: least and greatest of some numbers
//! - `landscape`: ergotropy over a plane of two parameters
//! - `rotations`: names, colours and rows of rotated starts
//!
//! The figures of the paper:
//! - `start_and_bath`: Fig. 2 and 7, ergotropy over the start and the collective bath
//! - `clouds`: Fig. 3 and 10, random rotations of the start
//! - `two_baths`: Fig. 4 and 11 to 14, ergotropy over both baths
//! - `charging`: Fig. 5, 6 and 15, ergotropy over time
//! - `extraction`: Fig. 8, how the work is extracted
//! - `sizes`: Fig. 9, energy and ergotropy against the number of cells
//!
//! Beyond the paper:
//! - `random_starts`: the distribution of random rotations of the start
//! - `best_starts`: the region in which the Gibbs product is the best start
//! - `many_cells`: ergotropy up to a million cells
//! - `limit`: ergotropy in the limit N → ∞
//! - `places`: ergotropy over time of cells at places
//! - `imperfect`: what distance, shifts, two temperatures and disorder leave

mod best_starts;
mod charging;
mod clouds;
mod description;
mod drawing;
mod extent;
mod extraction;
mod imperfect;
mod landscape;
mod limit;
mod many_cells;
mod picture;
mod places;
mod plan;
mod random_starts;
mod rotations;
mod sizes;
mod start_and_bath;
mod table;
mod two_baths;
mod words;

pub(crate) use description::Facts;
pub(crate) use drawing::Drawing;
pub(crate) use picture::Picture;
pub(crate) use plan::Plan;

use crate::item::Item;

/// All figures: those of the paper in the order of their numbers, then those beyond it.
pub(crate) fn all() -> Vec<Plan> {
    let mut plans = [
        &start_and_bath::PLANS[..],
        &clouds::PLANS,
        &two_baths::PLANS,
        &charging::PLANS,
        &[extraction::PLAN, sizes::PLAN],
        &[random_starts::PLAN, best_starts::PLAN],
        &[many_cells::PLAN, limit::PLAN],
        &[places::PLAN, imperfect::PLAN],
    ]
    .concat();
    plans.sort_by_key(|plan| match plan.item {
        Item::Figure(number) => number,
        _ => u8::MAX,
    });
    plans
}
