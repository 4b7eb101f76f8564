//! Which part of a picture is shown, and which way up.

use image::metadata::Orientation;

use super::Fault;

/// A part of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rectangle {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// The part that fractions speak of: its size, and how far its middle is from that of the whole.
pub fn part(fractions: &[(u32, u32); 4], whole: Rectangle) -> Result<Rectangle, Fault> {
    const BETWEEN: Fault = Fault::Unsupported("it is cropped between pixels");
    let side = |(size, parts): (u32, u32), most: u32| {
        let pixels = size.checked_div(parts).filter(|pixels| pixels * parts == size);
        pixels.filter(|pixels| (1..=most).contains(pixels)).ok_or(BETWEEN)
    };
    let start = |(off, parts): (u32, u32), size: u32, most: u32| {
        // How far it is from the middle may be below 0.
        let (off, parts) = (i64::from(off.cast_signed()), i64::from(parts));
        let twice = i64::from(most - size) * parts + 2 * off;
        if parts == 0 || twice % (2 * parts) != 0 {
            return Err(BETWEEN);
        }
        let start = u32::try_from(twice / (2 * parts)).map_err(|_| BETWEEN)?;
        if start > most - size { Err(BETWEEN) } else { Ok(start) }
    };
    let [wide, high, across, down] = *fractions;
    let (width, height) = (side(wide, whole.width)?, side(high, whole.height)?);
    let (x, y) = (start(across, width, whole.width)?, start(down, height, whole.height)?);
    Ok(Rectangle { x, y, width, height })
}

/// First it is turned, then mirrored (ISO/IEC 23000-22 §7.3.6.7).
pub fn orientation(quarters_anticlockwise: u8, left_for_right: Option<bool>) -> Orientation {
    use Orientation::{
        FlipHorizontal, FlipVertical, NoTransforms, Rotate90, Rotate90FlipH, Rotate180, Rotate270,
        Rotate270FlipH,
    };
    match (quarters_anticlockwise, left_for_right) {
        (1, None) => Rotate270,
        (2, None) => Rotate180,
        (3, None) => Rotate90,
        (_, None) => NoTransforms,
        (1, Some(true)) | (3, Some(false)) => Rotate270FlipH,
        (3, Some(true)) | (1, Some(false)) => Rotate90FlipH,
        (2, Some(true)) | (0, Some(false)) => FlipVertical,
        (_, Some(_)) => FlipHorizontal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_lies_within_the_whole_and_between_no_pixels() {
        let whole = Rectangle { x: 0, y: 0, width: 96, height: 64 };
        let one = |number: i32| (number.cast_unsigned(), 1);
        let found = part(&[one(48), one(32), one(24), one(-16)], whole).unwrap();
        assert_eq!(found, Rectangle { x: 48, y: 0, width: 48, height: 32 });
        let half = (1, 2);
        assert_eq!(part(&[one(95), one(64), half, one(0)], whole).unwrap().x, 1);
        for wrong in [
            [one(97), one(32), one(0), one(0)],
            [one(48), one(32), one(25), one(0)],
            [one(48), one(32), one(-25), one(0)],
            [one(95), one(32), one(0), one(0)],
            [(95, 2), one(32), one(0), one(0)],
            [one(0), one(32), one(0), one(0)],
            [(48, 0), one(32), one(0), one(0)],
            [one(48), one(32), (0, 0), one(0)],
            [(u32::MAX, 1), (1, u32::MAX), (u32::MAX, u32::MAX), (1 << 31, 1 << 31)],
        ] {
            assert!(part(&wrong, whole).is_err(), "{wrong:?}");
        }
    }
}
