//! Files of populations: CSV with the columns d, k and weight, or j, m and weight, among others.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::StringRecord;
use ergotropy::Start;
use ergotropy_answer::rung;

use super::csv_text::{line_at, reader};
use super::quote::quoted;

/// The column of the weights.
const WEIGHT: &str = "weight";

/// The columns that name a state: by integers, or by spin and projection.
const STATES: [[&str; 2]; 2] = [["d", "k"], ["j", "m"]];

/// Longest file that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// Greatest number of bytes of a header with blanks around it.
const HEADER_BYTES: u64 = 4096;

/// Greatest number of bytes of a row: some ten numbers of all their digits, and blanks.
const ROW_BYTES: u64 = 512;

/// The error of a file of populations, as the end of a sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PopulationsError {
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    #[error("the file is not text, but must be CSV with the columns d,k,weight or j,m,weight")]
    NotText,
    #[error(
        "the file is longer than {limit} bytes, which is more than is read for the {states} states of {cells} cells"
    )]
    TooLong { limit: u64, states: u64, cells: u64 },
    #[error("the file is not CSV: {0}")]
    NotCsv(#[from] csv::Error),
    #[error(
        "the file begins with {found:?}, but its first line must name the columns d,k,weight or j,m,weight, each once"
    )]
    Header { found: String },
    #[error("line {line} has {count} columns, but the first line names {named}")]
    Columns {
        line: u64,
        count: usize,
        named: usize,
    },
    #[error(
        "line {line} is of time {found}, and lines before it of time {first}: keep the lines of one time"
    )]
    Times {
        line: u64,
        first: String,
        found: String,
    },
    #[error("in line {line}, {column} is {text:?}, but must be {allowed}")]
    Malformed {
        line: u64,
        column: &'static str,
        text: String,
        allowed: &'static str,
    },
    #[error("in line {line}, {source}")]
    Row { line: u64, source: ergotropy::Error },
    #[error("in line {line}, {source}")]
    Spin {
        line: u64,
        source: ergotropy_answer::Error,
    },
    #[error("{0}")]
    Whole(ergotropy::Error),
}

struct Row {
    line: u64,
    d: u64,
    k: u64,
    weight: f64,
}

