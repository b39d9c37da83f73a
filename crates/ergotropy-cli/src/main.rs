//! The command `ergotropy`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ergotropy_cli::run(std::env::args_os())
}
