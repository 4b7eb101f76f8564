//! A radio mast under northern lights.

use crate::demo::pictures::canvas::{Canvas, WIDE};
use crate::demo::pictures::colour::{WHITE, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::noise::{Dice, bump, fbm, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Shape};
use crate::demo::pictures::sky::stars;

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x05_0a_22)),
        (300.0, rgb(0x0a_1f_3c)),
        (560.0, rgb(0x12_42_54)),
        (680.0, rgb(0x2c_6a_6c)),
    ]);
    stars(canvas, 51, 1500, 640.0, |_, _, chance| chance < 0.8);
    // Curtains: their lower hem, how high they reach, how bright, and how they fold.
    let curtains = [
        (330.0, 300.0, 0.6, 300.0, 5),
        (470.0, 360.0, 0.95, 420.0, 6),
        (560.0, 240.0, 0.55, 260.0, 7),
    ];
    for (hem, high, bright, long, seed) in curtains {
        let columns: Vec<(f32, f32)> = (0..=WIDE as usize / 2)
            .map(|column| {
                let x = column as f32 * 2.0;
                let fold = fbm(x / long, 0.0, 3, seed);
                let y = hem + 150.0 * fold + 70.0 * noise(x / (long * 0.4), 4.0, seed) - x * 0.05;
                let rays =
                    0.62 + 0.38 * noise(x / 15.0, 0.0, seed + 9) + 0.3 * noise(x / 5.0, 0.0, seed);
                let patch = step(-0.45, 0.4, noise(x / 330.0, 2.0, seed + 3));
                (y, (rays * patch * bright).max(0.0))
            })
            .collect();
        let top = columns.iter().map(|column| column.0).fold(f32::MAX, f32::min) - high;
        canvas.each(top, 690.0, |x, y, sky| {
            let (edge, strength) = columns[(x / 2.0) as usize];
            let up = (edge - y) / high;
            if !(-0.34..1.0).contains(&up) {
                return sky;
            }
            let fall = if up < 0.0 {
                step(-0.34, 0.0, up).powi(2)
            } else {
                let rest = 1.0 - up;
                rest * rest * (0.55 + 0.45 * rest)
            };
            let hue = rgb(0x52_ff_a8)
                .mix(rgb(0x30_c8_c8), step(0.12, 0.45, up))
                .mix(rgb(0x9a_58_d8), step(0.36, 0.85, up));
            sky.screen(hue, fall * strength * 0.95)
        });
    }
    for (base, tall, long, seed, colour) in
        [(660.0, 120.0, 260.0, 15, rgb(0x1c_4c_5c)), (700.0, 110.0, 330.0, 16, rgb(0x14_38_4c))]
    {
        canvas.ridge_to(
            850.0,
            |x| base - tall * (0.1 + fbm(x / long, 0.0, 5, seed)),
            |x, y, depth| {
                let face = step(-0.1, 0.2, fbm((x + y * 0.7) / 50.0, y / 110.0, 3, seed));
                colour
                    .mix(rgb(0x6c_b8_ac), face * 0.35)
                    .mix(rgb(0x2c_66_70), (depth / 140.0).min(0.7))
            },
        );
    }
    let hill = |x: f32| 806.0 - 130.0 * bump(x, 1020.0, 430.0) - 20.0 * fbm(x / 260.0, 0.0, 3, 4);
    let drift = Field::new(8.0, |x, y| fbm(x / 240.0, y / 46.0, 3, 8));
    canvas.ridge(hill, |x, y, depth| {
        let slope = drift.at(x + 8.0, y) - drift.at(x - 8.0, y - 5.0);
        let lit = (0.5 - slope * 3.4).clamp(0.0, 1.0);
        let rim = (1.0 - depth / 14.0).max(0.0) * 0.4;
        rgb(0x1c_40_5c)
            .mix(rgb(0x84_cc_c0), lit * 0.75)
            .mix(rgb(0x12_2a_44), (depth / 260.0).min(0.6))
            .screen(rgb(0x8c_ff_cc), rim)
    });
    mast(canvas, 1020.0, hill(1020.0) + 6.0, 540.0);
    cabin(canvas, &Place::new(846.0, hill(846.0) + 12.0, 1.0));
    let mut dice = Dice::new(64);
    for _ in 0..60 {
        let side = dice.roll();
        let x = if side < 0.55 { dice.roll() * 620.0 } else { 1260.0 + dice.roll() * 360.0 };
        let foot = hill(x) + 14.0 + dice.roll() * 60.0;
        spruce(canvas, x, foot, dice.between(40.0, 150.0), &mut dice);
    }
}

