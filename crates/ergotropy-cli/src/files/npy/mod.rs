//! Files of arrays: a state vector or a density matrix of single cells, as `numpy.save` writes it.
//!
//! Nothing that a header says is believed before it is held against the length of the file, and no
//! memory is taken before it is held against the limit. What makes an array a state (its norm or
//! trace, and so on) is checked by the library.

pub(crate) mod state;

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use npyz::{DType, Deserialize, NpyFile, NpyHeader, Order, TypeChar};
use num_complex::{Complex32, Complex64};

use crate::files::populations::quoted;

const MAGIC: &[u8] = b"\x93NUMPY";

/// What zip archives begin with, full and empty ones.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Longest header that is read, in bytes; the limit of `numpy.load`.
const LONGEST_HEADER: u32 = 10_000;

/// Bytes before the header's text, at most.
const PREFIX: u32 = 12;

/// Deepest nesting of brackets in a header, where braces may only be the outermost. A plain array has
/// two; the parser's time doubles with each, and trebles with braces.
const DEEPEST: u32 = 6;

/// The most cells of a file that a verb can follow in the memory that it may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    pub(crate) vector: u32,
    pub(crate) matrix: u32,
}

/// What is wrong with a file of an array, as the end of a sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ArrayError {
    #[error("there is no such file: check the path, which begins at the current folder")]
    Missing,
    #[error("it is a folder, but must be a file: name the .npy file in it")]
    Folder,
    #[error(
        "it is a device or a pipe, but must be a file, whose length is known: write the array to a .npy file first"
    )]
    NoFile,
    #[error(
        "the file cannot be read ({source}): check that you may read it, and that it is not damaged"
    )]
    Unreadable { source: io::Error },
    #[error("the file is empty, but must be a .npy file: write it with numpy.save")]
    Empty,
    #[error(
        "the file is a zip archive, as numpy.savez writes it, but must be a single array: write the state alone with numpy.save"
    )]
    Archive,
    #[error(
        "the file begins with \"{found}\", but a .npy file begins with \"\\x93NUMPY\": write it with numpy.save"
    )]
    Magic { found: String },
    #[error(
        "the file is of .npy format {major}.{minor}, but must be of format 1.0, 2.0 or 3.0: write it again with numpy.save"
    )]
    Format { major: u8, minor: u8 },
    #[error(
        "the file ends after {length} bytes, within its header: it is damaged, so write it again with numpy.save"
    )]
    HeaderEnds { length: u64 },
    #[error(
        "the header has {bytes} bytes, but may have at most {LONGEST_HEADER}: write the state as a plain array with numpy.save"
    )]
    HeaderLong { bytes: u32 },
    #[error(
        "the header is not that of a plain array ({because}): write the file again with numpy.save"
    )]
    Header { because: String },
    #[error(
        "the array's type is {found}, but must be float64, complex64 or complex128: convert it, as in state.astype(\"complex128\")"
    )]
    Type { found: String },
    #[error(
        "the array has the shape {shape}, but must be a vector, (2^N,) or (2^N, 1), or a matrix, (2^N, 2^N), where 2^N is {} for --cells {cells}",
        Power(*cells)
    )]
    Shape { shape: String, cells: u64 },
    #[error(
        "the array is a row, of shape {shape}, but a vector must be (2^N,) or (2^N, 1), and a matrix (2^N, 2^N): make it a column, as in state.T, or in state.conj().T where it is a bra"
    )]
    Row { shape: String },
    #[error(
        "the array has the shape {shape}, but its length must be a power of two greater than 1, which is {} for --cells {cells}",
        Power(*cells)
    )]
    Length { shape: String, cells: u64 },
    #[error(
        "the array has the shape {shape}, which is a state of {found} {}, but --cells is {cells}: give --cells {found}, or a state of {cells} {}",
        noun(*found), noun(*cells)
    )]
    Cells {
        shape: String,
        found: u64,
        cells: u64,
    },
    #[error(
        "the header promises more than 2^64 numbers, but the file has {length} bytes: it is damaged, so write it again with numpy.save"
    )]
    Endless { length: u64 },
    #[error(
        "the file ends after {found} bytes of numbers, but the shape {shape} of {kind} needs {needed} bytes: it is damaged, so write it again with numpy.save"
    )]
    Short {
        shape: String,
        kind: &'static str,
        found: u64,
        needed: u128,
    },
    #[error(
        "the file has {found} bytes of numbers, but the shape {shape} of {kind} needs only {needed}: write the state alone with numpy.save"
    )]
    Long {
        shape: String,
        kind: &'static str,
        found: u64,
        needed: u128,
    },
    #[error(
        "the array has the shape {shape}, which is {} of {cells} cells, but in 2 GiB of memory a density matrix may have at most {} cells and a vector at most {}: give {}",
        kind.name(), most.matrix, most.vector, kind.instead()
    )]
    TooLarge {
        shape: String,
        kind: Shape,
        cells: u64,
        most: Most,
    },
}

