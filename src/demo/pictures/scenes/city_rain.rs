//! A city street in the rain, with umbrellas and reflections.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::{Colour, WHITE, rgb};
use crate::demo::pictures::eye::Eye;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, chance, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Shape};

pub fn draw(canvas: &mut Canvas) {
    let eye = Eye { x: 830.0, y: 452.0, focus: 900.0 };
    const HALF: f32 = 9.0;
    const ABOVE_GROUND: f32 = 2.1;
    let mist = rgb(0x5c_7c_8e);
    let sky = |y: f32| rgb(0x1d_34_50).mix(rgb(0x86_94_9c), step(-60.0, 470.0, y));
    let wall = |right: bool, away: f32, up: f32| -> Option<Colour> {
        let lot = (away / 15.0) as i32 * 2 + i32::from(right);
        let tall = 15.0 + 22.0 * chance(lot, 0, 3);
        if up > tall {
            return None;
        }
        let hue = [rgb(0x2c_3c_50), rgb(0x3a_3c_4c), rgb(0x28_44_50), rgb(0x44_3c_46)]
            [(chance(lot, 1, 3) * 4.0) as usize];
        let (along, level) = (away / 2.6, (up + ABOVE_GROUND - 5.0) / 3.5);
        let (u, v) = (along - along.floor(), level - level.floor());
        let mut colour = hue.lit(0.8 + 0.2 * chance(lot, 5, 9));
        if up + ABOVE_GROUND < 4.2 {
            let shop = [rgb(0xff_b8_5c), rgb(0xff_d8_96), rgb(0x5c_d0_c8), rgb(0xff_7c_5c)]
                [(chance(lot, 2, 7) * 4.0) as usize];
            let post = (away / 5.0 - (away / 5.0).floor() - 0.5).abs() > 0.44;
            let glass = if post { 0.2 } else { 0.85 };
            colour = colour.mix(shop, glass * step(0.1, 0.9, up + ABOVE_GROUND));
        } else if up + ABOVE_GROUND < 5.0 {
            colour = colour.mix(rgb(0xd8_44_3c), 0.6 * chance(lot, 3, 7));
        } else if (0.22..0.78).contains(&u) && (0.2..0.76).contains(&v) {
            let on = chance(along.floor() as i32 + lot * 57, level.floor() as i32, 11) < 0.42;
            let glass = if on { rgb(0xff_ce_80) } else { rgb(0x50_70_84) };
            colour = colour.mix(glass, if on { 0.85 } else { 0.5 });
        }
        Some(colour.mix(mist, 1.0 - (-away / 62.0).exp()))
    };
    let scene = |x: f32, y: f32| -> Colour {
        let aside = x - eye.x;
        let away = eye.focus * HALF / aside.abs().max(7.0);
        let up = -(y - eye.y) * away / eye.focus;
        wall(aside > 0.0, away, up).unwrap_or(sky(y))
    };
    canvas.each(0.0, TALL, |x, y, _| {
        let (aside, down) = (x - eye.x, y - eye.y);
        let away = eye.focus * HALF / aside.abs().max(7.0);
        if down <= 0.0 || down * away / eye.focus <= ABOVE_GROUND {
            return scene(x, y);
        }
        // Wet ground: the street upside down, torn along the line of sight.
        let near = down / 450.0;
        let wave = noise(x / (6.0 + 30.0 * near), down / (2.0 + 12.0 * near), 5);
        let tear = 1.0 + 0.22 * wave * (0.4 + near);
        let up = down * tear * away / eye.focus - 2.0 * ABOVE_GROUND;
        let shift = aside + wave * 16.0 * near;
        let far = eye.focus * HALF / shift.abs().max(7.0);
        let mirrored = wall(shift > 0.0, far, up).unwrap_or(sky(-400.0 + 500.0 / (0.4 + near)));
        let asphalt = rgb(0x20_2e_40).mix(mist, (0.5 - near).max(0.0));
        let shine = 0.52 + 0.22 * wave - 0.2 * near;
        asphalt.mix(mirrored, shine.clamp(0.1, 0.9))
    });
    canvas.glow(eye.x, eye.y - 20.0, 330.0, rgb(0xff_d8_a0), 0.6);
    let mut lamp = |right: f32, up: f32, away: f32, hue: Colour, size: f32| {
        let (x, y) = eye.see(right, up, away);
        let (_, mirror) = eye.see(right, -up - 2.0 * ABOVE_GROUND, away);
        let size = size * 300.0 / away;
        canvas.glow(x, y, size * 3.4, hue, 0.75);
        canvas.disc(x, y, size * 0.42, hue.mix(WHITE, 0.5), 0.95);
        canvas.glow_oval(x, mirror, size * 1.5, size * 7.0 + 26.0, hue, 0.6);
    };
    for away in [70.0, 52.0, 38.0, 27.0, 19.0] {
        lamp(-6.4, 4.4, away, rgb(0xff_c8_78), 1.5);
        lamp(6.4, 4.4, away, rgb(0xff_c8_78), 1.5);
    }
    for (right, away) in [(1.1, 44.0), (2.6, 44.0), (1.4, 30.0), (3.1, 30.0)] {
        lamp(right, -1.3, away, rgb(0xff_f0_d0), 0.9);
    }
    for (right, away) in [(-1.4, 50.0), (-2.8, 50.0)] {
        lamp(right, -1.2, away, rgb(0xff_48_3c), 0.8);
    }
    lamp(4.6, 3.2, 24.0, rgb(0x48_f0_b0), 0.9);
    canvas.blur(7.0);
    tram(canvas, &eye);

    let coats = [rgb(0x16_20_30), rgb(0x1c_28_38), rgb(0x24_24_34), rgb(0x14_28_34)];
    for (x, foot, scale, umbrella, stride) in [
        (700.0, 552.0, 0.72, rgb(0x2c_48_60), 0.6),
        (1010.0, 560.0, 0.78, rgb(0x7c_8c_6c), -0.7),
        (612.0, 590.0, 0.98, rgb(0xe0_a8_48), -0.5),
        (1150.0, 622.0, 1.26, rgb(0x2a_5c_78), 0.7),
        (420.0, 662.0, 1.62, rgb(0x34_40_5c), 0.6),
        (1330.0, 720.0, 2.0, rgb(0x3c_34_4c), -0.6),
        (876.0, 786.0, 2.75, rgb(0xe2_3c_34), 0.55),
    ] {
        let place = Place::new(x, foot, scale);
        let coat = coats[(x as usize / 7) % 4];
        umbrella_walker(canvas, &place.mirrored(0.9), stride, coat, umbrella, 0.34);
        umbrella_walker(canvas, &place, stride, coat, umbrella, 1.0);
    }
    let mut dice = Dice::new(14);
    for _ in 0..620 {
        let (x, y) = (dice.roll() * 1700.0 - 40.0, dice.roll() * 940.0 - 60.0);
        let (long, near) = (dice.between(16.0, 70.0), dice.roll());
        let opacity = 0.07 + 0.17 * near;
        canvas.line((x, y), (x - long * 0.13, y + long), 0.8 + near, rgb(0xd4_e6_f0), opacity);
    }
    for _ in 0..90 {
        let (x, y) = (dice.roll() * WIDE, 640.0 + dice.roll() * 250.0);
        let size = (y - 560.0) / 40.0;
        let ring = Shape::ellipse(x, y, size * 2.2, size * 0.6);
        canvas.tint(&ring, rgb(0xe0_ee_f4), 0.22);
    }
    canvas.bloom(0.66, 22.0, 0.5);
}

