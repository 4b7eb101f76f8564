//! A stadium under floodlights.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::{Colour, WHITE, rgb};
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, chance, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Point, Shape};
use crate::demo::pictures::sky::stars;

pub fn draw(canvas: &mut Canvas) {
    const EYE_UP: f32 = 26.0;
    let see = |right: f32, up: f32, away: f32| -> Point {
        (800.0 + right * 800.0 / away, 236.0 + (EYE_UP - up) * 800.0 / away)
    };
    canvas.gradient(&[(0.0, rgb(0x08_10_2c)), (200.0, rgb(0x16_30_5c)), (330.0, rgb(0x3c_64_8c))]);
    stars(canvas, 8, 130, 200.0, |_, _, _| true);
    canvas.glow_oval(800.0, 320.0, 1000.0, 260.0, rgb(0x9c_c8_e8), 0.6);

    let crowd = |x: f32, y: f32, row: f32, size: f32| -> Colour {
        let (seat, line) = (x / size, y / row);
        let roll = chance(seat.floor() as i32, line.floor() as i32, 6);
        let hue = match (roll * 10.0) as i32 {
            0..=2 => rgb(0xc4_38_3c),
            3 | 4 => rgb(0xe0_dc_d8),
            5 => rgb(0xe8_b4_50),
            6 => rgb(0x3c_5c_94),
            _ => rgb(0x34_38_50),
        };
        let (dx, dy) = (seat - seat.floor() - 0.5, line - line.floor() - 0.5);
        rgb(0x20_26_40).mix(hue, if dx * dx + dy * dy < 0.17 { 0.8 } else { 0.12 })
    };
    let far_stand = Shape::new(&[
        see(-62.0, 1.0, 105.0),
        see(62.0, 1.0, 105.0),
        see(104.0, 25.0, 138.0),
        see(-104.0, 25.0, 138.0),
    ]);
    canvas.fill_with(&far_stand, |x, y, _| {
        let aisle = ((x - 800.0) / (0.62 + (y - 250.0) / 900.0) / 96.0 + 100.0).fract() < 0.05;
        let light = 0.62 + 0.5 * step(240.0, 430.0, y);
        let face = crowd(x, y, 7.0, 6.0).mix(rgb(0x90_98_a8), if aisle { 0.7 } else { 0.0 });
        (
            face.lit(if (y - 338.0).abs() < 5.0 { 0.35 } else { light }).mix(rgb(0x6c_94_b8), 0.18),
            1.0,
        )
    });
    for side in [-1.0, 1.0] {
        let stand = Shape::new(&[
            see(side * 62.0, 1.0, 105.0),
            see(side * 62.0, 1.0, 26.0),
            see(side * 104.0, 25.0, 26.0),
            see(side * 104.0, 25.0, 138.0),
        ]);
        canvas.fill_with(&stand, |x, y, _| {
            // Seats grow towards us.
            let near = ((x - 800.0).abs() - 330.0).max(0.0) / 470.0;
            let size = 6.0 + (near * 6.0).floor() * 1.5;
            let row = y + (x - 800.0).abs() * -0.22;
            (
                crowd(x, row + 2000.0, size, size * 0.95)
                    .lit(0.95 - near * 0.3)
                    .mix(rgb(0x6c_94_b8), 0.12),
                1.0,
            )
        });
    }
    let roof_edge = [
        see(-190.0, 30.0, 60.0),
        see(-96.0, 33.0, 116.0),
        see(96.0, 33.0, 116.0),
        see(190.0, 30.0, 60.0),
    ];
    let mut roof = roof_edge.to_vec();
    roof.extend([
        see(210.0, 40.0, 70.0),
        see(110.0, 38.0, 140.0),
        see(-110.0, 38.0, 140.0),
        see(-210.0, 40.0, 70.0),
    ]);
    canvas.fill(&Shape::new(&roof), rgb(0x1a_22_3c));
    canvas.polyline(&roof_edge, 4.0, rgb(0x9c_b4_cc), 0.9);
    for lamp in 0..40 {
        let (x, y) = see(lerp(-95.0, 95.0, lamp as f32 / 39.0), 32.6, 116.0);
        canvas.disc(x, y + 2.0, 2.2, rgb(0xff_fc_f0), 1.0);
    }
    let board = Shape::rect(716.0, 222.0, 168.0, 52.0);
    canvas.fill(&board, rgb(0x10_14_24));
    canvas.fill(&Shape::rect(722.0, 228.0, 156.0, 40.0), rgb(0x1c_2c_4c));
    for (x, digit) in [(752.0, 2), (846.0, 1)] {
        seven_segments(canvas, x, 248.0, digit, rgb(0xff_c0_50));
    }
    canvas.line((796.0, 241.0), (804.0, 241.0), 5.0, rgb(0xff_c0_50), 1.0);
    canvas.line((796.0, 256.0), (804.0, 256.0), 5.0, rgb(0xff_c0_50), 1.0);

    let green = |right: f32, away: f32| {
        let stripe = ((right + 200.0) / 8.7) as i32 % 2 == 0;
        let base = if stripe { rgb(0x4c_a0_4c) } else { rgb(0x3c_8c_44) };
        let middle = 1.0 - ((right / 90.0).powi(2) + ((away - 66.0) / 70.0).powi(2)).min(1.0);
        base.lit(0.7 + 0.42 * middle)
    };
    canvas.each(436.0, TALL, |x, y, old| {
        let away = EYE_UP * 800.0 / (y - 236.0);
        let right = (x - 800.0) * away / 800.0;
        if right.abs() > 61.0 || away > 104.0 {
            return old;
        }
        let turf = green(right, away).lit(1.0 + 0.04 * noise(right * 2.2, away * 2.2, 4));
        let pixel = away / 800.0;
        let line = pitch_line(right, away - 66.0) - 0.1;
        let paint = step(pixel * 0.9, -pixel * 0.4, line).min(1.0);
        let track = step(57.4, 58.0, right.abs()).max(step(102.4, 103.0, away));
        turf.mix(rgb(0xf4_f8_ec), paint * 0.85).mix(rgb(0x34_44_5c), track)
    });
    let hoarding = |from: Point, to: Point, tall: (f32, f32), canvas: &mut Canvas| {
        let hues = [rgb(0x24_60_b0), rgb(0xe8_e4_dc), rgb(0xc8_38_38), rgb(0xf0_b8_3c)];
        for panel in 0..14 {
            let t = |part: f32| (panel as f32 + part) / 14.0;
            let place = |t: f32, up: f32| {
                (lerp(from.0, to.0, t), lerp(from.1, to.1, t) - up * lerp(tall.0, tall.1, t))
            };
            let shape = Shape::new(&[
                place(t(0.0), 0.0),
                place(t(1.0), 0.0),
                place(t(1.0), 1.0),
                place(t(0.0), 1.0),
            ]);
            canvas.fill(&shape, hues[panel * 3 % 4].lit(0.9));
        }
    };
    hoarding(see(-60.0, 0.0, 104.0), see(60.0, 0.0, 104.0), (9.0, 9.0), canvas);
    hoarding(see(-60.5, 0.0, 104.0), see(-60.5, 0.0, 34.0), (9.0, 26.0), canvas);
    hoarding(see(60.5, 0.0, 104.0), see(60.5, 0.0, 34.0), (9.0, 26.0), canvas);
    for side in [-1.0, 1.0] {
        goal(canvas, side, &see);
    }
    players(canvas, &see);
    for (x, foot, top, size) in [
        (236.0, 330.0, 66.0, 1.0),
        (1364.0, 330.0, 66.0, 1.0),
        (560.0, 268.0, 128.0, 0.56),
        (1040.0, 268.0, 128.0, 0.56),
    ] {
        floodlight(canvas, x, foot, top, size);
    }
    let mut dice = Dice::new(2);
    for _ in 0..34 {
        let (x, y) = (dice.roll() * WIDE, 856.0 + dice.roll() * 40.0);
        let place = Place::new(x, y + 90.0, dice.between(0.9, 1.15));
        figures::person(canvas, &place, rgb(0x0c_12_24), rgb(0x5c_88_b0));
        if dice.roll() < 0.3 {
            let arms =
                [[-11.0, -72.0, -26.0, -112.0, 5.0, 4.0], [11.0, -72.0, 24.0, -114.0, 5.0, 4.0]];
            canvas.figure(&place, &arms, rgb(0x0c_12_24), 1.0);
            if dice.roll() < 0.5 {
                canvas.line(
                    place.at(-30.0, -112.0),
                    place.at(28.0, -114.0),
                    15.0,
                    rgb(0xc4_38_3c),
                    1.0,
                );
            }
        }
    }
    canvas.bloom(0.7, 26.0, 0.5);
}

