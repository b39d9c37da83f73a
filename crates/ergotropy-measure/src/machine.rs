//! Machine: the machine on which the figures were measured.

use std::fs;
use std::process::Command;
use std::thread;

/// Processor, threads, system and compiler, in one line.
pub fn description() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = cpu
        .lines()
        .find(|line| line.starts_with("model name"))
        .and_then(|line| line.split_once(':'))
        .map_or("unknown processor", |(_, name)| name.trim());
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let instructions = if cfg!(target_arch = "x86_64") && cpu.contains("avx512f") {
        ", AVX-512"
    } else {
        ""
    };
    format!(
        "{processor}{instructions}, {threads} threads, {} {}, {}",
        std::env::consts::OS,
        std::env::consts::ARCH,
        compiler()
    )
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .map_or_else(
            || "unknown compiler".to_owned(),
            |version| version.split(" (").next().unwrap_or_default().to_owned(),
        )
}

/// Greatest resident memory of this process so far, in KiB; `None` if the system does not tell it.
pub fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    parse_peak(&status)
}

fn parse_peak(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peaks_are_read() {
        let status = "VmPeak:\t  9000 kB\nVmHWM:\t  1234 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(parse_peak(status), Some(1234));
        assert_eq!(parse_peak("VmRSS:\t 1 kB\n"), None);
    }
}
