//! Files that hold starting states, and what cells at positions need.
//!
//! - `npy`: arrays, in the format of `numpy.save`
//! - `populations`: CSV of populations
//! - `columns`: CSV of numbers, a row a cell
//! - `csv_text`: text of CSV files
//! - `quote`: the beginning of a piece of a file, quoted in errors

pub(crate) mod columns;
mod csv_text;
pub(crate) mod npy;
pub(crate) mod populations;
mod quote;
