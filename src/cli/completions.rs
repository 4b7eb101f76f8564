//! `broadsheet completions`

use clap::Args;
use clap_complete::Shell;

use super::print;

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(self, mut command: clap::Command) {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "broadsheet", &mut script);
        print(&String::from_utf8_lossy(&script));
    }
}
