//! The lit windows of a newsroom in a city building at night.

use crate::demo::pictures::canvas::{Canvas, WIDE};
use crate::demo::pictures::colour::rgb;
use crate::demo::pictures::field::Field;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, fbm, noise, step};
use crate::demo::pictures::shape::{Place, Shape};
use crate::demo::pictures::sky::stars;

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x0a_10_2c)),
        (330.0, rgb(0x1a_2c_54)),
        (620.0, rgb(0x4a_4c_74)),
        (760.0, rgb(0xa4_6c_70)),
    ]);
    stars(canvas, 12, 420, 420.0, |_, _, chance| chance < 0.7);
    canvas.glow(262.0, 170.0, 190.0, rgb(0xb8_cc_f0), 0.6);
    canvas.disc(262.0, 170.0, 46.0, rgb(0xf4_f0_dc), 1.0);
    canvas.puff(248.0, 160.0, 22.0, 16.0, rgb(0xd0_d0_c8), 0.6);
    canvas.puff(280.0, 186.0, 15.0, 12.0, rgb(0xd0_d0_c8), 0.6);
    let clouds = Field::new(8.0, |x, y| step(0.05, 0.5, fbm(x / 360.0, y / 60.0, 4, 10)));
    canvas.each(60.0, 520.0, |x, y, sky| sky.mix(rgb(0x50_5c_88), clouds.at(x, y) * 0.42));
    let mut dice = Dice::new(44);
    for (layer, base, colour) in [(0, 470.0, rgb(0x3c_48_70)), (1, 560.0, rgb(0x24_30_54))] {
        let mut x = -30.0;
        while x < WIDE {
            let (wide, top) = (dice.between(54.0, 130.0), base + dice.between(-150.0, 90.0));
            canvas.fill(&Shape::rect(x, top, wide, 500.0), colour.lit(dice.between(0.86, 1.1)));
            if dice.roll() < 0.3 {
                canvas.line((x + wide / 2.0, top), (x + wide / 2.0, top - 54.0), 2.6, colour, 1.0);
            }
            let step_size = 13.0 + layer as f32 * 4.0;
            let (columns, rows) = ((wide / step_size) as i32 - 1, 16);
            for row in 0..rows {
                for column in 0..columns {
                    if dice.roll() < 0.3 {
                        let at = (
                            x + 8.0 + column as f32 * step_size,
                            top + 14.0 + row as f32 * step_size * 1.4,
                        );
                        let pane = Shape::rect(at.0, at.1, step_size * 0.45, step_size * 0.62);
                        canvas.tint(&pane, rgb(0xff_d0_84), dice.between(0.25, 0.8));
                    }
                }
            }
            x += wide + dice.between(0.0, 14.0);
        }
    }
    newspaper_building(canvas, &mut dice);
    evening_street(canvas, &mut dice);
    canvas.bloom(0.6, 24.0, 0.5);
}