/// 2^N as a number where it is one that people read.
struct Power(u64);

impl std::fmt::Display for Power {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 < 32 {
            write!(f, "{}", 1_u64 << self.0)
        } else {
            write!(f, "2^{}", self.0)
        }
    }
}

fn noun(cells: u64) -> &'static str {
    if cells == 1 { "cell" } else { "cells" }
}

/// What the numbers of an array stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Amplitudes of a pure state.
    Vector,
    /// A density matrix, row by row.
    Matrix,
}

impl Shape {
    fn name(self) -> &'static str {
        match self {
            Self::Vector => "a vector",
            Self::Matrix => "a density matrix",
        }
    }

    /// What to do where there are too many cells.
    fn instead(self) -> &'static str {
        match self {
            Self::Vector => "fewer cells",
            Self::Matrix => "the vector if the state is pure, or fewer cells",
        }
    }
}

/// A state of single cells. The index is made of bits, cell 1 the most significant, 1 for excited.
#[derive(Debug, PartialEq)]
pub(crate) struct Array {
    pub(crate) numbers: Vec<Complex64>,
    /// 2^N.
    pub(crate) side: usize,
    pub(crate) shape: Shape,
    /// Whether the file has the numbers in single precision.
    pub(crate) single: bool,
}

/// Reads a file, and checks its size against so many cells, and those against the most.
pub(crate) fn read(path: &Path, cells: u64, most: Most) -> Result<Array, ArrayError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => ArrayError::Missing,
        _ => ArrayError::Unreadable { source },
    };
    // Before it is opened, because a pipe would wait for a writer.
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(ArrayError::Folder);
    }
    if !about.is_file() {
        return Err(ArrayError::NoFile);
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let mut head = Vec::new();
    file.by_ref()
        .take(u64::from(PREFIX + LONGEST_HEADER))
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    let plan = Plan::new(&head, length, cells, most)?;
    file.seek(SeekFrom::Start(plan.offset))
        .map_err(unreadable)?;
    plan.array(BufReader::new(file)).map_err(unreadable)
}

/// How a number is written.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Float64,
    Complex64,
    Complex128,
}

impl Kind {
    fn of(dtype: &DType) -> Result<Self, ArrayError> {
        let (char, bytes) = match dtype {
            DType::Plain(plain) => (plain.type_char(), plain.size_field()),
            _ => {
                return Err(ArrayError::Type {
                    found: "structured".to_owned(),
                });
            }
        };
        let bits = |name: &str| format!("{name}{}", 8 * u128::from(bytes));
        let found = match (char, bytes) {
            (TypeChar::Float, 8) => return Ok(Self::Float64),
            (TypeChar::Complex, 8) => return Ok(Self::Complex64),
            (TypeChar::Complex, 16) => return Ok(Self::Complex128),
            (TypeChar::Float, _) => bits("float"),
            (TypeChar::Complex, _) => bits("complex"),
            (TypeChar::Int, _) => bits("int"),
            (TypeChar::Uint, _) => bits("uint"),
            (TypeChar::Bool, _) => "bool".to_owned(),
            (TypeChar::Object, _) => "object".to_owned(),
            _ => quoted(&dtype.descr()),
        };
        Err(ArrayError::Type { found })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Float64 => "float64",
            Self::Complex64 => "complex64",
            Self::Complex128 => "complex128",
        }
    }

    /// Bytes of a number in the file.
    fn bytes(self) -> u128 {
        match self {
            Self::Float64 | Self::Complex64 => 8,
            Self::Complex128 => 16,
        }
    }
}

/// Where the numbers are and what they mean, checked before any is read.
struct Plan {
    header: NpyHeader,
    /// Where the numbers begin.
    offset: u64,
    kind: Kind,
    /// 2^N.
    side: usize,
    shape: Shape,
}

