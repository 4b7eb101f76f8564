//! Scenes of a town: its market and its newspaper.

use super::canvas::{Canvas, Field, TALL, WIDE};
use super::colour::{Colour, rgb};
use super::figures;
use super::noise::{Dice, fbm, lerp, noise, step};
use super::shape::{Place, Shape};

/// A market in the morning: stalls with fruit under awnings.
pub fn market_morning(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x9c_c8_dc)),
        (220.0, rgb(0xf4_e2_bc)),
        (480.0, rgb(0xff_ee_c4)),
        (900.0, rgb(0xd8_a8_78)),
    ]);
    let mut dice = Dice::new(3);
    let houses =
        [rgb(0xe8_b4_84), rgb(0xf0_cc_98), rgb(0xd8_98_78), rgb(0xec_d8_b4), rgb(0xc8_a4_8c)];
    for house in 0..11 {
        let x = -40.0 + house as f32 * 154.0;
        let away = 1.0 - ((x - 760.0).abs() / 800.0);
        let top = 90.0 + 220.0 * away + dice.between(-30.0, 30.0);
        let colour = dice.pick(&houses).mix(rgb(0xff_ee_c8), 0.34 + 0.4 * away.max(0.0));
        canvas.fill(&Shape::rect(x, top, 158.0, 500.0), colour);
        let roof = Shape::new(&[
            (x - 8.0, top),
            (x + 166.0, top),
            (x + 150.0, top - 34.0),
            (x + 8.0, top - 34.0),
        ]);
        canvas.fill(&roof, colour.mix(rgb(0xb0_5c_3c), 0.45));
        for window in 0..9 {
            let at =
                (x + 20.0 + (window % 3) as f32 * 44.0, top + 34.0 + (window / 3) as f32 * 84.0);
            canvas.fill(&Shape::rect(at.0, at.1, 24.0, 44.0), colour.lit(0.72));
            canvas
                .fill(&Shape::rect(at.0 - 10.0, at.1, 9.0, 44.0), rgb(0x6c_a0_8c).mix(colour, 0.4));
        }
    }
    for _ in 0..70 {
        let (x, y) = (dice.between(470.0, 760.0), dice.between(150.0, 420.0));
        let size = dice.between(16.0, 44.0);
        canvas.disc(
            x,
            y + (x - 610.0).abs() * 0.4,
            size,
            rgb(0x7c_a4_54).mix(rgb(0xf4_e4_8c), dice.roll() * 0.7),
            0.55,
        );
    }
    canvas.glow(1010.0, 250.0, 820.0, rgb(0xff_e4_9c), 0.9);
    canvas.blur(9.0);

    for (x, foot, scale, coat) in [
        (760.0, 604.0, 1.0, rgb(0xb0_7c_60)),
        (842.0, 600.0, 0.95, rgb(0x8c_80_80)),
        (900.0, 612.0, 1.06, rgb(0xc0_6c_50)),
        (700.0, 616.0, 1.12, rgb(0x78_84_78)),
    ] {
        let place = Place::new(x, foot, scale * 1.25);
        figures::walker(canvas, &place, 0.5, coat.mix(rgb(0xff_e4_b0), 0.3), coat.lit(0.8));
    }
    stall(canvas, 560.0, 1040.0, 330.0, 0.5, rgb(0xf0_b4_3c), 0.3);
    for (x, foot, scale, coat, rim) in [
        (560.0, 700.0, 2.3, rgb(0x58_48_44), rgb(0xff_e0_9c)),
        (1064.0, 706.0, 2.35, rgb(0x3c_58_65), rgb(0xff_e0_9c)),
        (830.0, 690.0, 2.05, rgb(0x8c_3c_34), rgb(0xff_e8_b0)),
    ] {
        let place = Place::new(x, foot, scale);
        figures::walker(canvas, &Place { x: x + 3.0, y: foot - 2.0, ..place }, 0.5, rim, rim);
        figures::walker(canvas, &place, 0.5, coat, coat.lit(0.7));
        canvas.disc(x, foot - 91.0 * scale, 7.6 * scale, rgb(0x7c_54_40), 1.0);
    }
    stall(canvas, -150.0, 590.0, 150.0, 1.0, rgb(0xd2_3c_34), 0.0);
    stall(canvas, 1040.0, 1790.0, 130.0, 1.0, rgb(0x2c_8c_6c), 0.0);
    let beams = Field::new(10.0, |x, y| noise((x + y * 0.55) / 90.0, 0.0, 7));
    canvas.each(0.0, 760.0, |x, y, pixel| {
        let beam = step(0.05, 0.6, beams.at(x, y)) * (1.0 - y / 800.0);
        pixel.screen(rgb(0xff_e8_a8), beam * 0.26)
    });
    crates(canvas);
    canvas.bloom(0.8, 30.0, 0.35);
}

