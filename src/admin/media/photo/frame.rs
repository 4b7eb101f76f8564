//! What stays in sight where a photo is cropped: a click on it, or two numbers.
//!
//! Browsers tell where a picture that is a button was clicked, in pixels of the picture as it
//! stands on the page. So it stands there in two sizes that we know, one for phones and one for
//! the rest, and no script is needed.

use actix_web::web::Path;

use crate::admin::media::src;
use crate::admin::{AdminResult, Fields, Flash, SignedIn, reply, seen};
use crate::commands;
use crate::db::media::LibraryPicture;
use crate::model::{Focus, MediaId};

use super::{PhotoPage, find, left, with_stored};

/// The most a photo measures on the page: on phones, elsewhere.
const SMALL: (i32, i32) = (300, 400);
const LARGE: (i32, i32) = (640, 480);

/// The photo as the page shows it.
pub struct Frame {
    /// It, to be clicked.
    pub src: String,
    /// Its two sizes on the page, each with its name in the form.
    pub sizes: [Size; 2],
    /// The classes that crop it.
    pub classes: String,
    /// Hundredths.
    pub focus: Focus,
}

/// A size of the photo on the page.
pub struct Size {
    /// Of the button.
    pub name: &'static str,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// Of the mark, pixels.
    pub x: i32,
    /// Of the mark, pixels.
    pub y: i32,
}

impl Frame {
    /// That of a photo.
    pub fn new(photo: &LibraryPicture) -> Frame {
        let focus = photo.focus();
        let size = |name, most| {
            let (width, height) = fit(photo, most);
            Size { name, width, height, x: width * focus.x / 100, y: height * focus.y / 100 }
        };
        Frame {
            src: src(photo, 960),
            sizes: [size("small", SMALL), size("large", LARGE)],
            classes: focus.classes(),
            focus,
        }
    }
}

/// The photo's size within `most`.
fn fit(photo: &LibraryPicture, most: (i32, i32)) -> (i32, i32) {
    let (width, height) = (i64::from(photo.width.max(1)), i64::from(photo.height.max(1)));
    let (most_width, most_height) = (i64::from(most.0), i64::from(most.1));
    let (width, height) = if width * most_height >= height * most_width {
        (most_width, height * most_width / width)
    } else {
        (width * most_height / height, most_height)
    };
    let pixels = |side: i64| i32::try_from(side).unwrap_or(1).max(1);
    (pixels(width), pixels(height))
}

/// `POST /admin/media/{id}/focus`: `small.x` and `small.y`, `large.x` and `large.y`, or the
/// numbers `x` and `y`; and the words as they are typed, which stay typed and aren't saved.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = MediaId(*id);
    let mut found = find(&by, id).await?;
    let Some(focus) = clicked(&fields, &found.photo).or_else(|| typed(&fields)) else {
        let mut form = with_stored(&by, &found, fields);
        form.refuse("x", by.language.text("focus-bad"));
        return reply::refused(&PhotoPage::new(&by, found, form));
    };
    let sign_off = by.sign_off();
    let set = by.app.write(move |_, conn| commands::set_focus(conn, &sign_off, id, focus));
    set.await??;
    let before = std::mem::replace(&mut found, find(&by, id).await?);
    let typed = left(&by, &fields, &before, &found);
    let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    let is_place = |name: &str| name == "x" || name == "y";
    let words: Fields = typed.iter().filter(|(name, _)| !is_place(name)).map(owned).collect();
    if words.iter().all(|(name, _)| name == seen::SEEN) {
        return reply::done(&by, &format!("/admin/media/{id}"), Flash::new("flash-focus")).await;
    }
    reply::page(&PhotoPage::with_unsaved(&by, found, words, "focus-set-words-not"))
}

/// Where the photo was clicked. A keyboard presses the button at its corner: that is no click.
fn clicked(fields: &Fields, photo: &LibraryPicture) -> Option<Focus> {
    for (name, most) in [("small", SMALL), ("large", LARGE)] {
        let number = |side: &str| fields.trimmed(&format!("{name}.{side}")).parse::<i32>().ok();
        if let (Some(x), Some(y)) = (number("x"), number("y"))
            && (x, y) != (0, 0)
        {
            let (width, height) = fit(photo, most);
            let part = |at: i32, side: i32| at.clamp(0, side) * 100 / side;
            return Some(Focus::new(part(x, width), part(y, height)));
        }
    }
    None
}

/// The numbers that were typed.
pub(super) fn typed(fields: &Fields) -> Option<Focus> {
    let number = |side: &str| fields.trimmed(side).parse().ok();
    let (x, y): (i32, i32) = (number("x")?, number("y")?);
    ((0..=100).contains(&x) && (0..=100).contains(&y)).then(|| Focus::new(x, y))
}
