//! Circles of arrows.

use std::collections::BTreeSet;

/// A circle of arrows, if there is one: its nodes, each with an arrow to the next.
pub(super) fn circle<T: Ord + Clone>(arrows: &BTreeSet<(T, T)>) -> Option<Vec<T>> {
    let mut left = arrows.clone();
    loop {
        // What nothing needs lies on no circle.
        let needed: BTreeSet<T> = left.iter().map(|(_, to)| to.clone()).collect();
        let needing: BTreeSet<T> = left.iter().map(|(from, _)| from.clone()).collect();
        let before = left.len();
        left.retain(|(from, to)| needed.contains(from) && needing.contains(to));
        if left.len() == before {
            break;
        }
    }
    let mut walk = vec![left.first()?.0.clone()];
    loop {
        let here = walk.last()?;
        let next = &left.iter().find(|(from, _)| from == here)?.1;
        if let Some(begin) = walk.iter().position(|visited| visited == next) {
            return Some(walk.split_off(begin));
        }
        walk.push(next.clone());
    }
}

#[test]
fn circles_are_found() {
    let found = |pairs: &[(u8, u8)]| circle(&pairs.iter().copied().collect());
    assert_eq!(found(&[]), None);
    assert_eq!(found(&[(1, 2), (2, 3), (1, 3)]), None);
    assert_eq!(found(&[(1, 2), (2, 3), (3, 2), (3, 4)]), Some(vec![2, 3]));
}
