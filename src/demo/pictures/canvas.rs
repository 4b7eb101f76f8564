//! The sheet a picture is drawn on, and the tools to draw with.
//!
//! Scenes are written for a sheet of 1600 × 900 units, whatever its size in pixels.

mod reduced;

use image::RgbImage;

use self::reduced::Reduced;
use super::colour::{self, Colour};
use super::noise::{hash, noise};
use super::shape::{Mask, Place, Point, Shape};

pub const WIDE: f32 = 1600.0;
pub const TALL: f32 = 900.0;

pub struct Canvas {
    wide: usize,
    tall: usize,
    /// Pixels per unit.
    scale: f32,
    /// Units per pixel.
    unit: f32,
    pixels: Vec<Colour>,
}

impl Canvas {
    pub fn new(width: u32) -> Self {
        let wide = width as usize;
        let tall = (wide * 9).div_ceil(16);
        let scale = width as f32 / WIDE;
        Self { wide, tall, scale, unit: 1.0 / scale, pixels: vec![colour::BLACK; wide * tall] }
    }

    /// Paints rows with a scale of colours by height.
    #[inline(never)]
    pub fn gradient(&mut self, stops: &[(f32, Colour)]) {
        for row in 0..self.tall {
            let colour = colour::scale(stops, self.unit(row));
            self.pixels[row * self.wide..(row + 1) * self.wide].fill(colour);
        }
    }

    /// Lets `change` see and replace each pixel between two heights.
    pub fn each(&mut self, top: f32, bottom: f32, change: impl Fn(f32, f32, Colour) -> Colour) {
        self.each_in(0.0, top, WIDE, bottom - top, change);
    }

    /// Lets `change` see and replace each pixel of a box.
    pub fn each_in(
        &mut self,
        left: f32,
        top: f32,
        wide: f32,
        tall: f32,
        change: impl Fn(f32, f32, Colour) -> Colour,
    ) {
        let (columns, rows) =
            (self.span(left, left + wide, self.wide), self.span(top, top + tall, self.tall));
        for row in rows {
            let y = self.unit(row);
            for column in columns.clone() {
                let x = self.unit(column);
                let pixel = &mut self.pixels[row * self.wide + column];
                *pixel = change(x, y, *pixel);
            }
        }
    }

    /// Fills everything below a line of heights, as hills are drawn.
    pub fn ridge(&mut self, height: impl Fn(f32) -> f32, paint: impl Fn(f32, f32, f32) -> Colour) {
        self.ridge_to(TALL, height, paint);
    }

    /// The same, down to `bottom` only, for what nearer hills will cover.
    pub fn ridge_to(
        &mut self,
        bottom: f32,
        height: impl Fn(f32) -> f32,
        paint: impl Fn(f32, f32, f32) -> Colour,
    ) {
        let heights: Vec<f32> = (0..=self.wide).map(|column| height(self.unit(column))).collect();
        let highest = heights.iter().copied().fold(f32::MAX, f32::min);
        for row in self.span(highest - 2.0, bottom, self.tall) {
            let y = self.unit(row);
            for column in 0..self.wide {
                let depth = y - heights[column];
                let rise = heights[column + 1] - heights[column];
                let steep = (1.0 + (rise * self.scale).powi(2)).sqrt();
                let cover = depth * self.scale / steep + 0.5;
                if cover > 0.0 {
                    let colour = paint(self.unit(column), y, depth.max(0.0));
                    let pixel = &mut self.pixels[row * self.wide + column];
                    *pixel = if cover >= 1.0 { colour } else { pixel.mix(colour, cover) };
                }
            }
        }
    }

    /// Fills a shape with a colour.
    #[inline(never)]
    pub fn fill(&mut self, shape: &Shape, colour: Colour) {
        self.fill_with(shape, |_, _, _| (colour, 1.0));
    }

    /// Fills a shape with a colour that lets what is below shine through.
    #[inline(never)]
    pub fn tint(&mut self, shape: &Shape, colour: Colour, opacity: f32) {
        self.fill_with(shape, |_, _, _| (colour, opacity));
    }

    /// Fills a shape; `paint` sees place and old colour, and says colour and opacity.
    pub fn fill_with(&mut self, shape: &Shape, paint: impl Fn(f32, f32, Colour) -> (Colour, f32)) {
        let points: Vec<Point> =
            shape.points.iter().map(|(x, y)| (x * self.scale, y * self.scale)).collect();
        let Some(mask) = Mask::new(&points, self.wide, self.tall) else { return };
        for row in 0..mask.tall {
            let y = self.unit(mask.top + row);
            let start = (mask.top + row) * self.wide + mask.left;
            for (column, cover) in mask.row(row).enumerate() {
                if cover > 0.003 {
                    let pixel = &mut self.pixels[start + column];
                    let x = (mask.left + column) as f32 + 0.5;
                    let (colour, opacity) = paint(x / self.scale, y, *pixel);
                    *pixel = pixel.mix(colour, cover * opacity);
                }
            }
        }
    }

