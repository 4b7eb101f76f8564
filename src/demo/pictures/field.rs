//! A slow function of the plane.

use super::canvas::{TALL, WIDE};
use super::noise::lerp;

/// A slow function of the plane, computed on a coarse grid and read smoothly: clouds, mist.
pub struct Field {
    per_unit: f32,
    wide: usize,
    right: f32,
    bottom: f32,
    values: Vec<f32>,
}

impl Field {
    /// `cell` is the grid's width in units.
    pub fn new(cell: f32, value: impl Fn(f32, f32) -> f32) -> Self {
        let (wide, tall) = ((WIDE / cell) as usize + 2, (TALL / cell) as usize + 2);
        let values = (0..wide * tall)
            .map(|index| value((index % wide) as f32 * cell, (index / wide) as f32 * cell))
            .collect();
        let (right, bottom) = (wide as f32 - 1.01, tall as f32 - 1.01);
        Self { per_unit: 1.0 / cell, wide, right, bottom, values }
    }

    pub fn at(&self, x: f32, y: f32) -> f32 {
        let x = (x * self.per_unit).max(0.0).min(self.right);
        let y = (y * self.per_unit).max(0.0).min(self.bottom);
        let (column, row) = (x as u32 as usize, y as u32 as usize);
        let (right, down) = (x - column as f32, y - row as f32);
        let cells = &self.values[row * self.wide + column..][..self.wide + 2];
        let upper = lerp(cells[0], cells[1], right);
        let lower = lerp(cells[self.wide], cells[self.wide + 1], right);
        lerp(upper, lower, down)
    }
}
