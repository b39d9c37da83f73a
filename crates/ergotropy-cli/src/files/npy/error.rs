//! The errors of a file of an array.

use std::io;

use super::array::{Most, Shape};
use super::state::NotAState;

/// The error of a file of an array, as the end of a sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NpyError {
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
        "the file is a zip archive, as numpy.savez writes it, but must be a single array: write the array alone with numpy.save"
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
        "the file promises a header of {bytes} bytes, but may have at most {most}: write it as a plain array with numpy.save"
    )]
    HeaderLong { bytes: u32, most: u32 },
    #[error(
        "the header is not that of a plain array ({because}): write the file again with numpy.save"
    )]
    Header { because: String },
    #[error(
        "the array's type is {found}, but must be float64, complex64 or complex128: convert it, as in state.astype(\"complex128\")"
    )]
    Type { found: String },
    #[error(
        "the array's type is {found}, but a kernel is float64: convert it, as in kernel.astype(\"float64\")"
    )]
    KernelType { found: String },
    #[error("the array has the shape {shape}, but a kernel is N x N, for N from 1 to 26 cells")]
    KernelShape { shape: String },
    #[error(
        "the array has the shape {shape}, but must be a vector, (2^N,) or (2^N, 1), or a matrix, (2^N, 2^N), where 2^N is {} for --cells {cells}",
        power(*cells)
    )]
    Shape { shape: String, cells: u64 },
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
        "the file has {found} bytes of numbers, but the shape {shape} of {kind} needs only {needed}: write the array alone with numpy.save"
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
    #[error(transparent)]
    State(#[from] NotAState),
}

/// 2^N, written out if it is short.
fn power(cells: u64) -> String {
    if cells < 32 {
        (1_u64 << cells).to_string()
    } else {
        format!("2^{cells}")
    }
}

fn noun(cells: u64) -> &'static str {
    if cells == 1 { "cell" } else { "cells" }
}
