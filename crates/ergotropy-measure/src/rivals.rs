//! Rivals: other programs, called through the scripts in `rivals/`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::child::{self, Ending};
use crate::point::Point;

/// No call of another program is waited for longer.
const CAP: Duration = Duration::from_secs(600);

/// A Python that has them.
pub struct Rivals {
    python: PathBuf,
    folder: PathBuf,
}

/// How the linear system of a steady state is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// The population of the ground state is pinned.
    Pinned,
    /// One equation gives way to the sum of the populations.
    Sum,
}

/// What `steady.py` is asked.
#[derive(Serialize)]
pub struct SteadyRequest<'a> {
    pub points: &'a [Point],
    pub repeats: u32,
    pub condition: Condition,
    pub assembled: bool,
}

/// What `steady.py` says of a point.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Steady {
    pub build_seconds: f64,
    pub solve_seconds: f64,
    pub work: Option<f64>,
    pub work_without_copies: Option<f64>,
    pub energy: Option<f64>,
    pub negative: usize,
    /// The least population.
    pub least: Option<f64>,
    pub failure: Option<String>,
}

impl Steady {
    /// Matrix and solution; without finding W.
    pub fn seconds(&self) -> f64 {
        self.build_seconds + self.solve_seconds
    }
}

/// What `liouvillian.py` says of a method.
#[derive(Clone, Debug, Deserialize)]
pub struct Method {
    #[serde(rename = "method")]
    pub name: String,
    pub build_seconds: f64,
    pub solve_seconds: Option<f64>,
    pub work: Option<f64>,
    pub failure: Option<String>,
}

/// What `charging.py` is asked.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ChargingRequest {
    pub point: Point,
    pub until: f64,
    pub count: usize,
    pub method: &'static str,
    pub repeats: u32,
}

/// What `charging.py` says.
#[derive(Clone, Debug, Deserialize)]
pub struct Charging {
    pub seconds: f64,
    /// How many runs that is the least of.
    pub runs: usize,
    pub peak_kib: u64,
    pub work: Vec<f64>,
}

#[derive(Deserialize)]
struct Answers<T> {
    answers: Vec<T>,
}

impl Rivals {
    /// Checks that there is such a Python with the packages.
    pub fn new(python: &Path, folder: &Path) -> Result<Self> {
        let advice = format!(
            "make it by `python3.11 -m venv rivals/.venv && rivals/.venv/bin/pip install -r rivals/requirements.txt`, \
             name another by --python, or leave other programs out by --without-rivals (asked for {})",
            python.display()
        );
        let rivals = Self {
            python: python.to_path_buf(),
            folder: folder.to_path_buf(),
        };
        if !rivals.python.exists() {
            bail!("there is no Python for the other programs: {advice}");
        }
        rivals
            .versions()
            .with_context(|| format!("this Python lacks a package: {advice}"))?;
        Ok(rivals)
    }

    /// Names and versions.
    pub fn versions(&self) -> Result<String> {
        let script = "import warnings; warnings.simplefilter('ignore')\n\
            import platform, numpy, scipy, qutip\n\
            print(f'QuTiP {qutip.__version__}, SciPy {scipy.__version__}, NumPy {numpy.__version__}, Python {platform.python_version()}')";
        let mut command = self.command();
        command.args(["-c", script]);
        finished(command, "")
    }

    pub fn steady(&self, request: &SteadyRequest) -> Result<Vec<Steady>> {
        let found: Answers<Steady> = self.ask("steady.py", &serde_json::to_string(request)?)?;
        if found.answers.len() != request.points.len() {
            bail!("steady.py left points out");
        }
        Ok(found.answers)
    }

    /// One point, at its fastest.
    pub fn steady_point(&self, point: Point, repeats: u32) -> Result<Steady> {
        let request = SteadyRequest {
            points: &[point],
            repeats,
            condition: Condition::Pinned,
            assembled: false,
        };
        let mut answers = self.steady(&request)?;
        answers.pop().context("steady.py left the point out")
    }

    pub fn liouvillian(&self, point: Point) -> Result<Vec<Method>> {
        let request = serde_json::json!({ "point": point });
        let found: Answers<Method> = self.ask("liouvillian.py", &request.to_string())?;
        Ok(found.answers)
    }

    pub fn charging(&self, request: &ChargingRequest) -> Result<Charging> {
        self.ask("charging.py", &serde_json::to_string(request)?)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.python);
        command.env("OPENBLAS_NUM_THREADS", "1");
        command
    }

    fn ask<T: DeserializeOwned>(&self, script: &str, request: &str) -> Result<T> {
        let mut command = self.command();
        command.arg(self.folder.join(script));
        let text = finished(command, request)?;
        serde_json::from_str(&text).with_context(|| format!("{script} answered {text:.200}"))
    }
}

/// The last line of a command that succeeds.
fn finished(command: Command, input: &str) -> Result<String> {
    let name = format!(
        "{}",
        command.get_args().next().unwrap_or_default().display()
    );
    let said = child::run(command, input, CAP)?;
    match (said.ending, said.last) {
        (Ending::Success, Some(line)) => Ok(line),
        (Ending::Stopped, _) => bail!("{name} took over {} s", CAP.as_secs()),
        _ => bail!("{name} failed: {}", said.complaints.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_failures_are_read() -> Result<()> {
        let text = r#"{"surroundings": {"qutip": "5"}, "answers": [
            {"build_seconds": 0.5, "solve_seconds": 0.25, "work_seconds": 0.1, "work": 0.065,
             "energy": 2.25, "work_without_copies": 0.2, "negative": 3, "least": -1e-20},
            {"build_seconds": 0.5, "failure": "Matrix is exactly singular"}], "peak_kib": 4}"#;
        let found: Answers<Steady> = serde_json::from_str(text)?;
        let [first, second] = found.answers.as_slice() else {
            bail!("two answers");
        };
        assert_eq!(
            (first.seconds(), first.work, first.negative),
            (0.75, Some(0.065), 3)
        );
        assert_eq!((first.least, second.least), (Some(-1e-20), None));
        assert!(second.work.is_none() && second.failure.is_some());
        let text = r#"{"seconds": 1.5, "runs": 2, "peak_kib": 1024, "work": [0.0, 0.5]}"#;
        let curve: Charging = serde_json::from_str(text)?;
        assert_eq!((curve.runs, curve.peak_kib, curve.work.len()), (2, 1024, 2));
        Ok(())
    }

    #[test]
    fn a_missing_python_is_told_with_advice() {
        let missing = Rivals::new(Path::new("/nowhere/python"), Path::new("rivals"));
        let sentence = missing.err().map(|error| error.to_string());
        assert!(
            sentence.is_some_and(|text| text.contains("pip install -r rivals/requirements.txt"))
        );
    }

    #[test]
    fn requests_have_the_names_that_scripts_read() -> Result<()> {
        let points = [Point::new(7, (0.9, 0.6, 0.2, 1.0))];
        let request = SteadyRequest {
            points: &points,
            repeats: 2,
            condition: Condition::Sum,
            assembled: true,
        };
        let text = serde_json::to_string(&request)?;
        assert!(text.ends_with(r#""repeats":2,"condition":"sum","assembled":true}"#));
        Ok(())
    }
}
