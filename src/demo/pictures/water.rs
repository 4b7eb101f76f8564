//! Scenes by the water.

use super::canvas::{Canvas, Field, TALL, WIDE};
use super::colour::{Colour, WHITE, rgb};
use super::noise::{Dice, fbm, lerp, noise, ridged, step};
use super::shape::{Place, Shape};

/// A harbour with cranes and boats at sunrise.
pub fn harbour_dawn(canvas: &mut Canvas) {
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
        gull(canvas, x, y, size);
    }
}

/// Mountains mirrored in a lake, before the sun has reached the shore.
pub fn mountain_lake(canvas: &mut Canvas) {
    const LINE: f32 = 590.0;
    canvas.gradient(&[
        (0.0, rgb(0x4f_86_b4)),
        (240.0, rgb(0x9c_bf_d3)),
        (430.0, rgb(0xf5_d7_c4)),
        (590.0, rgb(0xff_e6_cc)),
    ]);
    let wisps =
        Field::new(6.0, |x, y| step(0.05, 0.5, fbm(x / 420.0, y / 60.0 + x / 900.0, 4, 41)));
    canvas.each(0.0, 400.0, |x, y, sky| sky.mix(rgb(0xff_ee_e2), wisps.at(x, y) * 0.55));

    canvas.ridge_to(
        LINE,
        |x| 392.0 + 60.0 * fbm(x / 260.0, 3.0, 4, 8) - 40.0 * ((x - 300.0) / 420.0).cos(),
        |_, _, depth| rgb(0x9a_b2_cc).mix(rgb(0xe8_d6_cf), (depth / 220.0).min(1.0)),
    );
    const PEAKS: [(f32, f32, f32); 5] = [
        (860.0, 128.0, 0.62),
        (1150.0, 250.0, 0.58),
        (560.0, 268.0, 0.6),
        (1420.0, 330.0, 0.5),
        (250.0, 372.0, 0.45),
    ];
    let flank = |x: f32, (at, top, slope): (f32, f32, f32)| top + (x - at).abs() * slope;
    let massif = |x: f32| {
        let line = PEAKS.into_iter().map(|peak| flank(x, peak)).fold(f32::MAX, f32::min);
        line + 34.0 * fbm(x / 90.0, 1.0, 5, 12) + 8.0
    };
    // Below each peak an edge wanders down; the sun lights what lies right of it.
    let faces = Field::new(3.0, |x, y| {
        let near = |one: &(f32, f32, f32), other: &(f32, f32, f32)| {
            flank(x, *one).total_cmp(&flank(x, *other))
        };
        let peak = PEAKS.into_iter().min_by(near).unwrap_or(PEAKS[0]);
        let aside = x - peak.0 - 60.0 * fbm(y / 90.0, peak.0, 3, 5);
        let lean = if aside < 0.0 { 0.5 } else { -0.5 };
        let rib = ridged((x + y * lean) / 105.0, y / 300.0 + peak.0, 4, 31);
        rib - 0.45 + (aside / 60.0).clamp(-1.0, 1.0) * 0.13
    });
    canvas.ridge_to(LINE, massif, |x, y, _| {
        let face = faces.at(x, y);
        let slope = face - faces.at(x + 9.0, y + 2.0);
        let lit = step(-0.12, 0.16, slope * 0.8 + face * 0.7);
        let snow = rgb(0x83_9e_cc).mix(rgb(0xff_f1_e2), lit);
        let stone = rgb(0x46_5a_80).mix(rgb(0xc2_98_8c), lit * 0.9);
        let line = 330.0 - 190.0 * face;
        let surface = snow.mix(stone, step(line - 40.0, line + 60.0, y));
        surface.mix(rgb(0xd9_cf_d6), step(360.0, 620.0, y) * 0.75)
    });
    canvas.each(430.0, LINE, |x, y, pixel| {
        let mist = step(440.0, 560.0, y + 40.0 * noise(x / 180.0, y / 50.0, 77));
        pixel.mix(rgb(0xf6_e2_d8), mist * 0.62)
    });
    forest(canvas, 566.0, 34.0, 5, rgb(0x5f_7f_8c));
    forest(canvas, 582.0, 52.0, 6, rgb(0x2e_52_5c));
    canvas.each(548.0, LINE, |x, y, pixel| {
        pixel.mix(rgb(0xf3_e0_d8), 0.5 * step(556.0, 590.0, y + 9.0 * noise(x / 120.0, 0.0, 5)))
    });

    canvas.mirror(LINE, 0.34, |_, depth, mirrored| {
        mirrored.mix(rgb(0x2b_5a_78), 0.14 + 0.46 * (depth / 310.0))
    });
    canvas.each(LINE - 3.0, TALL, |x, y, pixel| {
        let near = (y - LINE) / 310.0;
        let streak = noise(x / 520.0, y / (3.0 + 14.0 * near), 51);
        pixel.mix(rgb(0xf4_e4_dd), step(0.35, 0.7, streak) * 0.22 * (1.0 - near))
    });
    shore_with_stones(canvas);
    canvas.puff(800.0, LINE, 900.0, 26.0, rgb(0xff_f0_e4), 0.55);
    pine(canvas, 96.0, 905.0, 640.0, rgb(0x12_2c_36));
    pine(canvas, 236.0, 915.0, 430.0, rgb(0x18_36_3f));
    pine(canvas, -14.0, 920.0, 520.0, rgb(0x15_31_3a));
    pine(canvas, 1560.0, 920.0, 470.0, rgb(0x15_31_3a));
}

