//! Files of populations: CSV with the columns d, k and weight.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::{Position, ReaderBuilder, StringRecord, Trim};
use ergotropy::Start;

const HEADER: [&str; 3] = ["d", "k", "weight"];

/// Longest file that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// Bytes that a header with blanks around it may take.
const HEADER_BYTES: u64 = 4096;

/// Bytes that a row may take: two numbers of ten digits, a weight, and blanks.
const ROW_BYTES: u64 = 128;

/// Characters of a file that a complaint quotes.
const QUOTED: usize = 40;

/// What is wrong with a file of populations.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PopulationsError {
    #[error("{file} cannot be read: {source}")]
    Unreadable { file: String, source: io::Error },
    #[error("{file} is not text, but must be CSV with the columns d,k,weight")]
    NotText { file: String },
    #[error(
        "{file} is longer than {limit} bytes, which is more than is read for the {states} states of {cells} cells"
    )]
    TooLong {
        file: String,
        limit: u64,
        states: u64,
        cells: u64,
    },
    #[error("{file} is not CSV: {source}")]
    NotCsv { file: String, source: csv::Error },
    #[error("{file} begins with {found:?}, but its first line must be d,k,weight")]
    Header { file: String, found: String },
    #[error("{file}, line {line}: there are {count} columns, but must be three: d,k,weight")]
    Columns {
        file: String,
        line: u64,
        count: usize,
    },
    #[error("{file}, line {line}: {column} is {text:?}, but must be {allowed}")]
    Malformed {
        file: String,
        line: u64,
        column: &'static str,
        text: String,
        allowed: &'static str,
    },
    #[error("{file}, line {line}: {source}")]
    Row {
        file: String,
        line: u64,
        source: ergotropy::Error,
    },
    #[error("{file}: {source}")]
    Whole {
        file: String,
        source: ergotropy::Error,
    },
}

struct Row {
    line: u64,
    d: u64,
    k: u64,
    weight: f64,
}

/// Reads a file, and checks it against the lattice of so many cells.
pub(crate) fn read(path: &Path, cells: u64) -> Result<Start, PopulationsError> {
    let file = path.display().to_string();
    let content = content(path, &file, cells)?;
    let rows = rows(&content, &file)?;
    start(&rows, cells).map_err(|source| match line_of(&rows, &source) {
        Some(line) => PopulationsError::Row { file, line, source },
        None => PopulationsError::Whole { file, source },
    })
}

/// The start, checked.
fn start(rows: &[Row], cells: u64) -> Result<Start, ergotropy::Error> {
    let weights = rows.iter().map(|&Row { d, k, weight, .. }| {
        match (u32::try_from(d), u32::try_from(k)) {
            (Ok(ladder), Ok(rung)) => Ok((ladder, rung, weight)),
            // Beyond any lattice.
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

/// The text of a file that is no longer than the lattice of so many cells can need.
fn content(path: &Path, file: &str, cells: u64) -> Result<Vec<u8>, PopulationsError> {
    let side = cells.saturating_add(2);
    let states = side.saturating_mul(side) / 4;
    let limit = states
        .saturating_mul(ROW_BYTES)
        .saturating_add(HEADER_BYTES)
        .min(LONGEST);
    let mut content = Vec::new();
    File::open(path)
        .and_then(|opened| opened.take(limit + 1).read_to_end(&mut content))
        .map_err(|source| PopulationsError::Unreadable {
            file: file.to_owned(),
            source,
        })?;
    let not_text = || PopulationsError::NotText {
        file: file.to_owned(),
    };
    if content.contains(&0) {
        return Err(not_text());
    }
    // Before the encoding, because the end of what was read may lie within a character.
    if content.len() as u64 > limit {
        return Err(PopulationsError::TooLong {
            file: file.to_owned(),
            limit,
            states,
            cells,
        });
    }
    match std::str::from_utf8(&content) {
        Ok(_) => Ok(content),
        Err(_) => Err(not_text()),
    }
}

/// The beginning of a piece of a file.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}...", &text[..end]),
    }
}

fn rows(content: &[u8], file: &str) -> Result<Vec<Row>, PopulationsError> {
    let not_csv = |source| PopulationsError::NotCsv {
        file: file.to_owned(),
        source,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(content);
    let mut records = reader.records();
    let header = records.next().transpose().map_err(not_csv)?;
    let header = header.unwrap_or_default();
    if !header.iter().eq(HEADER) {
        return Err(PopulationsError::Header {
            file: file.to_owned(),
            found: quoted(&header.iter().collect::<Vec<_>>().join(",")),
        });
    }
    records
        .map(|record| {
            let record = record.map_err(not_csv)?;
            row(&record, line_at(content, record.position()), file)
        })
        .collect()
}

/// The line of a record. The reader's position is where the record before it ends, so that line
/// breaks that lie between the two are still to be counted.
fn line_at(content: &[u8], position: Option<&Position>) -> u64 {
    let Some(position) = position else {
        return 1;
    };
    let rest = usize::try_from(position.byte()).map_or(&[][..], |byte| &content[byte..]);
    let breaks = rest.iter().take_while(|byte| b"\r\n".contains(byte));
    position.line() + breaks.filter(|&&byte| byte == b'\n').count() as u64
}

fn row(record: &StringRecord, line: u64, file: &str) -> Result<Row, PopulationsError> {
    if record.len() != HEADER.len() {
        return Err(PopulationsError::Columns {
            file: file.to_owned(),
            line,
            count: record.len(),
        });
    }
    let malformed = |column: usize, allowed| PopulationsError::Malformed {
        file: file.to_owned(),
        line,
        column: HEADER[column],
        text: quoted(&record[column]),
        allowed,
    };
    let whole = |column: usize| {
        record[column]
            .parse()
            .map_err(|_| malformed(column, "a whole number at least 0"))
    };
    Ok(Row {
        line,
        d: whole(0)?,
        k: whole(1)?,
        weight: record[2]
            .parse()
            .map_err(|_| malformed(2, "a number from 0 to 1"))?,
    })
}

/// The line that an error of the library is about; of a state given twice the second.
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
