//! Ensembles and grids that several claims look at.
