//! Accuracy: numbers against references that are exact, or that share no code with them.

mod approach;
mod band;
mod charging;
mod collective;
mod comparison;
mod corners;
mod curves;
mod many_cells;
mod register;
mod rival;
mod steady;

use std::fmt::Write;

use anyhow::Result;

use crate::machine;
use crate::methods::METHODS;
use crate::rivals::Rivals;

const PREFACE: &str = "\
## How to read it
- W and E are in units of ħω of one cell. \"error\" is the true one, against a reference; \"stated\" is the error that \
the program gives with the number.
- A **bound** is a theorem about the computation with exactly the floats that were given. An **estimate** is not \
proved; here one sees how it does.
- \"error / stated\" must never exceed 1; where it does, it is counted as a violation, whatever the kind.
- References are exact where nothing else is said: rational numbers for steady states, 256 bits for curves of few cells. They are \
the crate `ergotropy-oracle`, which shares no code with the physics. Differences are subtracted exactly.
- Parameters are short dyadic numbers, so that floats and rationals mean the same.
- Every number of ours has its kind beside it; numbers of other programs have neither a bound nor an estimate.
- W of a state that is nearly passive is tiny: its absolute error counts, not the relative one.
";

/// The whole of `ACCURACY.md`.
pub fn document(rivals: Option<&Rivals>) -> Result<String> {
    let mut text = String::new();
    writeln!(
        text,
        "# Accuracy\n\n\
         Written by `cargo run --release -p ergotropy-measure -- accuracy`; every figure is from that run.\n\n\
         Machine: {}.\n",
        machine::description()
    )?;
    match rivals {
        Some(rivals) => writeln!(text, "Other programs: {}.\n", rivals.versions()?)?,
        None => writeln!(text, "Other programs were left out of this run.\n")?,
    }
    text += PREFACE;
    writeln!(text, "\n## Methods\n{METHODS}")?;
    let (own, exact) = steady::section()?;
    writeln!(text, "## Steady states\n\n{own}")?;
    if let Some(rivals) = rivals {
        writeln!(
            text,
            "### PIQS and SciPy at the same points\n\n{}",
            rival::section(rivals, &exact)?
        )?;
    }
    writeln!(
        text,
        "## Collective noise alone\n\n{}",
        collective::section()?
    )?;
    writeln!(text, "## Charging\n\n{}", charging::section()?)?;
    writeln!(text, "### More than 48 cells\n\n{}", curves::section()?)?;
    writeln!(text, "## Many cells\n\n{}", many_cells::section()?)?;
    writeln!(
        text,
        "## Towards infinitely many cells\n\n{}",
        approach::section()?
    )?;
    writeln!(
        text,
        "## Any start under collective noise\n\n{}",
        register::section()?
    )?;
    Ok(text.trim_end().to_owned() + "\n")
}
