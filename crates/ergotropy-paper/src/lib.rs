//! Every figure and every claim of the paper, computed.
pub mod claims;
