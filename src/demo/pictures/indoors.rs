//! Scenes under a roof.

use super::canvas::{Canvas, TALL, WIDE};
use super::colour::{Colour, WHITE, rgb};
use super::figures;
use super::noise::{Dice, chance, lerp, noise, step};
use super::shape::{Place, Point, Shape};

/// A reading room with tall shelves and lamps.
pub fn library_hall(canvas: &mut Canvas) {
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

/// Racks of machines with small lights.
pub fn server_room(canvas: &mut Canvas) {
    const EYE: Point = (800.0, 430.0);
    const FOCUS: f32 = 760.0;
    const HALF: f32 = 1.75;
    const FLOOR: f32 = -1.5;
    const TOP: f32 = 1.15;
    const END: f32 = 24.0;
    let fog = rgb(0x2c_6c_9c);
    let rack = |right: bool, away: f32, up: f32| -> Colour {
        let (bay, level) = (away / 0.82, (up - FLOOR) / 0.1);
        let (u, v) = (bay - bay.floor(), level - level.floor());
        let (column, unit) =
            (bay.floor() as i32 + if right { 500 } else { 0 }, level.floor() as i32);
        let near = step(11.0, 4.0, away);
        let mut colour = rgb(0x10_18_2c).lit(0.9 + 0.5 * chance(column, unit / 3, 4));
        if !(0.07..=0.93).contains(&u) {
            colour = rgb(0x26_34_50);
        } else if !(1..=24).contains(&unit) {
            colour = rgb(0x0c_12_22);
        } else {
            let kind = chance(column, unit, 8);
            if v < 0.14 {
                colour = colour.lit(0.5);
            } else if kind > 0.72 {
                let vent = (u * 46.0 - (u * 46.0).floor() < 0.5) as i32 as f32;
                colour = colour.lit(1.0 + 0.55 * vent * near);
            }
            let lamp = u * 34.0;
            let (spot, cell) = (lamp - lamp.floor() - 0.5, lamp.floor() as i32);
            let wanted = (4..=11).contains(&cell) || cell == 28;
            let roll = chance(column * 31 + cell, unit, 21);
            if wanted && roll < 0.62 && kind > 0.18 {
                let hue = match (roll * 100.0) as i32 {
                    0..=6 => rgb(0xff_a8_3c),
                    7..=9 => rgb(0xff_54_5c),
                    10..=32 => rgb(0x54_ff_b0),
                    _ => rgb(0x58_d8_ff),
                };
                let far = (spot * 2.4).powi(2) + ((v - 0.55) * 4.2).powi(2);
                colour = colour
                    .screen(hue, step(1.0, 0.25, far) * lerp(0.5, 1.0, near))
                    .screen(hue, 0.10);
            }
        }
        let strip = step(0.3, 0.0, (up - TOP + 0.06).abs()) * 0.22;
        colour.screen(rgb(0x50_b4_ff), strip).mix(fog, 1.0 - (-away / 15.0).exp())
    };
    canvas.each(0.0, TALL, |x, y, _| {
        let (right, up) = ((x - EYE.0) / FOCUS, (EYE.1 - y) / FOCUS);
        let wall = HALF / right.abs().max(1e-3);
        let high = up * wall;
        if wall < END && (FLOOR..TOP).contains(&high) {
            return rack(right > 0.0, wall, high);
        }
        if up < 0.0 && FLOOR / up < END {
            let away = FLOOR / up;
            let (px, tile) = (right * away, 0.6);
            let edge = |value: f32| ((value / tile).floor() - value / tile).abs();
            let joint = edge(px + 0.3).min(edge(away)) < 0.03 * away.clamp(0.5, 2.0);
            let wave = 1.0 + 0.012 * noise(x / 22.0, y / 7.0, 3);
            let mirrored = 2.0 * FLOOR - up * wall.min(END) * wave;
            let shine = if wall < END && mirrored < TOP {
                rack(right > 0.0, wall, mirrored.max(FLOOR))
            } else {
                fog.lit(0.8)
            };
            let plate = rgb(0x16_22_38).mix(fog, step(4.0, 24.0, away) * 0.6);
            return plate.mix(shine, 0.46).lit(if joint { 0.62 } else { 1.0 });
        }
        if up > 0.0 && 1.9 / up < END {
            let away = 1.9 / up;
            let px = right * away;
            let tray = px.abs() > 0.62 && px.abs() < 1.15;
            let rung = (away / 0.32 - (away / 0.32).floor()) < 0.22;
            let light = px.abs() < 0.2 && (away / 2.4 - (away / 2.4).floor()) < 0.72;
            let base = if light {
                rgb(0xe4_f6_ff)
            } else if tray && (rung || (px.abs() - 0.62).min(1.15 - px.abs()) < 0.05) {
                rgb(0x54_70_90)
            } else if tray {
                let cable = chance((px * 60.0) as i32, 3, 5);
                rgb(0x18_3c_5c)
                    .mix(rgb(0xe8_8c_3c), if cable > 0.8 { 0.6 } else { 0.0 })
                    .lit(0.6 + 0.6 * cable)
            } else {
                rgb(0x12_1c_30)
            };
            return base.mix(fog, (1.0 - (-away / 15.0).exp()) * if light { 0.4 } else { 1.0 });
        }
        if right.abs() * END > HALF || !(FLOOR..1.9).contains(&(up * END)) {
            return rgb(0x0e_18_2c).mix(fog, 1.0 - (-wall.min(END) / 15.0).exp());
        }
        rgb(0xc8_ec_ff)
    });
    canvas.glow(800.0, 420.0, 360.0, rgb(0x9c_dc_ff), 0.8);
    for side in [-1.0, 1.0] {
        for bay in 0..5 {
            let away = 1.6 + bay as f32 * 2.46;
            let x = EYE.0 + side * HALF * FOCUS / away;
            let (top, foot) = (EYE.1 - TOP * FOCUS / away, EYE.1 - FLOOR * FOCUS / away);
            canvas.line((x, top), (x, foot), 8.0 / away + 0.6, rgb(0x5c_c8_ff), 0.5);
        }
    }
    let place = Place::new(800.0, 536.0, 1.02);
    canvas.puff(800.0, 540.0, 60.0, 9.0, rgb(0x08_14_28), 0.7);
    figures::walker(canvas, &place.mirrored(0.8), 0.4, rgb(0x10_20_3c), rgb(0x10_20_3c));
    figures::walker(canvas, &place, 0.4, rgb(0x14_20_38), rgb(0x10_18_2c));
    canvas.puff(800.0, 585.0, 80.0, 52.0, fog, 0.6);
    canvas.bloom(0.42, 20.0, 0.75);
}

/// Folded paper birds hanging on threads.
pub fn paper_cranes(canvas: &mut Canvas) {
    canvas.gradient(&[(0.0, rgb(0xf4_dc_bc)), (500.0, rgb(0xf2_c8_a8)), (900.0, rgb(0xd8_9c_8c))]);
    // The light of a window lies on the wall, leaning.
    for (column, row) in (0..3).flat_map(|column| (0..3).map(move |row| (column, row))) {
        let (x, y) = (
            640.0 + column as f32 * 236.0 + row as f32 * 70.0,
            40.0 + row as f32 * 262.0 - column as f32 * 22.0,
        );
        let pane = Shape::new(&[
            (x, y),
            (x + 212.0, y - 20.0),
            (x + 278.0, y + 222.0),
            (x + 64.0, y + 242.0),
        ]);
        canvas.tint(&pane, rgb(0xff_f6_dc), 0.62);
    }
    let mut dice = Dice::new(33);
    for _ in 0..46 {
        let (x, y) = (dice.between(1000.0, 1640.0), dice.between(-40.0, 380.0));
        let (turn, long) = (dice.between(0.3, 1.1), dice.between(50.0, 110.0));
        let tip = (x - long * turn.cos(), y + long * turn.sin());
        let leaf = Shape::start(x, y).curve(x - long * 0.2, y + long * 0.7, tip.0, tip.1).curve(
            x - long * 0.8,
            y + long * 0.1,
            x,
            y,
        );
        canvas.tint(&leaf, rgb(0xc8_94_80), 0.3);
    }
    canvas.blur(10.0);
    let hues = [
        rgb(0xe2_4c_3c),
        rgb(0xf4_a8_38),
        rgb(0x2c_7c_94),
        rgb(0xf8_ec_d8),
        rgb(0x3c_50_84),
        rgb(0xe8_80_84),
        rgb(0x58_9c_7c),
    ];
    for (layer, count, size, blurred) in [(0, 15, 0.5, 8.0), (1, 10, 0.86, 2.6), (2, 6, 1.62, 0.0)]
    {
        for index in 0..count {
            let even = (index as f32 + 0.5 + dice.between(-0.28, 0.28)) / count as f32;
            let x = even * (WIDE + 120.0) - 60.0;
            let y = match layer {
                0 => dice.between(120.0, 760.0),
                1 => dice.between(180.0, 720.0),
                _ => [330.0, 610.0, 250.0, 660.0, 380.0, 580.0][index],
            };
            let scale = size * dice.between(0.88, 1.14);
            let hue = hues[(index * 3 + layer) % 7];
            let air = [0.5, 0.22, 0.0][layer];
            if layer < 2 {
                let place = Place::new(x + 60.0, y + 66.0, scale);
                crane(canvas, &place, [rgb(0xb0_70_68); 2], 0.26, index % 2 == 0);
            }
            canvas.line((x + 3.0, -10.0), (x + 3.0, y), 1.6, rgb(0x9c_6c_60), 0.6);
            let place = Place::new(x, y, scale);
            crane(
                canvas,
                &place,
                [hue.mix(rgb(0xf2_d0_b4), air), rgb(0xf2_d0_b4)],
                1.0,
                index % 2 == 0,
            );
        }
        if blurred > 0.0 {
            canvas.blur(blurred);
        }
    }
    for mote in 0..60 {
        let (x, y) = (dice.between(500.0, WIDE), dice.roll() * TALL);
        canvas.disc(x, y, 1.0 + (mote % 3) as f32 * 0.7, rgb(0xff_fa_e8), 0.5);
    }
    canvas.glow(1180.0, 120.0, 760.0, rgb(0xff_f0_cc), 0.4);
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

/// A folded crane, hung by its back at the origin; `[paper, light]` are its colour and the air's.
fn crane(
    canvas: &mut Canvas,
    place: &Place,
    [paper, light]: [Colour; 2],
    opacity: f32,
    turned: bool,
) {
    let place = if turned { place.turned() } else { *place };
    let flat = opacity < 1.0;
    let facets: [(&[Point], f32); 9] = [
        // Tail, far wing, neck and head, body in three folds, near wing in two, its edge.
        (&[(-18.0, 14.0), (-106.0, -38.0), (-8.0, 34.0)], 0.72),
        (&[(-12.0, 6.0), (26.0, 10.0), (62.0, -82.0)], 0.66),
        (&[(18.0, 12.0), (98.0, -46.0), (92.0, -34.0), (12.0, 34.0)], 0.84),
        (&[(98.0, -46.0), (126.0, -26.0), (91.0, -34.0)], 0.7),
        (&[(-26.0, 12.0), (4.0, 52.0), (2.0, 0.0)], 0.78),
        (&[(30.0, 10.0), (4.0, 52.0), (2.0, 0.0)], 0.96),
        (&[(-24.0, 10.0), (30.0, 10.0), (-46.0, -96.0)], 1.06),
        (&[(30.0, 10.0), (4.0, 14.0), (-46.0, -96.0)], 0.9),
        (&[(-24.0, 10.0), (4.0, 30.0), (30.0, 10.0), (4.0, 14.0)], 0.88),
    ];
    for (points, shade) in facets {
        let shape = Shape::new(points).placed(&place);
        if flat {
            canvas.tint(&shape, paper, opacity);
            continue;
        }
        let top = place.y - place.size(96.0);
        canvas.fill_with(&shape, |_, y, _| {
            let fall = step(place.y + place.size(60.0), top, y);
            (paper.lit(shade * (0.92 + 0.12 * fall)).screen(light, 0.1 * fall * shade), 1.0)
        });
    }
    if !flat {
        for (from, to) in [
            ((-24.0, 10.0), (-46.0, -96.0)),
            ((18.0, 12.0), (98.0, -46.0)),
            ((4.0, 14.0), (-46.0, -96.0)),
        ] {
            canvas.line(
                place.at(from.0, from.1),
                place.at(to.0, to.1),
                place.size(1.0),
                WHITE,
                0.5,
            );
        }
    }
}
