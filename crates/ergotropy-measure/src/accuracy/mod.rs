//! Accuracy: numbers compared with references that are exact, or that share no code with the library.
//!
//! - `truth`: the truth with which numbers are compared.
//! - `band`: a reference for some hundred cells.
//! - `comparison`: stated errors compared with true ones.
//! - `case`: a question with the truth about it; the one runner.
//! - `section`: cases under a heading, and the one printer.
//! - `steady`: cases of steady states.
//! - `collective`: cases of collective noise alone.
//! - `charging`: cases of states over time.
//! - `many_cells`: cases of many cells.
//! - `rival`: other programs at the same points.

mod band;
mod case;
mod charging;
mod collective;
mod comparison;
mod many_cells;
mod rival;
mod section;
mod steady;
mod truth;

use std::fmt::Write;

use anyhow::Result;

use crate::accuracy::case::Outcome;
use crate::accuracy::section::Section;
use crate::accuracy::truth::Reference;
use crate::document::{METHODS, title};
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
    let title = title("Accuracy", "accuracy", rivals, "")?;
    let sections = extract(rivals, "")?;
    let text = format!("{title}{PREFACE}\n## Methods\n{METHODS}\n{sections}");
    Ok(text.trim_end().to_owned() + "\n")
}

/// The sections whose headings contain some words.
pub fn extract(rivals: Option<&Rivals>, words: &str) -> Result<String> {
    let mut text = String::new();
    let mut exact = write(&steady::sections(), words, &mut text)?;
    exact.retain(|one| one.case.reference == Reference::Oracle);
    if let (Some(rivals), false) = (rivals, exact.is_empty()) {
        writeln!(text, "{}", rival::section(rivals, &exact)?)?;
    }
    write(&others(), words, &mut text)?;
    Ok(text)
}

/// All sections except those on steady states of few cells, with which other programs are compared too.
fn others() -> Vec<Section> {
    let mut sections = Vec::new();
    sections.extend(collective::sections());
    sections.extend(charging::sections());
    sections.extend(many_cells::sections());
    sections.push(collective::pure());
    sections
}

fn write(sections: &[Section], words: &str, text: &mut String) -> Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    let mut heading = "";
    for section in sections {
        heading = section.heading.unwrap_or(heading);
        if heading.contains(words) {
            outcomes.extend(section.write(text)?);
        }
    }
    Ok(outcomes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accuracy::case::{Case, judge};
    use crate::accuracy::comparison::Judged;

    #[test]
    fn few_cells_hold_what_they_state_in_every_section() -> Result<()> {
        let sections = steady::sections().into_iter().chain(others());
        let cases = sections.flat_map(|section| section.cases);
        let few = cases.filter(|case| case.question.point().cells <= 5);
        let few: Vec<Case> = few.collect();
        assert_eq!(few.len(), 211);
        for one in judge(&few)? {
            let judged = one.judged();
            let states = one.answer.map(|answer| answer.works.len());
            assert_eq!(states.ok(), Some(judged.len()), "{:?}", one.case);
            let fits = |one: &Judged| one.share() <= 1.0;
            assert!(judged.concat().iter().all(fits), "{:?}", one.case);
        }
        Ok(())
    }
}
