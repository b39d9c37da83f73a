//! The report: one self-contained page, and the claims as JSON.
//!
//! - `html`: text as HTML
//! - `claims`: the section of the claims
//! - `sectors`: the section of the sectors, and their table
//! - `many_cells`: the section of many cells
//! - `figures`: the section of the figures
//! - `page`: all sections as one page
//! - `json`: the claims as JSON

mod claims;
mod figures;
mod html;
mod json;
mod many_cells;
mod page;
mod sectors;

pub(crate) use json::claims_json;
pub(crate) use page::page;
pub(crate) use sectors::{FILE as SECTORS_FILE, Sectors};
