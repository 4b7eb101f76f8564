//! A reading room with tall shelves and lamps.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, chance, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Point, Shape};

pub fn draw(canvas: &mut Canvas) {
    const EYE: Point = (800.0, 470.0);
    const FOCUS: f32 = 800.0;
    const HALF: f32 = 8.4;
    const FLOOR: f32 = -2.0;
    const SPRING: f32 = 6.4;
    const END: f32 = 46.0;
    let see =
        |right: f32, up: f32, away: f32| (EYE.0 + right * FOCUS / away, EYE.1 - up * FOCUS / away);
    let haze = rgb(0xf2_dc_b0);
    canvas.each(0.0, TALL, |x, y, _| {
        let (right, up) = ((x - EYE.0) / FOCUS, (EYE.1 - y) / FOCUS);
        let wall = HALF / right.abs().max(1e-3);
        let (mut away, mut surface) = (END, 0);
        if wall < away && up * wall < SPRING {
            (away, surface) = (wall, 1);
        }
        if up < 0.0 && FLOOR / up < away {
            (away, surface) = (FLOOR / up, 2);
        }
        if up > 0.0 && surface == 0 {
            // Where the line of sight meets the barrel of the vault.
            let (a, b, c) = (right * right + up * up, up * SPRING, SPRING * SPRING - HALF * HALF);
            let vault = (b + (b * b - a * c).max(0.0).sqrt()) / a;
            if vault < END {
                (away, surface) = (vault, 3);
            }
        }
        let (px, py) = (right * away, up * away);
        let colour = match surface {
            1 => bookcase(right > 0.0, away, py - FLOOR),
            2 => {
                let wave = noise(x / 30.0, y / 8.0, 3) * 0.05;
                let plank = (px * 1.6).floor() as i32;
                let board = chance(plank, (away / 2.4 + chance(plank, 1, 2)).floor() as i32, 5);
                let wood = rgb(0x7c_44_24).lit(0.8 + 0.3 * board);
                let carpet = if px.abs() < 1.15 {
                    rgb(0x90_2c_2c)
                } else if px.abs() < 1.3 {
                    rgb(0xd0_9c_4c)
                } else {
                    wood
                };
                let mirrored = FLOOR + (FLOOR - up * (1.0 + wave) * wall.min(END));
                // The polish shows the shelves as a dim warm blur, and the window as a path.
                let shine = rgb(0x9c_64_3c)
                    .lit(0.9 + 0.5 * (mirrored * 3.0).sin() * 0.2)
                    .mix(haze, step(4.0, 0.5, px.abs()));
                carpet
                    .mix(shine, if px.abs() > 1.3 { 0.3 } else { 0.1 })
                    .mix(haze, step(24.0, 60.0, away) * 0.5)
            }
            3 => {
                let turn = px.atan2(py - SPRING);
                let (rib, cell) = (away / 4.2, turn * 4.6);
                let edge = |value: f32| (value - value.floor() - 0.5).abs();
                let coffer = step(0.40, 0.36, edge(rib)) * step(0.42, 0.37, edge(cell));
                let light = 0.66 + 0.3 * turn.cos();
                rgb(0xf0_d8_a8).lit(light).mix(rgb(0xb4_80_54).lit(light), coffer * 0.6)
            }
            _ => end_wall(px, py - FLOOR),
        };
        colour.mix(haze, (1.0 - (-away / 70.0).exp()) * if surface == 0 { 0.2 } else { 0.7 })
    });
    let (x, y) = see(0.0, 5.0, END);
    canvas.glow(x, y, 420.0, rgb(0xff_ee_c4), 0.7);
    for ray in 0..5 {
        let from = see(-4.0 + ray as f32 * 2.0, 8.5, END);
        let to = 420.0 + ray as f32 * 210.0;
        let beam = Shape::new(&[
            (from.0 - 6.0, from.1),
            (from.0 + 12.0, from.1),
            (to + 130.0, 860.0),
            (to - 40.0, 860.0),
        ]);
        canvas.fill_with(&beam, |_, y, _| (rgb(0xff_f0_c8), 0.12 * step(900.0, 300.0, y)));
    }
    let mut dice = Dice::new(14);
    for row in (0..9).rev() {
        let away = 5.4 + row as f32 * 3.5;
        for side in [-1.0, 1.0] {
            desk(canvas, &see, side, away, &mut dice);
        }
    }
    figures::walker(canvas, &Place::new(826.0, 640.0, 1.5), 0.6, rgb(0x2c_34_4c), rgb(0x24_24_34));
    canvas.bloom(0.74, 26.0, 0.45);
}

