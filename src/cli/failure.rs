//! What a command that failed prints.

use std::error::Error;
use std::fmt;

use crate::config::Config;
use crate::db::DatabaseUrl;

/// Why a command failed, as one line with the reasons behind it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure in words of ours.
    pub fn new(line: impl Into<String>) -> Failure {
        Failure(line.into())
    }

    /// Without the database's password: a driver may repeat the whole URL to say what is wrong
    /// with it.
    pub fn without_password(self, config: &Config) -> Failure {
        match &config.database {
            DatabaseUrl::Postgres(url) => {
                let hidden = self.0.replace(url.as_str(), &config.database.to_string());
                Failure(hidden)
            }
            DatabaseUrl::Sqlite(_) => self,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        let mut line = error.to_string();
        let mut source = error.source();
        while let Some(reason) = source {
            let reason_line = reason.to_string();
            // Some errors repeat their source, others leave it to whoever prints them.
            if !line.contains(&reason_line) {
                line = format!("{line}: {reason_line}");
            }
            source = reason.source();
        }
        Failure(line.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("cannot read the file")]
    struct Outer(#[source] io::Error);

    #[test]
    fn a_failure_is_one_line_with_its_reasons() {
        let error = Outer(io::Error::other("no\n\tsuch disk\n"));
        assert_eq!(Failure::from(error).to_string(), "cannot read the file: no such disk");
    }
}
