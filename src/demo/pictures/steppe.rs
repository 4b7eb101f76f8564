//! Scenes under a wide sky.

use super::canvas::{Canvas, Field, TALL, WIDE};
use super::colour::{Colour, WHITE, rgb};
use super::figures;
use super::noise::{Dice, chance, fbm, lerp, noise, step};
use super::shape::{Place, Shape};

/// Riders on the green steppe under a big sky.
pub fn steppe_riders(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x1f_6c_b0)),
        (300.0, rgb(0x58_a6_d4)),
        (520.0, rgb(0xb4_dc_e4)),
        (620.0, rgb(0xf0_f0_dc)),
    ]);
    cumulus(canvas);
    let hazy = rgb(0xa9_cd_d6);
    for (base, tall, long, seed, colour) in
        [(556.0, 70.0, 250.0, 3, rgb(0x7f_ad_c4)), (580.0, 62.0, 330.0, 14, rgb(0x6f_a5_a4))]
    {
        canvas.ridge_to(
            640.0,
            |x| base - tall * fbm(x / long, 0.3, 4, seed) - 12.0,
            |_, _, depth| colour.mix(hazy, (depth / 90.0).min(0.7)),
        );
    }
    let shade = Field::new(8.0, |x, y| {
        let far = ((y - 560.0) / 340.0).clamp(0.02, 1.0);
        step(-0.05, 0.30, fbm(x / (300.0 + 500.0 * far), y / (26.0 + 130.0 * far), 3, 21))
    });
    for (base, tall, long, seed, light, dark) in [
        (600.0, 40.0, 420.0, 31, rgb(0x9c_c0_6c), rgb(0x5c_93_68)),
        (640.0, 56.0, 520.0, 32, rgb(0xa6_c4_58), rgb(0x4b_84_4c)),
        (716.0, 60.0, 620.0, 33, rgb(0x8f_b4_42), rgb(0x3c_72_3c)),
        (812.0, 46.0, 700.0, 34, rgb(0x6f_9c_36), rgb(0x2c_5a_30)),
    ] {
        canvas.ridge_to(
            if seed == 34 { TALL } else { base + 130.0 },
            |x| base - tall * (0.2 + fbm(x / long, 0.0, 3, seed)),
            |x, y, depth| {
                let grass = noise(x / (6.0 + depth * 0.12), y / (2.0 + depth * 0.03), seed) * 0.06;
                let sunny = 1.0 - 0.85 * shade.at(x, y) + grass;
                let rim = (1.0 - depth / 16.0).max(0.0) * 0.22;
                dark.mix(light, sunny.clamp(0.0, 1.0)).screen(rgb(0xf4_f0_a8), rim)
            },
        );
        match seed {
            31 => settlement(canvas),
            32 => herd(canvas),
            _ => {}
        }
        if seed == 33 {
            for (x, y, scale, coat, cloth) in [
                (560.0, 780.0, 1.12, rgb(0x3b_24_1c), rgb(0xb8_34_2c)),
                (1010.0, 772.0, 0.96, rgb(0x8a_5a_34), rgb(0x22_4f_86)),
                (806.0, 806.0, 1.42, rgb(0x2a_1c_1a), rgb(0x2f_6a_5c)),
            ] {
                dust(canvas, x, y, scale);
                figures::rider(canvas, &Place::new(x, y, scale), coat, cloth);
            }
        }
    }
    let mut dice = Dice::new(8);
    for _ in 0..900 {
        let (x, y) = (dice.roll() * WIDE, 800.0 + dice.roll().sqrt() * 110.0);
        let tall = dice.between(8.0, 26.0) * (y - 760.0) / 120.0;
        let bend = dice.between(-3.0, 9.0);
        let green = rgb(0x24_4c_24).mix(rgb(0xa4_c0_54), dice.roll() * 0.8);
        canvas.limb((x, y), (x + bend, y - tall), (1.3, 0.4), green);
    }
    for _ in 0..70 {
        let (x, y) = (dice.roll() * WIDE, 830.0 + dice.roll() * 66.0);
        let colour = dice.pick(&[rgb(0xf6_ec_c0), rgb(0xe8_b0_d0), rgb(0xf4_c8_3c)]);
        canvas.disc(x, y, dice.between(1.6, 3.4), colour, 0.95);
    }
    for (x, y, size) in [(1180.0, 190.0, 34.0), (1290.0, 262.0, 16.0)] {
        eagle(canvas, x, y, size);
    }
}

