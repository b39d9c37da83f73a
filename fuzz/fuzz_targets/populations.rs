//! Populations, as `--initial populations:FILE.csv` reads them.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|content: &[u8]| {
    for cells in [1, 4, 1 << 31] {
        if let Err(sentence) = ergotropy_cli::inputs::populations(content, cells) {
            assert!(!sentence.is_empty());
        }
    }
});
