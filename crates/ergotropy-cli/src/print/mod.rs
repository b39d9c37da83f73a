//! Answers for people, as JSON and as CSV, and their output.
//!
//! - `text`: answers for people
//! - `json`: an answer as one line of JSON
//! - `csv`: a charging curve as CSV
//! - `table`: aligned columns of text
//! - `number`: the known digits of a number
//! - `stdout`: output to stdout
//! - `progress`: the progress of an answer, at a terminal

mod csv;
mod json;
mod number;
mod progress;
mod stdout;
mod table;
pub(crate) mod text;

pub(crate) use csv::csv;
pub(crate) use json::json;
pub(crate) use progress::Watch;
pub(crate) use stdout::{closed_pipe_is_fine, stdout};
