//! The paper formulas.