/// The distance in metres from the nearest painted line; the middle of the pitch is the origin.
fn pitch_line(right: f32, away: f32) -> f32 {
    let (x, y) = (right.abs(), away.abs());
    let outline = if x <= 52.5 && y <= 34.0 {
        (52.5 - x).min(34.0 - y)
    } else {
        (x - 52.5).max(y - 34.0).abs()
    };
    let circle = ((right * right + away * away).sqrt() - 9.15).abs();
    let half_way = if y <= 34.0 { x } else { 99.0 };
    let rect = |deep: f32, wide: f32| {
        let inner = 52.5 - deep;
        if x >= inner && y <= wide {
            (x - inner).min(wide - y)
        } else if x >= inner && x <= 52.5 {
            (y - wide).abs()
        } else if y <= wide {
            (x - inner).abs()
        } else {
            99.0
        }
    };
    outline.min(circle).min(half_way).min(rect(16.5, 20.16)).min(rect(5.5, 9.16))
}

fn goal(canvas: &mut Canvas, side: f32, see: &impl Fn(f32, f32, f32) -> Point) {
    let (near, far, line, back) = (66.0 - 3.66, 66.0 + 3.66, side * 52.5, side * 54.6);
    for mesh in 0..=8 {
        let away = lerp(near, far, mesh as f32 / 8.0);
        canvas.polyline(
            &[see(line, 2.44, away), see(back, 1.6, away), see(back, 0.0, away)],
            1.0,
            WHITE,
            0.4,
        );
    }
    for up in [0.4, 0.8, 1.2, 1.6] {
        canvas.line(see(back, up, near), see(back, up, far), 1.0, WHITE, 0.4);
    }
    canvas.polyline(
        &[see(line, 0.0, near), see(line, 2.44, near), see(line, 2.44, far), see(line, 0.0, far)],
        3.0,
        WHITE,
        1.0,
    );
}

