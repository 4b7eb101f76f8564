//! The picture where a page's file has none: calm, without words, plainly no photograph.
//!
//! A sheet with the outline of a picture on it, hills and a sun, in one of the colours of
//! undyed paper. Each photo place gets one of its own, since a picture in the library has one
//! credit.

use std::f32::consts::TAU;

use image::{Rgb, RgbImage};

use crate::media::{MediaError, encode_jpeg};

const WIDE: u32 = 1280;
const TALL: u32 = 720;
const QUALITY: u8 = 85;

/// A JPEG of 16:9 that is the same for the same `subject` and differs between subjects.
pub fn draw(subject: &str) -> Result<Vec<u8>, MediaError> {
    let hash = *blake3::hash(subject.as_bytes()).as_bytes();
    let part = |at: usize| f32::from(u16::from_be_bytes([hash[at], hash[at + 1]])) / 65_535.0;
    let hue = part(0);
    let tint = |shift: f32| 0.022 * ((hue + shift) * TAU).cos();
    let sheet = Sheet {
        tints: [tint(0.0), tint(1.0 / 3.0), tint(2.0 / 3.0)],
        ridges: std::array::from_fn(|ridge| {
            let (first, second) = (part(2 + 4 * ridge), part(4 + 4 * ridge));
            let height = |column| height(ridge, column as f32 - FRAME.0, (first, second));
            (0..=2 * FRAME.0 as usize).map(height).collect()
        }),
        sun: -110.0 + 220.0 * part(16),
    };
    encode_jpeg(&sheet.paint(), QUALITY)
}

struct Sheet {
    /// What the colour adds to each channel.
    tints: [f32; 3],
    /// How high each ridge stands in each column of the frame; less is higher.
    ridges: [Vec<f32>; 3],
    /// How far the sun is from the middle.
    sun: f32,
}

/// Half the width and the height of the outlined picture, and of its line, in pixels.
const FRAME: (f32, f32) = (208.0, 152.0);
const CORNER: f32 = 26.0;
const LINE: f32 = 7.0;

impl Sheet {
    fn paint(&self) -> RgbImage {
        let mut picture = RgbImage::new(WIDE, TALL);
        for (row, pixels) in picture.rows_mut().enumerate() {
            let y = row as f32 + 0.5 - TALL as f32 / 2.0;
            let paper = 0.925 - 0.05 * (y / TALL as f32 + 0.5);
            let plain = self.colour(paper);
            for (column, pixel) in pixels.enumerate() {
                let x = column as f32 + 0.5 - WIDE as f32 / 2.0;
                let is_near = x.abs() < FRAME.0 + LINE + 1.0 && y.abs() < FRAME.1 + LINE + 1.0;
                *pixel = if is_near { self.colour(self.light(x, y, paper)) } else { plain };
            }
        }
        picture
    }

    /// Within the outline a sun, and ridges that darken towards the reader.
    fn light(&self, x: f32, y: f32, paper: f32) -> f32 {
        let edge = rounded(x, y, FRAME, CORNER);
        let inside = cover(edge + LINE);
        let mut light = paper;
        light += (0.84 - light) * cover((x - self.sun).hypot(y + 66.0) - 27.0) * inside;
        let column = (x + FRAME.0).max(0.0) as usize;
        for (ridge, tone) in self.ridges.iter().zip([0.87, 0.83, 0.79]) {
            let height = ridge[column.min(ridge.len() - 1)];
            light += (tone - light) * cover(height - y) * inside;
        }
        light + (0.74 - light) * cover(edge.abs() - LINE)
    }

    fn colour(&self, light: f32) -> Rgb<u8> {
        Rgb(self.tints.map(|tint| ((light + tint).clamp(0.0, 1.0) * 255.0).round() as u8))
    }
}

/// How high a ridge of two waves stands at `x`, each wave with a beginning of its own.
fn height(ridge: usize, x: f32, (first, second): (f32, f32)) -> f32 {
    let wave = (x / 190.0 + first * TAU).sin() * 30.0 + (x / 71.0 + second * TAU).sin() * 11.0;
    20.0 + 42.0 * ridge as f32 + wave * (1.0 - 0.22 * ridge as f32)
}

/// How far a point is outside a box with round corners; negative inside.
fn rounded(x: f32, y: f32, (wide, tall): (f32, f32), corner: f32) -> f32 {
    let (across, down) = (x.abs() - wide + corner, y.abs() - tall + corner);
    across.max(0.0).hypot(down.max(0.0)) + across.max(down).min(0.0) - corner
}

/// How much of a pixel lies inside a shape whose edge is `distance` pixels away.
fn cover(distance: f32) -> f32 {
    (0.5 - distance).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_a_picture_of_its_own() {
        let [one, again, other] = ["one", "one", "other"].map(|subject| draw(subject).unwrap());
        assert_eq!(one, again);
        assert_ne!(one, other);
        assert!(one.len() < 60_000, "{}", one.len());
        if let Ok(path) = std::env::var("KEEP_PLACEHOLDER") {
            std::fs::write(path, &other).unwrap();
        }
        let picture = image::load_from_memory(&one).unwrap();
        assert_eq!((picture.width(), picture.height()), (WIDE, TALL));
    }
}
