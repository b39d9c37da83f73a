//! The floors that DESIGN.md lists.
//!
//! A line reads `name: upper > middle other > lower`: floors from the top down, each with its rooms.

use std::collections::BTreeMap;

/// Floors from the top down, each as its rooms.
pub(super) struct Floors(Vec<Vec<String>>);

impl Floors {
    fn of(&self, room: &str) -> Result<usize, String> {
        let on = |floor: &Vec<String>| floor.iter().any(|name| name == room);
        let found = self.0.iter().position(on);
        found.ok_or(format!("{room} has no floor in DESIGN.md"))
    }

    /// Refuses an arrow that does not run downwards.
    pub(super) fn check(&self, from: &str, to: &str) -> Result<(), String> {
        if self.of(from)? < self.of(to)? {
            Ok(())
        } else {
            Err(format!("{from} needs {to}, which is no floor below"))
        }
    }
}

/// The lines of the block of this name, by their own names.
pub(super) fn listed(design: &str, block: &str) -> Result<BTreeMap<String, Floors>, String> {
    let (_, rest) = design
        .split_once(&format!("```{block}\n"))
        .ok_or(format!("DESIGN.md has no block of {block}"))?;
    let lines = rest.lines().take_while(|line| !line.starts_with("```"));
    lines
        .map(|line| {
            let named = line.split_once(':');
            let (name, floors) = named.ok_or(format!("'{line}' has no name"))?;
            let rooms = |floor: &str| floor.split_whitespace().map(str::to_owned).collect();
            let floors = Floors(floors.split('>').map(rooms).collect());
            Ok((name.trim().to_owned(), floors))
        })
        .collect()
}

#[test]
fn arrows_upwards_and_between_neighbours_are_refused() -> Result<(), String> {
    let text = "```rooms\nhouse: roof > hall kitchen > cellar\n```\nelse: no\n";
    let all = listed(text, "rooms")?;
    let house = all.get("house").ok_or("no house")?;
    assert!(all.len() == 1 && house.check("roof", "cellar").is_ok());
    for (from, to) in [("cellar", "hall"), ("hall", "kitchen"), ("roof", "garden")] {
        assert!(house.check(from, to).is_err(), "{from} {to}");
    }
    assert!(listed(text, "crates").is_err());
    Ok(())
}
