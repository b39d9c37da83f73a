//! Rounded elimination against exact elimination.

use dashu::base::Abs;
use ergotropy_oracle::{Chain, Parameters, RBig, points};

use crate::fraction;

#[test]
fn every_population_has_sixty_digits_of_the_exact_one() {
    let tolerance = fraction(1, 10).pow(60);
    for point in points::all() {
        let chain = Chain::new(&point.parameters());
        let exact = chain.steady_state().expect("unique");
        let rounded = chain.steady_state_to_sixty_digits().expect("unique");
        for (d, k) in exact.lattice().states() {
            let population = exact.population(d, k);
            let error = (&population - rounded.population(d, k)).abs();
            assert!(error <= &tolerance * population, "({d}, {k}) at {point:?}");
        }
        let error = (exact.ergotropy() - rounded.ergotropy()).abs();
        assert!(error <= &tolerance * exact.energy(), "{point:?}");
    }
}

#[test]
fn sixty_cells_are_in_reach() {
    let chain = Chain::new(&Parameters::from_f64(60, 0.6, 0.2, 0.9, 1.0, 0.0, 0.0));
    let state = chain.steady_state_to_sixty_digits().expect("unique");
    let tolerance = fraction(1, 10).pow(60);
    let busiest = chain
        .jumps()
        .iter()
        .map(|jump| &jump.rate)
        .max()
        .expect("there is noise");
    assert!(
        chain
            .derivative(&state)
            .into_iter()
            .all(|imbalance| imbalance.abs() < &tolerance * busiest)
    );
    assert!(state.ergotropy() > RBig::ZERO);
}
