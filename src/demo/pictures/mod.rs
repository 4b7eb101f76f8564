//! Pictures for the demo, drawn by the program: no files, no rights, the same each time.
//!
//! Each is a small poster of one scene, 16:9, drawn for whatever width is asked. `scenes/` has one
//! file per picture; the other files are the tools, and what several scenes show.
//!
//! Scenes make thousands of calls to a few tools. The tools are `inline(never)`: repeated at each
//! call they would multiply the time of a release build and gain nothing.

mod canvas;
mod colour;
mod eye;
mod field;
mod figures;
mod noise;
mod shape;
mod sky;

mod scenes;

use image::RgbImage;

use canvas::Canvas;
use scenes::SCENES;

const KEYS: [&str; SCENES.len()] = {
    let mut keys = [""; SCENES.len()];
    let mut index = 0;
    while index < keys.len() {
        keys[index] = SCENES[index].0;
        index += 1;
    }
    keys
};

/// The keys of the pictures, each once.
pub fn keys() -> &'static [&'static str] {
    &KEYS
}

/// The picture of this key, `width` pixels wide but no less than 320 and no more than 1600; `None`
/// for an unknown key. The same key and width give the same pixels each time.
pub fn draw(key: &str, width: u32) -> Option<RgbImage> {
    let (_, vignette, scene) = SCENES.iter().find(|(known, ..)| *known == key)?;
    let mut canvas = Canvas::new(width.clamp(320, 1600));
    scene(&mut canvas);
    Some(canvas.finish(*vignette))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jpeg_encoder::{ColorType, Encoder};

    use super::{draw, keys};

    #[test]
    fn an_unknown_key_has_no_picture() {
        assert!(draw("harbour-dusk", 640).is_none());
    }

    #[test]
    fn a_picture_is_the_same_each_time_and_of_the_width_asked() {
        for (width, height) in [(320, 180), (333, 188)] {
            let picture = draw("bridge-fog", width).unwrap();
            assert_eq!(picture.dimensions(), (width, height));
            assert_eq!(picture, draw("bridge-fog", width).unwrap());
        }
    }

    #[test]
    fn every_key_has_its_own_picture_of_at_most_60_kilobytes_at_640() {
        let mut seen = HashSet::new();
        for key in keys() {
            let picture = draw(key, 640).unwrap();
            let mut jpeg = Vec::new();
            let mut encoder = Encoder::new(&mut jpeg, 78);
            encoder.set_progressive(true);
            encoder.set_optimized_huffman_tables(true);
            encoder.encode(picture.as_raw(), 640, 360, ColorType::Rgb).unwrap();
            assert!(jpeg.len() <= 60_000, "{key}: {} bytes", jpeg.len());
            assert!(seen.insert(jpeg), "{key} looks like another");
        }
        assert_eq!(seen.len(), 20);
    }
}
