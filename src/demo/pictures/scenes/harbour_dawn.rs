//! A harbour with cranes and boats at sunrise.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, fbm, step};
use crate::demo::pictures::shape::{Place, Shape};

pub fn draw(canvas: &mut Canvas) {
    const LINE: f32 = 560.0;
    let sun = (1040.0, 505.0);
    canvas.gradient(&[
        (0.0, rgb(0x27_3a_5e)),
        (170.0, rgb(0x5a_54_7e)),
        (330.0, rgb(0xb8_6b_7c)),
        (450.0, rgb(0xee_9c_74)),
        (560.0, rgb(0xff_d7_9a)),
    ]);
    let clouds = Field::new(5.0, |x, y| {
        let long = 260.0 + y * 0.5;
        step(0.02, 0.42, fbm(x / long + y / 900.0, y / 46.0, 4, 5)) * step(20.0, 160.0, y)
    });
    canvas.each(0.0, LINE, |x, y, sky| {
        let here = clouds.at(x, y);
        let under = (here - clouds.at(x, y - 14.0)).clamp(-0.4, 0.4);
        let near = 1.0 - (((x - sun.0) / 1100.0).powi(2) + ((y - sun.1) / 620.0).powi(2)).min(1.0);
        let body = rgb(0x6a_4f_78).mix(rgb(0xff_8d_66), near);
        let lit = body.screen(rgb(0xff_c9_8a), (0.25 - under * 1.6).max(0.0) * near);
        sky.mix(lit, here * 0.62)
    });
    canvas.glow(sun.0, sun.1, 620.0, rgb(0xff_b0_60), 0.75);
    canvas.glow(sun.0, sun.1, 150.0, rgb(0xff_ec_b8), 0.9);
    canvas.disc(sun.0, sun.1, 31.0, rgb(0xff_f8_dc), 1.0);

    for (seed, base, tall, colour) in
        [(1, 528.0, 60.0, rgb(0xc9_83_82)), (2, 545.0, 44.0, rgb(0xa3_6a_7a))]
    {
        canvas.ridge_to(
            LINE,
            |x| base - tall * (0.5 + fbm(x / 330.0, 0.0, 4, seed)).max(0.0),
            |_, _, depth| colour.mix(rgb(0xff_c8_92), (depth / 70.0).min(0.8)),
        );
    }
    for (x, scale) in [(690.0, 0.34), (790.0, 0.36), (1270.0, 0.4), (1390.0, 0.44)] {
        crane(canvas, &Place::new(x, 556.0, scale), rgb(0x95_5f_72));
    }
    let mut dice = Dice::new(4);
    containers(canvas, &mut dice, 600.0, 1600.0, 0.5, 0.62);
    ship(canvas, LINE + 2.0);
    for (x, scale, turned) in [(118.0, 1.02, false), (330.0, 0.86, false), (1500.0, 0.98, true)] {
        let place = Place::new(x, LINE, scale);
        let place = if turned { place.turned() } else { place };
        crane(canvas, &place, rgb(0x3a_35_52));
    }
    canvas.fill(&Shape::rect(0.0, LINE - 9.0, 560.0, 12.0), rgb(0x2d_2b_45));
    canvas.fill(&Shape::rect(1330.0, LINE - 9.0, 290.0, 12.0), rgb(0x36_30_48));

    canvas.mirror(LINE, 0.85, |_, depth, mirrored| {
        mirrored.mix(rgb(0x24_36_58), 0.20 + 0.42 * (depth / 340.0))
    });
    glitter(canvas, sun.0, LINE, rgb(0xff_e3_a4));
    boat(canvas, &Place::new(560.0, 690.0, 1.0));
    boat(canvas, &Place::new(1270.0, 758.0, 1.45).turned());
    boat(canvas, &Place::new(820.0, 612.0, 0.5));
    for (x, y, size) in
        [(930.0, 250.0, 16.0), (985.0, 222.0, 11.0), (880.0, 300.0, 9.0), (1140.0, 330.0, 8.0)]
    {
        figures::gull(canvas, x, y, size);
    }
}

