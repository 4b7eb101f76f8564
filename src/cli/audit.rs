//! `broadsheet audit`

use std::io::{self, Write};

use clap::Subcommand;

use crate::audit::{self, Verdict};
use crate::config::Loaded;
use crate::model::AuditId;

use super::{Failure, print, serve};

/// How many rows are read at once.
const ROWS: i64 = 1_000;

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// See whether every row of the audit is as it was written
    ///
    /// Exits with a status other than 0 and names the first row that isn't, or before which one
    /// is missing. Keep the hash that is printed elsewhere: with it you notice, too, when the
    /// latest rows are gone.
    #[command(after_help = "Example:\n  broadsheet audit verify")]
    Verify,
    /// Print the audit, a JSON object a line, oldest first
    #[command(after_help = "Example:\n  broadsheet audit export > audit.jsonl")]
    Export,
}

impl AuditCommand {
    pub fn run(self, loaded: Loaded) -> Result<(), Failure> {
        let app = serve::open(&loaded)?;
        let conn = &mut *app.database.reader()?;
        match self {
            AuditCommand::Verify => match audit::verify(conn)? {
                Verdict::Whole { rows: 0, .. } => print("The audit is empty.\n"),
                Verdict::Whole { rows, head } => {
                    print(&format!(
                        "The audit is whole: {rows} rows, the last one's hash {head}.\n"
                    ));
                }
                Verdict::Broken(id) => {
                    return Err(Failure::new(format!(
                        "row {id} of the audit was changed, or a row before it is missing"
                    )));
                }
            },
            AuditCommand::Export => {
                let (mut out, mut place) = (io::stdout().lock(), AuditId(0));
                loop {
                    let acts = audit::list_after(conn, place, ROWS)?;
                    let Some(last) = acts.last() else { break };
                    place = last.id;
                    for act in &acts {
                        // Nobody may be reading any more: `broadsheet audit export | head`.
                        let line = serde_json::to_string(act)?;
                        if writeln!(out, "{line}").is_err() {
                            return Ok(());
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