    /// A straight stroke with round ends that may taper: limbs, branches, cables.
    #[inline(never)]
    pub fn limb(&mut self, from: Point, to: Point, thick: (f32, f32), colour: Colour) {
        self.stroke(from, to, thick, colour, 1.0);
    }

    #[inline(never)]
    pub fn line(&mut self, from: Point, to: Point, wide: f32, colour: Colour, opacity: f32) {
        self.stroke(from, to, (wide / 2.0, wide / 2.0), colour, opacity);
    }

    #[inline(never)]
    pub fn polyline(&mut self, points: &[Point], wide: f32, colour: Colour, opacity: f32) {
        for pair in points.windows(2) {
            self.line(pair[0], pair[1], wide, colour, opacity);
        }
    }

    #[inline(never)]
    pub fn disc(&mut self, x: f32, y: f32, radius: f32, colour: Colour, opacity: f32) {
        self.stroke((x, y), (x, y), (radius, radius), colour, opacity);
    }

    /// A disc without an edge: fog, shadow, the far side of a lens.
    #[inline(never)]
    pub fn puff(&mut self, x: f32, y: f32, wide: f32, tall: f32, colour: Colour, opacity: f32) {
        self.each_in(x - wide, y - tall, 2.0 * wide, 2.0 * tall, |px, py, pixel| {
            let far = ((px - x) / wide).powi(2) + ((py - y) / tall).powi(2);
            if far >= 1.0 { pixel } else { pixel.mix(colour, opacity * (1.0 - far).powi(2)) }
        });
    }

    /// Light around a lamp: strong at its heart, long in its fall.
    #[inline(never)]
    pub fn glow(&mut self, x: f32, y: f32, radius: f32, light: Colour, strength: f32) {
        self.glow_oval(x, y, radius, radius, light, strength);
    }

    #[inline(never)]
    pub fn glow_oval(
        &mut self,
        x: f32,
        y: f32,
        wide: f32,
        tall: f32,
        light: Colour,
        strength: f32,
    ) {
        self.each_in(x - wide, y - tall, 2.0 * wide, 2.0 * tall, |px, py, pixel| {
            let far = ((px - x) / wide).powi(2) + ((py - y) / tall).powi(2);
            if far >= 1.0 {
                return pixel;
            }
            let near = 1.0 - far;
            pixel.screen(light, strength * near * near * (0.35 + 0.65 * near * near * near))
        });
    }

    /// A figure of limbs around the origin: `(from, to, thickness at both)`.
    #[inline(never)]
    pub fn figure(&mut self, place: &Place, limbs: &[[f32; 6]], colour: Colour, opacity: f32) {
        for &[fx, fy, tx, ty, from, to] in limbs {
            let thick = (place.size(from), place.size(to));
            self.stroke(place.at(fx, fy), place.at(tx, ty), thick, colour, opacity);
        }
    }

    /// Water below `line`: what is above, upside down and broken by waves.
    ///
    /// `waves` is their strength, `tone` turns a mirrored colour at a depth into the water's.
    pub fn mirror(&mut self, line: f32, waves: f32, tone: impl Fn(f32, f32, Colour) -> Colour) {
        let first = (line * self.scale) as usize;
        for row in first..self.tall {
            let depth = self.unit(row) - line;
            let near = depth / (TALL - line);
            let (long, high) = (26.0 + 210.0 * near, 3.0 + 16.0 * near);
            for column in 0..self.wide {
                let x = self.unit(column);
                let wave = noise(x / long, depth / high + 40.0 * near, 9)
                    + 0.5 * noise(x / (long * 0.37), depth / (high * 0.5), 23);
                let push = wave * waves * (0.25 + near) * 26.0;
                let from_x = x + push * 0.25;
                let from_y = (line - depth * 0.96 - 1.0 + push).min(line - 1.0);
                let mirrored = self.at(from_x, from_y);
                self.pixels[row * self.wide + column] = tone(x, depth, mirrored);
            }
        }
    }

    /// The colour at a place; beyond the edge, the edge's.
    pub fn at(&self, x: f32, y: f32) -> Colour {
        let clamp = |value: f32, limit: usize| (value * self.scale).clamp(0.0, limit as f32 - 1.0);
        let (x, y) = (clamp(x, self.wide), clamp(y, self.tall));
        let (column, row) = (x as usize, y as usize);
        let (below, part) = ((row + 1).min(self.tall - 1), y - row as f32);
        self.pixels[row * self.wide + column].mix(self.pixels[below * self.wide + column], part)
    }

    /// Puts everything drawn so far out of focus.
    #[inline(never)]
    pub fn blur(&mut self, radius: f32) {
        let small = self.reduced(radius, |pixel| pixel);
        small.enlarge(self.wide, &mut self.pixels, |pixel, soft| *pixel = soft);
    }