impl Plan {
    /// What the beginning of a file of this length plans for so many cells.
    fn new(head: &[u8], length: u64, cells: u64, most: Most) -> Result<Self, ArrayError> {
        let text = text(head, length)?;
        let head = head.get(..text.end);
        let head = head.ok_or(ArrayError::HeaderEnds { length })?;
        let offset = text.end as u64;
        check_text(&head[text], length)?;
        let header = NpyHeader::from_reader(head).map_err(|source| ArrayError::Header {
            because: first_words(&source.to_string()),
        })?;
        let kind = Kind::of(&header.dtype())?;
        let shape = shown(header.shape());
        let (side, of) = match *header.shape() {
            [side] | [side, 1] => (side, Shape::Vector),
            [side, other] if side == other => (side, Shape::Matrix),
            [1, other] if other.is_power_of_two() => return Err(ArrayError::Row { shape }),
            _ => return Err(ArrayError::Shape { shape, cells }),
        };
        let (count, most_cells) = match of {
            Shape::Vector => (u128::from(side), most.vector),
            Shape::Matrix => (u128::from(side) * u128::from(side), most.matrix),
        };
        let needed = count.saturating_mul(kind.bytes());
        let (found, kind_name) = (length - offset, kind.name());
        if u128::from(found) < needed {
            return Err(ArrayError::Short {
                shape,
                kind: kind_name,
                found,
                needed,
            });
        }
        if side < 2 || !side.is_power_of_two() {
            return Err(ArrayError::Length { shape, cells });
        }
        if u64::from(side.ilog2()) != cells {
            return Err(ArrayError::Cells {
                shape,
                found: side.ilog2().into(),
                cells,
            });
        }
        let few = cells <= u64::from(most_cells);
        let Some(side) = usize::try_from(side).ok().filter(|_| few) else {
            return Err(ArrayError::TooLarge {
                shape,
                kind: of,
                cells,
                most,
            });
        };
        // Last, because the numbers themselves may well be those that are meant.
        if u128::from(found) > needed {
            return Err(ArrayError::Long {
                shape,
                kind: kind_name,
                found,
                needed,
            });
        }
        Ok(Self {
            header,
            offset,
            kind,
            side,
            shape: of,
        })
    }

    /// Reads the numbers.
    fn array(self, reader: impl Read) -> io::Result<Array> {
        let Self {
            header,
            kind,
            side,
            shape,
            ..
        } = self;
        let count = match shape {
            Shape::Vector => side,
            Shape::Matrix => side * side,
        };
        let by_columns = shape == Shape::Matrix && header.order() == Order::Fortran;
        let npy = NpyFile::with_header(header, reader);
        let mut numbers = match kind {
            Kind::Float64 => numbers(npy, count, |re: f64| Complex64::new(re, 0.0)),
            Kind::Complex64 => numbers(npy, count, |z: Complex32| {
                Complex64::new(z.re.into(), z.im.into())
            }),
            Kind::Complex128 => numbers(npy, count, |z: Complex64| z),
        }?;
        if by_columns {
            for row in 0..side {
                for column in 0..row {
                    numbers.swap(row * side + column, column * side + row);
                }
            }
        }
        Ok(Array {
            numbers,
            side,
            shape,
            single: matches!(kind, Kind::Complex64),
        })
    }
}

fn numbers<T: Deserialize>(
    npy: NpyFile<impl Read>,
    count: usize,
    complex: impl Fn(T) -> Complex64,
) -> io::Result<Vec<Complex64>> {
    let mut numbers = Vec::new();
    numbers.try_reserve_exact(count)?;
    for number in npy.data().map_err(io::Error::other)? {
        numbers.push(complex(number?));
    }
    Ok(numbers)
}

/// Where the header's text lies in a file that begins like this; behind it are the numbers.
fn text(head: &[u8], length: u64) -> Result<Range<usize>, ArrayError> {
    if head.is_empty() {
        return Err(ArrayError::Empty);
    }
    if ZIP.iter().any(|zip| head.starts_with(zip)) {
        return Err(ArrayError::Archive);
    }
    let beginning = &head[..head.len().min(MAGIC.len())];
    if !MAGIC.starts_with(beginning) {
        return Err(ArrayError::Magic {
            found: beginning.escape_ascii().to_string(),
        });
    }
    let (prefix, bytes): (usize, u32) = match *head.get(MAGIC.len()..).unwrap_or_default() {
        [1, 0, a, b, ..] => (10, u16::from_le_bytes([a, b]).into()),
        [2 | 3, 0, a, b, c, d, ..] => (12, u32::from_le_bytes([a, b, c, d])),
        [1..=3, 0, ..] | [] | [_] => return Err(ArrayError::HeaderEnds { length }),
        [major, minor, ..] => return Err(ArrayError::Format { major, minor }),
    };
    if prefix as u64 + u64::from(bytes) > length {
        return Err(ArrayError::HeaderEnds { length });
    }
    match usize::try_from(bytes) {
        Ok(size) if bytes <= LONGEST_HEADER => Ok(prefix..prefix + size),
        _ => Err(ArrayError::HeaderLong { bytes }),
    }
}

