//! Riders on the green steppe under a big sky.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::rgb;
use crate::demo::pictures::field::Field;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, fbm, noise, step};
use crate::demo::pictures::shape::{Place, Shape};

pub fn draw(canvas: &mut Canvas) {
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