    /// Lets what is brighter than `from` shine beyond its edges, as it does in a lens.
    #[inline(never)]
    pub fn bloom(&mut self, from: f32, radius: f32, strength: f32) {
        let rise = 1.0 / (1.0 - from);
        let small =
            self.reduced(radius, |pixel| pixel.lit(((pixel.luma() - from) * rise).clamp(0.0, 1.0)));
        small.enlarge(self.wide, &mut self.pixels, |pixel, soft| {
            *pixel = pixel.screen(soft, strength);
        });
    }

    /// The picture: darker towards its corners, with a little grain that hides the steps between
    /// colours.
    #[inline(never)]
    pub fn finish(self, vignette: f32) -> RgbImage {
        let mut picture = RgbImage::new(self.wide as u32, self.tall as u32);
        let (middle_x, middle_y) = (self.wide as f32 / 2.0, self.tall as f32 / 2.0);
        let rows = self.pixels.chunks_exact(self.wide).zip(picture.chunks_exact_mut(self.wide * 3));
        for (row, (line, bytes)) in rows.enumerate() {
            let mut grains = hash(row as i32, 0, 3) | 1;
            let dy = row as f32 / middle_y - 1.0;
            for (column, (pixel, to)) in line.iter().zip(bytes.chunks_exact_mut(3)).enumerate() {
                let dx = column as f32 / middle_x - 1.0;
                let far = (dx * dx + dy * dy) * 0.5;
                let shade = 255.0 * (1.0 - vignette * far * far);
                grains ^= grains << 13;
                grains ^= grains >> 17;
                grains ^= grains << 5;
                let grain = (grains >> 16) as f32 * (3.2 / 65_536.0) - 1.1;
                let channel = |value: f32| (value * shade + grain).clamp(0.0, 255.0) as u8;
                to[0] = channel(pixel.red);
                to[1] = channel(pixel.green);
                to[2] = channel(pixel.blue);
            }
        }
        picture
    }

    #[inline(never)]
    fn stroke(
        &mut self,
        from: Point,
        to: Point,
        (start, end): (f32, f32),
        colour: Colour,
        opacity: f32,
    ) {
        let reach = start.max(end) + 1.0 / self.scale;
        let (left, right) = (from.0.min(to.0) - reach, from.0.max(to.0) + reach);
        let (top, bottom) = (from.1.min(to.1) - reach, from.1.max(to.1) + reach);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let square = (dx * dx + dy * dy).max(1e-6);
        // A stroke thinner than a pixel is drawn a pixel wide and fainter.
        let least = 0.5 / self.scale;
        for row in self.span(top, bottom, self.tall) {
            let y = self.unit(row);
            // Of a leaning stroke, a row sees only a part.
            let columns = if dy.abs() < 4.0 * reach {
                self.span(left, right, self.wide)
            } else {
                let middle = from.0 + (y - from.1) * dx / dy;
                let half = reach * square.sqrt() / dy.abs();
                self.span(left.max(middle - half), right.min(middle + half), self.wide)
            };
            for column in columns {
                let x = self.unit(column);
                let t = (((x - from.0) * dx + (y - from.1) * dy) / square).clamp(0.0, 1.0);
                let (nx, ny) = (x - from.0 - t * dx, y - from.1 - t * dy);
                let thick = start + (end - start) * t;
                let drawn = thick.max(least);
                let cover = (drawn - (nx * nx + ny * ny).sqrt()) * self.scale + 0.5;
                if cover > 0.0 {
                    let pixel = &mut self.pixels[row * self.wide + column];
                    *pixel = pixel.mix(colour, cover.min(1.0) * opacity * (thick / drawn));
                }
            }
        }
    }

    /// The centre of a pixel, in units.
    fn unit(&self, pixel: usize) -> f32 {
        (pixel as f32 + 0.5) * self.unit
    }

    fn span(&self, from: f32, to: f32, limit: usize) -> std::ops::Range<usize> {
        let clamp = |value: f32| value.clamp(0.0, limit as f32) as usize;
        clamp((from * self.scale).floor())..clamp((to * self.scale).ceil())
    }

    fn reduced(&self, radius: f32, pick: impl Fn(Colour) -> Colour) -> Reduced {
        let step = ((radius * self.scale / 2.0) as usize).max(1);
        let (wide, tall) = (self.wide.div_ceil(step), self.tall.div_ceil(step));
        let mut pixels = vec![colour::BLACK; wide * tall];
        for row in 0..self.tall {
            let line = &self.pixels[row * self.wide..(row + 1) * self.wide];
            let small = &mut pixels[row / step * wide..][..wide];
            let rows = step.min(self.tall - row / step * step);
            for (to, block) in small.iter_mut().zip(line.chunks(step)) {
                let share = 1.0 / (rows * block.len()) as f32;
                for pixel in block {
                    *to = to.plus(pick(*pixel), share);
                }
            }
        }
        let mut small = Reduced { step: step as f32, wide, tall, pixels };
        for _ in 0..3 {
            small.soften();
        }
        small
    }
}
