//! Mountains mirrored in a lake, before the sun has reached the shore.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::{Colour, WHITE, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::noise::{Dice, fbm, noise, ridged, step};
use crate::demo::pictures::shape::Shape;

pub fn draw(canvas: &mut Canvas) {
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
