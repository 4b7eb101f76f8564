//! A train crossing a snow plain.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::{Colour, WHITE, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::noise::{Dice, chance, fbm, lerp, noise, step};
use crate::demo::pictures::shape::Shape;

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x6d_9c_c6)),
        (230.0, rgb(0xa9_c2_d8)),
        (400.0, rgb(0xf0_cf_c6)),
        (520.0, rgb(0xff_e3_c2)),
    ]);
    let sun = (330.0, 418.0);
    let veil = Field::new(6.0, |x, y| step(-0.1, 0.5, fbm(x / 480.0 + y / 700.0, y / 64.0, 4, 61)));
    canvas.each(0.0, 480.0, |x, y, sky| sky.mix(rgb(0xff_ea_e0), veil.at(x, y) * 0.5));
    canvas.glow(sun.0, sun.1, 560.0, rgb(0xff_d0_94), 0.85);
    canvas.disc(sun.0, sun.1, 34.0, rgb(0xff_fa_ea), 1.0);
    for (base, tall, long, seed, colour) in
        [(452.0, 90.0, 230.0, 3, rgb(0xb4_b8_d2)), (478.0, 70.0, 300.0, 7, rgb(0x96_a8_ca))]
    {
        canvas.ridge_to(
            540.0,
            |x| base - tall * (0.25 + fbm(x / long, 0.0, 5, seed)),
            |x, y, depth| {
                let face = step(-0.15, 0.2, fbm((x + y) / 60.0, y / 120.0, 3, seed + 1));
                let snow = colour.mix(rgb(0xff_e4_d4), face * 0.5);
                snow.mix(rgb(0xf8_dc_d0), (depth / 100.0).min(0.85))
            },
        );
    }
    larches(canvas);
    let drift = Field::new(7.0, |x, y| {
        let near = ((y - 500.0) / 400.0).clamp(0.03, 1.0);
        fbm(x / (160.0 + 620.0 * near), y / (14.0 + 110.0 * near), 3, 17)
    });
    let snow = |x: f32, y: f32| {
        let near = ((y - 500.0) / 400.0).clamp(0.0, 1.0);
        let slope = drift.at(x + 9.0, y + 4.0) - drift.at(x - 5.0, y - 4.0);
        let lit = (0.66 - slope * (0.9 + 2.4 * near)).clamp(0.0, 1.0);
        let toward = 1.0 - ((x - sun.0) / 1300.0).abs().min(1.0);
        let light = rgb(0xf2_ee_f4).mix(rgb(0xff_e6_cc), toward * (1.0 - near * 0.6));
        rgb(0x8f_ac_d8).mix(light, lit)
    };
    canvas.ridge(|x| 506.0 + 4.0 * noise(x / 200.0, 0.0, 2), |x, y, _| snow(x, y));
    train(canvas);
    canvas.ridge(
        |x| {
            700.0 - 46.0 * fbm(x / 560.0, 0.0, 3, 44) + 60.0 * step(600.0, 0.0, x)
                - 40.0 * step(900.0, 1600.0, x)
        },
        |x, y, depth| {
            let rim = (1.0 - depth / 26.0).max(0.0);
            snow(x, y - 60.0).lit(0.97).screen(rgb(0xff_e2_c4), rim * 0.5)
        },
    );
    let mut dice = Dice::new(19);
    for _ in 0..22 {
        let (x, y) =
            (dice.roll() * 620.0 + 700.0 * dice.roll().round(), 760.0 + dice.roll() * 130.0);
        for _ in 0..7 {
            let (bend, tall) = (dice.between(-14.0, 14.0), dice.between(14.0, 46.0));
            canvas.limb((x, y), (x + bend, y - tall), (1.4, 0.4), rgb(0x9a_7a_62));
        }
        canvas.line((x, y), (x + 70.0, y + 12.0), 3.0, rgb(0x7c_9a_cc), 0.4);
    }
    let mut flakes = Dice::new(91);
    for _ in 0..170 {
        let (x, y) = (flakes.roll() * WIDE, flakes.roll() * TALL);
        canvas.disc(x, y, flakes.between(0.8, 2.6), WHITE, flakes.between(0.2, 0.7));
    }
}

fn larches(canvas: &mut Canvas) {
    let mut dice = Dice::new(71);
    for row in 0..3 {
        let base = 500.0 + row as f32 * 7.0;
        let colour = rgb(0x8d_97_b4).mix(rgb(0x4e_5f_86), row as f32 / 2.0);
        let mut x = -20.0;
        while x < WIDE + 20.0 {
            let tall = dice.between(20.0, 52.0)
                * (0.5 + 0.7 * noise(x / 210.0, row as f32, 5).abs())
                + row as f32 * 6.0;
            canvas.limb((x, base), (x, base - tall), (1.4, 0.5), colour);
            let half = tall * 0.15;
            let crown = Shape::new(&[
                (x, base - tall),
                (x + half, base - tall * 0.12),
                (x - half, base - tall * 0.12),
            ]);
            canvas.tint(&crown, colour, 0.9);
            x += dice.between(6.0, 26.0);
        }
    }
}

