//! Runners at a start line, from above.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::{Colour, WHITE, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::noise::{Dice, noise};
use crate::demo::pictures::shape::{Place, Point, Shape};

pub fn draw(canvas: &mut Canvas) {
    // The road is laid level and then leans a little.
    const LEAN: f32 = -0.07;
    let on_road = |x: f32, y: f32| (x, y + (x - 800.0) * LEAN);
    let grain = Field::new(5.0, |x, y| noise(x / 22.0, y / 22.0, 4));
    canvas.each(0.0, TALL, |x, y, _| {
        let across = y - (x - 800.0) * LEAN;
        let (edge, rough) = ((across - 450.0).abs(), grain.at(x, y));
        let sun = 0.9 + 0.16 * (1.0 - x / WIDE) + 0.1 * (y / TALL);
        if edge > 372.0 {
            return rgb(0x8a_a0_58).lit(sun + rough * 0.1);
        }
        if edge > 318.0 {
            let slab = (x / 44.0 - (x / 44.0).floor() < 0.05) || (edge - 345.0).abs() < 1.2;
            return rgb(0xd8_c4_a4).lit(sun + rough * 0.03 - if slab { 0.1 } else { 0.0 });
        }
        if edge > 311.0 {
            return rgb(0xb4_a0_8c).lit(sun);
        }
        let asphalt = rgb(0x6e_72_80).mix(rgb(0x8a_82_80), 1.0 - x / WIDE);
        let track = noise(x / 260.0, across / 26.0, 9) * 0.05;
        let lane =
            [-155.0_f32, 0.0, 155.0].into_iter().any(|lane| (across - 450.0 - lane).abs() < 2.6);
        let dash = (x / 120.0 - (x / 120.0).floor()) < 0.5;
        let paint = if lane && dash { 0.42 } else { 0.0 };
        asphalt.lit(sun + track + rough * 0.035).mix(rgb(0xf4_ee_e0), paint)
    });
    let mut dice = Dice::new(5);
    start_line(canvas, &on_road);
    let shadow = rgb(0x26_2c_48);
    for side in [-1.0_f32, 1.0] {
        for board in 0..15 {
            let colours = [rgb(0xd8_3c_34), rgb(0xf4_ec_dc), rgb(0x24_5c_94), rgb(0xf0_b4_38)];
            let (x, y) = on_road(board as f32 * 112.0 - 10.0, 450.0 + side * 303.0);
            let (end_x, end_y) = on_road(board as f32 * 112.0 + 96.0, 450.0 + side * 303.0);
            canvas.line((x + 14.0, y - 10.0), (end_x + 14.0, end_y - 10.0), 12.0, shadow, 0.35);
            canvas.line((x, y), (end_x, end_y), 8.0, colours[board % 4], 1.0);
        }
        for _ in 0..120 {
            let away = 326.0 + 40.0 * dice.roll() * dice.roll();
            let (x, y) = on_road(dice.roll() * WIDE, 450.0 + side * away);
            let coat = shirt(&mut dice).mix(rgb(0x5c_5c_68), 0.4);
            canvas.line((x, y), (x + 36.0, y - 24.0), 18.0, shadow, 0.24);
            canvas.fill(&Shape::ellipse(x, y, 14.0, 10.0), coat);
            canvas.disc(x, y + side * -2.0, 7.0, hair(&mut dice), 1.0);
        }
    }
    // First all the shadows, so that none falls on a runner's back.
    let mut runners: Vec<(f32, f32, f32)> = Vec::new();
    for row in 0..23 {
        for lane in 0..11 {
            let (x, y) = (1100.0 - row as f32 * 54.0, 180.0 + lane as f32 * 54.0);
            let at = (
                x + dice.between(-18.0, 18.0) + if lane % 2 == 0 { 25.0 } else { 0.0 },
                y + dice.between(-12.0, 12.0),
            );
            if dice.roll() < 0.93 {
                runners.push((at.0, at.1, 0.5));
            }
        }
    }
    for _ in 0..13 {
        let ahead = dice.roll();
        runners.push((1165.0 + ahead * 250.0, 200.0 + dice.roll() * 500.0, 1.0));
    }
    for (x, y, _) in &runners {
        let (x, y) = on_road(*x, *y);
        canvas.limb((x, y), (x + 36.0, y - 25.0), (11.0, 9.0), rgb(0x58_5c_70));
        canvas.limb((x + 36.0, y - 25.0), (x + 54.0, y - 38.0), (12.0, 7.0), rgb(0x58_5c_70));
    }
    for (index, (x, y, stride)) in runners.into_iter().enumerate() {
        let (x, y) = on_road(x, y);
        runner(canvas, &mut dice, x, y, stride * if index % 2 == 0 { 1.0 } else { -1.0 });
    }
    for (x, y, size) in [
        (60.0, 20.0, 92.0),
        (420.0, -6.0, 74.0),
        (1290.0, 12.0, 84.0),
        (1530.0, -4.0, 96.0),
        (240.0, 906.0, 80.0),
        (700.0, 912.0, 70.0),
        (1450.0, 888.0, 90.0),
    ] {
        tree_top(canvas, &mut dice, x, y, size);
    }
    canvas.each(0.0, TALL, |x, y, pixel| {
        let light = 1.0 - ((x + (TALL - y) * 0.9) / 2000.0).min(1.0);
        pixel.screen(rgb(0xff_d8_8c), light * 0.3)
    });
}