fn mast(canvas: &mut Canvas, x: f32, foot: f32, tall: f32) {
    let dark = rgb(0x0c_16_28);
    let half = |t: f32| lerp(26.0, 4.0, t.min(1.0));
    for guy in [-1.0_f32, 1.0] {
        for (up, out) in [(0.5, 250.0), (0.82, 330.0)] {
            canvas.line(
                (x, foot - tall * up),
                (x + guy * out, foot + 50.0),
                1.3,
                rgb(0x54_8c_90),
                0.6,
            );
        }
    }
    let sections = 22;
    for section in 0..sections {
        let (t, next) = (section as f32 / sections as f32, (section + 1) as f32 / sections as f32);
        let (low, high) = (foot - tall * t, foot - tall * next);
        for side in [-1.0, 1.0] {
            canvas.limb((x + side * half(t), low), (x + side * half(next), high), (2.6, 2.4), dark);
            canvas.line((x - side * half(t), low), (x + side * half(next), high), 2.0, dark, 1.0);
        }
        canvas.line((x - half(next), high), (x + half(next), high), 2.0, dark, 1.0);
    }
    canvas.limb((x, foot - tall), (x, foot - tall - 70.0), (2.6, 1.2), dark);
    for (up, side, wide) in [(0.72, -1.0, 17.0), (0.62, 1.0, 21.0), (0.48, -1.0, 24.0)] {
        let y = foot - tall * up;
        let at = x + side * (half(up) + wide * 0.7);
        canvas.fill(&Shape::ellipse(at, y, wide * 0.62, wide), rgb(0x9c_c8_c4));
        canvas.fill(
            &Shape::ellipse(at + side * wide * 0.16, y, wide * 0.5, wide * 0.86),
            rgb(0x3c_6a_74),
        );
        canvas.line((x, y), (at, y), 4.0, dark, 1.0);
    }
    for up in [0.33, 0.66, 1.0, 1.11] {
        let y = foot - tall * up;
        canvas.glow(x, y, 40.0, rgb(0xff_30_30), 0.95);
        canvas.disc(x, y, 4.0, rgb(0xff_a4_94), 1.0);
    }
}

fn cabin(canvas: &mut Canvas, place: &Place) {
    canvas.fill(&Shape::rect(-62.0, -52.0, 124.0, 58.0).placed(place), rgb(0x16_22_34));
    let roof = Shape::start(-76.0, -50.0).line(-48.0, -88.0).line(50.0, -88.0).line(78.0, -50.0);
    canvas.fill(&roof.placed(place), rgb(0x8c_c8_c2));
    canvas.fill(&Shape::rect(-74.0, -54.0, 150.0, 6.0).placed(place), rgb(0x4a_84_8c));
    canvas.fill(&Shape::rect(26.0, -112.0, 13.0, 34.0).placed(place), rgb(0x16_22_34));
    for window in [-42.0, -4.0] {
        canvas.fill(&Shape::rect(window, -40.0, 26.0, 22.0).placed(place), rgb(0xff_c8_68));
        canvas.fill(&Shape::rect(window + 11.5, -40.0, 3.0, 22.0).placed(place), rgb(0x5c_34_20));
    }
    canvas.fill(&Shape::rect(36.0, -40.0, 18.0, 46.0).placed(place), rgb(0x5c_30_24));
    let (x, y) = place.at(-14.0, -26.0);
    canvas.glow(x, y, 150.0, rgb(0xff_a0_40), 0.65);
    canvas.puff(x - 10.0, y + 40.0, 90.0, 16.0, rgb(0xff_b4_60), 0.5);
    for puff in 0..14 {
        let t = puff as f32 / 14.0;
        let (x, y) = place.at(32.0 + 46.0 * t * t, -116.0 - 90.0 * t);
        canvas.puff(x, y, 8.0 + 20.0 * t, 8.0 + 18.0 * t, rgb(0xb4_d8_d4), 0.3 * (1.0 - t));
    }
}

fn spruce(canvas: &mut Canvas, x: f32, foot: f32, tall: f32, dice: &mut Dice) {
    let dark = rgb(0x0a_1c_2c).mix(rgb(0x14_34_40), dice.roll());
    for tier in 0..6 {
        let t = tier as f32 / 6.0;
        let (top, half) = (foot - tall * (1.0 - t * 0.86), tall * (0.05 + 0.17 * t));
        let low = top + tall * 0.27;
        let branch = Shape::start(x, top)
            .curve(x + half * 0.4, low - tall * 0.06, x + half, low)
            .curve(x, low - tall * 0.05, x - half, low)
            .curve(x - half * 0.4, low - tall * 0.06, x, top);
        canvas.fill(&branch, dark);
        let snow = Shape::start(x, top)
            .curve(x - half * 0.4, low - tall * 0.06, x - half, low)
            .curve(x - half * 0.35, low - tall * 0.08, x, top);
        canvas.tint(&snow, rgb(0x9c_e0_cc), 0.55);
    }
    canvas.tint(&Shape::ellipse(x, foot - 2.0, tall * 0.2, 3.5), WHITE, 0.12);
}
