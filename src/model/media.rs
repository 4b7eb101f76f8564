//! Pictures as pages show them.

use super::MediaId;

/// A picture of the library, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its id in the library.
    pub id: MediaId,
    /// The content hash of the original, its name in addresses.
    pub key: String,
    /// Pixels, after turning it upright.
    pub width: i32,
    /// Pixels, after turning it upright.
    pub height: i32,
    /// The average colour, `#rrggbb`.
    pub colour: String,
    /// Who is to be named for it; may be empty.
    pub credit: String,
    /// What stays in sight where it is cropped.
    pub focus: Focus,
}

/// A point of a picture, in hundredths of its width and height from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// 0 to 100.
    pub x: i32,
    /// 0 to 100.
    pub y: i32,
}

impl Focus {
    /// The point, as near as there is one in a picture.
    pub fn new(x: i32, y: i32) -> Focus {
        Focus { x: x.clamp(0, 100), y: y.clamp(0, 100) }
    }

    /// The classes that crop a picture around this point; empty for its middle.
    ///
    /// In steps of a tenth: pages may not hold styles of their own, so the style sheet has a
    /// class for each.
    pub fn classes(self) -> String {
        match ((self.x + 5) / 10, (self.y + 5) / 10) {
            (5, 5) => String::new(),
            (x, y) => format!("fx{x} fy{y}"),
        }
    }
}

impl Default for Focus {
    /// The middle.
    fn default() -> Focus {
        Focus { x: 50, y: 50 }
    }
}

/// A picture with its words in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The picture itself.
    pub picture: Picture,
    /// For those who can't see it; never printed. Empty beside a headline that says it.
    pub alt: String,
    /// The words under it; may be empty.
    pub caption: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focus_is_within_its_picture_and_the_middle_needs_no_class() {
        assert_eq!(Focus::new(-3, 250), Focus { x: 0, y: 100 });
        assert_eq!(Focus::default().classes(), "");
        assert_eq!(Focus::new(54, 46).classes(), "");
        assert_eq!(Focus::new(0, 100).classes(), "fx0 fy10");
        assert_eq!(Focus::new(50, 14).classes(), "fx5 fy1");
    }
}