fn tram(canvas: &mut Canvas, eye: &Eye) {
    let (x, foot) = eye.see(-3.1, -2.1, 21.0);
    let place = Place::new(x, foot, 1.06);
    let mirrored = place.mirrored(0.85);
    for (place, opacity) in [(&mirrored, 0.35), (&place, 1.0)] {
        let body = Shape::start(-58.0, -8.0)
            .line(-60.0, -120.0)
            .curve(-58.0, -150.0, -36.0, -152.0)
            .line(36.0, -152.0)
            .curve(58.0, -150.0, 60.0, -120.0)
            .line(58.0, -8.0);
        canvas.tint(&body.placed(place), rgb(0xb0_34_2c), opacity);
        let band = Shape::rect(-59.0, -74.0, 118.0, 12.0);
        canvas.tint(&band.placed(place), rgb(0xf0_e0_c0), opacity);
        let screen = Shape::rect(-48.0, -136.0, 96.0, 54.0);
        canvas.tint(&screen.placed(place), rgb(0xff_dc_98), opacity);
        let driver =
            [[-20.0, -84.0, -20.0, -104.0, 9.0, 8.0], [-20.0, -116.0, -20.0, -116.0, 6.0, 6.0]];
        canvas.figure(place, &driver, rgb(0x5c_34_2c), opacity);
        for post in [-16.0, 16.0] {
            canvas.tint(
                &Shape::rect(post - 1.5, -136.0, 3.0, 54.0).placed(place),
                rgb(0x5c_20_20),
                opacity,
            );
        }
        canvas.tint(
            &Shape::rect(-54.0, -12.0, 108.0, 10.0).placed(place),
            rgb(0x1c_1c_28),
            opacity,
        );
        for lamp in [-38.0, 38.0] {
            let (x, y) = place.at(lamp, -40.0);
            canvas.disc(x, y, place.size(7.0), rgb(0xff_f8_e0), opacity);
            canvas.glow(x, y, 74.0, rgb(0xff_e8_b8), 0.8 * opacity);
        }
    }
    canvas.line(place.at(0.0, -152.0), place.at(0.0, -196.0), 2.4, rgb(0x20_28_34), 0.8);
    let (wire_x, wire_y) = place.at(0.0, -196.0);
    canvas.line((wire_x, wire_y), (180.0, -20.0), 1.6, rgb(0x18_24_34), 0.7);
}