fn train(canvas: &mut Canvas) {
    // The line comes nearer from left to right: places along it and the scale there.
    let place = |t: f32| (lerp(70.0, 1420.0, t), lerp(566.0, 640.0, t), lerp(0.36, 1.0, t));
    let bank = Shape::new(&[(-10.0, 562.0), (WIDE, 650.0), (WIDE, 690.0), (-10.0, 574.0)]);
    canvas.fill_with(&bank, |x, y, _| {
        let top = lerp(562.0, 650.0, x / WIDE);
        (rgb(0xf6_ee_f0).mix(rgb(0x86_a4_d4), step(top, top + 26.0, y)), 1.0)
    });
    for pole in 0..9 {
        let (x, y, scale) = place((pole as f32 / 8.0).powf(1.3) * 1.1);
        let tall = 150.0 * scale;
        canvas.limb(
            (x, y - 10.0),
            (x, y - 10.0 - tall),
            (2.6 * scale, 2.0 * scale),
            rgb(0x4c_50_68),
        );
        let arm = y - 2.0 - tall;
        canvas.line(
            (x - 18.0 * scale, arm),
            (x + 18.0 * scale, arm),
            3.0 * scale,
            rgb(0x4c_50_68),
            1.0,
        );
    }
    let edge = |t: f32, up: f32| {
        let (x, y, scale) = place(t);
        (x, y - up * scale)
    };
    let coaches = 9;
    for coach in 0..=coaches {
        // Equal coaches look shorter the further away they are.
        let at = |index: f32| (index / (coaches as f32 + 1.0)).powf(1.55) * 0.94 + 0.03;
        let (from, to) = (at(coach as f32), at(coach as f32 + 0.955));
        let engine = coach == coaches;
        let body = if engine { rgb(0xc4_3a_2a) } else { rgb(0x23_5a_4e) };
        let haze = 0.42 * (1.0 - to);
        let box_shape = |low: f32, high: f32, from: f32, to: f32| {
            Shape::new(&[edge(from, low), edge(from, high), edge(to, high), edge(to, low)])
        };
        let hazy = |colour: Colour| colour.mix(rgb(0xd8_c0_c4), haze);
        canvas.fill(&box_shape(4.0, 16.0, from, to), hazy(rgb(0x22_24_30)));
        canvas.fill(&box_shape(14.0, 78.0, from, to), hazy(body));
        canvas.fill(
            &box_shape(76.0, 86.0, lerp(from, to, 0.01), lerp(from, to, 0.99)),
            hazy(rgb(0xec_e8_ee)),
        );
        canvas.fill(&box_shape(20.0, 25.0, from, to), hazy(rgb(0xe8_c0_58)));
        if engine {
            let nose = edge(to, 0.0);
            let tip = Shape::new(&[
                edge(to, 14.0),
                edge(to, 78.0),
                (nose.0 + 14.0, nose.1 - 72.0),
                (nose.0 + 40.0, nose.1 - 36.0),
                (nose.0 + 38.0, nose.1 - 8.0),
            ]);
            canvas.fill(&tip, body.lit(0.86));
            canvas.fill(&box_shape(48.0, 70.0, lerp(from, to, 0.86), to), rgb(0x2a_34_48));
            canvas.fill(&box_shape(30.0, 40.0, from, to), rgb(0xf0_e6_d8));
        } else {
            for window in 0..8 {
                let t = |part: f32| lerp(from, to, (window as f32 + part) / 8.0);
                let lit = chance(coach, window, 5) < 0.82;
                let glass = if lit { rgb(0xff_dc_8c) } else { rgb(0x6c_84_98) };
                canvas.fill(&box_shape(44.0, 64.0, t(0.2), t(0.8)), hazy(glass));
            }
        }
    }
    let (x, y) = edge(0.99, 0.0);
    canvas.glow(x + 30.0, y - 28.0, 120.0, rgb(0xff_f0_c0), 0.9);
    canvas.disc(x + 30.0, y - 28.0, 5.0, WHITE, 1.0);
    let mut dice = Dice::new(3);
    for _ in 0..150 {
        let t = dice.roll();
        let (x, y, scale) = place(t * 1.06);
        let size = dice.between(10.0, 30.0) * scale * (0.6 + t);
        canvas.puff(x, y + 4.0 - dice.roll() * 14.0 * scale, size * 1.7, size * 0.62, WHITE, 0.42);
    }
    for _ in 0..26 {
        let (size, back) = (dice.between(16.0, 46.0), dice.roll());
        canvas.puff(
            1480.0 - back * 130.0,
            644.0 - dice.roll() * 26.0,
            size * 1.6,
            size * 0.8,
            WHITE,
            0.5,
        );
    }
}