fn players(canvas: &mut Canvas, see: &impl Fn(f32, f32, f32) -> Point) {
    let red = rgb(0xe0_38_34);
    let white = rgb(0xf4_f4_f0);
    let mut team: Vec<(f32, f32, Colour)> =
        vec![(-49.0, 66.0, rgb(0xf0_c0_30)), (50.0, 66.5, rgb(0x40_d0_c0))];
    for (right, away) in [
        (-30.0, 50.0),
        (-26.0, 62.0),
        (-27.0, 74.0),
        (-24.0, 88.0),
        (-6.0, 56.0),
        (2.0, 70.0),
        (-4.0, 84.0),
        (14.0, 52.0),
        (22.0, 66.0),
        (18.0, 80.0),
    ] {
        team.push((right, away, red));
    }
    for (right, away) in [
        (34.0, 54.0),
        (30.0, 63.0),
        (32.0, 73.0),
        (28.0, 86.0),
        (10.0, 60.0),
        (8.0, 76.0),
        (12.0, 90.0),
        (-10.0, 50.0),
        (-14.0, 68.0),
        (-12.0, 80.0),
    ] {
        team.push((right, away, white));
    }
    team.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (index, (right, away, cloth)) in team.into_iter().enumerate() {
        let (x, y) = see(right, 0.0, away);
        let scale = 800.0 / away * 0.021;
        // Four floodlights, four shadows.
        for (dx, dy) in [(-1.0, -0.34), (1.0, -0.34), (-0.8, 0.4), (0.8, 0.4)] {
            canvas.line(
                (x, y),
                (x + dx * 74.0 * scale, y + dy * 60.0 * scale),
                13.0 * scale,
                rgb(0x14_40_28),
                0.4,
            );
        }
        let place = Place::new(x, y, scale);
        let place = if index % 2 == 0 { place } else { place.turned() };
        let stride = [0.9, -0.8, 0.5, 1.0][index % 4];
        let legs = [
            [0.0, -46.0, stride * 12.0, -24.0, 7.0, 5.0],
            [stride * 12.0, -24.0, stride * 13.0, -2.0, 5.0, 4.0],
            [0.0, -46.0, -stride * 10.0, -25.0, 7.0, 5.0],
            [-stride * 10.0, -25.0, -stride * 22.0, -9.0, 5.0, 4.0],
        ];
        canvas.figure(&place, &legs, rgb(0xb8_80_5c), 1.0);
        let shorts = [
            [-4.0, -48.0, stride * 7.0, -36.0, 9.0, 8.0],
            [4.0, -48.0, -stride * 6.0, -36.0, 9.0, 8.0],
        ];
        canvas.figure(&place, &shorts, cloth.lit(0.55), 1.0);
        canvas.figure(&place, &[[0.0, -54.0, 2.0, -74.0, 10.0, 11.5]], cloth, 1.0);
        let arms = [[-9.0, -74.0, -19.0, -56.0, 4.4, 3.6], [11.0, -74.0, 22.0, -60.0, 4.4, 3.6]];
        canvas.figure(&place, &arms, cloth.lit(0.85), 1.0);
        canvas.figure(&place, &[[3.0, -92.0, 3.0, -92.0, 7.6, 7.6]], rgb(0x5c_3c_2c), 1.0);
    }
    let (x, y) = see(4.6, 0.0, 66.0);
    canvas.puff(x, y + 2.0, 8.0, 3.0, rgb(0x14_40_28), 0.8);
    canvas.disc(x, y - 3.0, 4.2, WHITE, 1.0);
}

