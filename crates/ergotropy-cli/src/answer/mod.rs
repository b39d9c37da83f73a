//! What answers hold.

pub(crate) mod scale;
pub(crate) mod state;