fn crane(canvas: &mut Canvas, place: &Place, colour: Colour) {
    let mut beam = |from: (f32, f32), to: (f32, f32), wide: f32| {
        let wide = place.size(wide);
        canvas.line(place.at(from.0, from.1), place.at(to.0, to.1), wide, colour, 1.0);
    };
    for x in [-46.0, 46.0] {
        beam((x, 0.0), (x * 0.92, -236.0), 11.0);
    }
    beam((-46.0, -92.0), (46.0, -92.0), 8.0);
    beam((-44.0, -96.0), (42.0, -232.0), 4.0);
    beam((-150.0, -240.0), (64.0, -240.0), 13.0);
    beam((64.0, -240.0), (222.0, -392.0), 10.0);
    beam((10.0, -240.0), (36.0, -372.0), 8.0);
    beam((62.0, -240.0), (36.0, -372.0), 8.0);
    beam((36.0, -372.0), (150.0, -322.0), 3.0);
    beam((36.0, -372.0), (216.0, -386.0), 3.0);
    beam((36.0, -372.0), (-140.0, -244.0), 3.5);
    beam((-60.0, -240.0), (-60.0, -130.0), 2.0);
    canvas.fill(&Shape::rect(-126.0, -266.0, 62.0, 26.0).placed(place), colour);
    canvas.fill(&Shape::rect(44.0, -232.0, 26.0, 22.0).placed(place), colour);
    canvas.fill(&Shape::rect(-72.0, -130.0, 24.0, 6.0).placed(place), colour);
}

fn containers(canvas: &mut Canvas, dice: &mut Dice, from: f32, to: f32, size: f32, haze: f32) {
    let colours =
        [rgb(0x9c_3f_3c), rgb(0x2f_5a_78), rgb(0xc7_83_3e), rgb(0x4a_6b_62), rgb(0x6a_55_70)];
    let mut x = from;
    while x < to {
        let stack = (dice.roll() * 4.6) as i32;
        for level in 0..stack {
            let colour = dice.pick(&colours).mix(rgb(0xc4_81_7c), haze);
            let y = 556.0 - (level + 1) as f32 * 19.0 * size;
            canvas.fill(&Shape::rect(x, y, 46.0 * size, 18.0 * size), colour);
        }
        x += 49.0 * size;
    }
}

fn ship(canvas: &mut Canvas, line: f32) {
    let place = Place::new(0.0, line, 1.0);
    let mut dice = Dice::new(9);
    let colours =
        [rgb(0x8a_3c_42), rgb(0x2c_4f_70), rgb(0xb9_73_42), rgb(0x40_5e_60), rgb(0x5b_4a_68)];
    for bay in 0..9 {
        let levels = [3, 4, 5, 5, 4, 5, 4, 3, 2][bay];
        for level in 0..levels {
            let colour = dice.pick(&colours).mix(rgb(0x5c_4a_62), 0.35);
            let (x, y) = (206.0 + bay as f32 * 37.0, -50.0 - (level + 1) as f32 * 15.0);
            canvas.fill(&Shape::rect(x, y, 35.0, 14.0).placed(&place), colour);
        }
    }
    let bridge = rgb(0xc7_8f_86);
    canvas.fill(&Shape::rect(140.0, -150.0, 52.0, 104.0).placed(&place), bridge);
    canvas.fill(&Shape::rect(132.0, -160.0, 68.0, 12.0).placed(&place), bridge.lit(1.08));
    for row in 0..5 {
        let windows = Shape::rect(146.0, -144.0 + row as f32 * 18.0, 40.0, 5.0);
        canvas.fill(&windows.placed(&place), rgb(0x4a_3d_55));
    }
    canvas.fill(&Shape::rect(156.0, -184.0, 18.0, 26.0).placed(&place), rgb(0x8a_3c_42));
    let hull = Shape::start(112.0, -50.0)
        .line(560.0, -50.0)
        .curve(600.0, -58.0, 616.0, -66.0)
        .curve(596.0, -20.0, 566.0, 0.0)
        .line(126.0, 0.0);
    canvas.fill(&hull.placed(&place), rgb(0x34_30_4c));
    canvas.fill(&Shape::rect(122.0, -9.0, 452.0, 7.0).placed(&place), rgb(0x7c_37_42));
}