fn newspaper_building(canvas: &mut Canvas, dice: &mut Dice) {
    let (left, right, roof) = (470.0, 1330.0, 190.0);
    let stone = rgb(0x34_36_52);
    // The turret with the clock.
    canvas.fill(&Shape::rect(812.0, 66.0, 176.0, 130.0), stone.lit(0.92));
    canvas.fill(&Shape::rect(800.0, 54.0, 200.0, 16.0), stone.lit(1.2));
    let spire = Shape::new(&[(818.0, 56.0), (982.0, 56.0), (930.0, 14.0), (870.0, 14.0)]);
    canvas.fill(&spire, rgb(0x28_44_50));
    canvas.limb((900.0, 16.0), (900.0, -30.0), (3.0, 1.5), stone);
    canvas.glow(900.0, 128.0, 150.0, rgb(0xff_e0_a0), 0.6);
    canvas.disc(900.0, 128.0, 50.0, rgb(0x20_20_34), 1.0);
    canvas.disc(900.0, 128.0, 44.0, rgb(0xff_f0_cc), 1.0);
    for hour in 0..12 {
        let (sin, cos) = (hour as f32 / 12.0 * std::f32::consts::TAU).sin_cos();
        canvas.line(
            (900.0 + sin * 35.0, 128.0 - cos * 35.0),
            (900.0 + sin * 40.0, 128.0 - cos * 40.0),
            3.2,
            rgb(0x30_28_38),
            1.0,
        );
    }
    canvas.limb((900.0, 128.0), (884.0, 106.0), (2.6, 2.0), rgb(0x30_28_38));
    canvas.limb((900.0, 128.0), (919.0, 97.0), (2.0, 1.4), rgb(0x30_28_38));

    canvas.fill_with(&Shape::rect(left, roof, right - left, 600.0), |x, y, _| {
        let brick = noise(x / 9.0, y / 4.0, 5) * 0.03;
        (
            stone
                .lit(0.94 + brick + 0.16 * step(300.0, 780.0, y))
                .mix(rgb(0x8c_5c_54), 0.24 * step(480.0, 800.0, y)),
            1.0,
        )
    });
    canvas.fill(&Shape::rect(left - 16.0, roof - 12.0, right - left + 32.0, 22.0), stone.lit(1.25));
    let (columns, floors) = (10, 4);
    let (bay, level) = ((right - left) / columns as f32, 116.0);
    for floor in 0..floors {
        let top = roof + 34.0 + floor as f32 * level;
        let newsroom = floor == 1 || floor == 2;
        for column in 0..columns {
            let x = left + column as f32 * bay + 10.0;
            let lit = newsroom || dice.roll() < 0.22;
            window(canvas, dice, (x, top, bay - 20.0, level - 30.0), lit, newsroom);
        }
        canvas.fill(&Shape::rect(left, top + level - 24.0, right - left, 8.0), stone.lit(1.18));
    }
    for pier in 0..=columns {
        let x = left + pier as f32 * bay;
        canvas.fill(&Shape::rect(x - 7.0, roof + 10.0, 14.0, 590.0), stone.lit(1.12));
        canvas.tint(&Shape::rect(x + 4.0, roof + 10.0, 3.0, 590.0), rgb(0xff_c8_84), 0.22);
    }
    let ground = roof + 34.0 + floors as f32 * level;
    canvas.fill(&Shape::rect(left - 8.0, ground - 14.0, right - left + 16.0, 18.0), stone.lit(1.3));
    for shop in 0..5 {
        let x = left + 16.0 + shop as f32 * bay * 2.0;
        let pane = Shape::rect(x, ground + 16.0, bay * 2.0 - 32.0, 104.0);
        let door = shop == 2;
        let light = if door { rgb(0xff_dc_94) } else { rgb(0xe8_a0_58) };
        canvas.fill_with(&pane, |_, y, _| (light.lit(1.06 - (y - ground) / 330.0), 1.0));
        for bar in 1..4 {
            let at = x + bar as f32 * (bay * 2.0 - 32.0) / 4.0;
            canvas.line((at, ground + 16.0), (at, ground + 120.0), 4.0, rgb(0x30_24_30), 1.0);
        }
        canvas.line(
            (x, ground + 42.0),
            (x + bay * 2.0 - 32.0, ground + 42.0),
            4.0,
            rgb(0x30_24_30),
            1.0,
        );
        if !door {
            for sheet in 0..4 {
                let at = x + 14.0 + sheet as f32 * 34.0;
                canvas.fill(&Shape::rect(at, ground + 58.0, 24.0, 34.0), rgb(0xfa_f0_dc));
                for text in 0..5 {
                    let y = ground + 64.0 + text as f32 * 5.4;
                    canvas.line(
                        (at + 3.0, y),
                        (at + 21.0, y),
                        if text == 0 { 3.4 } else { 1.6 },
                        rgb(0x5c_50_54),
                        0.9,
                    );
                }
            }
        }
    }
}

fn window(
    canvas: &mut Canvas,
    dice: &mut Dice,
    (x, y, wide, tall): (f32, f32, f32, f32),
    lit: bool,
    busy: bool,
) {
    let pane = Shape::rect(x, y, wide, tall);
    if !lit {
        let sheen = dice.between(0.8, 1.2);
        canvas.fill_with(&pane, |px, py, _| {
            (
                rgb(0x20_2c_4c)
                    .lit(sheen)
                    .mix(rgb(0x50_64_90), step(y + tall, y - tall, py + (px - x) * 0.6) * 0.6),
                1.0,
            )
        });
    } else {
        canvas.fill_with(&pane, |_, py, _| {
            (rgb(0xff_e8_b0).mix(rgb(0xf0_a4_50), step(y, y + tall, py)), 1.0)
        });
    }
    if busy {
        canvas.line((x + 8.0, y + 9.0), (x + wide - 8.0, y + 9.0), 4.5, rgb(0xff_fc_ec), 1.0);
        let dark = rgb(0x6c_3c_28);
        let desk = y + tall * 0.78;
        canvas.fill(&Shape::rect(x, desk, wide, tall * 0.22), rgb(0xa8_64_38));
        let stands = dice.roll() < 0.4;
        let at = x + wide * dice.between(0.25, 0.7);
        let place = Place::new(at, if stands { y + tall + 6.0 } else { y + tall + 30.0 }, 0.74);
        if dice.roll() < 0.82 {
            figures::person(
                canvas,
                &Place { y: place.y.min(y + tall + 26.0), ..place },
                dark,
                dark,
            );
            canvas.fill(&Shape::rect(x, y + tall, wide, 40.0), rgb(0x38_3a_56));
            canvas.fill(&Shape::rect(x, desk + 4.0, wide, y + tall - desk - 4.0), rgb(0x90_54_34));
        }
        for screen in 0..2 {
            if dice.roll() < 0.75 {
                let sx = x + 6.0 + screen as f32 * wide * 0.52;
                canvas.fill(&Shape::rect(sx, desk - 15.0, 23.0, 16.0), rgb(0x30_34_44));
                canvas.fill(&Shape::rect(sx + 2.0, desk - 13.0, 19.0, 12.0), rgb(0xb8_e4_f4));
            }
        }
    }
    canvas.line((x + wide / 2.0, y), (x + wide / 2.0, y + tall), 2.6, rgb(0x28_24_38), 0.9);
    canvas.line((x, y + tall * 0.3), (x + wide, y + tall * 0.3), 2.2, rgb(0x28_24_38), 0.8);
}

