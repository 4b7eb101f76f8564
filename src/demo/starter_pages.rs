//! The information pages that a portal starts with.

use serde::Deserialize;

use super::{DemoError, content};
use crate::commands;
use crate::db::Conn;
use crate::i18n::Editions;
use crate::model::SignOff;
use crate::model::site::INFO_PAGES;

/// Writes the information pages that a portal starts with, in every edition that has texts for
/// them.
///
/// # Errors
///
/// Those of the database.
pub fn write_starter_pages(
    conn: &mut Conn,
    editions: &Editions,
    sign_off: &SignOff,
) -> Result<(), DemoError> {
    #[derive(Deserialize)]
    struct PageHead {
        title: String,
    }
    for edition in editions.iter() {
        for name in INFO_PAGES {
            let Some(text) = editions.starter_page(&edition.prefix, name) else { continue };
            let file = || format!("locales/{}/pages/{name}.md", edition.prefix);
            let wrong = |problem: String| DemoError::Content { file: file(), problem };
            let (head, body) = content::split_head(&text)
                .ok_or_else(|| wrong("it has no head between `+++`".to_owned()))?;
            let head: PageHead = toml::from_str(head).map_err(|error| wrong(error.to_string()))?;
            commands::write_info_page(conn, sign_off, &edition.prefix, name, &head.title, body)?;
        }
    }
    Ok(())
}