fn glitter(canvas: &mut Canvas, x: f32, line: f32, light: Colour) {
    let mut dice = Dice::new(77);
    for _ in 0..330 {
        let near = dice.roll().powf(1.3);
        let y = line + 4.0 + near * (TALL - line - 10.0);
        let wide = 26.0 + 150.0 * near;
        let at = x + (dice.roll() + dice.roll() + dice.roll() - 1.5) * wide;
        let long = dice.between(5.0, 14.0) * (0.6 + 2.4 * near);
        let opacity = dice.between(0.25, 0.9) * (1.0 - 0.45 * near);
        canvas.line((at - long, y), (at + long, y), 1.2 + 2.4 * near, light, opacity);
    }
}

/// A fishing boat and its reflection; its waterline is the place's origin.
fn boat(canvas: &mut Canvas, place: &Place) {
    let dark = rgb(0x26_23_3c);
    let mut draw = |place: &Place, opacity: f32| {
        let hull = Shape::start(-78.0, -27.0)
            .curve(-20.0, -16.0, 30.0, -20.0)
            .curve(64.0, -26.0, 92.0, -42.0)
            .curve(78.0, -8.0, 62.0, 3.0)
            .line(-66.0, 3.0)
            .curve(-76.0, -8.0, -78.0, -27.0);
        canvas.tint(&hull.placed(place), dark, opacity);
        let cabin = Shape::new(&[(-46.0, -22.0), (-44.0, -56.0), (-4.0, -56.0), (4.0, -18.0)]);
        canvas.tint(&cabin.placed(place), dark.mix(rgb(0x6a_46_5a), 0.35), opacity);
        let window = Shape::rect(-36.0, -50.0, 24.0, 12.0);
        canvas.tint(&window.placed(place), rgb(0xff_c9_86), opacity);
        let rig = [
            ((18.0, -18.0), (14.0, -136.0), 3.0),
            ((15.0, -112.0), (-62.0, -88.0), 2.0),
            ((14.0, -134.0), (90.0, -42.0), 1.0),
            ((14.0, -134.0), (-76.0, -28.0), 1.0),
            ((-50.0, -56.0), (-50.0, -92.0), 2.0),
        ];
        for (from, to, wide) in rig {
            let (from, to) = (place.at(from.0, from.1), place.at(to.0, to.1));
            canvas.line(from, to, place.size(wide), dark, opacity);
        }
        let man = [
            [40.0, -22.0, 39.0, -44.0, 5.0, 5.5],
            [39.0, -53.0, 39.0, -53.0, 4.4, 4.4],
            [39.0, -42.0, 50.0, -34.0, 2.4, 2.0],
        ];
        canvas.figure(place, &man, dark, opacity);
    };
    draw(&place.mirrored(0.8), 0.42);
    draw(place, 1.0);
    for streak in 0..7 {
        let y = place.y + place.size(6.0 + streak as f32 * 13.0);
        let half = place.size(92.0 - streak as f32 * 7.0);
        let shift = place.size(((streak * 37) % 23) as f32 - 11.0);
        let from = (place.x - half * 0.6 + shift, y);
        canvas.line(
            from,
            (place.x + half * 0.7 + shift, y),
            place.size(2.6),
            rgb(0xe8_a0_80),
            0.28,
        );
    }
}
