//! Strings that exchanges of cells turn into each other.

/// Strings that exchanges turn into each other, each with the number of an exchange that makes it of the first one.
#[derive(Debug)]
pub(crate) struct Orbit {
    pub(crate) members: Vec<(u32, u32)>,
    /// Exchanges that leave the first one as it is.
    pub(crate) fixing: Vec<u32>,
}

impl Orbit {
    /// Whether the orbit has a vector in a part.
    pub(crate) fn is_in(&self, part: u32) -> bool {
        self.fixing
            .iter()
            .all(|&exchange| sign(part, exchange) > 0.0)
    }
}

/// The sign that vectors of a part get by an exchange.
pub(crate) fn sign(part: u32, exchange: u32) -> f64 {
    if (part & exchange).count_ones().is_multiple_of(2) {
        1.0
    } else {
        -1.0
    }
}
