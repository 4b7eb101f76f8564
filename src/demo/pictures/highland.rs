//! Scenes of hills, sand and the far north.

use super::canvas::{Canvas, Field, TALL, WIDE};
use super::colour::{Colour, WHITE, rgb};
use super::figures;
use super::noise::{Dice, fbm, lerp, noise, step};
use super::shape::{Place, Shape};
use super::steppe::stars;

/// Terraced tea hills in mist.
pub fn tea_terraces(canvas: &mut Canvas) {
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

/// Dunes with a camel caravan.
pub fn desert_dunes(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x3c_6f_98)),
        (190.0, rgb(0x8a_a4_b0)),
        (340.0, rgb(0xf2_c4_94)),
        (470.0, rgb(0xff_e0_a8)),
    ]);
    let sun = (1270.0, 300.0);
    let veil = Field::new(8.0, |x, y| step(0.0, 0.5, fbm(x / 500.0, y / 60.0 + x / 800.0, 4, 6)));
    canvas.each(0.0, 460.0, |x, y, sky| sky.mix(rgb(0xff_da_b4), veil.at(x, y) * 0.4));
    canvas.glow(sun.0, sun.1, 640.0, rgb(0xff_c4_78), 0.8);
    canvas.disc(sun.0, sun.1, 46.0, rgb(0xff_f8_e0), 1.0);
    canvas.ridge(
        |x| 420.0 - 60.0 * fbm(x / 300.0, 0.0, 3, 5),
        |_, _, depth| rgb(0xe0_ac_84).mix(rgb(0xff_dc_ae), (depth / 90.0).min(1.0)),
    );
    dune(
        canvas,
        (11, 620.0, 0.62),
        |x| 452.0 - 60.0 * bump(x, 420.0, 380.0) - 40.0 * bump(x, 1240.0, 420.0),
        |y| 520.0 + (y - 430.0) * 0.9,
    );
    dune(
        canvas,
        (12, 740.0, 0.42),
        |x| 540.0 - 130.0 * bump(x, 1030.0, 470.0) - 40.0 * bump(x, 220.0, 300.0),
        |y| 1010.0 + (y - 410.0) * 1.25 + 50.0 * (y / 46.0).sin(),
    );
    let ridge = |x: f32| 650.0 - 156.0 * bump(x, 480.0, 560.0) - 20.0 * bump(x, 1400.0, 300.0);
    dune(canvas, (13, TALL, 0.2), ridge, |y| {
        486.0 + (y - 492.0) * 1.7 + 46.0 * ((y - 480.0) / 62.0).sin()
    });
    caravan(canvas, ridge);
    let front = |x: f32| 858.0 - 196.0 * bump(x, 1250.0, 620.0) - 50.0 * bump(x, 60.0, 420.0);
    dune(canvas, (14, TALL, 0.0), front, |y| {
        1246.0 + (y - 660.0) * 2.1 + 60.0 * ((y - 640.0) / 80.0).sin()
    });
    canvas
        .each(380.0, 620.0, |_, y, pixel| pixel.mix(rgb(0xff_dc_a8), 0.34 * step(620.0, 440.0, y)));
}

