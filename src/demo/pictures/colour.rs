//! Colours as a printer mixes them: sRGB channels in `0.0..=1.0`.

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    pub red: f32,
    pub green: f32,
    pub blue: f32,
}

pub const BLACK: Colour = rgb(0x00_00_00);
pub const WHITE: Colour = rgb(0xff_ff_ff);

/// The colour written `0xrr_gg_bb`.
pub const fn rgb(hex: u32) -> Colour {
    Colour {
        red: ((hex >> 16) & 255) as f32 / 255.0,
        green: ((hex >> 8) & 255) as f32 / 255.0,
        blue: (hex & 255) as f32 / 255.0,
    }
}

impl Colour {
    /// This colour with `part` of it replaced by `other`.
    pub fn mix(self, other: Self, part: f32) -> Self {
        self.zip(other, |mine, theirs| mine + (theirs - mine) * part)
    }

    /// Lighter (above 1) or darker, keeping the hue.
    pub fn lit(self, by: f32) -> Self {
        self.zip(self, |mine, _| mine * by)
    }

    /// This surface with light of another colour falling on it; never beyond white.
    pub fn screen(self, light: Self, strength: f32) -> Self {
        self.zip(light, |mine, theirs| mine + (theirs * strength).min(1.0) * (1.0 - mine).max(0.0))
    }

    pub fn plus(self, other: Self, share: f32) -> Self {
        self.zip(other, |mine, theirs| mine + theirs * share)
    }

    pub fn luma(self) -> f32 {
        0.3 * self.red + 0.59 * self.green + 0.11 * self.blue
    }

    fn zip(self, other: Self, join: impl Fn(f32, f32) -> f32) -> Self {
        Self {
            red: join(self.red, other.red),
            green: join(self.green, other.green),
            blue: join(self.blue, other.blue),
        }
    }
}

/// The colour at `at` on a scale of stops, which ascend; beyond the ends, the end's colour.
#[inline(never)]
pub fn scale(stops: &[(f32, Colour)], at: f32) -> Colour {
    let upper = stops.iter().position(|(stop, _)| *stop >= at).unwrap_or(stops.len());
    match (upper.checked_sub(1).map(|lower| stops[lower]), stops.get(upper)) {
        (Some((from, start)), Some((to, end))) => {
            let t = (at - from) / (to - from).max(1e-6);
            start.mix(*end, t * t * (3.0 - 2.0 * t) * 0.4 + t * 0.6)
        }
        (Some((_, colour)), None) | (None, Some(&(_, colour))) => colour,
        (None, None) => BLACK,
    }
}