/// The places of the columns that are read.
struct Columns {
    /// How many there are in all.
    count: usize,
    /// The names and places of the two that tell the state.
    state: [(&'static str, usize); 2],
    by_integers: bool,
    weight: usize,
    time: Option<usize>,
}

impl Columns {
    fn of(header: &StringRecord) -> Option<Self> {
        let place = |name: &str| {
            let mut places = (0..header.len()).filter(|&at| &header[at] == name);
            places.next().filter(|_| places.next().is_none())
        };
        let state = STATES.iter().enumerate().find_map(|(way, [one, other])| {
            Some((way == 0, [(*one, place(one)?), (*other, place(other)?)]))
        });
        let (by_integers, state) = state?;
        Some(Self {
            count: header.len(),
            state,
            by_integers,
            weight: place(WEIGHT)?,
            time: (0..header.len()).find(|&at| header[at].starts_with("time")),
        })
    }
}

/// Reads a file, and checks it against the lattice of `cells` cells.
pub(crate) fn read(path: &Path, cells: u64) -> Result<Start, PopulationsError> {
    read_content(File::open(path)?, cells)
}

/// Reads the content of a file in the same way.
pub(crate) fn read_content(file: impl Read, cells: u64) -> Result<Start, PopulationsError> {
    let rows = rows(&content(file, cells)?, cells)?;
    start(&rows, cells).map_err(|source| match line_of(&rows, &source) {
        Some(line) => PopulationsError::Row { line, source },
        None => PopulationsError::Whole(source),
    })
}

/// The start from these rows, checked.
fn start(rows: &[Row], cells: u64) -> Result<Start, ergotropy::Error> {
    let weights = rows.iter().map(|&Row { d, k, weight, .. }| {
        match (u32::try_from(d), u32::try_from(k)) {
            (Ok(ladder), Ok(rung)) => Ok((ladder, rung, weight)),
            // These numbers are beyond any lattice.
            _ => Err(ergotropy::Error::NoSuchState {
                d,
                k,
                cells: u32::try_from(cells).unwrap_or(u32::MAX),
            }),
        }
    });
    let start = Start::populations(weights.collect::<Result<Vec<_>, _>>()?);
    start.state(cells)?;
    Ok(start)
}

/// The text of a file, which must not be longer than the lattice of `cells` cells can need.
fn content(file: impl Read, cells: u64) -> Result<Vec<u8>, PopulationsError> {
    let side = cells.saturating_add(2);
    let states = side.saturating_mul(side) / 4;
    let limit = states
        .saturating_mul(ROW_BYTES)
        .saturating_add(HEADER_BYTES)
        .min(LONGEST);
    let mut content = Vec::new();
    file.take(limit + 1).read_to_end(&mut content)?;
    if content.contains(&0) {
        return Err(PopulationsError::NotText);
    }
    // The length is checked before the encoding, because the read part may end within a character.
    if content.len() as u64 > limit {
        return Err(PopulationsError::TooLong {
            limit,
            states,
            cells,
        });
    }
    match std::str::from_utf8(&content) {
        Ok(_) => Ok(content),
        Err(_) => Err(PopulationsError::NotText),
    }
}

fn rows(content: &[u8], cells: u64) -> Result<Vec<Row>, PopulationsError> {
    let mut reader = reader(content);
    let mut records = reader.records();
    let header = records.next().transpose()?.unwrap_or_default();
    let columns = Columns::of(&header).ok_or_else(|| PopulationsError::Header {
        found: quoted(&header.iter().collect::<Vec<_>>().join(",")),
    })?;
    let mut first: Option<String> = None;
    records
        .map(|record| {
            let record = record?;
            let line = line_at(content, record.position());
            let row = row(&record, line, &columns, cells)?;
            if let Some(at) = columns.time {
                let found = &record[at];
                let first = first.get_or_insert_with(|| found.to_owned());
                if first != found {
                    return Err(PopulationsError::Times {
                        line,
                        first: quoted(first),
                        found: quoted(found),
                    });
                }
            }
            Ok(row)
        })
        .collect()
}

fn row(
    record: &StringRecord,
    line: u64,
    columns: &Columns,
    cells: u64,
) -> Result<Row, PopulationsError> {
    if record.len() != columns.count {
        return Err(PopulationsError::Columns {
            line,
            count: record.len(),
            named: columns.count,
        });
    }
    let malformed = |column: &'static str, at: usize, allowed| PopulationsError::Malformed {
        line,
        column,
        text: quoted(&record[at]),
        allowed,
    };
    let whole = |(column, at): (&'static str, usize)| {
        let number = record[at].parse::<u64>();
        number.map_err(|_| malformed(column, at, "a whole number at least 0"))
    };
    let half = |(column, at): (&'static str, usize)| {
        let number = record[at].parse::<f64>();
        number.map_err(|_| malformed(column, at, "a multiple of 0.5"))
    };
    let [one, other] = columns.state;
    let (d, k) = if columns.by_integers {
        (whole(one)?, whole(other)?)
    } else {
        let state = rung(half(one)?, half(other)?, cells);
        let (d, k) = state.map_err(|source| PopulationsError::Spin { line, source })?;
        (d.into(), k.into())
    };
    let weight = record[columns.weight].parse();
    Ok(Row {
        line,
        d,
        k,
        weight: weight.map_err(|_| malformed(WEIGHT, columns.weight, "a number from 0 to 1"))?,
    })
}

/// The line that an error of the library is about; for a state given twice, the second one.
fn line_of(rows: &[Row], error: &ergotropy::Error) -> Option<u64> {
    use ergotropy::Error;
    let find = |test: &dyn Fn(&&Row) -> bool| rows.iter().find(test).map(|row| row.line);
    match *error {
        Error::NoSuchState { d, k, .. } => find(&|row| (row.d, row.k) == (d, k)),
        Error::Weight { d, k, weight } => {
            find(&|row| (row.d, row.k) == (d, k) && row.weight.to_bits() == weight.to_bits())
        }
        Error::WeightTwice { d, k } => rows
            .iter()
            .filter(|row| (row.d, row.k) == (d, k))
            .nth(1)
            .map(|row| row.line),
        _ => None,
    }
}
