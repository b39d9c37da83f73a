//! The eigenvalues of each level.

use crate::numerics::double::ROUNDOFF;
use crate::numerics::parallel::join;
use crate::numerics::tridiagonal::of_hermitian;
use crate::register::levels::short;
use crate::register::state::body::{Body, element};
use crate::register::state::part::Part;
use crate::register::symmetry::Symmetry;

/// The eigenvalues of a state, with the level that their vectors belong to.
#[derive(Debug)]
pub(crate) struct Eigenvalues {
    /// In falling order; equal ones in the order of their levels. Joined levels are one.
    pub(crate) values: Vec<(f64, u32)>,
    /// Estimate of Σ|δλ|.
    pub(crate) error: f64,
}

/// A part of a level, whose matrix has eigenvalues of its own.
struct Piece {
    level: u32,
    part: Part,
}

impl Eigenvalues {
    /// Elements of a state from which on two threads share its matrices.
    pub(crate) const WORTH: usize = 100_000;

    /// The eigenvalues of a state. Cost: O(Σ C(N,k)³), less where cells may be exchanged.
    pub(crate) fn of(body: &Body) -> Self {
        let symmetry = body.symmetry();
        let parts = symmetry.map_or(1, Symmetry::parts);
        let mut pieces = Vec::new();
        for (k, level) in (0..).zip(body.levels().iter()) {
            let size = short(level.len());
            for part in 0..parts {
                let orbits = symmetry.and_then(|symmetry| symmetry.orbits(k as usize));
                let part = Part::new(orbits, size, part);
                if part.len() > 0 {
                    pieces.push(Piece { level: k, part });
                }
            }
        }
        // The greatest first, and each to the thread that has less to do.
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.part.len()));
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let (mut work_of_one, mut work_of_other) = (0.0, 0.0);
        for piece in pieces {
            let work = (piece.part.len() as f64).powi(3);
            if work_of_one <= work_of_other {
                work_of_one += work;
                one.push(piece);
            } else {
                work_of_other += work;
                other.push(piece);
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

fn solved(body: &Body, pieces: &[Piece]) -> (Vec<(f64, u32)>, f64) {
    let mut all = Vec::new();
    let mut error = 0.0;
    for piece in pieces {
        let held = |r: usize, c: usize| body.held(piece.level as usize, r, c);
        let values = if body.is_complex() {
            let matrix = piece.part.lower(|r, c| element(held(r, c), held(c, r)));
            of_hermitian(matrix)
        } else {
            of_hermitian(piece.part.lower(held))
        };
        let Some(values) = values else {
            return (all, f64::INFINITY);
        };
        let greatest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        error += 4.0 * ROUNDOFF * piece.part.len() as f64 * greatest;
        // Negative eigenvalues are roundings.
        all.extend(
            values
                .into_iter()
                .map(|value| (value.max(0.0), piece.level)),
        );
    }
    (all, error)
}
