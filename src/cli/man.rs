//! `broadsheet man`

use std::path::PathBuf;

use clap::Args;

use super::{Failure, print};

#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

impl Man {
    pub fn run(self, command: clap::Command) -> Result<(), Failure> {
        let Some(folder) = self.dir else {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            print(&String::from_utf8_lossy(&page));
            return Ok(());
        };
        std::fs::create_dir_all(&folder)
            .and_then(|()| clap_mangen::generate_to(command, &folder))
            .map_err(|error| Failure::new(format!("cannot write to {}: {error}", folder.display())))
    }
}