/// Refuses headers that the parser could not be trusted with: its time and stack grow with the depth
/// of brackets, and it multiplies the lengths of the shape. Outside of quotes only brackets, commas,
/// colons, blanks, `True`, `False` and whole numbers may stand, whose product fits 64 bits.
fn check_text(mut rest: &[u8], length: u64) -> Result<(), ArrayError> {
    let refused = |because: &str| {
        Err(ArrayError::Header {
            because: because.to_owned(),
        })
    };
    let (mut depth, mut product) = (0_u32, 1_u64);
    while let Some((&first, others)) = rest.split_first() {
        rest = others;
        match first {
            b'{' | b'[' | b'(' => {
                depth += 1;
                if depth > DEEPEST || (first == b'{' && depth > 1) {
                    return refused("its brackets are nested too deep");
                }
            }
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            b',' | b':' | b' ' | b'\n' => {}
            b'\'' | b'"' => {
                let Some(end) = rest.iter().position(|&byte| byte == first) else {
                    return refused("a quote is not closed");
                };
                // Escapes and triple quotes would end elsewhere.
                if rest[..end].contains(&b'\\') || rest.get(end + 1) == Some(&first) {
                    return refused("a name is not quoted plainly");
                }
                rest = &rest[end + 1..];
            }
            _ => {
                let end = others.iter().position(|byte| !byte.is_ascii_alphanumeric());
                let (tail, next) = others.split_at(end.unwrap_or(others.len()));
                rest = next;
                let word = [&[first], tail].concat();
                if word.iter().all(u8::is_ascii_digit) {
                    let number: Option<u64> = std::str::from_utf8(&word)
                        .ok()
                        .and_then(|word| word.parse().ok());
                    product = number
                        .and_then(|number| product.checked_mul(number.max(1)))
                        .ok_or(ArrayError::Endless { length })?;
                } else if word != b"True" && word != b"False" {
                    let word = quoted(&String::from_utf8_lossy(&word));
                    return refused(&format!("{word:?} has no place in it"));
                }
            }
        }
    }
    Ok(())
}

/// What the parser says, without its picture of the text.
fn first_words(text: &str) -> String {
    quoted(text.split(':').next().unwrap_or_default())
}

/// A shape as Python has it.
fn shown(shape: &[u64]) -> String {
    if let [length] = shape {
        return format!("({length},)");
    }
    let lengths: Vec<String> = shape.iter().map(u64::to_string).collect();
    quoted(&format!("({})", lengths.join(", ")))
}

