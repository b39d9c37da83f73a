//! Orders of elimination of whole lattices that are kept: they depend on N and the last state alone, and
//! maps ask for the same ones again and again.

use std::sync::{Arc, Mutex, PoisonError};

use super::tree::Tree;
use crate::ladder::window::Window;

/// States of all orders that are kept; each takes some 200 bytes.
const MOST_STATES: usize = 1 << 17;

/// The order of elimination of a window, in which the `mode` comes last; that of a whole lattice is kept
/// as long as others have not been asked for more lately.
pub(super) fn order(window: &Window, mode: (u32, u32)) -> Arc<Tree> {
    static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());
    if !window.is_full() || window.states() > MOST_STATES / 8 {
        return Arc::new(Tree::new(window, mode));
    }
    let key = (window.lattice().cells(), mode);
    if let Some(tree) = find(&KEPT, key) {
        return tree;
    }
    // Found without the lock, so that other threads need not wait.
    let tree = Arc::new(Tree::new(window, mode));
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.insert(0, (key, Arc::clone(&tree)));
    let mut states = 0;
    kept.retain(|(_, tree)| {
        states += tree.states.len();
        states <= MOST_STATES
    });
    tree
}

/// N and the mode, and the order.
type Kept = ((u32, (u32, u32)), Arc<Tree>);

/// The order with this key, put before all others.
fn find(kept: &Mutex<Vec<Kept>>, key: (u32, (u32, u32))) -> Option<Arc<Tree>> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let at = kept.iter().position(|(known, _)| *known == key)?;
    kept[..=at].rotate_right(1);
    Some(Arc::clone(&kept[0].1))
}
