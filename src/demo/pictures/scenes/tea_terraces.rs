//! Terraced tea hills in mist.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::rgb;
use crate::demo::pictures::field::Field;
use crate::demo::pictures::noise::{Dice, fbm, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Shape};

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0xa8_c8_c4)),
        (200.0, rgb(0xd8_e2_cc)),
        (400.0, rgb(0xfb_ee_cc)),
        (600.0, rgb(0xf6_f0_d8)),
    ]);
    canvas.glow(1240.0, 210.0, 700.0, rgb(0xff_e2_98), 0.8);
    canvas.disc(1240.0, 210.0, 44.0, rgb(0xff_fa_e6), 0.9);
    let mist = Field::new(8.0, |x, y| fbm(x / 300.0, y / 90.0, 4, 9));
    for (base, tall, long, seed, colour) in
        [(330.0, 120.0, 260.0, 2, rgb(0xb4_cc_c4)), (400.0, 130.0, 320.0, 3, rgb(0x93_b6_ac))]
    {
        canvas.ridge_to(
            760.0,
            |x| base - tall * fbm(x / long, 0.0, 4, seed) - 30.0,
            |x, y, depth| {
                let veil = (depth / 150.0 + mist.at(x, y) * 0.5).clamp(0.0, 1.0);
                colour.mix(rgb(0xf8_f0_d8), veil)
            },
        );
    }
    let wobble = Field::new(20.0, |x, y| 9.0 * noise(x / 160.0, y / 160.0, 44));
    // Each hill: where its top is, how high, how wide, how far away, how dense its rows.
    let hills = [
        (1120.0, 400.0, 520.0, 210.0, 0.72, 15.0),
        (330.0, 440.0, 560.0, 240.0, 0.56, 19.0),
        (1420.0, 520.0, 640.0, 300.0, 0.36, 26.0),
        (720.0, 600.0, 680.0, 290.0, 0.2, 32.0),
        (60.0, 640.0, 640.0, 380.0, 0.06, 42.0),
        (1330.0, 730.0, 720.0, 330.0, 0.0, 52.0),
    ];
    for (index, (middle, top, wide, drop, far, row)) in hills.into_iter().enumerate() {
        let seed = 40 + index as u32;
        let crest = |x: f32| {
            let across = (x - middle) / wide;
            top + drop * (1.0 - 1.0 / (1.0 + across * across * 2.6)) * 1.6
                + 20.0 * fbm(x / 210.0, 0.0, 3, seed)
        };
        canvas.ridge(crest, |x, y, depth| {
            let across = (x - middle) / wide;
            // Rows follow the slope and lie closer where it turns away from us.
            let turn = (depth + 6.0).sqrt() * 14.0 + depth * 0.32;
            let level =
                (turn + 26.0 * across * across + wobble.at(x + 170.0 * index as f32 % 700.0, y))
                    / row;
            let part = level - level.floor();
            let bush = step(0.0, 0.22, part) * step(1.0, 0.72, part);
            let tuft = noise(x / (row * 0.24), y / (row * 0.17), seed + 7);
            let sunny = (0.62 + 0.34 * (x - middle) / wide + 0.25 * tuft).clamp(0.0, 1.0);
            let leaf = rgb(0x2f_6b_3a).mix(rgb(0xb4_cc_4c), sunny * (1.08 - part));
            let gap = rgb(0x20_46_33).mix(rgb(0x7c_7a_44), 0.25);
            let rim = (1.0 - depth / 9.0).max(0.0) * 0.3;
            gap.mix(leaf, bush).screen(rgb(0xff_f0_a4), rim).mix(rgb(0xdd_e6_cc), far)
        });
        tea_trees(canvas, seed, middle, wide, far, crest);
        let veil = if index < 4 { lerp(0.95, 0.35, index as f32 / 5.0) } else { 0.0 };
        let line = top + drop * 0.75;
        canvas.each(line - 140.0, if index < 4 { TALL } else { 0.0 }, |x, y, pixel| {
            let thick = step(
                line - 90.0,
                line + 120.0,
                y + 120.0 * mist.at(x + 90.0 * seed as f32 % 700.0, y),
            );
            pixel.mix(rgb(0xfa_f2_de), thick * veil)
        });
        match index {
            3 => {
                for (x, scale) in [(628.0, 0.30), (676.0, 0.32), (846.0, 0.31)] {
                    picker(canvas, &Place::new(x, crest(x) + 64.0, scale));
                }
            }
            5 => {
                for (x, scale) in [(1120.0, 0.72), (1262.0, 0.78), (1490.0, 0.7)] {
                    picker(canvas, &Place::new(x, crest(x) + 100.0, scale));
                }
            }
            _ => {}
        }
    }
    for ray in 0..5 {
        let from = 1180.0 + ray as f32 * 36.0;
        let wide = 46.0 + ray as f32 * 14.0;
        let reach = from - 560.0 + ray as f32 * 120.0;
        let beam = Shape::new(&[
            (from, 180.0),
            (from + 14.0, 180.0),
            (reach + wide * 2.0, TALL),
            (reach, TALL),
        ]);
        canvas.fill_with(&beam, |_, y, _| (rgb(0xff_f2_c4), 0.13 * (1.0 - y / TALL)));
    }
}

fn tea_trees(
    canvas: &mut Canvas,
    seed: u32,
    middle: f32,
    wide: f32,
    far: f32,
    crest: impl Fn(f32) -> f32,
) {
    let mut dice = Dice::new(seed);
    for _ in 0..7 {
        let x = middle + (dice.roll() - 0.5) * wide * 1.3;
        let size = 9.0 + 34.0 * (1.0 - far) * dice.between(0.5, 1.0);
        let y = crest(x) + 4.0;
        let colour = rgb(0x1e_4c_38).mix(rgb(0xdd_e6_cc), far);
        canvas.limb((x, y), (x, y - size), (size * 0.05, size * 0.04), colour.lit(0.8));
        for _ in 0..22 {
            let (dx, dy) =
                ((dice.roll() + dice.roll() - 1.0) * size * 0.7, -size * dice.between(0.7, 1.5));
            canvas.disc(
                x + dx,
                y + dy,
                size * dice.between(0.1, 0.22),
                colour.lit(0.86 - dy / size * 0.24),
                1.0,
            );
        }
    }
}

fn picker(canvas: &mut Canvas, place: &Place) {
    let coat = rgb(0x2c_4c_6c);
    let body = [
        [0.0, -8.0, 4.0, -46.0, 13.0, 11.0],
        [6.0, -46.0, 30.0, -30.0, 5.0, 3.6],
        [30.0, -30.0, 38.0, -20.0, 3.4, 2.6],
        [6.0, -62.0, 6.0, -62.0, 8.0, 8.0],
    ];
    canvas.figure(place, &body, coat, 1.0);
    let basket = Shape::new(&[(-30.0, -50.0), (-8.0, -54.0), (-10.0, -14.0), (-24.0, -12.0)]);
    canvas.fill(&basket.placed(place), rgb(0xb0_80_3c));
    let hat = Shape::start(-18.0, -62.0)
        .line(6.0, -84.0)
        .line(32.0, -58.0)
        .curve(8.0, -54.0, -18.0, -62.0);
    canvas.fill(&hat.placed(place), rgb(0xf6_e2_a4));
}
