//! Corners: extreme parameters at which steady states are judged.

use crate::point::Point;

/// `2^-20`.
const TINY: f64 = 1.0 / 1_048_576.0;

/// Numbers of cells, taken in turn; their count shares no factor with the sizes of the other lists, so that each
/// meets every extreme.
const CELLS: [u32; 11] = [2, 3, 4, 5, 7, 10, 13, 16, 20, 26, 33];

/// All combinations of extremes with up to 33 cells, and some with 40.
pub fn all() -> Vec<Point> {
    let alphas = [0.0, TINY, 0.375, 1.0 - TINY];
    let mut points = Vec::new();
    for alpha_c in alphas {
        for alpha_l in alphas {
            for eta in [1.0 / 1024.0, 0.625, 1.0 - 1.0 / 1024.0] {
                for gamma_r in [2f64.powi(-40), 1.0, 2f64.powi(20)] {
                    for dephasing in [0.0, 0.75] {
                        let cells = CELLS[points.len() % CELLS.len()];
                        let noise = (eta, alpha_c, alpha_l, gamma_r);
                        points.push(Point {
                            dephasing,
                            ..Point::new(cells, noise)
                        });
                    }
                }
            }
        }
    }
    // Forty cells take the oracle longest.
    let forty: Vec<Point> = points
        .iter()
        .step_by(41)
        .map(|&point| Point { cells: 40, ..point })
        .collect();
    points.extend(forty);
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_meets_every_extreme() {
        let points = all();
        for cells in CELLS {
            for gamma_r in [2f64.powi(-40), 2f64.powi(20)] {
                let met = |p: &&Point| p.cells == cells && p.gamma_r == gamma_r;
                assert!(points.iter().any(|p| met(&p)), "{cells} {gamma_r}");
            }
        }
        assert!(points.iter().filter(|p| p.cells == 40).count() >= 7);
    }
}
