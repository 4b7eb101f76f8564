//! A suspension bridge in fog.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{fbm, lerp, step};
use crate::demo::pictures::shape::{Place, Shape};

pub fn draw(canvas: &mut Canvas) {
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
        figures::gull(canvas, x, y, size);
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
