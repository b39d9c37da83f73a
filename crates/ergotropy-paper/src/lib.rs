//! Every figure and every claim of the paper, computed.
//!
//! The paper is B. Ahmadi, A. B. Ravichandran, P. Mazurek, S. Barzanjeh and P. Horodecki,
//! *Harnessing Environmental Noise for Quantum Energy Storage* (2025). [`write()`] computes its
//! figures with the paper's parameters, and four beyond it, tests its claims, and leaves a folder with
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

pub mod claims;
mod error;
mod figures;
mod folder;
mod item;
mod judged;
mod many_cells;
/// The figures' name for a point.
mod model {
    pub(crate) use crate::point::Point as Model;
}
mod point;
mod report;
mod rotated;
mod run;
mod sectors;
mod summary;

pub use error::Error;
pub use item::Item;
pub use run::{Request, write};
pub use summary::Summary;
