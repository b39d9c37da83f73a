//! The eigenvalues of each level.

use crate::numerics::double::ROUNDOFF;
use crate::numerics::parallel::join;
use crate::numerics::tridiagonal::Tridiagonal;
use crate::register::levels::short;
use crate::register::part::Part;
use crate::register::state::body::Body;

/// The eigenvalues of a state, with the level that their vectors belong to.
#[derive(Debug)]
pub(crate) struct Eigenvalues {
    /// In falling order; equal ones in the order of their levels. Joined levels are one.
    pub(crate) values: Vec<(f64, u32)>,
    /// Estimate of Σ|δλ|.
    pub(crate) error: f64,
}

impl Eigenvalues {
    /// Elements of a state from which on two threads share its matrices.
    pub(crate) const WORTH: usize = 100_000;

    /// The eigenvalues of a state. Cost: O(Σ C(N,k)³), less where cells may be exchanged.
    pub(crate) fn of(body: &Body) -> Self {
        let own: Vec<Part>;
        let parts = if let Some(symmetry) = body.symmetry() {
            symmetry.parts()
        } else {
            own = Part::all(body.levels());
            &own
        };
        // Each to the thread that has less to do.
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let (mut work_of_one, mut work_of_other) = (0.0, 0.0);
        for part in parts {
            let work = (part.len() as f64).powi(3);
            if work_of_one <= work_of_other {
                work_of_one += work;
                one.push(part);
            } else {
                work_of_other += work;
                other.push(part);
            }
        }
        let worth = body.levels().elements() >= Self::WORTH;
        let (one, other) = join(worth, || solved(body, &one), || solved(body, &other));
        let error = one.1 + other.1;
        let mut values: Vec<(f64, u32)> = one.0.into_iter().chain(other.0).collect();
        values.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Self { values, error }
    }
}

/// The eigenvalues of some parts, with an estimate of their errors.
fn solved(body: &Body, parts: &[&Part]) -> (Vec<(f64, u32)>, f64) {
    let reduced = parts.iter().map(|part| body.reduced(part)).collect();
    let Some(values) = Tridiagonal::values(reduced) else {
        return (Vec::new(), f64::INFINITY);
    };
    let mut all = Vec::new();
    let mut error = 0.0;
    for (part, values) in parts.iter().zip(values) {
        let greatest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        error += 4.0 * ROUNDOFF * part.len() as f64 * greatest;
        // Negative eigenvalues are roundings.
        let values = values.into_iter().map(|value| value.max(0.0));
        all.extend(values.map(|value| (value, short(part.level()))));
    }
    (all, error)
}