#[cfg(test)]
#[path = "../../../tests/it/npy.rs"]
mod npy;

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: Most = Most {
        vector: 25,
        matrix: 12,
    };

    const Z: fn(f64, f64) -> Complex64 = Complex64::new;

    fn bytes(numbers: &[Complex64], write: impl Fn(f64) -> Vec<u8>) -> Vec<u8> {
        let parts = numbers.iter().flat_map(|z| [z.re, z.im]);
        parts.flat_map(write).collect()
    }

    /// Reads a file with this content.
    fn array(content: &[u8], cells: u64) -> Result<Array, ArrayError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.npy");
        fs::write(&path, content).expect("a temporary file");
        read(&path, cells, MOST)
    }

    /// The numbers of a file that is a vector, or a matrix.
    fn good(content: &[u8], cells: u64) -> (Shape, Vec<Complex64>) {
        let array = array(content, cells).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(array.side, 1 << cells);
        (array.shape, array.numbers)
    }

    #[test]
    fn every_type_is_read_in_both_byte_orders() {
        let numbers = [Z(0.5, -1.5), Z(2.0, 0.25), Z(0.0, -0.0), Z(-8.0, 3.0)];
        #[expect(clippy::cast_possible_truncation, reason = "the parts are short")]
        let short = |x: f64| x as f32;
        for (descr, data) in [
            ("'<c16'", bytes(&numbers, |x| x.to_le_bytes().into())),
            ("'>c16'", bytes(&numbers, |x| x.to_be_bytes().into())),
            ("'<c8'", bytes(&numbers, |x| short(x).to_le_bytes().into())),
            ("'>c8'", bytes(&numbers, |x| short(x).to_be_bytes().into())),
        ] {
            for shape in ["(4,)", "(4, 1)"] {
                for fortran in [false, true] {
                    let content = npy::file(descr, fortran, shape, &data);
                    let expected = (Shape::Vector, numbers.into());
                    assert_eq!(good(&content, 2), expected, "{descr} {shape}");
                }
            }
            let matrix = npy::file(descr, false, "(2, 2)", &data);
            assert_eq!(good(&matrix, 1), (Shape::Matrix, numbers.into()), "{descr}");
        }
        let parts = [0.5_f64, -3.0];
        let expected = (Shape::Vector, vec![Z(0.5, 0.0), Z(-3.0, 0.0)]);
        let little = parts.map(f64::to_le_bytes).concat();
        assert_eq!(
            good(&npy::file("'<f8'", false, "(2,)", &little), 1),
            expected
        );
        let big = parts.map(f64::to_be_bytes).concat();
        assert_eq!(good(&npy::file("'>f8'", false, "(2,)", &big), 1), expected);
    }

    #[test]
    fn orders_of_the_same_matrix_are_the_same_rows() {
        let rows: Vec<_> = (0..16).map(|i| Z(f64::from(i), f64::from(i * i))).collect();
        let columns: Vec<_> = (0..16).map(|i| rows[i % 4 * 4 + i / 4]).collect();
        assert_ne!(rows, columns);
        let data = |numbers: &[Complex64]| bytes(numbers, |x| x.to_le_bytes().into());
        let c = npy::file("'<c16'", false, "(4, 4)", &data(&rows));
        let fortran = npy::file("'<c16'", true, "(4, 4)", &data(&columns));
        assert_eq!(good(&c, 2), (Shape::Matrix, rows.clone()));
        assert_eq!(good(&fortran, 2), (Shape::Matrix, rows));
    }

    #[test]
    fn later_formats_have_longer_headers() {
        let first = npy::file("'<f8'", false, "(2,)", &[0; 16]);
        for major in [2, 3] {
            let mut content = first.clone();
            content[6] = major;
            content.splice(10..10, [0, 0]);
            assert_eq!(good(&content, 1), (Shape::Vector, vec![Z(0.0, 0.0); 2]));
        }
    }

    #[test]
    fn memory_is_estimated_before_it_is_taken() {
        let plan = |descr: &str, shape: &str, numbers: u64, cells| {
            let head = npy::file(descr, false, shape, &[]);
            Plan::new(&head, head.len() as u64 + numbers, cells, MOST).map(|plan| plan.side)
        };
        assert!(matches!(plan("'<c16'", "(33554432,)", 1 << 29, 25), Ok(side) if side == 1 << 25));
        assert!(matches!(
            plan("'<c8'", "(4096, 4096)", 1 << 27, 12),
            Ok(4096)
        ));
        for (descr, shape, numbers, cells) in [
            ("'<c16'", "(67108864,)", 1 << 30, 26),
            ("'<f8'", "(67108864, 1)", 1 << 29, 26),
            ("'<c8'", "(8192, 8192)", 1 << 29, 13),
            ("'<f8'", "(1152921504606846976,)", 1 << 63, 60),
        ] {
            match plan(descr, shape, numbers, cells) {
                Err(ArrayError::TooLarge { cells: many, .. }) => assert_eq!(many, cells),
                other => panic!("{shape}: {other:?}"),
            }
        }
    }

    #[test]
    fn headers_are_not_believed() {
        // Whatever is changed about a header, there is an answer, and soon.
        let good = npy::file("'<c16'", false, "(2, 2)", &[0; 64]);
        let parts = b"{}[](),:'\"\\ 0918446744073709551616TrueFalse\n\x00\xff<>|fcUOVmM[ns]-+._";
        let mut random = 1_u64;
        let mut below = |end: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(random >> 33).unwrap_or_default() % end
        };
        for _ in 0..20_000 {
            let mut content = good.clone();
            for _ in 0..=below(6) {
                let (at, from) = (below(128), below(parts.len()));
                let to = parts.len().min(from + 1 + below(6));
                content.splice(at..at + below(3), parts[from..to].iter().copied());
            }
            let _ = Plan::new(&content, content.len() as u64, 1, MOST);
        }
    }
}
