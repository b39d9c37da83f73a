//! The contents that a header announces, checked against the file and the limits before memory is
//! taken.

use std::io::{self, Read};

use npyz::{DType, Deserialize, NpyFile, NpyHeader, Order, TypeChar};
use num_complex::{Complex32, Complex64};

use super::array::{Array, Excited, Most, Shape};
use super::error::NpyError;
use super::header;
use crate::files::quote::quoted;

/// The type of a number in a file.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Float64,
    Complex64,
    Complex128,
}

impl Kind {
    fn of(dtype: &DType) -> Result<Self, NpyError> {
        match type_name(dtype) {
            name if name == "float64" => Ok(Self::Float64),
            name if name == "complex64" => Ok(Self::Complex64),
            name if name == "complex128" => Ok(Self::Complex128),
            found => Err(NpyError::Type { found }),
        }
    }

    /// Name of the type, and its bytes in the file.
    fn size(self) -> (&'static str, u128) {
        match self {
            Self::Float64 => ("float64", 8),
            Self::Complex64 => ("complex64", 8),
            Self::Complex128 => ("complex128", 16),
        }
    }
}

/// The place and the meaning of the numbers, checked before any of them is read.
pub(super) struct Plan {
    header: NpyHeader,
    /// Offset of the first number in the file.
    pub(super) offset: u64,
    kind: Kind,
    /// Length 2^N of a vector, or of a row of a matrix.
    side: usize,
    shape: Shape,
}

impl Plan {
    /// The plan for a file of the given length that begins with `head`, for `cells` cells.
    pub(super) fn new(head: &[u8], length: u64, cells: u64, most: Most) -> Result<Self, NpyError> {
        let (header, offset) = header::header(head, length)?;
        let kind = Kind::of(&header.dtype())?;
        let shape = shown(header.shape());
        let (side, of) = match *header.shape() {
            [side] | [side, 1] => (side, Shape::Vector),
            [side, other] if side == other => (side, Shape::Matrix),
            _ => return Err(NpyError::Shape { shape, cells }),
        };
        let (count, most_cells) = match of {
            Shape::Vector => (u128::from(side), most.vector),
            Shape::Matrix => (u128::from(side) * u128::from(side), most.matrix),
        };
        let (kind_name, bytes) = kind.size();
        let (found, needed) = (length - offset, count.saturating_mul(bytes));
        let size = fits(&shape, kind_name, found, needed);
        if let Err(short @ NpyError::Short { .. }) = size {
            return Err(short);
        }
        if side < 2 || !side.is_power_of_two() {
            return Err(NpyError::Shape { shape, cells });
        }
        let found_cells = side.ilog2();
        if u64::from(found_cells) != cells {
            return Err(NpyError::Cells {
                shape,
                found: found_cells.into(),
                cells,
            });
        }
        let few = found_cells <= most_cells;
        let Some(side) = usize::try_from(side).ok().filter(|_| few) else {
            return Err(NpyError::TooLarge {
                shape,
                kind: of,
                cells,
                most,
            });
        };
        // A file that is too long comes last, because the numbers themselves may be the intended ones.
        size?;
        Ok(Self {
            header,
            offset,
            kind,
            side,
            shape: of,
        })
    }

    /// Reads the numbers.
    pub(super) fn array(self, reader: impl Read, excited: Excited) -> io::Result<Array> {
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
            excited,
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

/// The name of a type, as NumPy has it.
pub(super) fn type_name(dtype: &DType) -> String {
    let DType::Plain(plain) = dtype else {
        return "structured".to_owned();
    };
    let bits = |name: &str| format!("{name}{}", 8 * u128::from(plain.size_field()));
    match plain.type_char() {
        TypeChar::Float => bits("float"),
        TypeChar::Complex => bits("complex"),
        TypeChar::Int => bits("int"),
        TypeChar::Uint => bits("uint"),
        TypeChar::Bool => "bool".to_owned(),
        TypeChar::Object => "object".to_owned(),
        _ => quoted(&dtype.descr()),
    }
}

/// Whether a file has as many bytes of numbers as its header promises.
pub(super) fn fits(
    shape: &str,
    kind: &'static str,
    found: u64,
    needed: u128,
) -> Result<(), NpyError> {
    let shape = shape.to_owned();
    if u128::from(found) < needed {
        return Err(NpyError::Short {
            shape,
            kind,
            found,
            needed,
        });
    }
    if u128::from(found) > needed {
        return Err(NpyError::Long {
            shape,
            kind,
            found,
            needed,
        });
    }
    Ok(())
}

/// A shape in the notation of Python.
pub(super) fn shown(shape: &[u64]) -> String {
    if let [length] = shape {
        return format!("({length},)");
    }
    let lengths: Vec<String> = shape.iter().map(u64::to_string).collect();
    quoted(&format!("({})", lengths.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::super::npy_bytes;
    use super::*;

    const MOST: Most = Most {
        vector: 25,
        matrix: 12,
    };

    #[test]
    fn memory_is_estimated_before_it_is_taken() {
        let plan = |descr: &str, shape: &str, numbers: u64, cells| {
            let head = npy_bytes::file(descr, false, shape, &[]);
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
                Err(NpyError::TooLarge { cells: many, .. }) => assert_eq!(many, cells),
                other => panic!("{shape}: {other:?}"),
            }
        }
    }

    #[test]
    fn headers_are_not_believed() {
        // Whatever is changed in a header, there is an answer after a short time.
        let good = npy_bytes::file("'<c16'", false, "(2, 2)", &[0; 64]);
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