/// Wind turbines on a ridge at dusk.
pub fn wind_farm(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x1b_23_52)),
        (210.0, rgb(0x4b_3c_7c)),
        (380.0, rgb(0xa8_50_80)),
        (500.0, rgb(0xf0_83_6a)),
        (610.0, rgb(0xff_c4_78)),
    ]);
    let sun = (560.0, 596.0);
    let bands =
        Field::new(6.0, |x, y| step(0.0, 0.45, fbm(x / 380.0 + y / 500.0, y / 40.0, 4, 14)));
    canvas.each(60.0, 600.0, |x, y, sky| {
        let here = bands.at(x, y);
        let under = bands.at(x, y - 12.0) - here;
        let near = step(1200.0, 100.0, (x - sun.0).abs() + (y - sun.1).abs());
        let colour = rgb(0x4c_36_70)
            .mix(rgb(0xff_86_68), near)
            .screen(rgb(0xff_d8_98), under.max(0.0) * near);
        sky.mix(colour, here * 0.55)
    });
    stars(canvas, 31, 260, 300.0, |_, _, chance| chance < 0.8);
    canvas.glow(sun.0, sun.1, 660.0, rgb(0xff_a8_5c), 0.85);
    canvas.disc(sun.0, sun.1, 58.0, rgb(0xff_ec_b4), 1.0);
    let fog = Field::new(8.0, |x, y| fbm(x / 300.0, y / 80.0, 3, 3));
    for (index, (base, tall, long, colour)) in [
        (606.0, 70.0, 250.0, rgb(0xd8_76_72)),
        (650.0, 86.0, 310.0, rgb(0xa4_58_74)),
        (712.0, 110.0, 380.0, rgb(0x6c_42_70)),
    ]
    .into_iter()
    .enumerate()
    {
        let seed = 21 + index as u32;
        let crest = |x: f32| base - tall * (0.2 + fbm(x / long, 0.0, 4, seed));
        let turbines: &[(f32, f32, f32)] = match index {
            0 => &[(830.0, 0.2, 0.3), (905.0, 0.2, 1.2), (990.0, 0.21, 0.7), (1080.0, 0.2, 1.7)],
            1 => &[
                (1190.0, 0.34, 0.1),
                (1330.0, 0.36, 0.9),
                (1475.0, 0.36, 1.6),
                (250.0, 0.34, 0.5),
                (95.0, 0.33, 1.3),
            ],
            _ => &[],
        };
        for (x, scale, turn) in turbines {
            turbine(canvas, *x, crest(*x) + 4.0, *scale, *turn, colour.lit(0.82), false);
        }
        canvas.ridge_to(850.0, crest, |x, y, depth| {
            let veil = (depth / 150.0 + fog.at(x, y) * 0.4).clamp(0.0, 0.85);
            let rim = (1.0 - depth / 5.0).max(0.0) * 0.3;
            colour.mix(rgb(0xf4_9a_7a), veil).screen(rgb(0xff_d0_90), rim)
        });
    }
    let front = |x: f32| 782.0 - 120.0 * bump(x, 1080.0, 700.0) - 26.0 * fbm(x / 260.0, 0.0, 4, 9);
    for (x, scale, turn) in [(690.0, 0.7, 0.35), (980.0, 0.98, 1.05), (1310.0, 1.08, 0.62)] {
        turbine(canvas, x, front(x) + 10.0, scale, turn, rgb(0x2c_22_48), true);
    }
    canvas.ridge(front, |x, y, depth| {
        let grass = noise(x / 7.0, y / 16.0, 3) * 0.05 * step(40.0, 0.0, depth);
        let rim = (1.0 - depth / 7.0).max(0.0) * step(1500.0, 300.0, (x - sun.0).abs());
        rgb(0x2a_20_46)
            .mix(rgb(0x12_12_2c), (depth / 190.0).min(1.0))
            .lit(1.0 + grass)
            .screen(rgb(0xff_96_60), rim * 0.45)
    });
    let mut dice = Dice::new(6);
    for _ in 0..520 {
        let x = dice.roll() * WIDE;
        let (y, tall) = (front(x) + 3.0, dice.between(4.0, 13.0));
        canvas.limb((x, y), (x + dice.between(-2.0, 5.0), y - tall), (1.1, 0.4), rgb(0x28_1e_42));
    }
    for sheep in 0..9 {
        let x = 240.0 + sheep as f32 * 38.0 + 16.0 * noise(sheep as f32 * 1.7, 0.0, 4);
        let y = front(x);
        canvas.fill(&Shape::ellipse(x, y - 7.0, 10.0, 6.5), rgb(0x30_26_4c));
        canvas.disc(x + 10.0, y - 9.0, 3.4, rgb(0x24_1c_3c), 1.0);
        for leg in [-5.0, 5.0] {
            canvas.line((x + leg, y - 4.0), (x + leg, y + 2.0), 2.0, rgb(0x24_1c_3c), 1.0);
        }
    }
}

