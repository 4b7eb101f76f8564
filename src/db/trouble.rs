//! Failures of the database itself, not of what it was asked.

use diesel::result::{DatabaseErrorKind, Error};

/// What is wrong with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no server at the other end any more.
    Lost,
    /// It is too slow, or another process holds it, for longer than anybody waits.
    Busy,
    /// Its disk takes nothing more.
    Full,
}

/// How it is said, where there is no code for it: by PostgreSQL's client and server, by SQLite.
const SAID: [(&str, Trouble); 10] = [
    ("server closed the connection", Trouble::Lost),
    ("terminating connection", Trouble::Lost),
    ("no connection to the server", Trouble::Lost),
    ("could not receive data from server", Trouble::Lost),
    ("database is locked", Trouble::Busy),
    // A statement, or its wait for a lock, took longer than anybody waits (`opening.rs`); or a
    // replica had to go on.
    ("canceling statement due to", Trouble::Busy),
    ("deadlock detected", Trouble::Busy),
    ("database or disk is full", Trouble::Full),
    ("No space left on device", Trouble::Full),
    ("Disk quota exceeded", Trouble::Full),
];

impl Trouble {
    /// What a failure says about the database; `None`: it is about the statement.
    pub fn of(error: &Error) -> Option<Trouble> {
        match error {
            Error::BrokenTransactionManager
            | Error::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                _,
            ) => Some(Trouble::Lost),
            Error::DatabaseError(_, info) => {
                let said = SAID.iter().find(|(words, _)| info.message().contains(words));
                said.map(|(_, trouble)| *trouble)
            }
            // What ends a transaction may fail as what it consists of.
            Error::RollbackErrorOnCommit { commit_error, .. } => Trouble::of(commit_error),
            _ => None,
        }
    }
}
