//! An old street with red lanterns in the evening.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::eye::Eye;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, chance, fbm, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Shape};
use crate::demo::pictures::sky::stars;

pub fn draw(canvas: &mut Canvas) {
    let eye = Eye { x: 800.0, y: 520.0, focus: 820.0 };
    const HALF: f32 = 5.2;
    const GROUND: f32 = -1.6;
    canvas.gradient(&[
        (0.0, rgb(0x16_1c_48)),
        (230.0, rgb(0x3c_34_6c)),
        (420.0, rgb(0x94_4c_70)),
        (540.0, rgb(0xe8_8c_68)),
    ]);
    stars(canvas, 77, 160, 330.0, |_, _, _| true);
    canvas.ridge(
        |x| 500.0 - 60.0 * fbm(x / 200.0, 0.0, 4, 6),
        |_, _, depth| rgb(0x6a_40_68).mix(rgb(0xd0_78_68), (depth / 90.0).min(1.0)),
    );
    gate(canvas, &Place::new(800.0, 540.0, 0.62));
    let front = |right: bool, away: f32, up: f32| -> Colour {
        let house = (away / 6.5) as i32 * 2 + i32::from(right);
        let high = up - GROUND;
        let wood = [rgb(0x4a_26_22), rgb(0x54_2c_20), rgb(0x3e_22_26)]
            [(chance(house, 0, 5) * 3.0) as usize];
        let bay = away / 1.08;
        let (u, v) = (bay - bay.floor(), if high < 3.1 { high / 3.1 } else { (high - 3.6) / 2.4 });
        let mut colour = wood.lit(0.75 + 0.25 * noise(away * 3.0, up * 0.8, 8));
        let lit = chance(house, bay as i32 + if high < 3.1 { 0 } else { 40 }, 9) < 0.7;
        let window = if high < 3.1 { (0.1..0.86).contains(&v) } else { (0.22..0.86).contains(&v) };
        if window && (0.1..0.9).contains(&u) {
            let lattice =
                (u * 6.0 - (u * 6.0).floor() < 0.2) || (v * 7.0 - (v * 7.0).floor() < 0.2);
            let glow = if lit { rgb(0xff_b4_54).mix(rgb(0xff_dc_8c), v) } else { rgb(0x3c_30_44) };
            let sharp = step(26.0, 9.0, away);
            let bars = if lattice { 0.75 * sharp } else { 0.2 * (1.0 - sharp) };
            colour = glow.mix(wood, bars);
        }
        colour.mix(rgb(0xc0_6c_60), (1.0 - (-away / 46.0).exp()) * 0.9)
    };
    canvas.each(0.0, TALL, |x, y, old| {
        let (aside, down) = (x - eye.x, y - eye.y);
        let away = eye.focus * HALF / aside.abs().max(5.0);
        let up = -down * away / eye.focus;
        if up >= GROUND {
            return if up < 4.4 && away < 44.0 { front(aside > 0.0, away, up) } else { old };
        }
        // Worn stone slabs; rain has left them wet.
        let far = -GROUND * eye.focus / down;
        let across = aside * far / eye.focus;
        let row = far / 0.9;
        let slab = across / 0.8 + 0.5 * ((row as i32 % 2) as f32);
        let joint = (slab - slab.floor() < 0.05) || (row - row.floor() < 0.07);
        let tone = chance(slab.floor() as i32, row as i32, 4);
        let stone = rgb(0x3c_34_50)
            .lit(0.75 + 0.4 * tone)
            .mix(rgb(0x18_14_28), if joint { 0.6 * step(24.0, 6.0, far) } else { 0.0 });
        let wave = noise(x / 14.0, y / 5.0, 3) * 0.1 + (tone - 0.5) * 0.12;
        let mirrored_up = down * (1.0 + wave) * away / eye.focus + 2.0 * GROUND;
        let light = if away < 44.0 && mirrored_up < 4.4 {
            front(aside > 0.0, away, mirrored_up)
        } else {
            rgb(0xb0_5c_65)
        };
        let haze = rgb(0xe8_8c_68);
        stone
            .mix(light, 0.42)
            .mix(haze, step(14.0, 60.0, far) * 0.7)
            .screen(rgb(0xff_5c_34), 0.2 * step(6.0, 0.5, across.abs()))
    });
    for house in (0..6).rev() {
        for side in [-1.0, 1.0] {
            let (near, far) = (house as f32 * 6.5 + 1.2, house as f32 * 6.5 + 7.5);
            let lift = 0.5 * chance(house, side as i32, 3);
            roof(canvas, &eye, side, (near, far), (4.2 + lift, 5.9 + lift), 1.25);
            roof(canvas, &eye, side, (near, far), (1.55, 2.15), 0.8);
        }
    }
    let mut dice = Dice::new(22);
    for string in (0..9).rev() {
        let away = 3.9 + string as f32 * 2.7;
        let count = 7;
        let haze = (away / 42.0).min(0.6);
        let sag = |t: f32| 3.55 - 0.95 * 4.0 * t * (1.0 - t);
        let place = |t: f32| eye.see(lerp(-4.6, 4.6, t), sag(t), away);
        let cord: Vec<_> = (0..=24).map(|piece| place(piece as f32 / 24.0)).collect();
        canvas.polyline(&cord, 10.0 / away + 0.4, rgb(0x2a_18_24), 0.9);
        for lamp in 0..count {
            let t = (lamp as f32 + 0.5 + dice.between(-0.1, 0.1)) / count as f32;
            let (x, y) = place(t);
            lantern(canvas, x, y, eye.focus * 0.235 / away, haze);
        }
    }
    for (x, foot, scale, coat, stride) in [
        (760.0, 590.0, 0.62, rgb(0x38_24_38), 0.6),
        (838.0, 600.0, 0.7, rgb(0x2c_20_3c), -0.5),
        (700.0, 640.0, 1.04, rgb(0x30_20_34), -0.7),
        (930.0, 690.0, 1.5, rgb(0x24_1c_34), 0.7),
        (985.0, 694.0, 1.42, rgb(0x3c_20_2c), -0.5),
        (560.0, 770.0, 2.15, rgb(0x1c_16_2c), 0.6),
    ] {
        let place = Place::new(x, foot, scale);
        canvas.puff(x, foot, 30.0 * scale, 5.0 * scale, rgb(0x0c_08_18), 0.6);
        let light = Place { x: x + 1.6 * scale, ..place };
        figures::walker(canvas, &light, stride, rgb(0xff_9c_54), rgb(0xd8_70_40));
        figures::walker(canvas, &place, stride, coat, coat.lit(0.8));
    }
    canvas.bloom(0.52, 26.0, 0.55);
}

