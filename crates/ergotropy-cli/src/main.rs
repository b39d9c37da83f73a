//! The command `ergotropy`.
fn main() {}