fn floodlight(canvas: &mut Canvas, x: f32, foot: f32, top: f32, size: f32) {
    for leg in [-1.0, 1.0] {
        canvas.limb(
            (x + leg * 18.0 * size, foot),
            (x + leg * 7.0 * size, top),
            (3.2 * size, 2.4 * size),
            rgb(0x0e_16_2c),
        );
        for brace in 0..7 {
            let (low, high) =
                (lerp(foot, top, brace as f32 / 7.0), lerp(foot, top, (brace + 1) as f32 / 7.0));
            let half = lerp(18.0, 7.0, brace as f32 / 7.0) * size;
            canvas.line(
                (x - leg * half, low),
                (x + leg * half, high),
                1.8 * size,
                rgb(0x0e_16_2c),
                1.0,
            );
        }
    }
    let inward = if x < 800.0 { 1.0 } else { -1.0 };
    for beam in 0..4 {
        let reach = x + inward * (180.0 + beam as f32 * 260.0) * (0.6 + 0.4 * size);
        let shaft = Shape::new(&[
            (x - 30.0 * size, top),
            (x + 30.0 * size, top),
            (reach + 190.0, 800.0),
            (reach - 150.0, 800.0),
        ]);
        canvas.fill_with(&shaft, |_, y, old| {
            (
                old.screen(rgb(0xd8_ec_ff), 1.0),
                0.075 * size * (1.0 - (y - top) / (800.0 - top)).max(0.0),
            )
        });
    }
    let panel = Shape::rect(x - 54.0 * size, top - 44.0 * size, 108.0 * size, 68.0 * size);
    canvas.fill(&panel, rgb(0x18_22_3c));
    canvas.glow(x, top - 10.0 * size, 330.0 * size, rgb(0xcc_e4_ff), 0.85);
    for row in 0..4 {
        for lamp in 0..6 {
            let at =
                (x + (lamp as f32 - 2.5) * 17.0 * size, top + (row as f32 * 16.0 - 34.0) * size);
            canvas.disc(at.0, at.1, 6.4 * size, WHITE, 1.0);
        }
    }
    for (dx, dy) in [(1.0, 0.0), (0.0, 1.0)] {
        let reach = 250.0 * size;
        let wide = 9.0 * size;
        canvas.glow_oval(
            x,
            top - 10.0 * size,
            dx * reach + wide,
            dy * reach + wide,
            rgb(0xe8_f4_ff),
            0.6,
        );
    }
}

fn seven_segments(canvas: &mut Canvas, x: f32, y: f32, digit: u32, light: Colour) {
    let (w, h) = (9.0, 12.0);
    let bars: &[(Point, Point)] = match digit {
        1 => &[((1.0, -1.0), (1.0, 0.0)), ((1.0, 0.0), (1.0, 1.0))],
        _ => &[
            ((-1.0, -1.0), (1.0, -1.0)),
            ((1.0, -1.0), (1.0, 0.0)),
            ((-1.0, 0.0), (1.0, 0.0)),
            ((-1.0, 0.0), (-1.0, 1.0)),
            ((-1.0, 1.0), (1.0, 1.0)),
        ],
    };
    for ((ax, ay), (bx, by)) in bars {
        canvas.line((x + ax * w, y + ay * h), (x + bx * w, y + by * h), 4.4, light, 1.0);
    }
}
