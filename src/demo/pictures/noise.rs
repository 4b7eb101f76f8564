//! Chance that is the same each time: hashes, smooth noise, a generator.

/// A well-mixed number for a cell of the plane.
pub fn hash(x: i32, y: i32, seed: u32) -> u32 {
    let mut mixed = (x as u32).wrapping_mul(0x9e37_79b1)
        ^ (y as u32).wrapping_mul(0x85eb_ca77)
        ^ seed.wrapping_mul(0xc2b2_ae3d);
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d);
    mixed = (mixed ^ (mixed >> 12)).wrapping_mul(0x297a_2d39);
    mixed ^ (mixed >> 15)
}

/// A number in `0.0..1.0` for a cell of the plane.
pub fn chance(x: i32, y: i32, seed: u32) -> f32 {
    (hash(x, y, seed) >> 8) as f32 / 16_777_216.0
}

/// Smooth noise in about `-1.0..1.0`, one bump a unit.
#[inline(never)]
pub fn noise(x: f32, y: f32, seed: u32) -> f32 {
    const DIRECTIONS: [(f32, f32); 8] = [
        (1.0, 0.0),
        (0.707, 0.707),
        (0.0, 1.0),
        (-0.707, 0.707),
        (-1.0, 0.0),
        (-0.707, -0.707),
        (0.0, -1.0),
        (0.707, -0.707),
    ];
    let (left, top) = (floor(x), floor(y));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let columns = [left, left.wrapping_add(1)].map(|cell| (cell as u32).wrapping_mul(0x9e37_79b1));
    let rows = [top, top.wrapping_add(1)]
        .map(|cell| (cell as u32).wrapping_mul(0x85eb_ca77) ^ seed.wrapping_mul(0xc2b2_ae3d));
    let slope = |column: usize, row: usize| {
        let mut mixed = columns[column] ^ rows[row];
        mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d);
        mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0x297a_2d39);
        let (gx, gy) = DIRECTIONS[(mixed >> 29) as usize];
        gx * (fx - column as f32) + gy * (fy - row as f32)
    };
    let (sx, sy) = (ease(fx), ease(fy));
    let upper = slope(0, 0) + (slope(1, 0) - slope(0, 0)) * sx;
    let lower = slope(0, 1) + (slope(1, 1) - slope(0, 1)) * sx;
    (upper + (lower - upper) * sy) * 1.5
}

/// Noise in octaves, each half as large and twice as fine; about `-1.0..1.0`.
#[inline(never)]
pub fn fbm(x: f32, y: f32, octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut size, mut fine) = (0.0, 0.5, 1.0);
    for octave in 0..octaves {
        sum += size * noise(x * fine, y * fine, seed + octave * 101);
        size *= 0.5;
        fine *= 2.03;
    }
    sum
}

/// Noise with sharp crests, in `0.0..1.0`: mountains, folds of cloth.
#[inline(never)]
pub fn ridged(x: f32, y: f32, octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut size, mut fine) = (0.0, 0.5, 1.0);
    for octave in 0..octaves {
        let crest = 1.0 - noise(x * fine, y * fine, seed + octave * 101).abs();
        sum += size * crest * crest;
        size *= 0.5;
        fine *= 2.1;
    }
    sum
}

/// From 0 to 1 while `value` goes from `from` to `to`, easing at both ends.
pub fn step(from: f32, to: f32, value: f32) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// One rounded rise of a line, 1 at its middle.
pub fn bump(x: f32, middle: f32, wide: f32) -> f32 {
    let across = (x - middle) / wide;
    1.0 / (1.0 + across * across * (1.0 + across * across))
}

pub fn lerp(from: f32, to: f32, t: f32) -> f32 {
    from + (to - from) * t
}

/// A sequence of chances.
pub struct Dice(u32);

impl Dice {
    pub fn new(seed: u32) -> Self {
        Self(hash(seed as i32, 17, 0x51ed) | 1)
    }

    /// In `0.0..1.0`.
    pub fn roll(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / 16_777_216.0
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        lerp(low, high, self.roll())
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.roll() * from.len() as f32) as usize]
    }
}

/// `f32::floor` is a call on plain x86-64; this is two instructions, and noise lives on it.
fn floor(value: f32) -> i32 {
    let cut = value as i32;
    cut - i32::from(value < cut as f32)
}

fn ease(t: f32) -> f32 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}