/// A white ger under the Milky Way.
pub fn ger_stars(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x07_0d_24)),
        (330.0, rgb(0x10_23_48)),
        (560.0, rgb(0x24_4a_72)),
        (690.0, rgb(0x5c_86_94)),
        (740.0, rgb(0xc2_a8_8a)),
    ]);
    // The galaxy runs from the lower left to the upper right.
    let along =
        |x: f32, y: f32| (x * 0.62 - y * 0.78 + 250.0, (x * 0.78 + y * 0.62 - 905.0) / 150.0);
    let galaxy = Field::new(4.0, |x, y| {
        let (u, v) = along(x, y);
        let v = v + 0.35 * fbm(u / 260.0, v * 0.6, 3, 4);
        let cloud = 0.55 + 0.75 * fbm(u / 150.0, v * 1.3, 5, 7);
        (-v * v * 0.55).exp() * cloud.max(0.0) * step(800.0, 520.0, y)
    });
    let dust = Field::new(4.0, |x, y| {
        let (u, v) = along(x, y);
        let lane = v + 0.5 * fbm(u / 190.0, v, 4, 13);
        step(0.05, 0.5, fbm(u / 120.0, v * 1.5 + 5.0, 4, 19) + 0.42 - lane.abs() * 0.75)
    });
    canvas.each(0.0, 740.0, |x, y, sky| {
        let light = galaxy.at(x, y);
        let lane = dust.at(x, y);
        let hue = rgb(0x6a_8e_e0).mix(rgb(0xff_d8_c0), (light * 1.25).min(1.0));
        sky.screen(hue, light * 0.85 * (1.0 - 0.62 * lane))
            .screen(rgb(0xb0_50_90), light * 0.16 * lane)
    });
    stars(canvas, 2, 3400, 720.0, |x, y, dice| {
        dice < 0.26 + 1.2 * galaxy.at(x, y) * (1.0 - 0.7 * dust.at(x, y))
    });
    canvas.glow_oval(620.0, 760.0, 900.0, 190.0, rgb(0xe8_b0_78), 0.45);

    for (base, tall, seed, colour) in
        [(712.0, 90.0, 3, rgb(0x20_40_5c)), (742.0, 70.0, 4, rgb(0x14_2c_44))]
    {
        canvas.ridge_to(
            820.0,
            |x| base - tall * fbm(x / 380.0, 0.0, 4, seed) - 10.0,
            |_, _, depth| colour.mix(rgb(0x3c_58_68), (depth / 130.0).min(0.35)),
        );
    }
    let door = (1010.0, 800.0);
    canvas.ridge(
        |x| 778.0 - 22.0 * fbm(x / 500.0, 0.0, 3, 9),
        |x, y, _| {
            let grass = 0.5 + 0.5 * noise(x / 16.0, y / 5.0, 2) * noise(x / 90.0, y / 30.0, 3);
            let ground = rgb(0x0c_1e_2a).mix(rgb(0x22_40_42), grass.clamp(0.0, 1.0) * 0.8);
            let (dx, dy) = (
                (x - door.0 - (y - door.1) * 0.5) / (90.0 + (y - door.1).max(0.0) * 1.9),
                (y - door.1) / 150.0,
            );
            let warm = (1.0 - dx * dx - dy * dy).max(0.0) * step(-14.0, 14.0, y - door.1);
            ground.screen(rgb(0xf0_94_3c), warm * (0.5 + 0.5 * grass))
        },
    );
    smoke(canvas, 948.0, 520.0);
    ger(canvas, &Place::new(960.0, 806.0, 1.18));
    figures::standing_horse(canvas, &Place::new(640.0, 822.0, 0.92), rgb(0x0a_14_20));
    canvas.limb((560.0, 824.0), (560.0, 742.0), (3.0, 2.6), rgb(0x0a_14_20));
    canvas.limb((730.0, 824.0), (730.0, 742.0), (3.0, 2.6), rgb(0x0a_14_20));
    canvas.line((540.0, 745.0), (750.0, 745.0), 2.4, rgb(0x0a_14_20), 1.0);
    figures::person(canvas, &Place::new(1232.0, 842.0, 1.0), rgb(0x16_1c_2e), rgb(0xf0_9a_4c));
    let mut dice = Dice::new(5);
    for _ in 0..420 {
        let (x, y) = (dice.roll() * WIDE, 850.0 + dice.roll().sqrt() * 60.0);
        let tall = dice.between(8.0, 28.0);
        canvas.limb((x, y), (x + dice.between(-5.0, 7.0), y - tall), (1.5, 0.4), rgb(0x07_12_1c));
    }
    canvas.bloom(0.62, 26.0, 0.5);
}

