//! What somebody has set aside for the fronts, as part of the tray.

use super::{Place, page};
use crate::admin::{AdminResult, SignedIn, reply};
use crate::commands::{self, CommandError, Until};
use crate::db::{clipboards, dialect};
use crate::model::ArticleId;
use crate::model::front::FrontAct;

/// A button of the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClipboardAct {
    /// Sets an article aside.
    Set(ArticleId),
    /// Takes it away again.
    Remove(ArticleId),
    /// Takes away all of the edition.
    Clear,
}

impl ClipboardAct {
    /// `aside-7`, `away-7` or `away`, as the buttons send it.
    pub fn parse(text: &str) -> Option<ClipboardAct> {
        let id = |text: &str| text.parse().ok().map(ArticleId);
        match text.split_once('-') {
            Some(("aside", article)) => id(article).map(ClipboardAct::Set),
            Some(("away", article)) => id(article).map(ClipboardAct::Remove),
            _ => (text == "away").then_some(ClipboardAct::Clear),
        }
    }
}

/// Does what a button says. The times that were typed meanwhile go into the draft of the front.
pub async fn update(
    by: &SignedIn,
    place: &Place,
    words: &str,
    act: ClipboardAct,
    untils: Vec<Until>,
) -> AdminResult {
    let (sign_off, user) = (by.sign_off(), by.user.id);
    let (prefix, section) = (place.edition.prefix.clone(), place.section);
    let done = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            let keep = FrontAct::Keep;
            commands::draft_front(conn, &sign_off, &prefix, section, keep, &untils)?;
            match act {
                ClipboardAct::Set(id) => {
                    commands::set_aside(conn, &sign_off, &[id])?;
                }
                ClipboardAct::Remove(id) => commands::put_away(conn, &sign_off, &[id])?,
                ClipboardAct::Clear => {
                    let all = clipboards::list(conn, user, &prefix)?;
                    commands::put_away(conn, &sign_off, &all)?;
                }
            }
            Ok::<_, CommandError>(())
        })
    });
    done.await??;
    Ok(reply::see_other(&format!("{}#{}", place.address(words, None), page::CLIPBOARD)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buttons_of_the_clipboard_are_known_and_no_others() {
        assert_eq!(ClipboardAct::parse("aside-7"), Some(ClipboardAct::Set(ArticleId(7))));
        assert_eq!(ClipboardAct::parse("away-7"), Some(ClipboardAct::Remove(ArticleId(7))));
        assert_eq!(ClipboardAct::parse("away"), Some(ClipboardAct::Clear));
        for other in ["", "aside", "aside-", "away-x", "add-article-7", "keep"] {
            assert_eq!(ClipboardAct::parse(other), None, "{other}");
        }
    }
}
