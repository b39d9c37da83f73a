//! Arrays, as `--initial FILE.npy` reads them.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|content: &[u8]| {
    // As many cells as files of these lengths can have, and one that no file can.
    for cells in [1, 2, 3, 4, 63] {
        if let Err(sentence) = ergotropy_cli::inputs::npy(content, cells) {
            assert!(!sentence.is_empty());
        }
    }
});
