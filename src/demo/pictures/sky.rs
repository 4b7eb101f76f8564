//! What stands in the sky of several scenes.

use super::canvas::Canvas;
use super::canvas::WIDE;
use super::colour::rgb;
use super::noise::{Dice, step};

/// Stars where `keep` agrees; it is asked with a chance.
pub fn stars(
    canvas: &mut Canvas,
    seed: u32,
    count: u32,
    bottom: f32,
    keep: impl Fn(f32, f32, f32) -> bool,
) {
    let mut dice = Dice::new(seed);
    for _ in 0..count {
        let (x, y) = (dice.roll() * WIDE, dice.roll() * bottom);
        let (bright, chance) = (dice.roll().powi(6), dice.roll());
        let hue = dice.pick(&[rgb(0xff_ff_ff), rgb(0xcf_de_ff), rgb(0xff_e6_c8)]);
        if keep(x, y, chance) {
            let fade = step(bottom, bottom - 220.0, y);
            canvas.disc(x, y, 0.75 + 1.7 * bright, hue, (0.35 + 0.65 * bright) * fade);
            if bright > 0.9 {
                canvas.glow(x, y, 13.0, hue, 0.45 * fade);
            }
        }
    }
}