/// A radio mast under northern lights.
pub fn aurora_tower(canvas: &mut Canvas) {
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

/// One rounded rise of a line, 1 at its middle.
fn bump(x: f32, middle: f32, wide: f32) -> f32 {
    let across = (x - middle) / wide;
    1.0 / (1.0 + across * across * (1.0 + across * across))
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

/// Sand under `crest`: lit to the right of `split`, which says where the shadow ends at a height.
fn dune(
    canvas: &mut Canvas,
    (seed, bottom, haze): (u32, f32, f32),
    crest: impl Fn(f32) -> f32,
    split: impl Fn(f32) -> f32,
) {
    canvas.ridge_to(bottom, crest, |x, y, depth| {
        let edge = split(y);
        let lit = step(edge - 3.0 - depth * 0.02, edge + 3.0 + depth * 0.02, x);
        let ripple_size = 7.0 + depth * 0.05;
        let wave = depth + 0.18 * x + 26.0 * noise(x / 190.0, y / 110.0, seed);
        let phase = wave / ripple_size;
        let ripple = (phase - phase.floor() - 0.5).abs() * 2.0;
        let grain = (ripple - 0.5) * 0.06 * step(6.0, 60.0, depth);
        let far_from_edge = ((x - edge).abs() / 620.0).min(1.0);
        let light = rgb(0xff_c6_7c).mix(rgb(0xe4_93_52), far_from_edge * 0.8 + depth / 900.0);
        let shade =
            rgb(0x8e_4e_44).mix(rgb(0xc0_7a_5c), far_from_edge).mix(rgb(0x6a_42_58), depth / 600.0);
        let rim = (1.0 - depth / 5.0).max(0.0) * 0.35;
        shade
            .lit(1.0 + grain * 0.6)
            .mix(light.lit(1.0 + grain), lit)
            .screen(rgb(0xff_e8_b8), rim)
            .mix(rgb(0xff_d4_a0), haze)
    });
}

fn caravan(canvas: &mut Canvas, ridge: impl Fn(f32) -> f32) {
    let coats = [rgb(0x4a_2a_24), rgb(0x56_32_28), rgb(0x40_26_24)];
    for index in 0..7 {
        let x = 232.0 + index as f32 * 92.0;
        let y = ridge(x) + 5.0;
        // The sun stands to the right: shadows fall to the left, down the slope.
        let shade = Shape::new(&[
            (x - 26.0, y),
            (x + 26.0, y),
            (x - 40.0, y + 54.0),
            (x - 118.0, y + 60.0),
        ]);
        canvas.tint(&shade, rgb(0x5c_34_40), 0.35);
        let stride = if index % 2 == 0 { 0.9 } else { -0.6 };
        let place = Place::new(x, y, 0.62);
        figures::camel(canvas, &place, coats[index % 3], stride, index % 3 == 1);
        if index > 0 {
            canvas.line((x - 50.0, y - 56.0), (x - 34.0, y - 38.0), 1.2, rgb(0x3a_22_20), 0.9);
        }
    }
    let x = 232.0 + 7.0 * 92.0 - 14.0;
    let place = Place::new(x, ridge(x) + 4.0, 0.56);
    figures::walker(canvas, &place, 0.8, rgb(0xb0_3c_2c), rgb(0x3a_22_20));
}

fn turbine(
    canvas: &mut Canvas,
    x: f32,
    foot: f32,
    scale: f32,
    turn: f32,
    colour: Colour,
    near: bool,
) {
    let hub = (x, foot - 400.0 * scale);
    let tower = Shape::new(&[
        (x - 10.0 * scale, foot + 30.0),
        (x - 4.6 * scale, hub.1),
        (x + 4.6 * scale, hub.1),
        (x + 10.0 * scale, foot + 30.0),
    ]);
    canvas.fill(&tower, colour);
    canvas.line(
        (hub.0 - 8.0 * scale, hub.1),
        (hub.0 + 22.0 * scale, hub.1 - 1.0),
        15.0 * scale,
        colour,
        1.0,
    );
    for blade in 0..3 {
        let angle = turn + blade as f32 * std::f32::consts::TAU / 3.0;
        let (dx, dy) = (angle.cos() * scale, angle.sin() * scale);
        let point = |along: f32, aside: f32| {
            (hub.0 + dx * along - dy * aside, hub.1 + dy * along + dx * aside)
        };
        let ((ax, ay), (bx, by), (cx, cy)) =
            (point(38.0, 15.0), point(232.0, 3.0), point(236.0, 0.0));
        let ((ex, ey), (fx, fy)) = (point(90.0, -5.0), point(6.0, -5.0));
        let (sx, sy) = point(6.0, 5.0);
        let shape = Shape::start(sx, sy).curve(ax, ay, bx, by).line(cx, cy).curve(ex, ey, fx, fy);
        canvas.fill(&shape, colour.lit(1.06));
    }
    canvas.disc(hub.0, hub.1, 11.0 * scale, colour.lit(1.12), 1.0);
    if near {
        canvas.line(
            (x - 7.6 * scale, foot),
            (x - 3.6 * scale, hub.1),
            2.4 * scale,
            rgb(0xff_9a_70),
            0.5,
        );
        canvas.disc(hub.0 + 16.0 * scale, hub.1 - 10.0 * scale, 3.4 * scale, rgb(0xff_5c_4c), 1.0);
        canvas.glow(hub.0 + 16.0 * scale, hub.1 - 10.0 * scale, 34.0 * scale, rgb(0xff_40_38), 0.9);
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
