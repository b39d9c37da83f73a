//! The time and the memory of the whole report, beside the promised ones.
//!
//! Prints and asserts nothing: clocks differ from machine to machine.

use std::time::Instant;

use ergotropy_paper::Request;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let request = Request {
        out: folder.path().join("paper"),
        only: Vec::new(),
        progress: false,
    };
    let begin = Instant::now();
    ergotropy_paper::write(&request)?;
    let time = begin.elapsed();
    println!("paper in full   {time:>10.2?}   promised 60 s on two cores");
    match peak_memory() {
        Some(kibibytes) => println!(
            "peak memory     {:>6} MiB   promised 1024 MiB",
            kibibytes / 1024
        ),
        None => println!("peak memory: not told by this system"),
    }
    Ok(())
}

/// The greatest resident memory of the process in KiB; `None` where the system does not report it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
