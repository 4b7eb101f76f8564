//! Which database: the choice by the URL's scheme.

use std::fmt;
use std::path::PathBuf;

use super::pool::DatabaseError;

/// Where the content is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file; it is created when missing.
    Sqlite(PathBuf),
    /// A server's connection URL.
    Postgres(String),
}

impl DatabaseUrl {
    /// Reads `sqlite:path`, a bare path, or `postgres://…`.
    ///
    /// # Errors
    ///
    /// Any other scheme.
    pub fn parse(text: &str) -> Result<DatabaseUrl, DatabaseError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(DatabaseUrl::Postgres(text.to_owned()));
        }
        if let Some(path) = text.strip_prefix("sqlite:") {
            return Ok(DatabaseUrl::Sqlite(path.strip_prefix("//").unwrap_or(path).into()));
        }
        match text.split_once("://") {
            Some((scheme, _)) => Err(DatabaseError::Scheme(scheme.to_owned())),
            None => Ok(DatabaseUrl::Sqlite(text.into())),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    /// Without the password, for logs and the terminal.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatabaseUrl::Sqlite(path) => write!(formatter, "{}", path.display()),
            DatabaseUrl::Postgres(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                let place = place.split('?').next().unwrap_or(place);
                write!(formatter, "{scheme}://{place}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DatabaseUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_chosen_by_its_scheme_and_printed_without_its_password() {
        let url = DatabaseUrl::parse("postgres://me:secret@db.example:5433/news?sslmode=require");
        assert_eq!(url.unwrap().to_string(), "postgres://db.example:5433/news");
        assert_eq!(DatabaseUrl::parse("sqlite:a/b.db").unwrap().to_string(), "a/b.db");
        assert_eq!(DatabaseUrl::parse("sqlite:///a/b.db").unwrap().to_string(), "/a/b.db");
        assert_eq!(DatabaseUrl::parse("a/b.db").unwrap().to_string(), "a/b.db");
        assert!(DatabaseUrl::parse("mysql://x/y").is_err());
    }
}
