//! Samples of brightness and colour become red, green and blue (ITU-T H.273 §8.3).

use super::Fault;
use super::apart::{Frame, Layout};

/// How brightness and colours make red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matrix {
    /// They are green, blue and red already.
    None,
    /// Green and orange.
    Lifting,
    /// The parts of red and of blue in the brightness.
    Parts(f32, f32),
}

impl Matrix {
    /// By its number; those for which brightness isn't linear are refused.
    pub fn of(number: u16, primaries: u16) -> Result<Matrix, Fault> {
        Ok(match (number, primaries) {
            (0, _) => Matrix::None,
            (1, _) | (12, 1) => Matrix::Parts(0.2126, 0.0722),
            (4, _) => Matrix::Parts(0.30, 0.11),
            (7, _) | (12, 7) => Matrix::Parts(0.212, 0.087),
            (8, _) => Matrix::Lifting,
            (9, _) | (12, 9) => Matrix::Parts(0.2627, 0.0593),
            // Where nothing is said it is that of standard television, as other decoders think.
            (2 | 3 | 5 | 6, _) => Matrix::Parts(0.299, 0.114),
            _ => return Err(Fault::Unsupported("its colours are made in an unusual way")),
        })
    }
}

/// The pixels of a picture, three bytes each.
pub fn rgb(frame: &Frame, matrix: Matrix, is_full: bool) -> Result<Vec<u8>, Fault> {
    if matrix == Matrix::None && !matches!(frame.layout, Layout::Full | Layout::Grey) {
        return Err(Fault::Damaged("green, blue and red must be of one size"));
    }
    let range = Range::new(frame.depth, is_full);
    let mut pixels = Vec::with_capacity(frame.width * frame.height * 3);
    let mut rows = Rows::new(frame);
    for y in 0..frame.height {
        rows.read(frame, y);
        let [one, two] = &rows.colours;
        for x in 0..frame.width {
            let light = range.light(rows.bright[x] as f32);
            let [red, green, blue] = match matrix {
                _ if frame.layout == Layout::Grey => [light; 3],
                Matrix::None => [range.light(two[x]), light, range.light(one[x])],
                Matrix::Lifting => {
                    let (green, orange) = (range.colour(one[x]), range.colour(two[x]));
                    [light - green + orange, light + green, light - green - orange]
                }
                Matrix::Parts(of_red, of_blue) => {
                    let (blueness, redness) = (range.colour(one[x]), range.colour(two[x]));
                    let red = light + 2.0 * (1.0 - of_red) * redness;
                    let blue = light + 2.0 * (1.0 - of_blue) * blueness;
                    let green = (light - of_red * red - of_blue * blue) / (1.0 - of_red - of_blue);
                    [red, green, blue]
                }
            };
            pixels.extend([red, green, blue].map(byte));
        }
    }
    Ok(pixels)
}

/// The brightness alone, a byte a pixel: what is opaque.
pub fn light(frame: &Frame, is_full: bool) -> Vec<u8> {
    let range = Range::new(frame.depth, is_full);
    let samples = frame.planes.first().map(Vec::as_slice).unwrap_or_default();
    match frame.depth {
        8 => samples.iter().map(|sample| byte(range.light(f32::from(*sample)))).collect(),
        _ => samples.chunks_exact(2).map(|both| byte(range.light(deep(both) as f32))).collect(),
    }
}

fn byte(part: f32) -> u8 {
    (part * 255.0 + 0.5).clamp(0.0, 255.0) as u8
}

fn deep(both: &[u8]) -> i32 {
    i32::from(u16::from_le_bytes([both[0], both[1]]))
}

/// Which samples are black, white, and without colour.
struct Range {
    black: f32,
    light: f32,
    middle: f32,
    colour: f32,
}

impl Range {
    fn new(depth: u8, is_full: bool) -> Range {
        let most = ((1_u32 << depth) - 1) as f32;
        let unit = (1_u32 << (depth - 8)) as f32;
        let middle = 128.0 * unit;
        match is_full {
            true => Range { black: 0.0, light: most, middle, colour: most },
            false => {
                Range { black: 16.0 * unit, light: 219.0 * unit, middle, colour: 224.0 * unit }
            }
        }
    }

