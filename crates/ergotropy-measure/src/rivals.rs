//! Rivals: other programs, called through the scripts in `rivals/`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::child::{self, Ending};
use crate::point::Point;

/// Time limit of a call of another program; the slowest takes ten minutes on a machine that is busy otherwise.
const CAP: Duration = Duration::from_secs(1800);

/// A Python with the packages of the other programs.
pub struct Rivals {
    python: PathBuf,
    folder: PathBuf,
}

/// The result of `steady.py` for a point.
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
    /// Seconds for the matrix and the solution, without those for W.
    pub fn seconds(&self) -> f64 {
        self.build_seconds + self.solve_seconds
    }
}

/// The result of `liouvillian.py` for a method.
#[derive(Clone, Debug, Deserialize)]
pub struct Method {
    #[serde(rename = "method")]
    pub name: String,
    pub build_seconds: f64,
    pub solve_seconds: Option<f64>,
    pub work: Option<f64>,
    pub failure: Option<String>,
}

/// The result of `charging.py` or of `register.py`.
#[derive(Clone, Debug, Deserialize)]
pub struct Charging {
    pub seconds: f64,
    /// Number of runs of which `seconds` is the least time.
    pub runs: usize,
    pub peak_kib: u64,
    pub work: Vec<f64>,
}

#[derive(Deserialize)]
struct Answers<T> {
    answers: Vec<T>,
}

impl Rivals {
    /// The other programs; an error unless this Python exists and has the packages.
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

    /// Steady states, each with the least time of some runs. `condition` closes the linear system: "pinned"
    /// (the population of the ground state is given) or "sum" (one equation is replaced by the sum of
    /// populations). Matrices are `assembled` from those of single channels, or built anew.
    pub fn steady(
        &self,
        points: &[Point],
        repeats: u32,
        condition: &str,
        assembled: bool,
    ) -> Result<Vec<Steady>> {
        let mut request = json!({ "points": points, "repeats": repeats });
        request["condition"] = json!(condition);
        request["assembled"] = json!(assembled);
        let found: Answers<Steady> = self.ask("steady.py", &request)?;
        if found.answers.len() != points.len() {
            bail!("steady.py left points out");
        }
        Ok(found.answers)
    }

    pub fn liouvillian(&self, point: Point) -> Result<Vec<Method>> {
        let found: Answers<Method> = self.ask("liouvillian.py", &json!({ "point": point }))?;
        Ok(found.answers)
    }

    /// A curve from the ground state at `count` equidistant times; `method` is "pisolve" or "bdf", and for cells in a
    /// chain "mesolve" or "expm".
    pub fn charging(
        &self,
        point: Point,
        (until, count): (f64, usize),
        method: &str,
        repeats: u32,
    ) -> Result<Charging> {
        let mut request = json!({ "point": point, "until": until, "count": count });
        request["method"] = json!(method);
        request["repeats"] = json!(repeats);
        let script = match point.chain {
            Some(_) => "register.py",
            None => "charging.py",
        };
        self.ask(script, &request)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.python);
        command.env("OPENBLAS_NUM_THREADS", "1");
        command
    }

    fn ask<T: DeserializeOwned>(&self, script: &str, request: &Value) -> Result<T> {
        let mut command = self.command();
        command.arg(self.folder.join(script));
        let text = finished(command, &request.to_string())?;
        serde_json::from_str(&text).with_context(|| format!("{script} answered {text:.200}"))
    }
}

/// The last line of the output of a command, which must succeed.
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
}
