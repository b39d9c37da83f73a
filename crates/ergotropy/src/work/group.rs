//! A group: equal eigenvalues of one level.

/// ν equal eigenvalues in level k, on ladder d.
#[derive(Clone, Copy, Debug, bytemuck::Zeroable)]
pub(crate) struct Group {
    /// A number that falls as the eigenvalue grows.
    pub(crate) key: u64,
    pub(crate) weight: f64,
    pub(crate) d: u32,
    pub(crate) k: u32,
}

impl Group {
    /// The key by which groups are sorted. Equal keys are in the order of their levels, so that a
    /// passive state does not change.
    pub(crate) fn rank(&self) -> (u64, u32, u32) {
        (self.key, self.k, self.d)
    }
}