fn evening_street(canvas: &mut Canvas, dice: &mut Dice) {
    const LINE: f32 = 806.0;
    canvas.fill(&Shape::rect(0.0, 790.0, WIDE, 40.0), rgb(0x30_2e_46));
    for tree in [120.0, 330.0, 1450.0, 1570.0] {
        canvas.limb((tree, 806.0), (tree, 690.0), (6.0, 4.0), rgb(0x1a_1a_2c));
        for _ in 0..30 {
            let (dx, dy) = (dice.between(-58.0, 58.0), dice.between(-72.0, 62.0));
            if dx * dx / 3400.0 + dy * dy / 5200.0 < 1.0 {
                let lit = step(40.0, -40.0, dy) * 0.2 + step(-30.0, 60.0, dy) * 0.5;
                canvas.disc(
                    tree + dx,
                    640.0 + dy,
                    dice.between(9.0, 20.0),
                    rgb(0x1c_2c_38).mix(rgb(0x8c_70_3c), lit * 0.6),
                    0.95,
                );
            }
        }
    }
    for lamp in [230.0, 430.0, 1370.0, 1520.0] {
        canvas.limb((lamp, 806.0), (lamp, 650.0), (4.0, 2.6), rgb(0x14_16_24));
        canvas.disc(lamp, 642.0, 11.0, rgb(0xff_f0_c4), 1.0);
        canvas.glow(lamp, 642.0, 130.0, rgb(0xff_c0_68), 0.8);
    }
    canvas.mirror(LINE, 0.75, |_, depth, mirrored| {
        mirrored.mix(rgb(0x1c_1c_34), 0.36 + depth / 260.0)
    });
    canvas.fill(&Shape::rect(0.0, LINE - 6.0, WIDE, 8.0), rgb(0x40_3c_52));
    let van = Place::new(1120.0, 842.0, 1.0);
    canvas.puff(1120.0, 846.0, 150.0, 14.0, rgb(0x08_08_14), 0.9);
    let body = Shape::start(-120.0, -12.0)
        .line(-120.0, -92.0)
        .curve(-118.0, -100.0, -108.0, -100.0)
        .line(46.0, -100.0)
        .curve(78.0, -98.0, 96.0, -62.0)
        .curve(122.0, -56.0, 124.0, -38.0)
        .line(124.0, -12.0);
    canvas.fill(&body.placed(&van), rgb(0xd8_d0_c4));
    canvas.fill(&Shape::rect(-120.0, -42.0, 244.0, 12.0).placed(&van), rgb(0xb0_34_2c));
    let glass = Shape::new(&[(38.0, -90.0), (58.0, -88.0), (84.0, -58.0), (38.0, -58.0)]);
    canvas.fill(&glass.placed(&van), rgb(0x2c_3c_58));
    for text in 0..3 {
        let y = 842.0 - 84.0 + text as f32 * 12.0;
        canvas.line(
            (1016.0, y),
            (1106.0 - text as f32 * 22.0, y),
            if text == 0 { 7.0 } else { 3.0 },
            rgb(0x40_38_40),
            0.85,
        );
    }
    for wheel in [-74.0, 78.0] {
        let (x, y) = van.at(wheel, -12.0);
        canvas.disc(x, y, 20.0, rgb(0x14_14_20), 1.0);
        canvas.disc(x, y, 9.0, rgb(0x8c_8c_94), 1.0);
    }
    canvas.glow(1246.0, 812.0, 120.0, rgb(0xff_f0_c0), 0.9);
    for (x, stride) in [(640.0, 0.7), (690.0, -0.5), (330.0, 0.6)] {
        figures::walker(
            canvas,
            &Place::new(x, 836.0, 0.9),
            stride,
            rgb(0x1c_1c_30),
            rgb(0x14_14_24),
        );
    }
}
