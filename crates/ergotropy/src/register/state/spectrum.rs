//! The eigenvalues of each level.

use faer::{Mat, Side, c64};

use crate::numerics::double::ROUNDOFF;
use crate::numerics::parallel::join;
use crate::register::state::body::Body;
use crate::register::state::symmetry::sign;

/// The eigenvalues of a state, with the level that their vectors belong to.
#[derive(Debug)]
pub(crate) struct Eigenvalues {
    /// In falling order; equal ones in the order of their levels.
    pub(crate) values: Vec<(f64, u32)>,
    /// Estimate of Σ|δλ|.
    pub(crate) error: f64,
}

/// A matrix whose eigenvalues are those of a part of a level.
struct Piece {
    level: u32,
    part: u32,
    rows: usize,
}

impl Eigenvalues {
    /// Elements of a state from which on two threads share its matrices.
    pub(crate) const WORTH: usize = 100_000;

    /// The eigenvalues of a state. Cost: O(Σ C(N,k)³), less where cells may be exchanged.
    pub(crate) fn of(body: &Body) -> Self {
        let symmetry = body.symmetry();
        let mut pieces = Vec::new();
        for k in 0..=body.levels().cells() {
            for part in 0..symmetry.parts() {
                let rows = match symmetry.orbits(k as usize) {
                    None => body.levels().level(k as usize).len(),
                    Some(orbits) => orbits.iter().filter(|orbit| orbit.is_in(part)).count(),
                };
                if rows > 0 {
                    pieces.push(Piece {
                        level: k,
                        part,
                        rows,
                    });
                }
            }
        }
        // The greatest first, and each to the thread that has less to do.
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.rows));
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let (mut work_of_one, mut work_of_other) = (0.0, 0.0);
        for piece in pieces {
            let work = (piece.rows as f64).powi(3);
            if work_of_one <= work_of_other {
                work_of_one += work;
                one.push(piece);
            } else {
                work_of_other += work;
                other.push(piece);
            }
        }
        let worth = body.elements().len() >= Self::WORTH;
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
        let values = if body.is_complex() {
            let (re, im) = (body.matrix(piece, 1.0), body.matrix(piece, -1.0));
            let matrix = Mat::from_fn(piece.rows, piece.rows, |i, j| {
                c64::new(re[(i, j)], im[(i, j)])
            });
            matrix.self_adjoint_eigenvalues(Side::Lower)
        } else {
            body.matrix(piece, 0.0)
                .self_adjoint_eigenvalues(Side::Lower)
        };
        let Ok(values) = values else {
            return (all, f64::INFINITY);
        };
        let greatest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        error += 4.0 * ROUNDOFF * piece.rows as f64 * greatest;
        // Negative eigenvalues are roundings.
        all.extend(
            values
                .into_iter()
                .map(|value| (value.max(0.0), piece.level)),
        );
    }
    (all, error)
}

impl Body {
    /// The real part (1), the imaginary part (-1), or the part that is held (0), of a piece.
    ///
    /// Each orbit O with first string r has the vector Σ χ(g) |g r⟩/√|O|, and the state is the same after each exchange, so that
    /// ⟨O|ρ|O'⟩ = √(|O|/|O'|) Σ_c χ(g_c) ρ_rc over the strings c of O'.
    fn matrix(&self, piece: &Piece, which: f64) -> Mat<f64> {
        let k = piece.level as usize;
        let size = self.levels().level(k).len();
        let block = self.block(k);
        let element = |r: usize, c: usize| {
            let (held, turned) = (block[r * size + c], block[c * size + r]);
            if which == 0.0 {
                held
            } else {
                f64::midpoint(held, which * turned)
            }
        };
        match self.symmetry().orbits(k) {
            None => Mat::from_fn(size, size, element),
            Some(orbits) => {
                let orbits: Vec<_> = orbits
                    .iter()
                    .filter(|orbit| orbit.is_in(piece.part))
                    .collect();
                Mat::from_fn(orbits.len(), orbits.len(), |i, j| {
                    let (row, column) = (&orbits[i].members, &orbits[j].members);
                    let r = row[0].0 as usize;
                    let sum: f64 = column
                        .iter()
                        .map(|&(c, exchange)| sign(piece.part, exchange) * element(r, c as usize))
                        .sum();
                    sum * (row.len() as f64 / column.len() as f64).sqrt()
                })
            }
        }
    }
}