/// A suspension bridge in fog.
pub fn bridge_fog(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x6f_93_ad)),
        (260.0, rgb(0xb7_c6_cb)),
        (470.0, rgb(0xf6_dc_c0)),
        (640.0, rgb(0xf2_d9_c8)),
        (900.0, rgb(0xc5_cd_d3)),
    ]);
    canvas.glow(1180.0, 430.0, 620.0, rgb(0xff_d2_9a), 0.8);
    canvas.disc(1180.0, 430.0, 40.0, rgb(0xff_f6_e2), 0.85);
    let fog = Field::new(7.0, |x, y| fbm(x / 330.0, y / 95.0, 4, 15));
    for (seed, base, tall, colour) in
        [(7, 560.0, 120.0, rgb(0xb9_b4_b6)), (8, 600.0, 140.0, rgb(0x97_9f_aa))]
    {
        canvas.ridge_to(
            720.0,
            |x| {
                base - tall * (0.35 + fbm(x / 420.0, 2.0, 4, seed)) * step(500.0, 1500.0, x + 200.0)
            },
            |x, y, depth| {
                colour.mix(rgb(0xf0_dc_cc), (depth / 130.0 + fog.at(x, y) * 0.5).clamp(0.0, 1.0))
            },
        );
    }
    fog_bank(canvas, &fog, 560.0, 0.9);

    // The deck runs from the lower left into the distance; towers stand on it.
    let deck = |t: f32| (lerp(-160.0, 1330.0, t), lerp(742.0, 560.0, t), lerp(1.0, 0.16, t));
    let towers = [(0.33_f32, 1.0_f32), (0.83, 0.6)];
    let red = |distance: f32| rgb(0xb8_42_2e).mix(rgb(0xe9_c9_b8), distance);
    let top = |t: f32| {
        let (x, y, scale) = deck(t);
        (x, y - 560.0 * scale)
    };
    let cable = |from: (f32, f32), to: (f32, f32), sag: f32, t: f32| {
        let line = lerp(from.1, to.1, t);
        (lerp(from.0, to.0, t), line + sag * 4.0 * t * (1.0 - t))
    };
    let (near_top, far_top) = (top(towers[0].0), top(towers[1].0));
    let end = deck(1.0);
    for (from, to, sag, t_from, t_to) in [
        (far_top, (end.0, end.1), 14.0, towers[1].0, 1.0),
        (near_top, far_top, 212.0, towers[0].0, towers[1].0),
        ((-160.0, 560.0), near_top, 120.0, 0.0, towers[0].0),
    ] {
        let place = |t: f32| {
            // Equal steps on the deck are nearer together the further they are.
            let even = t / (t + (1.0 - t) * 0.55);
            cable(from, to, sag, even)
        };
        for hanger in 0..34 {
            let t = hanger as f32 / 34.0;
            let (x, y) = place(t);
            let along = (x + 160.0) / 1490.0;
            let (_, foot, scale) = deck(along);
            if foot > y + 3.0 {
                let colour = red(along * 0.62 + 0.08);
                canvas.line((x, y), (x, foot), 3.4 * scale + 0.5, colour, 0.8);
            }
        }
        for piece in 0..48 {
            let (a, b) = (place(piece as f32 / 48.0), place((piece + 1) as f32 / 48.0));
            let along = lerp(t_from, t_to, piece as f32 / 48.0);
            let thick = 1.2 + 5.4 * (1.0 - along);
            canvas.limb(a, b, (thick, thick), red(along * 0.62));
        }
    }
    for (t, _) in towers.iter().rev() {
        bridge_tower(canvas, deck(*t), red(t * 0.62 - 0.12), red(t * 0.5 + 0.3));
    }
    for piece in (0..60).rev() {
        let (a, b) = (deck(piece as f32 / 60.0), deck((piece + 1) as f32 / 60.0));
        let along = piece as f32 / 60.0;
        let thick = |scale: f32| 46.0 * scale;
        let side = Shape::new(&[
            (a.0, a.1 - thick(a.2) * 0.5),
            (b.0 + 1.0, b.1 - thick(b.2) * 0.5),
            (b.0 + 1.0, b.1 + thick(b.2) * 0.5),
            (a.0, a.1 + thick(a.2) * 0.5),
        ]);
        canvas.fill(&side, red(along * 0.66 + 0.02));
        canvas.line((a.0, a.1 - 21.0 * a.2), (b.0, b.1 - 21.0 * b.2), 7.0 * a.2, red(0.4), 0.7);
        for (low, high) in [(18.0, -16.0), (-16.0, 18.0)] {
            canvas.line(
                (a.0, a.1 + low * a.2),
                (b.0, b.1 + high * b.2),
                4.0 * a.2,
                rgb(0x74_2c_26).mix(red(along * 0.66), along),
                0.75,
            );
        }
    }
    fog_bank(canvas, &fog, 735.0, 1.0);
    for (x, y, wide) in [(1075.0, 655.0, 190.0), (1010.0, 640.0, 120.0), (1340.0, 575.0, 190.0)] {
        canvas.puff(x, y, wide, wide * 0.3, rgb(0xf6_e4_d6), 0.95);
    }
    let low = Field::new(8.0, |x, y| fbm(x / 240.0 + 7.0, y / 70.0, 4, 29));
    fog_bank(canvas, &low, 800.0, 0.8);
    for (x, y, size) in [(560.0, 210.0, 13.0), (610.0, 236.0, 9.0), (655.0, 205.0, 8.0)] {
        gull(canvas, x, y, size);
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

fn gull(canvas: &mut Canvas, x: f32, y: f32, size: f32) {
    let colour = rgb(0x4a_42_58);
    canvas.limb((x, y), (x - size * 0.5, y - size * 0.36), (size * 0.09, size * 0.07), colour);
    canvas.limb(
        (x - size * 0.5, y - size * 0.36),
        (x - size, y - size * 0.1),
        (size * 0.07, 0.3),
        colour,
    );
    canvas.limb((x, y), (x + size * 0.5, y - size * 0.4), (size * 0.09, size * 0.07), colour);
    canvas.limb(
        (x + size * 0.5, y - size * 0.4),
        (x + size * 1.05, y - size * 0.2),
        (size * 0.07, 0.3),
        colour,
    );
}

fn forest(canvas: &mut Canvas, base: f32, tall: f32, seed: u32, colour: Colour) {
    let mut dice = Dice::new(seed);
    let height = |x: f32| base - 16.0 * (0.5 + fbm(x / 200.0, 0.0, 3, seed));
    canvas.ridge_to(base + 12.0, height, |_, _, _| colour);
    let mut x = -10.0;
    while x < WIDE + 10.0 {
        let tree =
            tall * dice.between(0.4, 1.0) * (0.55 + 0.45 * noise(x / 130.0, 9.0, seed).abs());
        let foot = height(x) + 6.0;
        let half = tree * 0.17;
        let crown = Shape::new(&[
            (x, foot - tree),
            (x + half * 0.6, foot - tree * 0.45),
            (x + half, foot),
            (x - half, foot),
            (x - half * 0.6, foot - tree * 0.45),
        ]);
        canvas.fill(&crown, colour.lit(dice.between(0.9, 1.1)));
        x += dice.between(5.0, 15.0);
    }
}

fn pine(canvas: &mut Canvas, x: f32, foot: f32, tall: f32, colour: Colour) {
    let mut dice = Dice::new((x + 3000.0) as u32);
    canvas.limb((x, foot), (x, foot - tall), (tall * 0.016, 0.8), colour.lit(0.8));
    let rows = 26;
    for row in 0..rows {
        let part = row as f32 / rows as f32;
        let y = foot - tall + part * tall * 0.92;
        let reach = tall * (0.012 + 0.17 * part.powf(0.9));
        for side in [-1.0, 1.0] {
            let long = reach * dice.between(0.7, 1.15);
            let droop = long * dice.between(0.22, 0.5);
            let tip = (x + side * long, y + droop);
            let branch = Shape::start(x, y - tall * 0.026)
                .curve(x + side * long * 0.5, y - tall * 0.004, tip.0, tip.1)
                .curve(x + side * long * 0.45, y + droop + tall * 0.02, x, y + tall * 0.03);
            canvas.fill(&branch, colour.lit(dice.between(0.85, 1.2)));
        }
    }
}

fn shore_with_stones(canvas: &mut Canvas) {
    let mut dice = Dice::new(61);
    for _ in 0..26 {
        let x = 330.0 + dice.roll() * 900.0;
        let y = 842.0 + dice.roll() * 56.0;
        let wide = dice.between(8.0, 34.0) * (0.5 + (y - 830.0) / 70.0);
        canvas.tint(&Shape::ellipse(x, y + wide * 0.16, wide * 1.1, wide * 0.2), WHITE, 0.12);
        let stone = Shape::start(x - wide, y)
            .curve(x - wide * 0.7, y - wide * 0.55, x, y - wide * 0.5)
            .curve(x + wide * 0.8, y - wide * 0.4, x + wide, y);
        canvas.fill_with(&stone, |_, py, _| {
            let lit = ((y - py) / (wide * 0.5)).clamp(0.0, 1.0);
            (rgb(0x22_40_50).mix(rgb(0xa8_9a_a0), lit * lit), 1.0)
        });
    }
}

fn bridge_tower(canvas: &mut Canvas, (x, y, scale): (f32, f32, f32), face: Colour, edge: Colour) {
    let place = Place::new(x, y, scale);
    for leg in [-1.0, 1.0] {
        for (from, to, wide) in
            [(190.0, -180.0, 30.0), (-180.0, -400.0, 25.0), (-400.0, -566.0, 20.0)]
        {
            let (left, spread) = (leg * 58.0 - wide / 2.0, leg * -3.0);
            let part = Shape::new(&[
                (left, from),
                (left + spread, to),
                (left + wide + spread, to),
                (left + wide, from),
            ]);
            canvas.fill(&part.placed(&place), face);
            let rim = Shape::rect(left + wide * 0.72, to, wide * 0.28, from - to);
            canvas.tint(&rim.placed(&place), edge, 0.7);
        }
    }
    for (at, tall) in [(-560.0, 34.0), (-410.0, 36.0), (-230.0, 40.0), (60.0, 40.0)] {
        canvas.fill(&Shape::rect(-58.0, at, 116.0, tall).placed(&place), face.lit(0.93));
        canvas.tint(&Shape::rect(-44.0, at, 88.0, tall * 0.24).placed(&place), edge, 0.6);
    }
}

fn fog_bank(canvas: &mut Canvas, fog: &Field, line: f32, strength: f32) {
    canvas.each(line - 190.0, TALL, |x, y, pixel| {
        let thick = step(line - 95.0, line + 75.0, y + fog.at(x, y) * 150.0);
        let fold = fog.at(x + 14.0, y - 16.0) - fog.at(x, y);
        let light = rgb(0xe4_dc_da).mix(rgb(0xfd_ea_d6), (0.5 + fold * 2.4).clamp(0.0, 1.0));
        pixel.mix(light.mix(rgb(0xb5_c4_cf), step(line, 980.0, y) * 0.55), thick * strength)
    });
}
