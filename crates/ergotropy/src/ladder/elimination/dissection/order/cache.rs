//! Orders of elimination of whole lattices, kept for later use: they depend on N and the last state
//! only, and a map asks for the same ones repeatedly.

use std::sync::{Arc, Mutex, PoisonError};

use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::order::Order;

/// Greatest number of states of all kept orders together; a state takes some 200 bytes.
const MOST_STATES: usize = 1 << 17;

/// N and the mode.
type Key = (u32, (u32, u32));

/// Orders, the most recently used first.
#[derive(Debug, Default)]
struct Kept(Mutex<Vec<(Key, Arc<Order>)>>);

/// The order of elimination of a window in which the `mode` comes last. Orders of whole lattices are
/// kept until others, used more recently, fill the room.
pub(crate) fn order(window: &Window, mode: (u32, u32)) -> Arc<Order> {
    static KEPT: Kept = Kept(Mutex::new(Vec::new()));
    KEPT.order(window, mode)
}

impl Kept {
    fn order(&self, window: &Window, mode: (u32, u32)) -> Arc<Order> {
        if !window.is_full() || window.states() > MOST_STATES / 8 {
            return Arc::new(Order::new(window, mode));
        }
        let key = (window.lattice().cells(), mode);
        if let Some(order) = self.find(key) {
            return order;
        }
        // The lock is not held meanwhile, so that other threads need not wait.
        let order = Arc::new(Order::new(window, mode));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(0, (key, Arc::clone(&order)));
        let mut states = 0;
        kept.retain(|(_, order)| {
            states += order.tree.states.len();
            states <= MOST_STATES
        });
        order
    }

    /// The order with this key, moved to the front.
    fn find(&self, key: Key) -> Option<Arc<Order>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| *known == key)?;
        kept[..=at].rotate_right(1);
        Some(Arc::clone(&kept[0].1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spin::lattice::Lattice;

    #[test]
    fn orders_are_kept_within_bounds() {
        let kept = Kept::default();
        let window = Window::full(Lattice::new(159));
        let first = kept.order(&window, (3, 3));
        assert!(Arc::ptr_eq(&first, &kept.order(&window, (3, 3))));
        let fresh = Order::new(&window, (3, 3));
        assert_eq!(
            (&first.tree.states, &first.tree.rims),
            (&fresh.tree.states, &fresh.tree.rims)
        );
        // These orders exceed the room: the first one is dropped, and is the same when made anew.
        for d in 10..50 {
            assert_eq!(
                kept.order(&window, (d, d)).tree.states.last(),
                Some(&(d, d))
            );
        }
        let again = kept.order(&window, (3, 3));
        assert!(!Arc::ptr_eq(&first, &again));
        assert_eq!(first.tree.states, again.tree.states);
    }

    #[test]
    fn windows_are_not_kept() {
        let strip = Window::new(Lattice::new(20), 0, (0..9).map(|d| d..d + 3));
        assert!(!Arc::ptr_eq(&order(&strip, (1, 1)), &order(&strip, (1, 1))));
    }
}