fn bookcase(right: bool, away: f32, high: f32) -> Colour {
    let side = if right { 700 } else { 0 };
    let wood = rgb(0x5c_34_20);
    let bay = away / 3.4;
    let u = bay - bay.floor();
    let light = 0.8 + 0.25 * step(2.0, 8.0, high) + if right { -0.06 } else { 0.06 };
    if u < 0.1 {
        let flute = ((u * 60.0).sin() * 0.5 + 0.5) * 0.16;
        return rgb(0x80_50_30).lit(light + flute);
    }
    if (3.7..4.2).contains(&high) || high > 7.9 {
        let band = step(3.95, 4.1, high);
        return rgb(0xa8_78_44).lit(light * (0.74 + 0.4 * band));
    }
    if (4.2..5.1).contains(&high) {
        // The gallery's railing, before the shelves.
        let bar = (away / 0.26 - (away / 0.26).floor() - 0.5).abs() < 0.13;
        if bar || high > 5.0 {
            return rgb(0xd0_a4_5c).lit(light);
        }
    }
    let shelf = high / 0.46;
    let (row, v) = (shelf.floor() as i32, shelf - shelf.floor());
    if v < 0.1 || high < 0.3 {
        return wood.lit(light * 1.05);
    }
    let sharp = step(26.0, 12.0, away);
    let spine = away / 0.105;
    let cell = spine.floor() as i32;
    let roll = chance(cell + side, row, 3);
    let hues = [
        rgb(0x9c_3c_2c),
        rgb(0x2c_54_5c),
        rgb(0xc8_94_4c),
        rgb(0x4c_5c_3c),
        rgb(0x7c_4c_34),
        rgb(0xe0_cc_a0),
        rgb(0x34_3c_5c),
    ];
    let hue = hues[(roll * 7.0) as usize];
    let tall = 0.62 + 0.36 * chance(cell + side, row, 9);
    let part = spine - spine.floor();
    let book = if v > tall {
        rgb(0x28_18_14)
    } else {
        hue.lit(0.8 + 0.4 * (1.0 - (part - 0.45).abs() * 2.0))
    };
    let title = if (0.5..0.56).contains(&v) || (0.24..0.28).contains(&v) { 0.35 } else { 0.0 };
    let crisp = book.mix(rgb(0xf0_d0_80), title);
    let mean = rgb(0x80_58_3c).lit(0.7 + 0.5 * chance((away / 0.9) as i32, row, 5));
    mean.mix(crisp, sharp).lit(light * (0.7 + 0.3 * step(1.0, 0.55, v)))
}

/// The far wall of the reading room: a tall window with an arch.
fn end_wall(x: f32, high: f32) -> Colour {
    let stone = rgb(0xd8_b4_80);
    let arch =
        if high < 8.6 { x.abs() < 4.6 && high > 2.0 } else { x * x + (high - 8.6).powi(2) < 21.2 };
    if !arch {
        return if high < 2.0 { rgb(0x7c_50_34) } else { stone };
    }
    let bar =
        |value: f32, every: f32| ((value / every) - (value / every).round()).abs() * every < 0.12;
    if bar(x, 1.53) || (high < 8.6 && bar(high - 2.0, 1.65)) || (high - 8.6).abs() < 0.2 {
        return rgb(0xb4_8c_60);
    }
    rgb(0xff_f8_e0).mix(rgb(0xc0_e0_ec), step(3.0, 12.0, high) * 0.7)
}