/// The lit windows of a newsroom in a city building at night.
pub fn night_newsroom(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x0a_10_2c)),
        (330.0, rgb(0x1a_2c_54)),
        (620.0, rgb(0x4a_4c_74)),
        (760.0, rgb(0xa4_6c_70)),
    ]);
    super::steppe::stars(canvas, 12, 420, 420.0, |_, _, chance| chance < 0.7);
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

fn stall(
    canvas: &mut Canvas,
    left: f32,
    right: f32,
    top: f32,
    size: f32,
    stripe: Colour,
    haze: f32,
) {
    let sunlit = rgb(0xff_e8_b4);
    for post in [left + 34.0 * size, right - 34.0 * size] {
        let foot = top + 560.0 * size;
        canvas.line(
            (post, top + 40.0),
            (post, foot),
            11.0 * size,
            rgb(0x6c_44_30).mix(sunlit, haze),
            1.0,
        );
    }
    let shade = Shape::rect(
        left + 40.0 * size,
        top + 130.0 * size,
        right - left - 80.0 * size,
        300.0 * size,
    );
    canvas.tint(&shade, rgb(0x5c_3c_34), 0.24 * (1.0 - haze));
    let count = 10;
    let wide = (right - left) / count as f32;
    let inset = 36.0 * size;
    for part in 0..count {
        let colour = if part % 2 == 0 { stripe } else { rgb(0xff_f2_dc) };
        let t = |part: usize| part as f32 / count as f32;
        let (from, to) = (left + part as f32 * wide, left + (part + 1) as f32 * wide);
        let (back_from, back_to) = (
            lerp(left + inset, right - inset, t(part)),
            lerp(left + inset, right - inset, t(part + 1)),
        );
        let cloth = Shape::start(back_from, top)
            .line(back_to, top)
            .line(to, top + 120.0 * size)
            .line(from, top + 120.0 * size);
        canvas.fill_with(&cloth, |x, y, _| {
            let lit =
                0.84 + 0.3 * step(top + 120.0 * size, top, y) + 0.05 * noise(x / 60.0, y / 30.0, 4);
            (colour.lit(lit).screen(rgb(0xff_e4_a0), 0.14).mix(sunlit, haze), 1.0)
        });
        let hem = top + 120.0 * size;
        let flap = Shape::start(from, hem).line(to, hem).line(to, hem + 30.0 * size).curve(
            (from + to) / 2.0,
            hem + 66.0 * size,
            from,
            hem + 30.0 * size,
        );
        canvas.fill(&flap, colour.lit(0.8).mix(sunlit, haze));
    }
    let lamps = 3;
    for lamp in 0..lamps {
        let x = lerp(left, right, (lamp as f32 + 0.5) / lamps as f32);
        let y = top + 190.0 * size;
        canvas.line((x, top + 120.0 * size), (x, y), 2.0, rgb(0x4c_34_2c), 0.8);
        canvas.glow(x, y + 6.0, 80.0 * size, rgb(0xff_d0_70), 0.7);
        canvas.disc(x, y + 6.0, 9.0 * size, rgb(0xff_f4_cc), 1.0);
    }
}

