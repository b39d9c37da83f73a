//! Command lines: words with single blanks between them.

#![no_main]

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &[u8]| {
    let words = line.split(|&byte| byte == b' ').map(OsStr::from_bytes);
    let named = [OsStr::new("ergotropy")].into_iter().chain(words);
    let words: Vec<OsString> = named.map(OsStr::to_owned).collect();
    if let Err(sentence) = ergotropy_cli::inputs::arguments(&words) {
        assert!(!sentence.is_empty() && !sentence.contains('\n'));
    }
});