fn shirt(dice: &mut Dice) -> Colour {
    dice.pick(&[
        rgb(0xe2_40_38),
        rgb(0xf4_b0_30),
        rgb(0x2c_7c_c8),
        rgb(0xf6_f2_e8),
        rgb(0x2c_a0_80),
        rgb(0xf0_70_40),
        rgb(0xe8_6c_94),
        rgb(0x30_40_80),
        rgb(0xc8_e0_48),
        rgb(0x40_c0_d8),
    ])
}

fn hair(dice: &mut Dice) -> Colour {
    dice.pick(&[
        rgb(0x20_1a_1c),
        rgb(0x34_24_1c),
        rgb(0x54_38_24),
        rgb(0xf0_ec_e4),
        rgb(0x8c_60_34),
        rgb(0xd8_3c_34),
    ])
}

fn runner(canvas: &mut Canvas, dice: &mut Dice, x: f32, y: f32, stride: f32) {
    let skin = dice.pick(&[rgb(0xf0_c0_98), rgb(0xc8_8c_5c), rgb(0x8c_58_38), rgb(0x5c_3a_28)]);
    let (cloth, turn) = (shirt(dice), dice.between(-1.6, 1.6));
    let shoe = dice.pick(&[rgb(0xf4_f4_f0), rgb(0xff_8c_30), rgb(0x40_e0_c0)]);
    let place = Place::new(x, y, 1.5);
    for side in [-1.0, 1.0] {
        let swing = stride * side;
        let leg = [[-3.0, side * 4.0, swing * 10.0, side * 5.0, 3.4, 2.6]];
        let foot = [[swing * 10.0, side * 5.0, swing * 12.0 + 3.0, side * 5.0, 2.6, 2.4]];
        let arm = [[0.0, side * 10.0, 4.0 - swing * 7.0, side * 12.0, 2.7, 2.3]];
        canvas.figure(&place, &leg, skin.lit(0.8), 1.0);
        canvas.figure(&place, &foot, shoe, 1.0);
        canvas.figure(&place, &arm, skin, 1.0);
    }
    canvas.figure(&place, &[[turn, -7.6, -turn, 7.6, 5.8, 5.8]], cloth, 1.0);
    let light = cloth.lit(1.1).mix(WHITE, 0.06);
    canvas.figure(&place, &[[turn - 2.0, -6.0, -turn - 2.0, 6.0, 3.0, 3.0]], light, 1.0);
    canvas.figure(&place, &[[2.6, 0.0, 2.6, 0.0, 5.3, 5.3]], hair(dice), 1.0);
    canvas.figure(&place, &[[1.6, 1.0, 1.6, 1.0, 2.6, 2.6]], rgb(0xff_e8_c0), 0.16);
}

fn start_line(canvas: &mut Canvas, on_road: &impl Fn(f32, f32) -> Point) {
    for row in 0..3 {
        for cell in 0..52 {
            let colour = if (row + cell) % 2 == 0 { rgb(0xfa_f6_ec) } else { rgb(0x24_26_34) };
            let (x, y) = on_road(1136.0 + row as f32 * 12.0, 140.0 + cell as f32 * 12.0);
            canvas.fill(&Shape::rect(x, y, 12.0, 12.0), colour);
        }
    }
    // The arch over the line, and its shadow on the road.
    let (top, bottom) = (on_road(1212.0, 100.0), on_road(1212.0, 800.0));
    canvas.line(
        (top.0 + 92.0, top.1 - 56.0),
        (bottom.0 + 92.0, bottom.1 - 64.0),
        36.0,
        rgb(0x30_34_4c),
        0.4,
    );
    let beam = Shape::new(&[
        (top.0 - 22.0, top.1),
        (top.0 + 22.0, top.1),
        (bottom.0 + 22.0, bottom.1),
        (bottom.0 - 22.0, bottom.1),
    ]);
    canvas.fill_with(&beam, |x, y, _| {
        let round = 1.0 - ((x - top.0) / 22.0).powi(2);
        let bands = ((y / 58.0) as i32) % 4 == 0;
        let cloth = if bands { rgb(0xfc_f2_e0) } else { rgb(0xd8_34_30) };
        (cloth.lit(0.66 + 0.42 * round.max(0.0) - (x - top.0) / 130.0), 1.0)
    });
    for end in [top, bottom] {
        canvas.disc(end.0, end.1, 34.0, rgb(0xb0_28_28), 1.0);
        canvas.disc(end.0 - 6.0, end.1 + 4.0, 22.0, rgb(0xe0_4c_40), 1.0);
    }
}

fn tree_top(canvas: &mut Canvas, dice: &mut Dice, x: f32, y: f32, size: f32) {
    canvas.puff(x + size * 0.6, y - size * 0.4, size * 1.3, size * 1.1, rgb(0x28_34_3c), 0.6);
    for leaf in 0..70 {
        let (turn, far) = (dice.roll() * std::f32::consts::TAU, dice.roll().sqrt() * size);
        let (dx, dy) = (turn.cos() * far, turn.sin() * far);
        let lit = 0.5 - dx / size * 0.28 + dy / size * 0.28 + leaf as f32 / 240.0;
        let colour = rgb(0x34_60_38).mix(rgb(0xc4_c8_54), lit.clamp(0.0, 1.0));
        canvas.disc(x + dx, y + dy, size * dice.between(0.1, 0.24), colour, 0.95);
    }
}
