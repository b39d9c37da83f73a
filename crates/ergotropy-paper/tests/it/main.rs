//! The report as a folder of files.

mod files;
mod numbers;
mod page;
mod selection;

use std::error::Error;
use std::path::Path;
use std::sync::OnceLock;

use ergotropy_paper::{Item, Request};
use tempfile::TempDir;

type Outcome = Result<(), Box<dyn Error>>;

/// Numbers of the figures that there are.
const FIGURES: [u8; 14] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

fn request(out: &Path, only: &[Item]) -> Request {
    Request {
        out: out.to_owned(),
        only: only.to_vec(),
        progress: false,
    }
}

/// A report of all figures, computed once for all tests.
fn figures() -> Result<&'static Path, Box<dyn Error>> {
    static REPORT: OnceLock<Result<TempDir, String>> = OnceLock::new();
    let report = REPORT.get_or_init(|| {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let only = FIGURES.map(Item::Figure);
        ergotropy_paper::write(&request(folder.path(), &only))
            .map_err(|error| error.to_string())?;
        Ok(folder)
    });
    match report {
        Ok(folder) => Ok(folder.path()),
        Err(message) => Err(message.as_str().into()),
    }
}
