//! Every figure and every claim of the paper, computed.
//!
//! The paper is B. Ahmadi, A. B. Ravichandran, P. Mazurek, S. Barzanjeh and P. Horodecki,
//! *Harnessing Environmental Noise for Quantum Energy Storage* (2025). [`write()`] computes its
//! figures with the paper's parameters, and six beyond it, tests its claims, and leaves a folder with
//! one self-contained page, `index.html`, and each figure as SVG, PNG and CSV.
//!
//! ```
//! use ergotropy_paper::{Item, Request};
//!
//! let items: Vec<Item> = ["fig8", "FIG09"]
//!     .into_iter()
//!     .map(str::parse)
//!     .collect::<Result<_, _>>()?;
//! assert_eq!(items, [Item::Figure(8), Item::Figure(9)]);
//!
//! let folder = tempfile::tempdir()?;
//! let request = Request {
//!     out: folder.path().join("paper"),
//!     only: vec![items[0]],
//!     progress: false,
//! };
//! let summary = ergotropy_paper::write(&request)?;
//! assert_eq!(summary.figures, 1);
//! assert!(folder.path().join("paper/fig08.svg").exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// From the lowest room up; none uses one above it.
//
// - `item`, `error`: the items of a request, and the errors
// - `folder`: files that appear whole or not at all
// - `point`, `places`, `imperfect`, `rotated`, `many_cells`, `sectors`, `start_map`: the physics that figures and claims share
// - `figures/`: the figures, computed, drawn and described
// - `claims/`, `judged`: the claims of the paper, and the results of their tests
// - `kept`: the parts of a report that earlier runs have left
// - `catalogue`: all figures and claims, found by their names
// - `summary`: the results of a run, in a few lines
// - `report/`: the page
// - `run`: from a request to a folder
mod catalogue;
pub mod claims;
mod error;
mod figures;
mod folder;
mod imperfect;
mod item;
mod judged;
mod kept;
mod many_cells;
mod places;
mod point;
mod report;
mod rotated;
mod run;
mod sectors;
mod start_map;
mod summary;

pub use error::Error;
pub use item::Item;
pub use run::{Request, write};
pub use summary::Summary;
