//! Where a street is seen from.

/// Where parallel lines of a street meet, and how far the eye is from the sheet.
pub struct Eye {
    pub x: f32,
    pub y: f32,
    pub focus: f32,
}

impl Eye {
    /// Where a point of the street is seen: metres to the right, up from the eye, and away.
    pub fn see(&self, right: f32, up: f32, away: f32) -> (f32, f32) {
        (self.x + right * self.focus / away, self.y - up * self.focus / away)
    }
}
