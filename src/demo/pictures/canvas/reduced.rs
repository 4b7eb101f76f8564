//! What is soft is computed on a small copy of the sheet.

use crate::demo::pictures::colour::{self, Colour};

/// A small copy of the canvas.
pub struct Reduced {
    pub step: f32,
    pub wide: usize,
    pub tall: usize,
    pub pixels: Vec<Colour>,
}

impl Reduced {
    #[inline(never)]
    pub fn soften(&mut self) {
        let (wide, tall) = (self.wide, self.tall);
        let mean = |a: Colour, b: Colour, c: Colour| a.mix(c, 0.5).mix(b, 0.4);
        let across: Vec<Colour> = (0..wide * tall)
            .map(|index| {
                let (row, column) = (index / wide, index % wide);
                let pixel = |column: usize| self.pixels[row * wide + column];
                mean(
                    pixel(column.saturating_sub(1)),
                    pixel(column),
                    pixel((column + 1).min(wide - 1)),
                )
            })
            .collect();
        for row in 0..tall {
            for column in 0..wide {
                let pixel = |row: usize| across[row * wide + column];
                self.pixels[row * wide + column] =
                    mean(pixel(row.saturating_sub(1)), pixel(row), pixel((row + 1).min(tall - 1)));
            }
        }
    }

    /// Shows each pixel of a large canvas what is there in this copy.
    pub fn enlarge(&self, wide: usize, pixels: &mut [Colour], show: impl Fn(&mut Colour, Colour)) {
        let place = |pixel: usize, limit: usize| {
            let place = ((pixel as f32 + 0.5) / self.step - 0.5).max(0.0);
            let cell = (place as usize).min(limit - 1);
            (cell, (cell + 1).min(limit - 1), (place - cell as f32).min(1.0))
        };
        let columns: Vec<_> = (0..wide).map(|column| place(column, self.wide)).collect();
        let mut between = vec![colour::BLACK; self.wide];
        for (row, line) in pixels.chunks_mut(wide).enumerate() {
            let (top, bottom, down) = place(row, self.tall);
            let (upper, lower) =
                (&self.pixels[top * self.wide..], &self.pixels[bottom * self.wide..]);
            for ((to, upper), lower) in between.iter_mut().zip(upper).zip(lower) {
                *to = upper.mix(*lower, down);
            }
            for (pixel, (left, right, part)) in line.iter_mut().zip(&columns) {
                show(pixel, between[*left].mix(between[*right], *part));
            }
        }
    }
}
