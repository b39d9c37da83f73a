//! The kernel of common emission in a file.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use npyz::{NpyFile, Order};

use super::error::NpyError;
use super::header::header;
use super::plan::{fits, shown, type_name};
use super::read::{head, open, unreadable};

/// Greatest number of cells with a kernel of their own.
const MOST_CELLS: u64 = 26;

/// Reads a real N x N matrix, row by row.
pub(crate) fn kernel(path: &Path) -> Result<Vec<Vec<f64>>, NpyError> {
    let (file, length) = open(path)?;
    kernel_in(file, length)
}

/// The matrix in a file of this length.
fn kernel_in(mut file: impl Read + Seek, length: u64) -> Result<Vec<Vec<f64>>, NpyError> {
    let (header, offset) = header(&head(&mut file)?, length)?;
    let found = type_name(&header.dtype());
    if found != "float64" {
        return Err(NpyError::KernelType { found });
    }
    let shape = shown(header.shape());
    let side = match *header.shape() {
        [side, other] if side == other && (1..=MOST_CELLS).contains(&side) => side,
        _ => return Err(NpyError::KernelShape { shape }),
    };
    fits(
        &shape,
        "float64",
        length - offset,
        8 * u128::from(side * side),
    )?;
    file.seek(SeekFrom::Start(offset)).map_err(unreadable)?;
    let by_columns = header.order() == Order::Fortran;
    let data = NpyFile::with_header(header, BufReader::new(file)).data();
    let data = data.map_err(|source| unreadable(std::io::Error::other(source)))?;
    let numbers = data.collect::<Result<Vec<f64>, _>>().map_err(unreadable)?;
    let side = numbers.len().isqrt();
    let element = |row: usize, column: usize| {
        let (slow, fast) = if by_columns {
            (column, row)
        } else {
            (row, column)
        };
        numbers[slow * side + fast]
    };
    let row = |row| (0..side).map(|column| element(row, column)).collect();
    Ok((0..side).map(row).collect())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::npy_bytes;
    use super::*;

    fn read(
        descr: &str,
        fortran: bool,
        shape: &str,
        bytes: &[u8],
    ) -> Result<Vec<Vec<f64>>, String> {
        let content = npy_bytes::file(descr, fortran, shape, bytes);
        let length = content.len() as u64;
        kernel_in(Cursor::new(content), length).map_err(|error| error.to_string())
    }

    fn bytes(numbers: &[f64]) -> Vec<u8> {
        numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
    }

    #[test]
    fn rows_are_rows_in_either_order() {
        let rows = Ok(vec![vec![1.0, 0.5], vec![0.25, 2.0]]);
        let by_rows = bytes(&[1.0, 0.5, 0.25, 2.0]);
        assert_eq!(read("'<f8'", false, "(2, 2)", &by_rows), rows);
        let by_columns = bytes(&[1.0, 0.25, 0.5, 2.0]);
        assert_eq!(read("'<f8'", true, "(2, 2)", &by_columns), rows);
    }

    #[test]
    fn other_arrays_are_refused() {
        let four = bytes(&[1.0; 4]);
        for (descr, shape, bytes, told) in [
            ("'<c16'", "(2, 2)", bytes(&[1.0; 8]), "complex128"),
            ("'<i8'", "(2, 2)", four.clone(), "int64"),
            ("'<f8'", "(4,)", four.clone(), "(4,)"),
            ("'<f8'", "(27, 27)", bytes(&[0.0; 729]), "1 to 26"),
            ("'<f8'", "(2, 2)", bytes(&[1.0; 3]), "ends after 24 bytes"),
            ("'<f8'", "(2, 2)", bytes(&[1.0; 5]), "needs only 32"),
        ] {
            let found = read(descr, false, shape, &bytes).expect_err("a fault");
            assert!(found.contains(told), "{found}");
        }
    }
}
