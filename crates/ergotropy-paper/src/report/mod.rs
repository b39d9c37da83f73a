//! The report: one self-contained page.
//!
//! - `html`: text as HTML
//! - `tables`: tables that scroll in a box of their own
//! - `symbols`: names of numbers as symbols, with units
//! - `numbers`: the numbers of a claim as tables
//! - `verdicts`: verdicts as labels
//! - `answers`: sentences on the main results of the paper
//! - `overview`: all claims in one table
//! - `claims`: the section of the claims
//! - `sectors`: the section of the sectors, and their table
//! - `many_cells`: the section of many cells
//! - `beyond`: the section about batteries that are not ideal
//! - `figures`: the section of the figures
//! - `page`: all sections as one page

mod answers;
mod beyond;
mod claims;
mod figures;
mod html;
mod many_cells;
mod numbers;
mod overview;
mod page;
mod sectors;
mod symbols;
mod tables;
mod verdicts;

pub(crate) use page::page;
pub(crate) use sectors::{FILE as SECTORS_FILE, Sectors};