fn umbrella_walker(
    canvas: &mut Canvas,
    place: &Place,
    stride: f32,
    coat: Colour,
    cloth: Colour,
    opacity: f32,
) {
    if opacity < 1.0 {
        let shape = Shape::new(&[(-14.0, 0.0), (-15.0, -76.0), (15.0, -76.0), (14.0, 0.0)]);
        canvas.tint(&shape.placed(place), coat, opacity);
    } else {
        figures::walker(canvas, place, stride, coat, coat.lit(0.8));
        let arm = [[9.0, -72.0, 17.0, -62.0, 3.8, 3.2], [17.0, -62.0, 12.0, -76.0, 3.2, 2.8]];
        canvas.figure(place, &arm, coat, 1.0);
        canvas.line(
            place.at(12.0, -70.0),
            place.at(6.0, -136.0),
            place.size(1.8),
            rgb(0x18_1c_24),
            1.0,
        );
    }
    let canopy = Shape::start(-46.0, -98.0)
        .curve(-42.0, -136.0, 4.0, -138.0)
        .curve(50.0, -136.0, 56.0, -98.0)
        .curve(46.0, -106.0, 38.0, -99.0)
        .curve(30.0, -107.0, 21.0, -100.0)
        .curve(5.0, -110.0, -11.0, -100.0)
        .curve(-20.0, -107.0, -28.0, -99.0)
        .curve(-36.0, -106.0, -46.0, -98.0);
    let (left, right) = (place.x - place.size(46.0), place.x + place.size(56.0));
    canvas.fill_with(&canopy.placed(place), |x, _, _| {
        (cloth.lit(1.18).mix(cloth.lit(0.62), step(left, right, x)), opacity)
    });
    for rib in [-11.0, 21.0] {
        let rib: Vec<_> = (0..=6)
            .map(|piece| {
                let t = piece as f32 / 6.0;
                place.at(
                    lerp(4.0, rib, t.sqrt() * 0.4 + t * 0.6),
                    lerp(-138.0, -100.0, t * t * 0.5 + t * 0.5),
                )
            })
            .collect();
        canvas.polyline(&rib, place.size(1.1), cloth.lit(0.55), 0.7 * opacity);
    }
}
