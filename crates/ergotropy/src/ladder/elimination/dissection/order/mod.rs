//! The order of elimination.
//!
//! - [`tree`]: lines that cut the window into pieces
//! - [`stage`]: states that are eliminated together
//! - [`assembly`]: the rates that enter each front
//! - [`cache`]: orders of whole lattices, kept for later use
//! - [`hands`]: the stages that each of two threads solves

pub(crate) mod assembly;
pub(crate) mod cache;
pub(crate) mod hands;
pub(crate) mod stage;
pub(crate) mod tree;

use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::order::assembly::Assembly;
use crate::ladder::elimination::dissection::order::tree::Tree;

/// An order of elimination, and the rates that enter its fronts.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) tree: Tree,
    pub(crate) assembly: Assembly,
}

impl Order {
    /// An order of the states of a window in which the `mode` comes last.
    pub(crate) fn new(window: &Window, mode: (u32, u32)) -> Self {
        let tree = Tree::new(window, mode);
        let assembly = Assembly::new(&tree, window);
        Self { tree, assembly }
    }
}