    fn light(&self, sample: f32) -> f32 {
        (sample - self.black) / self.light
    }

    fn colour(&self, sample: f32) -> f32 {
        (sample - self.middle) / self.colour
    }
}

/// One row of the picture at a time, its colours spread over its pixels: each pixel takes three
/// parts of the nearest sample and one of the next, across and down.
#[derive(Default)]
struct Rows {
    bright: Vec<i32>,
    near: Vec<i32>,
    far: Vec<i32>,
    colours: [Vec<f32>; 2],
}

impl Rows {
    fn new(frame: &Frame) -> Rows {
        let colours = [(); 2].map(|()| vec![0.0; frame.width]);
        Rows { colours, ..Rows::default() }
    }

    fn read(&mut self, frame: &Frame, y: usize) {
        samples(frame, 0, y, &mut self.bright);
        for (plane, colour) in (1..frame.planes.len()).zip(&mut self.colours) {
            let (_, rows) = frame.layout.planes(frame.width, frame.height)[plane];
            let (near, far) = match frame.layout {
                Layout::Quarter => neighbours(y, rows),
                _ => (y, y),
            };
            samples(frame, plane, near, &mut self.near);
            samples(frame, plane, far, &mut self.far);
            let down = |x: usize| 3 * self.near[x] + self.far[x];
            for (x, colour) in colour.iter_mut().enumerate() {
                let (near, far) = match frame.layout {
                    Layout::Quarter | Layout::Half => neighbours(x, self.near.len()),
                    _ => (x, x),
                };
                *colour = (3 * down(near) + down(far)) as f32 / 16.0;
            }
        }
    }
}

/// The sample that a pixel lies in, and the one that it lies nearest to of the others.
fn neighbours(at: usize, count: usize) -> (usize, usize) {
    let near = at / 2;
    let far = if at.is_multiple_of(2) { near.saturating_sub(1) } else { near + 1 };
    (near, far.min(count - 1))
}

/// One row of a plane.
fn samples(frame: &Frame, plane: usize, row: usize, into: &mut Vec<i32>) {
    let (columns, _) = frame.layout.planes(frame.width, frame.height)[plane];
    into.clear();
    match frame.depth {
        8 => {
            let row = &frame.planes[plane][row * columns..][..columns];
            into.extend(row.iter().map(|sample| i32::from(*sample)));
        }
        _ => {
            let row = &frame.planes[plane][row * columns * 2..][..columns * 2];
            into.extend(row.chunks_exact(2).map(deep));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(layout: Layout, depth: u8, planes: Vec<Vec<u8>>) -> Frame {
        let (width, height) = (3, 1);
        let (primaries, transfer, matrix) = (1, 13, 6);
        Frame { width, height, layout, depth, primaries, transfer, matrix, is_full: true, planes }
    }

    #[test]
    fn colours_are_those_of_the_standard() {
        // Red of BT.601 in the narrow range, white, black.
        let planes = vec![vec![81, 235, 16], vec![90, 128, 128], vec![240, 128, 128]];
        let narrow = frame(Layout::Full, 8, planes);
        let matrix = Matrix::of(6, 1).unwrap();
        let pixels = rgb(&narrow, matrix, false).unwrap();
        assert!(pixels[0] >= 253 && pixels[1] <= 2 && pixels[2] <= 2, "{pixels:?}");
        assert_eq!(pixels[3..], [255, 255, 255, 0, 0, 0]);
        assert_eq!(light(&narrow, false)[1..], [255, 0]);
        // The same in twelve bits and without colours, in the full range.
        let deep = frame(Layout::Grey, 12, vec![vec![0, 0, 0xff, 0x0f, 0x00, 0x08]]);
        assert_eq!(rgb(&deep, matrix, true).unwrap(), [0, 0, 0, 255, 255, 255, 128, 128, 128]);
        let coded = frame(Layout::Full, 8, vec![vec![2, 5, 8], vec![3, 6, 9], vec![1, 4, 7]]);
        assert_eq!(rgb(&coded, Matrix::None, true).unwrap(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!(rgb(&frame(Layout::Quarter, 8, Vec::new()), Matrix::None, true).is_err());
        assert!(Matrix::of(10, 9).is_err() && Matrix::of(300, 1).is_err());
    }
}
