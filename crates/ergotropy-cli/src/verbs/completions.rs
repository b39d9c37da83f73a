//! The verb `completions`.

use clap::{Args, Command};

#[derive(Args)]
#[command(
    after_help = "Example: ergotropy completions bash > ~/.local/share/bash-completion/completions/ergotropy"
)]
pub(super) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    /// The completions of a shell.
    pub(super) fn answer(&self, mut command: Command) -> String {
        // The text is made in memory, because the generator panics at a closed pipe.
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut command, "ergotropy", &mut text);
        String::from_utf8_lossy(&text).into_owned()
    }
}
