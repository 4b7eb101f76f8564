//! Writing an information page.

use super::CommandError;
use crate::db::pages::{self, InfoPage};
use crate::db::{Conn, dialect};
use crate::model::{Noun, Permission, SignOff};
use crate::{changes, text};

/// Sets the information page `name` (about, contact, …) of an edition; `body` is Markdown.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn write_info_page(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    name: &str,
    title: &str,
    body: &str,
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    let body = text::clean_body(body);
    let page = InfoPage {
        name: name.to_owned(),
        title: text::clean_line(title),
        blocks: serde_json::to_string(&text::parse_body(&body).blocks).unwrap_or_default(),
        body,
        rendered_by: text::RENDERED_BY,
        updated_at: sign_off.at,
    };
    dialect::transaction(conn, |conn| {
        pages::set(conn, edition, &page)?;
        let nouns = [
            Noun::InfoPage(name.to_owned(), edition.to_owned()),
            Noun::Settings(edition.to_owned()),
        ];
        changes::record(conn, sign_off, "write_info_page", &nouns)?;
        Ok(())
    })
}
