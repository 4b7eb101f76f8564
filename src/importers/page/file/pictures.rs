//! The pictures of a page: those that came with it, and placeholders for the rest.

use super::Desk;
use crate::commands::{self, PhotoWords};
use crate::db::{Conn, articles, media};
use crate::importers::page::parse::{Page, Piece};
use crate::importers::page::photos::PhotoPlace;
use crate::importers::page::{ImportError, Note, PageFile, placeholder};
use crate::media::Original;
use crate::model::MediaId;
use crate::text;

/// Refuses more pictures than a page has places for.
pub fn check_photos(file: &PageFile, page: &Page) -> Result<(), ImportError> {
    let places = page.body.iter().filter(|piece| matches!(piece, Piece::Photo(_))).count();
    if file.photos.len() <= places {
        return Ok(());
    }
    let problem = format!(
        "this page has {places} photo {}, and {} pictures were given",
        if places == 1 { "place" } else { "places" },
        file.photos.len()
    );
    Err(ImportError::File { file: file.name.clone(), problem })
}

impl Desk<'_> {
    /// The pictures of the photo places, in their order.
    pub(super) fn photos(
        &self,
        conn: &mut Conn,
        file: &PageFile,
        page: &Page,
        notes: &mut Vec<Note>,
    ) -> Result<Vec<MediaId>, ImportError> {
        let places = page.body.iter().filter_map(|piece| match piece {
            Piece::Photo(place) => Some(place),
            _ => None,
        });
        let mut photos = Vec::new();
        for (index, place) in places.enumerate() {
            photos.push(match file.photos.get(index) {
                Some(photo) => {
                    let original = self.store(&photo.name, &photo.bytes)?;
                    self.add_photo(conn, &original, &photo.name, place, notes)?
                }
                None => {
                    let subject = format!(
                        "{}\n{}\n{}\n{index}",
                        self.edition.prefix, page.header.headline, page.header.time.at
                    );
                    let failed = |reason| ImportError::Photo { photo: file.name.clone(), reason };
                    let picture = placeholder::draw(&subject).map_err(failed)?;
                    let original = self.store(&file.name, &picture)?;
                    let text = "a placeholder stands for the photo; give its picture with --photo";
                    notes.push(Note { line: Some(place.line), text: text.to_owned() });
                    self.add_photo(conn, &original, "placeholder.jpg", place, notes)?
                }
            });
        }
        Ok(photos)
    }

    fn store(&self, name: &str, bytes: &[u8]) -> Result<Original, ImportError> {
        let failed = |reason| ImportError::Photo { photo: name.to_owned(), reason };
        self.app.media.put(bytes).map_err(failed)
    }

    fn add_photo(
        &self,
        conn: &mut Conn,
        original: &Original,
        name: &str,
        place: &PhotoPlace,
        notes: &mut Vec<Note>,
    ) -> Result<MediaId, ImportError> {
        let prefix = &self.edition.prefix;
        if let Some(id) = media::find_by_key(conn, &original.key)? {
            let known = articles::list_inline_pictures(conn, prefix, &[id])?;
            let credit =
                known.first().map(|known| known.picture.credit.clone()).unwrap_or_default();
            if credit != text::clean_line(&place.credit) {
                let text = format!(
                    "this picture is in the library with the credit `{credit}`, which stays; the \
                     page says `{}`",
                    place.credit
                );
                notes.push(Note { line: Some(place.line), text });
            }
            return Ok(id);
        }
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let words = [PhotoWords {
            edition: prefix.clone(),
            alt: place.alt.clone(),
            caption: place.caption.clone(),
        }];
        commands::add_photo(conn, &self.sign_off, original, name, &place.credit, &words).map_err(
            |error| match error {
                commands::AddPhotoError::Db(error) => error.into(),
            },
        )
    }
}
