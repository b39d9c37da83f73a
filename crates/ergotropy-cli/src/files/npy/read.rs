//! From a file to a state.

use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use ergotropy::RegisterStart;

use super::array::{Array, Excited, Most};
use super::error::NpyError;
use super::header::LONGEST;
use super::plan::Plan;
use super::state;

/// Reads a file. Its size must fit `cells` cells, and these must not be more than `most`.
pub(crate) fn read(
    path: &Path,
    cells: u64,
    most: Most,
    excited: Excited,
) -> Result<RegisterStart, NpyError> {
    Ok(state::start(array(path, cells, most, excited)?)?)
}

/// Reads the content of a file in the same way.
pub(crate) fn read_content(
    content: &[u8],
    cells: u64,
    most: Most,
) -> Result<RegisterStart, NpyError> {
    let length = content.len() as u64;
    let array = array_in(Cursor::new(content), length, cells, most, Excited::One)?;
    Ok(state::start(array)?)
}

pub(super) fn unreadable(source: io::Error) -> NpyError {
    match source.kind() {
        io::ErrorKind::NotFound => NpyError::Missing,
        _ => NpyError::Unreadable { source },
    }
}

fn array(path: &Path, cells: u64, most: Most, excited: Excited) -> Result<Array, NpyError> {
    let (file, length) = open(path)?;
    array_in(file, length, cells, most, excited)
}

/// Opens a file, and finds its length.
pub(super) fn open(path: &Path) -> Result<(File, u64), NpyError> {
    // The kind of file is checked before it is opened, because opening a pipe would wait for a writer.
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(NpyError::Folder);
    }
    if !about.is_file() {
        return Err(NpyError::NoFile);
    }
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    Ok((file, length))
}

/// The beginning of a file, which holds the header.
pub(super) fn head(file: &mut impl Read) -> Result<Vec<u8>, NpyError> {
    let mut head = Vec::new();
    let read = file.take(LONGEST).read_to_end(&mut head);
    read.map_err(unreadable)?;
    Ok(head)
}

/// The array in a file of this length.
fn array_in(
    mut file: impl Read + Seek,
    length: u64,
    cells: u64,
    most: Most,
    excited: Excited,
) -> Result<Array, NpyError> {
    let plan = Plan::new(&head(&mut file)?, length, cells, most)?;
    file.seek(SeekFrom::Start(plan.offset))
        .map_err(unreadable)?;
    let array = plan.array(BufReader::new(file), excited);
    array.map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use num_complex::Complex64;

    use super::super::array::Shape;
    use super::super::npy_bytes;
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
    fn read(content: &[u8], cells: u64) -> Result<Array, NpyError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.npy");
        fs::write(&path, content).expect("a temporary file");
        array(&path, cells, MOST, Excited::One)
    }

    /// The numbers of a file that is a vector, or a matrix.
    fn good(content: &[u8], cells: u64) -> (Shape, Vec<Complex64>) {
        let array = read(content, cells).unwrap_or_else(|error| panic!("{error}"));
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
                    let content = npy_bytes::file(descr, fortran, shape, &data);
                    let expected = (Shape::Vector, numbers.into());
                    assert_eq!(good(&content, 2), expected, "{descr} {shape}");
                }
            }
            let matrix = npy_bytes::file(descr, false, "(2, 2)", &data);
            assert_eq!(good(&matrix, 1), (Shape::Matrix, numbers.into()), "{descr}");
        }
        let parts = [0.5_f64, -3.0];
        let expected = (Shape::Vector, vec![Z(0.5, 0.0), Z(-3.0, 0.0)]);
        let little = parts.map(f64::to_le_bytes).concat();
        assert_eq!(
            good(&npy_bytes::file("'<f8'", false, "(2,)", &little), 1),
            expected
        );
        let big = parts.map(f64::to_be_bytes).concat();
        assert_eq!(
            good(&npy_bytes::file("'>f8'", false, "(2,)", &big), 1),
            expected
        );
    }

    #[test]
    fn orders_of_the_same_matrix_are_the_same_rows() {
        let rows: Vec<_> = (0..16).map(|i| Z(f64::from(i), f64::from(i * i))).collect();
        let columns: Vec<_> = (0..16).map(|i| rows[i % 4 * 4 + i / 4]).collect();
        assert_ne!(rows, columns);
        let data = |numbers: &[Complex64]| bytes(numbers, |x| x.to_le_bytes().into());
        let c = npy_bytes::file("'<c16'", false, "(4, 4)", &data(&rows));
        let fortran = npy_bytes::file("'<c16'", true, "(4, 4)", &data(&columns));
        assert_eq!(good(&c, 2), (Shape::Matrix, rows.clone()));
        assert_eq!(good(&fortran, 2), (Shape::Matrix, rows));
    }

    #[test]
    fn later_formats_have_longer_headers() {
        let first = npy_bytes::file("'<f8'", false, "(2,)", &[0; 16]);
        for major in [2, 3] {
            let mut content = first.clone();
            content[6] = major;
            content.splice(10..10, [0, 0]);
            assert_eq!(good(&content, 1), (Shape::Vector, vec![Z(0.0, 0.0); 2]));
        }
    }
}
