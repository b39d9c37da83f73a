//! Populations as CSV, in the form that `--initial populations:FILE` reads.

use std::fmt::Write;

use ergotropy::Observables;

use crate::error::Error;

/// The names of the columns.
const NAMES: &str = "d,k,j,m,copies,weight,eigenvalue,error,kind";

/// Greatest number of populations that are written, some hundred bytes each.
const MOST: usize = 10_000_000;

/// The populations of a state. An eigenvalue is empty for a density matrix, whose copies may differ.
pub(crate) fn populations(state: &impl Observables) -> Result<String, Error> {
    within(state.populations().count())?;
    Ok(format!("{NAMES}\n{}", rows(state, "")))
}

/// Refuses more populations than are written.
pub(crate) fn within(count: usize) -> Result<(), Error> {
    if count > MOST {
        return Err(Error::TooManyPopulations { count, most: MOST });
    }
    Ok(())
}

/// The rows of a state, each of which begins with a prefix.
fn rows(state: &impl Observables, prefix: &str) -> String {
    let mut text = String::new();
    for population in state.ladder_populations() {
        let ergotropy::Population { d, k, j, m, .. } = population;
        let weight = population.weight;
        let eigenvalue = population
            .eigenvalue
            .map(|eigenvalue| eigenvalue.to_string());
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{prefix}{d},{k},{j},{m},{},{:?},{},{:?},{}",
            population.copies,
            weight.value,
            eigenvalue.unwrap_or_default(),
            weight.error,
            weight.kind.name(),
        );
    }
    text
}

/// The populations of a curve, time by time.
pub(crate) struct Film {
    /// The name of the column of time.
    name: String,
    /// The times as text, in the order of the answer.
    times: Vec<String>,
    /// The rows of each time.
    parts: Vec<String>,
    count: usize,
}

impl Film {
    /// No populations yet, for these times.
    pub(crate) fn new(name: String, times: Vec<String>) -> Self {
        let parts = vec![String::new(); times.len()];
        Self {
            name,
            times,
            parts,
            count: 0,
        }
    }

    /// Writes the state at a time down; states beyond the most are only counted.
    pub(crate) fn look(&mut self, index: usize, state: &impl Observables) {
        self.count += state.populations().count();
        if self.count <= MOST {
            self.parts[index] = rows(state, &format!("{},", self.times[index]));
        }
    }

    /// All of them.
    pub(crate) fn text(self) -> Result<String, Error> {
        within(self.count)?;
        Ok(format!("{},{NAMES}\n{}", self.name, self.parts.concat()))
    }
}