fn gate(canvas: &mut Canvas, place: &Place) {
    let dark = rgb(0x54_2c_44);
    for (y, wide) in [(-20.0, 150.0), (-128.0, 118.0), (-214.0, 86.0)] {
        canvas.fill(
            &Shape::rect(-wide * 0.62, y - 60.0, wide * 1.24, 92.0).placed(place),
            dark.mix(rgb(0xe0_80_60), 0.25),
        );
        for window in -2..=2 {
            let pane =
                Shape::rect(window as f32 * wide * 0.22 - wide * 0.07, y - 46.0, wide * 0.14, 36.0);
            canvas.fill(&pane.placed(place), rgb(0xff_b8_65));
        }
        let eave = Shape::start(-wide * 1.14, y - 66.0)
            .curve(-wide * 0.66, y - 62.0, -wide * 0.46, y - 100.0)
            .line(wide * 0.46, y - 100.0)
            .curve(wide * 0.66, y - 62.0, wide * 1.14, y - 66.0)
            .curve(wide * 0.7, y - 48.0, 0.0, y - 52.0)
            .curve(-wide * 0.7, y - 48.0, -wide * 1.14, y - 66.0);
        canvas.fill(&eave.placed(place), dark);
    }
    canvas.limb(
        place.at(0.0, -312.0),
        place.at(0.0, -352.0),
        (place.size(9.0), place.size(2.0)),
        dark,
    );
}

