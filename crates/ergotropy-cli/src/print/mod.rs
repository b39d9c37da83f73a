//! Answers for people, as JSON and as CSV, and the way to stdout.
//!
//! - `text`: answers for people
//! - `json`: a line of JSON
//! - `csv`: a row for each time
//! - `table`: aligned columns of text
//! - `number`: the digits that are known
//! - `stdout`: the way out

mod csv;
mod json;
mod number;
mod stdout;
mod table;
pub(crate) mod text;

pub(crate) use csv::csv;
pub(crate) use json::json;
pub(crate) use stdout::{closed_pipe_is_fine, stdout};
