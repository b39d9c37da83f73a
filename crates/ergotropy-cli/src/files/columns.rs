//! Files of numbers in named columns, a row for each cell: CSV with a header line.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::StringRecord;

use super::csv_text::{line_at, reader};
use super::quote::quoted;

/// Longest file that is read, in bytes: far more than the rows of all cells that can have one need.
const LONGEST: u64 = 1 << 16;

/// The error of a file of columns, as the end of a sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ColumnsError {
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    #[error("the file is not text, but must be CSV with the columns {columns}")]
    NotText { columns: String },
    #[error("the file is longer than {LONGEST} bytes, but must have one row of {columns} a cell")]
    TooLong { columns: String },
    #[error("the file is not CSV: {0}")]
    NotCsv(#[from] csv::Error),
    #[error(
        "the file begins with {found:?}, but its first line must name the columns {columns}, each once"
    )]
    Header { found: String, columns: String },
    #[error("line {line} has {count} columns, but the first line names {named}")]
    Row {
        line: u64,
        count: usize,
        named: usize,
    },
    #[error("in line {line}, {column} is {text:?}, but must be a finite number")]
    Malformed {
        line: u64,
        column: &'static str,
        text: String,
    },
    #[error("the file has no row below its first line, but must have one a cell")]
    Empty,
}

/// The content of a file: the columns that its first line names, and the rows below.
pub(crate) struct Columns {
    header: StringRecord,
    rows: Vec<(u64, StringRecord)>,
}

impl Columns {
    /// Reads a file, which must have the columns `needed`.
    pub(crate) fn read(path: &Path, needed: &[&'static str]) -> Result<Self, ColumnsError> {
        Self::read_content(File::open(path)?, needed)
    }

    /// Reads the content of a file in the same way.
    pub(crate) fn read_content(
        file: impl Read,
        needed: &[&'static str],
    ) -> Result<Self, ColumnsError> {
        let columns = || needed.join(",");
        let mut content = Vec::new();
        file.take(LONGEST + 1).read_to_end(&mut content)?;
        if content.len() as u64 > LONGEST {
            return Err(ColumnsError::TooLong { columns: columns() });
        }
        if content.contains(&0) || std::str::from_utf8(&content).is_err() {
            return Err(ColumnsError::NotText { columns: columns() });
        }
        let mut reader = reader(&content);
        let mut records = reader.records();
        let header = records.next().transpose()?.unwrap_or_default();
        let mut rows = Vec::new();
        let found = Self {
            header: header.clone(),
            rows: Vec::new(),
        };
        if needed.iter().any(|name| found.place(name).is_none()) {
            return Err(ColumnsError::Header {
                found: quoted(&header.iter().collect::<Vec<_>>().join(",")),
                columns: columns(),
            });
        }
        for record in records {
            let record = record?;
            let line = line_at(&content, record.position());
            if record.len() != header.len() {
                return Err(ColumnsError::Row {
                    line,
                    count: record.len(),
                    named: header.len(),
                });
            }
            rows.push((line, record));
        }
        if rows.is_empty() {
            return Err(ColumnsError::Empty);
        }
        Ok(Self { header, rows })
    }

    /// Whether there is a column of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// The numbers of these columns, row by row.
    pub(crate) fn numbers<const K: usize>(
        &self,
        names: [&'static str; K],
    ) -> Result<Vec<[f64; K]>, ColumnsError> {
        let row = |(line, record): &(u64, StringRecord)| {
            let mut numbers = [0.0; K];
            for (number, column) in numbers.iter_mut().zip(names) {
                let text = self.place(column).map_or("", |at| &record[at]);
                let parsed = text.parse().ok().filter(|number: &f64| number.is_finite());
                *number = parsed.ok_or_else(|| ColumnsError::Malformed {
                    line: *line,
                    column,
                    text: quoted(text),
                })?;
            }
            Ok(numbers)
        };
        self.rows.iter().map(row).collect()
    }

    /// The place of a column, if the first line names it once.
    fn place(&self, name: &str) -> Option<usize> {
        let mut places = (0..self.header.len()).filter(|&at| &self.header[at] == name);
        places.next().filter(|_| places.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<[f64; 2]>, String> {
        let columns = Columns::read_content(text.as_bytes(), &["x", "y"]);
        let numbers = columns.and_then(|columns| columns.numbers(["x", "y"]));
        numbers.map_err(|error| error.to_string())
    }

    #[test]
    fn columns_are_found_by_name() {
        let found = read("y, note ,x\n1, a, 2\n\n3e-1,b,-4\n");
        assert_eq!(found, Ok(vec![[2.0, 1.0], [-4.0, 0.3]]));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, told) in [
            ("", "begins with \"\""),
            ("x,z\n1,2\n", "must name the columns x,y"),
            ("x,y,x\n1,2,3\n", "each once"),
            ("x,y\n", "no row"),
            ("x,y\n1,2\n\n1,two\n", "in line 4, y is \"two\""),
            ("x,y\n1,inf\n", "in line 2, y is \"inf\""),
            ("x,y\n1\n", "line 2 has 1 columns"),
            ("x,y\n\u{0},1\n", "is not text"),
        ] {
            let found = read(text).expect_err("a fault");
            assert!(found.contains(told), "{text:?}: {found}");
        }
        let long = "x,y\n".to_owned() + &"1,2\n".repeat(20_000);
        assert!(read(&long).is_err_and(|told| told.contains("longer than 65536 bytes")));
    }
}
