//! The judge judged: its ways to the same state against each other and against closed forms.

mod any_rates;
mod closed_forms;
mod long_run;
mod reference;
mod register;
mod rounded;
mod transient;

use ergotropy_oracle::{Populations, RBig, difference};

/// The fraction `numerator / denominator`.
fn fraction(numerator: i32, denominator: u32) -> RBig {
    RBig::from_parts(numerator.into(), denominator.into())
}

/// Asserts that populations agree with floats in the same order.
fn assert_close(exact: &Populations, floats: &[f64], tolerance: f64) {
    for ((d, k), &float) in exact.lattice().states().zip(floats) {
        let error = difference(&exact.population(d, k), float);
        assert!(
            error < tolerance,
            "population ({d}, {k}) = {float} is off by {error:e}"
        );
    }
}
