//! Giving something with an address its words in the editions, whether it had some there or not.

use super::{
    CommandError, CoverageWords, PersonWords, SectionWords, open_coverage, open_section,
    register_person,
};
use crate::changes;
use crate::db::names::{self, Named, Words};
use crate::db::people::PersonKind;
use crate::db::{Conn, dialect};
use crate::model::{CoverageId, Noun, Permission, PersonId, SectionId, SignOff};
use crate::text::clean_line;

/// Opens or registers one in the editions that have words for it; their `id` doesn't count.
///
/// # Errors
///
/// A slug is taken in its edition, the person is no chief there, or the database failed.
pub fn open_named(
    conn: &mut Conn,
    sign_off: &SignOff,
    named: Named,
    words: Vec<Words>,
) -> Result<i64, CommandError> {
    let words = words.into_iter().map(|words| (words.edition, words.name, words.slug, words.text));
    match named {
        Named::Section => {
            let words: Vec<SectionWords> = words
                .map(|(edition, name, slug, description)| SectionWords {
                    edition,
                    name,
                    slug,
                    description,
                })
                .collect();
            Ok(open_section(conn, sign_off, &words)?.0)
        }
        Named::Coverage => {
            let words: Vec<CoverageWords> = words
                .map(|(edition, name, slug, summary)| CoverageWords {
                    edition,
                    name,
                    slug,
                    summary,
                })
                .collect();
            Ok(open_coverage(conn, sign_off, None, &words)?.0)
        }
        Named::Author | Named::Source => {
            let words: Vec<PersonWords> = words
                .map(|(edition, name, slug, description)| PersonWords {
                    edition,
                    name,
                    slug,
                    description,
                })
                .collect();
            let kind = named.person().unwrap_or(PersonKind::Author);
            Ok(register_person(conn, sign_off, kind, &words)?.0)
        }
    }
}

/// Sets the words of one in some editions. Those that are as they were are left alone; where an
/// address changes, the old one leads to the new one.
///
/// # Errors
///
/// A slug is taken in its edition, the person is no chief there, or the database failed.
pub fn set_words(
    conn: &mut Conn,
    sign_off: &SignOff,
    named: Named,
    words: &[Words],
) -> Result<(), CommandError> {
    dialect::transaction(conn, |conn| {
        let ids: Vec<i64> = words.iter().map(|words| words.id).collect();
        let known = names::list_of(conn, named, &ids)?;
        let mut nouns = Vec::new();
        for words in words {
            let words = Words {
                name: clean_line(&words.name),
                text: clean_line(&words.text),
                ..words.clone()
            };
            let same = |old: &&Words| (old.id, &old.edition) == (words.id, &words.edition);
            let old = known.iter().find(same);
            if old == Some(&words) {
                continue;
            }
            sign_off.authority.require(Permission::Curate, &words.edition)?;
            names::set(conn, named, &words, old)?;
            nouns.extend(nouns_of(named, words.id, &words.edition));
        }
        if !nouns.is_empty() {
            changes::record(conn, sign_off, verb(named), &nouns)?;
        }
        Ok(())
    })
}

fn verb(named: Named) -> &'static str {
    match named {
        Named::Section => "rename_section",
        Named::Coverage => "rename_coverage",
        Named::Author | Named::Source => "rename_person",
    }
}

/// Names stand beside articles on pages of every kind, and in addresses: a new one moves them all.
fn nouns_of(named: Named, id: i64, edition: &str) -> [Noun; 3] {
    let edition = || edition.to_owned();
    let it = match named {
        Named::Section => Noun::Section(SectionId(id), edition()),
        Named::Coverage => Noun::Coverage(CoverageId(id), edition()),
        Named::Author | Named::Source => Noun::Person(PersonId(id), edition()),
    };
    [it, Noun::Settings(edition()), Noun::Edition(edition())]
}