/// A train crossing a snow plain.
pub fn snow_train(canvas: &mut Canvas) {
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

/// Heaped clouds: balls of vapour, lit from the upper left, on a flat base.
fn cumulus(canvas: &mut Canvas) {
    let edge = Field::new(5.0, |x, y| fbm(x / 34.0, y / 34.0, 3, 3));
    let mut dice = Dice::new(12);
    for (middle, base, wide, tall, balls) in [
        (800.0, 520.0, 190.0, 74.0, 44),
        (20.0, 500.0, 230.0, 120.0, 60),
        (1580.0, 340.0, 150.0, 100.0, 50),
        (1190.0, 452.0, 420.0, 300.0, 104),
        (400.0, 418.0, 320.0, 270.0, 92),
    ] {
        let mut heap: Vec<(f32, f32, f32)> = (0..balls)
            .map(|_| {
                let across = (dice.roll() + dice.roll()) * 0.78 - 0.78;
                let room = (1.0 - across * across).max(0.05);
                let up = dice.roll() * room;
                let radius = tall * (0.13 + 0.2 * dice.roll()) * (0.55 + 0.6 * room);
                (middle + across * wide, base - up * (tall - radius), radius)
            })
            .collect();
        heap.sort_by(|one, other| one.1.total_cmp(&other.1));
        for (x, y, radius) in heap {
            let reach = radius * 1.2;
            canvas.each_in(x - reach, y - reach, 2.0 * reach, 2.0 * reach, |px, py, pixel| {
                let (dx, dy) = ((px - x) / radius, (py - y) / radius);
                let round = dx * dx + dy * dy;
                if round > 1.44 || py > base + 24.0 {
                    return pixel;
                }
                let rough = edge.at(px, py);
                let far = round + rough * 0.5;
                let cover = step(1.0, 0.84, far) * step(base + 8.0 + rough * 24.0, base - 14.0, py);
                if cover <= 0.0 {
                    return pixel;
                }
                let height = ((base - py) / tall).clamp(0.0, 1.0);
                let lit = 0.44 - dx * 0.24 - dy * 0.42 + height * 0.34 + rough * 0.3;
                let shadow = rgb(0x8d_b2_d2).mix(rgb(0xc4_d8_e4), height);
                let colour = shadow.mix(rgb(0xff_fc_f2), lit.clamp(0.0, 1.0));
                pixel.mix(colour, cover)
            });
        }
        canvas.puff(middle, base + 4.0, wide * 1.1, 26.0, rgb(0xb8_dc_e6), 0.5);
    }
}

fn settlement(canvas: &mut Canvas) {
    for (x, y, size) in [(1240.0, 606.0, 15.0), (1282.0, 610.0, 17.0), (1330.0, 607.0, 13.0)] {
        let wall = Shape::rect(x - size, y - size * 0.7, size * 2.0, size * 0.75);
        canvas.fill_with(&wall, |px, _, _| {
            (rgb(0xff_fc_f2).mix(rgb(0xa8_b8_b8), step(x - size * 0.4, x + size, px)), 1.0)
        });
        let roof = Shape::start(x - size * 1.06, y - size * 0.66)
            .curve(x - size * 0.5, y - size * 1.2, x, y - size * 1.22)
            .curve(x + size * 0.5, y - size * 1.2, x + size * 1.06, y - size * 0.66);
        canvas.fill(&roof, rgb(0xf4_f0_e4));
        canvas.fill(&Shape::rect(x - 2.0, y - size * 0.55, 5.0, size * 0.6), rgb(0xc8_5a_2c));
    }
}

fn herd(canvas: &mut Canvas) {
    let mut dice = Dice::new(37);
    for _ in 0..40 {
        let x = 150.0 + (dice.roll() + dice.roll()) * 190.0;
        let y = 662.0 + dice.roll() * 26.0;
        let coat = dice.pick(&[rgb(0xf2_ea_d8), rgb(0xf2_ea_d8), rgb(0x4a_34_28), rgb(0xe0_d0_b0)]);
        canvas.tint(&Shape::ellipse(x + 2.0, y + 4.0, 7.0, 1.6), rgb(0x2c_58_30), 0.6);
        canvas.fill(&Shape::ellipse(x, y, 5.6, 3.4), coat);
        canvas.disc(x + 5.6, y - 1.8, 2.0, coat.lit(0.7), 1.0);
    }
}

fn dust(canvas: &mut Canvas, x: f32, y: f32, scale: f32) {
    let mut dice = Dice::new(x as u32);
    canvas.tint(&Shape::ellipse(x + 6.0, y + 3.0, 86.0 * scale, 8.0 * scale), rgb(0x20_44_24), 0.5);
    for _ in 0..16 {
        let back = dice.between(20.0, 190.0) * scale;
        let size = (12.0 + back * 0.16) * dice.between(0.7, 1.2);
        let at = (x - back, y - 4.0 - dice.roll() * back * 0.16);
        canvas.puff(
            at.0,
            at.1,
            size * 1.5,
            size * 0.8,
            rgb(0xe8_dc_a8),
            0.32 - back / scale * 0.0012,
        );
    }
}

fn eagle(canvas: &mut Canvas, x: f32, y: f32, size: f32) {
    let wing = Shape::start(x, y)
        .curve(x - size * 0.4, y - size * 0.42, x - size * 1.3, y - size * 0.3)
        .curve(x - size * 0.5, y - size * 0.1, x, y + size * 0.2)
        .curve(x + size * 0.5, y - size * 0.14, x + size * 1.3, y - size * 0.42)
        .curve(x + size * 0.4, y - size * 0.46, x, y);
    canvas.fill(&wing, rgb(0x3c_3a_3c));
    canvas.limb(
        (x, y - size * 0.08),
        (x - 2.0, y + size * 0.34),
        (size * 0.09, size * 0.13),
        rgb(0x3c_3a_3c),
    );
}

fn smoke(canvas: &mut Canvas, x: f32, y: f32) {
    for part in 0..26 {
        let t = part as f32 / 26.0;
        let drift = 150.0 * t * t + 20.0 * noise(t * 4.0, 0.0, 5);
        let size = 9.0 + 44.0 * t;
        canvas.puff(x + drift, y - 190.0 * t, size, size * 0.9, rgb(0xb8_bc_c8), 0.26 * (1.0 - t));
    }
}

fn ger(canvas: &mut Canvas, place: &Place) {
    let felt = |x: f32| {
        let across = (x - place.x) / place.size(190.0);
        let round = (1.0 - across * across).max(0.0).sqrt();
        rgb(0x2e_42_66).mix(rgb(0xc2_cc_da), (0.2 + 0.62 * round - 0.3 * across).clamp(0.0, 1.0))
    };
    canvas.puff(place.x, place.y + 6.0, 300.0, 30.0, rgb(0x04_0a_12), 0.8);
    let wall = Shape::start(-184.0, -112.0)
        .curve(-196.0, -50.0, -190.0, 0.0)
        .curve(0.0, 26.0, 190.0, 0.0)
        .curve(196.0, -50.0, 184.0, -112.0);
    canvas.fill_with(&wall.placed(place), |x, y, _| {
        let fold = 0.96 + 0.05 * noise(x / 9.0, y / 60.0, 4);
        (felt(x).lit(fold), 1.0)
    });
    let roof = Shape::start(-202.0, -106.0)
        .curve(-130.0, -160.0, -36.0, -202.0)
        .line(36.0, -202.0)
        .curve(130.0, -160.0, 202.0, -106.0)
        .curve(0.0, -74.0, -202.0, -106.0);
    canvas.fill_with(&roof.placed(place), |x, y, _| {
        let fold = 1.0 + 0.04 * noise((x - place.x) / 14.0, y / 80.0, 7);
        (felt(place.x + (x - place.x) * 0.8).lit(1.08 * fold), 1.0)
    });
    for rope in [-118.0, -52.0, 52.0, 118.0] {
        let (top, foot) = (place.at(rope * 0.28, -200.0), place.at(rope * 1.36, -88.0));
        canvas.line(top, foot, 2.4, rgb(0x5a_64_78), 0.7);
    }
    for y in [-88.0, -34.0] {
        let belt: Vec<_> = (0..=20)
            .map(|piece| {
                let across = piece as f32 / 10.0 - 1.0;
                place.at(across * 190.0, y + 22.0 * (1.0 - across * across))
            })
            .collect();
        canvas.polyline(&belt, 4.0, rgb(0x6a_78_90), 0.65);
    }
    let crown = Shape::start(-38.0, -200.0)
        .curve(0.0, -228.0, 38.0, -200.0)
        .curve(0.0, -191.0, -38.0, -200.0);
    canvas.fill(&crown.placed(place), rgb(0xff_c2_6a));
    for bar in [-20.0, 0.0, 20.0] {
        let (from, to) = (place.at(bar * 0.5, -215.0), place.at(bar * 1.3, -197.0));
        canvas.line(from, to, 3.0, rgb(0x7c_3a_1c), 1.0);
    }
    canvas.limb(place.at(-10.0, -213.0), place.at(-10.0, -248.0), (5.0, 5.0), rgb(0x2a_30_3c));

    let frame = Shape::rect(6.0, -104.0, 76.0, 112.0);
    canvas.fill(&frame.placed(place), rgb(0x9c_3a_1c));
    canvas.fill(&Shape::rect(12.0, -98.0, 64.0, 104.0).placed(place), rgb(0xff_b4_54));
    canvas.fill_with(&Shape::rect(16.0, -92.0, 56.0, 98.0).placed(place), |_, y, _| {
        let heat = step(place.y - 110.0, place.y, y);
        (rgb(0xff_e4_a0).mix(rgb(0xff_a2_48), heat), 1.0)
    });
    let leaf = Shape::new(&[(72.0, -92.0), (106.0, -84.0), (106.0, 16.0), (72.0, 6.0)]);
    canvas.fill(&leaf.placed(place), rgb(0xc4_52_22));
    let panel = Shape::new(&[(79.0, -78.0), (99.0, -73.0), (99.0, -34.0), (79.0, -37.0)]);
    canvas.fill(&panel.placed(place), rgb(0xe8_8a_3a));
    let seated = [[34.0, 4.0, 33.0, -30.0, 13.0, 10.0], [34.0, -46.0, 34.0, -46.0, 8.5, 8.5]];
    canvas.figure(place, &seated, rgb(0x7a_34_18), 0.85);
    let (x, y) = place.at(44.0, -40.0);
    canvas.glow(x, y, 240.0, rgb(0xff_9c_40), 0.55);
    let (x, y) = place.at(0.0, -211.0);
    canvas.glow(x, y, 130.0, rgb(0xff_a8_50), 0.6);
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
