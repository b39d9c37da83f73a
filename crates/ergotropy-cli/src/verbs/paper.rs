//! The verb `paper`.

use ergotropy_paper::Request;

use crate::error::Error;
use crate::flags::PaperArgs;

/// Writes the report, and says what it holds.
pub(crate) fn answer(args: PaperArgs, quiet: bool) -> Result<String, Error> {
    let request = Request {
        out: args.out,
        only: args.only,
        progress: !quiet,
    };
    let summary = ergotropy_paper::write(&request).map_err(Error::Paper)?;
    Ok(format!("{summary}\n"))
}