/// One slope of a tiled roof over a house front, and the dark under its eave.
fn roof(
    canvas: &mut Canvas,
    eye: &Eye,
    side: f32,
    (near, far): (f32, f32),
    (low, high): (f32, f32),
    out: f32,
) {
    const HALF: f32 = 5.2;
    let corner = |right: f32, up: f32, away: f32| eye.see(side * right, up, away.max(0.8));
    let eave = |away: f32| {
        // Ends curl up.
        let end = ((away - near) / (far - near) * 2.0 - 1.0).abs();
        corner(HALF - out, low + 0.26 * end.powi(4), away)
    };
    let haze = ((near + far) / 84.0).min(0.65);
    let warm = rgb(0xc8_74_65);
    let under = Shape::new(&[
        corner(HALF, low - 0.3, near),
        eave(near),
        eave(far),
        corner(HALF, low - 0.3, far),
    ]);
    canvas.fill(&under, rgb(0x54_20_1c).mix(rgb(0xd0_5c_34), 0.3).mix(warm, haze));
    let edge: Vec<_> = (0..=10).map(|piece| eave(lerp(near, far, piece as f32 / 10.0))).collect();
    let top = [corner(HALF + 0.6, high, far), corner(HALF + 0.6, high, near)];
    let mut outline = edge.clone();
    outline.extend(top);
    canvas.fill(&Shape::new(&outline), rgb(0x2a_26_44).mix(warm, haze));
    for tile in 0..=26 {
        let away = lerp(near, far, tile as f32 / 26.0);
        let (from, to) = (eave(away), corner(HALF + 0.6, high, away));
        canvas.line(
            from,
            to,
            26.0 / away.max(1.2) * 0.3 + 0.3,
            rgb(0x4a_44_68).mix(warm, haze),
            0.55,
        );
    }
    canvas.polyline(&edge, 34.0 / near.max(2.0) * 0.5 + 0.6, rgb(0x60_4c_60).mix(warm, haze), 0.9);
}

fn lantern(canvas: &mut Canvas, x: f32, y: f32, size: f32, haze: f32) {
    let middle = y + size * 1.15;
    let warm = rgb(0xe0_80_60);
    canvas.glow(x, middle, size * 4.4, rgb(0xff_50_2c), 0.5);
    canvas.line((x, y), (x, y + size * 2.7), size * 0.08 + 0.3, rgb(0x40_18_14), 1.0);
    canvas.fill_with(&Shape::ellipse(x, middle, size, size * 0.84), |px, py, _| {
        let (dx, dy) = ((px - x) / size, (py - middle) / (size * 0.84));
        let far = dx * dx + dy * dy;
        let colour = rgb(0xff_a8_4c)
            .mix(rgb(0xe8_2c_20), step(0.0, 0.62, far))
            .mix(rgb(0xa0_18_1c), step(0.6, 1.1, far));
        let rib = ((dx * 1.25).clamp(-1.0, 1.0).asin() * 3.4).sin().abs();
        (colour.lit(0.9 + 0.14 * rib).mix(warm, haze), 1.0)
    });
    for cap in [middle - size * 0.86, middle + size * 0.72] {
        canvas.fill(
            &Shape::rect(x - size * 0.42, cap, size * 0.84, size * 0.16),
            rgb(0xf0_b8_4c).mix(warm, haze),
        );
    }
    for thread in -2..=2 {
        let top = (x + thread as f32 * size * 0.05, middle + size * 0.9);
        let end = (x + thread as f32 * size * 0.1, middle + size * 1.6);
        canvas.line(top, end, size * 0.06 + 0.3, rgb(0xf0_b0_3c).mix(warm, haze), 0.9);
    }
}
