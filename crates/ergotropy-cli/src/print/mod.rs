//! Answers for people, as JSON and as CSV, and their output.
//!
//! - `text`: answers for people
//! - `json`: an answer as one line of JSON
//! - `csv`: a charging curve as CSV
//! - `map`: a map as CSV
//! - `picture`: a map as a picture
//! - `row`: any answer as CSV, in one row
//! - `populations`: populations as CSV
//! - `table`: aligned columns of text
//! - `number`: the known digits of a number
//! - `output`: output to stdout and files
//! - `progress`: the progress of an answer, at a terminal

mod csv;
mod json;
mod map;
mod number;
mod output;
mod picture;
mod populations;
mod progress;
mod row;
mod table;
pub(crate) mod text;

pub(crate) use csv::csv;
pub(crate) use json::json;
pub(crate) use map::map;
pub(crate) use output::{Output, closed_pipe_is_fine};
pub(crate) use picture::{Picture, picture};
pub(crate) use populations::{Film, populations, within};
pub(crate) use progress::{Counted, Watch};
pub(crate) use row::row;