/// Crates of fruit along the lower edge, each fruit a small shaded ball.
fn crates(canvas: &mut Canvas) {
    let mut dice = Dice::new(91);
    canvas
        .each(636.0, TALL, |_, y, pixel| pixel.mix(rgb(0x4c_2c_24), step(640.0, 790.0, y) * 0.85));
    let fruit: [(Colour, f32, f32); 7] = [
        (rgb(0x7c_b0_38), 25.0, 1.0),
        (rgb(0xf4_8c_1c), 28.0, 1.0),
        (rgb(0xd4_2c_2c), 26.0, 0.95),
        (rgb(0xf8_cc_2c), 24.0, 0.86),
        (rgb(0x5c_30_68), 22.0, 1.2),
        (rgb(0xf4_a0_5c), 29.0, 0.98),
        (rgb(0xb8_d0_48), 27.0, 1.12),
    ];
    for row in 0..2 {
        let line = 668.0 + row as f32 * 122.0;
        let wide = 252.0 + row as f32 * 44.0;
        for (index, x) in
            (0..8).map(|index| (index, -70.0 - row as f32 * 120.0 + index as f32 * wide))
        {
            let (hue, size, tall) = fruit[(index * 3 + row * 2) % 7];
            let size = size * (1.0 + row as f32 * 0.26);
            let back = Shape::rect(x + 6.0, line - 12.0, wide - 12.0, 120.0);
            canvas.fill(&back, rgb(0x5c_34_20));
            for level in 0..4 {
                let y = line - 26.0 + level as f32 * size * 0.95;
                let count = ((wide - 30.0) / (size * 1.8)) as i32;
                for ball in 0..=count {
                    let shift = if level % 2 == 0 { 0.0 } else { size * 0.9 };
                    let bx = x + 16.0 + shift + ball as f32 * size * 1.8 + dice.between(-3.0, 3.0);
                    if bx < x + wide - 12.0 {
                        let hue = hue.mix(rgb(0xf0_b0_30), dice.roll() * 0.22);
                        ball_of(canvas, bx, y + dice.between(-4.0, 4.0), size, size * tall, hue);
                    }
                }
            }
            let front = line + 66.0 + row as f32 * 22.0;
            for plank in 0..2 {
                let y = front + plank as f32 * 31.0;
                let board = Shape::rect(x + 2.0, y, wide - 6.0, 27.0);
                canvas.fill_with(&board, |px, py, _| {
                    let grain = noise(px / 70.0, py / 3.0, index as u32) * 0.07;
                    (rgb(0xc0_88_50).lit(1.0 + grain - (py - y) / 190.0), 1.0)
                });
            }
            let tag = Shape::rect(x + wide * 0.38, front - 26.0, 62.0, 38.0);
            canvas.fill(&tag, rgb(0xfc_f4_dc));
            canvas.line(
                (x + wide * 0.38 + 10.0, front - 12.0),
                (x + wide * 0.38 + 50.0, front - 12.0),
                4.0,
                rgb(0x8c_3c_30),
                0.9,
            );
            canvas.line(
                (x + wide * 0.38 + 10.0, front - 1.0),
                (x + wide * 0.38 + 36.0, front - 1.0),
                3.0,
                rgb(0x60_54_50),
                0.8,
            );
        }
    }
}

fn ball_of(canvas: &mut Canvas, x: f32, y: f32, wide: f32, tall: f32, hue: Colour) {
    canvas.fill_with(&Shape::ellipse(x, y, wide, tall), |px, py, _| {
        let (dx, dy) = ((px - x) / wide, (py - y) / tall);
        let light = 0.62 - 0.3 * (dy * 1.3 - dx * 0.9);
        let edge = (dx * dx + dy * dy).min(1.0);
        let shine = (1.0 - ((dx - 0.3).powi(2) + (dy + 0.42).powi(2)) * 7.0).max(0.0);
        let body = hue.lit(light + 0.42 - 0.34 * edge * edge);
        (body.screen(rgb(0xff_f4_d8), shine * 0.7), 1.0)
    });
    canvas.limb((x, y - tall * 0.86), (x + 2.0, y - tall * 1.02), (1.6, 1.2), rgb(0x54_44_24));
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