fn desk(
    canvas: &mut Canvas,
    see: &impl Fn(f32, f32, f32) -> Point,
    side: f32,
    away: f32,
    dice: &mut Dice,
) {
    let (inner, outer, top, back) = (side * 2.0, side * 6.2, -1.12, away + 1.25);
    let air = (away / 60.0).min(0.5);
    let haze = rgb(0xf2_dc_b0);
    let scale = 800.0 / away / 100.0;
    for seat in 0..3 {
        let right = lerp(inner, outer, (seat as f32 + 0.5) / 3.0);
        if dice.roll() < 0.6 {
            let (x, y) = see(right, -2.0, back + 0.4);
            let coat = dice
                .pick(&[rgb(0x34_40_54), rgb(0x6c_34_30), rgb(0x3c_50_40), rgb(0x54_44_50)])
                .mix(haze, air);
            let place = Place::new(x, y, scale * 1.5);
            let body = [
                [0.0, -40.0, 0.0, -66.0, 14.0, 11.0],
                [-9.0, -66.0, -14.0, -50.0, 5.0, 4.0],
                [9.0, -66.0, 14.0, -50.0, 5.0, 4.0],
            ];
            canvas.figure(&place, &body, coat, 1.0);
            canvas.figure(
                &place,
                &[[0.0, -84.0, 0.0, -85.0, 8.0, 8.4]],
                rgb(0x4c_34_2c).mix(haze, air),
                1.0,
            );
        }
    }
    let surface = Shape::new(&[
        see(inner, top, away),
        see(outer, top, away),
        see(outer, top, back),
        see(inner, top, back),
    ]);
    canvas.fill(&surface, rgb(0x9c_5c_30).mix(haze, air));
    let front = Shape::new(&[
        see(inner, top, away),
        see(outer, top, away),
        see(outer, top - 0.16, away),
        see(inner, top - 0.16, away),
    ]);
    canvas.fill(&front, rgb(0x6c_38_1c).mix(haze, air));
    for leg in [inner + side * 0.2, outer - side * 0.2] {
        canvas.line(
            see(leg, top - 0.1, away),
            see(leg, -2.0, away),
            14.0 / away,
            rgb(0x4c_28_18).mix(haze, air),
            1.0,
        );
    }
    for lamp in 0..3 {
        let right = lerp(inner, outer, (lamp as f32 + 0.5) / 3.0) + side * 0.3;
        let (x, foot) = see(right, top, away + 0.6);
        let size = 800.0 / (away + 0.6);
        canvas.puff(x, foot, size * 0.62, size * 0.14, rgb(0xff_e4_a0), 0.75);
        canvas.line((x, foot), (x, foot - size * 0.42), size * 0.035, rgb(0xc8_9c_4c), 1.0);
        canvas.fill(&Shape::ellipse(x, foot, size * 0.1, size * 0.03), rgb(0xa8_7c_3c));
        let hat = Shape::start(x - size * 0.24, foot - size * 0.36)
            .curve(x - size * 0.2, foot - size * 0.52, x, foot - size * 0.52)
            .curve(x + size * 0.2, foot - size * 0.52, x + size * 0.24, foot - size * 0.36);
        canvas.fill_with(&hat, |_, y, _| {
            let lit = step(foot - size * 0.36, foot - size * 0.52, y);
            (rgb(0x4c_c0_84).mix(rgb(0x1c_6c_4c), lit).mix(haze, air * 0.6), 1.0)
        });
        canvas.line(
            (x - size * 0.2, foot - size * 0.355),
            (x + size * 0.2, foot - size * 0.355),
            size * 0.03,
            rgb(0xff_f4_c8),
            1.0,
        );
        canvas.glow(x, foot - size * 0.28, size * 0.75, rgb(0xff_d0_78), 0.5);
        let paper = Shape::new(&[
            see(right - 0.75, top, away + 0.3),
            see(right - 0.2, top, away + 0.3),
            see(right - 0.2, top, away + 0.75),
            see(right - 0.75, top, away + 0.75),
        ]);
        canvas.fill(&paper, rgb(0xfc_f2_d8).mix(haze, air));
    }
}
