//! Outlines, and how much of each pixel they cover.

pub type Point = (f32, f32);

/// A closed outline of straight pieces; curves are cut into short ones.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    pub points: Vec<Point>,
}

impl Shape {
    #[inline(never)]
    pub fn new(points: &[Point]) -> Self {
        Self { points: points.to_vec() }
    }

    #[inline(never)]
    pub fn start(x: f32, y: f32) -> Self {
        Self::new(&[(x, y)])
    }

    #[inline(never)]
    pub fn rect(x: f32, y: f32, wide: f32, tall: f32) -> Self {
        Self::new(&[(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)])
    }

    #[inline(never)]
    pub fn ellipse(x: f32, y: f32, wide: f32, tall: f32) -> Self {
        let corner = |step: u32| {
            let turn = step as f32 / 28.0 * std::f32::consts::TAU;
            (x + wide * turn.cos(), y + tall * turn.sin())
        };
        Self { points: (0..28).map(corner).collect() }
    }

    #[inline(never)]
    pub fn line(mut self, x: f32, y: f32) -> Self {
        self.points.push((x, y));
        self
    }

    /// A curve to `(x, y)` that leaves and arrives in the direction of `(cx, cy)`; a shape without
    /// a point begins at its end.
    #[inline(never)]
    pub fn curve(mut self, cx: f32, cy: f32, x: f32, y: f32) -> Self {
        let (sx, sy) = self.points.last().copied().unwrap_or((x, y));
        for piece in 1..=10 {
            let t = piece as f32 / 10.0;
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            self.points.push((a * sx + b * cx + c * x, a * sy + b * cy + c * y));
        }
        self
    }

    /// This shape, drawn around the origin, where `place` puts it.
    #[inline(never)]
    pub fn placed(mut self, place: &Place) -> Self {
        for point in &mut self.points {
            *point = place.at(point.0, point.1);
        }
        self
    }
}

/// Where a figure drawn around the origin goes: scaled, mirrored, moved.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub x: f32,
    pub y: f32,
    pub wide: f32,
    pub tall: f32,
}

impl Place {
    pub fn new(x: f32, y: f32, scale: f32) -> Self {
        Self { x, y, wide: scale, tall: scale }
    }

    /// Looking the other way.
    pub fn turned(self) -> Self {
        Self { wide: -self.wide, ..self }
    }

    /// As water at its feet shows it.
    pub fn mirrored(self, tall: f32) -> Self {
        Self { tall: -self.tall * tall, ..self }
    }

    pub fn at(&self, x: f32, y: f32) -> Point {
        (self.x + x * self.wide, self.y + y * self.tall)
    }

    pub fn size(&self, length: f32) -> f32 {
        length * self.wide.abs()
    }
}

/// Coverage of the pixels in a box of the canvas, row by row.
pub struct Mask {
    pub left: usize,
    pub top: usize,
    pub wide: usize,
    pub tall: usize,
    sums: Vec<f32>,
}

impl Mask {
    /// The mask of an outline in pixels, cut to the canvas; `None` when nothing of it is there.
    ///
    /// Exact coverage by signed areas, after Raph Levien's font-rs.
    #[inline(never)]
    pub fn new(points: &[Point], canvas_wide: usize, canvas_tall: usize) -> Option<Self> {
        let bounds = |pick: fn(&Point) -> f32, limit: usize| {
            let low = points.iter().map(pick).fold(f32::MAX, f32::min).floor();
            let high = points.iter().map(pick).fold(f32::MIN, f32::max).ceil();
            (low.clamp(0.0, limit as f32) as usize, high.clamp(0.0, limit as f32) as usize)
        };
        let (left, right) = bounds(|point| point.0, canvas_wide);
        let (top, bottom) = bounds(|point| point.1, canvas_tall);
        if left >= right || top >= bottom {
            return None;
        }
        let (wide, tall) = (right - left, bottom - top);
        let mut mask = Self { left, top, wide, tall, sums: vec![0.0; (wide + 2) * tall] };
        for (index, to) in points.iter().enumerate() {
            let from = points[(index + points.len() - 1) % points.len()];
            mask.edge(from, *to);
        }
        Some(mask)
    }

    /// The coverage of each pixel of a row of the box, `0.0..=1.0`.
    pub fn row(&self, row: usize) -> impl Iterator<Item = f32> + '_ {
        let start = row * (self.wide + 2);
        self.sums[start..start + self.wide].iter().scan(0.0, |sum, change| {
            *sum += change;
            Some(f32::abs(*sum).min(1.0))
        })
    }

    fn edge(&mut self, from: Point, to: Point) {
        let local = |(x, y): Point| (x - self.left as f32, y - self.top as f32);
        let (from, to) = (local(from), local(to));
        let (sign, from, to) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        if to.1 <= 0.0 || from.1 >= self.tall as f32 || to.1 - from.1 < 1e-6 {
            return;
        }
        let slope = (to.0 - from.0) / (to.1 - from.1);
        let first = from.1.max(0.0) as usize;
        let last = (to.1.ceil() as usize).min(self.tall);
        let mut x = from.0 + (from.1.max(0.0) - from.1) * slope;
        for row in first..last {
            let height = to.1.min(row as f32 + 1.0) - from.1.max(row as f32);
            let next = x + slope * height;
            self.add(row, x, next, sign * height);
            x = next;
        }
    }

    /// Adds a piece of edge within one row that goes from `x` to `next`.
    fn add(&mut self, row: usize, x: f32, next: f32, height: f32) {
        let wide = self.wide as f32;
        let (x, next) = (x.clamp(0.0, wide), next.clamp(0.0, wide));
        let (low, high) = if x < next { (x, next) } else { (next, x) };
        let (first, end) = (low.floor() as usize, high.ceil() as usize);
        let cells = &mut self.sums[row * (self.wide + 2)..(row + 1) * (self.wide + 2)];
        if end <= first + 1 {
            let beyond = 0.5 * (low + high) - first as f32;
            cells[first] += height * (1.0 - beyond);
            cells[first + 1] += height * beyond;
            return;
        }
        // The area right of the edge grows cell by cell; each cell holds its increase.
        let per_cell = 1.0 / (high - low);
        let mut before = 0.0;
        for (cell, sum) in cells.iter_mut().enumerate().take(end).skip(first) {
            let enter = (cell as f32).max(low);
            let leave = (cell as f32 + 1.0).min(high);
            let crossed = (leave - low) * per_cell;
            let mean = 0.5 * (enter + leave) - cell as f32;
            let here = (leave - enter) * per_cell;
            let area = crossed - here * mean;
            *sum += height * (area - before);
            before = area;
        }
        cells[end] += height * (1.0 - before);
    }
}
