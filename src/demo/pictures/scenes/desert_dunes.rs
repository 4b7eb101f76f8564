//! Dunes with a camel caravan.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::rgb;
use crate::demo::pictures::field::Field;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{bump, fbm, noise, step};
use crate::demo::pictures::shape::{Place, Shape};

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x3c_6f_98)),
        (190.0, rgb(0x8a_a4_b0)),
        (340.0, rgb(0xf2_c4_94)),
        (470.0, rgb(0xff_e0_a8)),
    ]);
    let sun = (1270.0, 300.0);
    let veil = Field::new(8.0, |x, y| step(0.0, 0.5, fbm(x / 500.0, y / 60.0 + x / 800.0, 4, 6)));
    canvas.each(0.0, 460.0, |x, y, sky| sky.mix(rgb(0xff_da_b4), veil.at(x, y) * 0.4));
    canvas.glow(sun.0, sun.1, 640.0, rgb(0xff_c4_78), 0.8);
    canvas.disc(sun.0, sun.1, 46.0, rgb(0xff_f8_e0), 1.0);
    canvas.ridge(
        |x| 420.0 - 60.0 * fbm(x / 300.0, 0.0, 3, 5),
        |_, _, depth| rgb(0xe0_ac_84).mix(rgb(0xff_dc_ae), (depth / 90.0).min(1.0)),
    );
    dune(
        canvas,
        (11, 620.0, 0.62),
        |x| 452.0 - 60.0 * bump(x, 420.0, 380.0) - 40.0 * bump(x, 1240.0, 420.0),
        |y| 520.0 + (y - 430.0) * 0.9,
    );
    dune(
        canvas,
        (12, 740.0, 0.42),
        |x| 540.0 - 130.0 * bump(x, 1030.0, 470.0) - 40.0 * bump(x, 220.0, 300.0),
        |y| 1010.0 + (y - 410.0) * 1.25 + 50.0 * (y / 46.0).sin(),
    );
    let ridge = |x: f32| 650.0 - 156.0 * bump(x, 480.0, 560.0) - 20.0 * bump(x, 1400.0, 300.0);
    dune(canvas, (13, TALL, 0.2), ridge, |y| {
        486.0 + (y - 492.0) * 1.7 + 46.0 * ((y - 480.0) / 62.0).sin()
    });
    caravan(canvas, ridge);
    let front = |x: f32| 858.0 - 196.0 * bump(x, 1250.0, 620.0) - 50.0 * bump(x, 60.0, 420.0);
    dune(canvas, (14, TALL, 0.0), front, |y| {
        1246.0 + (y - 660.0) * 2.1 + 60.0 * ((y - 640.0) / 80.0).sin()
    });
    canvas
        .each(380.0, 620.0, |_, y, pixel| pixel.mix(rgb(0xff_dc_a8), 0.34 * step(620.0, 440.0, y)));
}

/// Sand under `crest`: lit to the right of `split`, which says where the shadow ends at a height.
fn dune(
    canvas: &mut Canvas,
    (seed, bottom, haze): (u32, f32, f32),
    crest: impl Fn(f32) -> f32,
    split: impl Fn(f32) -> f32,
) {
    canvas.ridge_to(bottom, crest, |x, y, depth| {
        let edge = split(y);
        let lit = step(edge - 3.0 - depth * 0.02, edge + 3.0 + depth * 0.02, x);
        let ripple_size = 7.0 + depth * 0.05;
        let wave = depth + 0.18 * x + 26.0 * noise(x / 190.0, y / 110.0, seed);
        let phase = wave / ripple_size;
        let ripple = (phase - phase.floor() - 0.5).abs() * 2.0;
        let grain = (ripple - 0.5) * 0.06 * step(6.0, 60.0, depth);
        let far_from_edge = ((x - edge).abs() / 620.0).min(1.0);
        let light = rgb(0xff_c6_7c).mix(rgb(0xe4_93_52), far_from_edge * 0.8 + depth / 900.0);
        let shade =
            rgb(0x8e_4e_44).mix(rgb(0xc0_7a_5c), far_from_edge).mix(rgb(0x6a_42_58), depth / 600.0);
        let rim = (1.0 - depth / 5.0).max(0.0) * 0.35;
        shade
            .lit(1.0 + grain * 0.6)
            .mix(light.lit(1.0 + grain), lit)
            .screen(rgb(0xff_e8_b8), rim)
            .mix(rgb(0xff_d4_a0), haze)
    });
}

fn caravan(canvas: &mut Canvas, ridge: impl Fn(f32) -> f32) {
    let coats = [rgb(0x4a_2a_24), rgb(0x56_32_28), rgb(0x40_26_24)];
    for index in 0..7 {
        let x = 232.0 + index as f32 * 92.0;
        let y = ridge(x) + 5.0;
        // The sun stands to the right: shadows fall to the left, down the slope.
        let shade = Shape::new(&[
            (x - 26.0, y),
            (x + 26.0, y),
            (x - 40.0, y + 54.0),
            (x - 118.0, y + 60.0),
        ]);
        canvas.tint(&shade, rgb(0x5c_34_40), 0.35);
        let stride = if index % 2 == 0 { 0.9 } else { -0.6 };
        let place = Place::new(x, y, 0.62);
        figures::camel(canvas, &place, coats[index % 3], stride, index % 3 == 1);
        if index > 0 {
            canvas.line((x - 50.0, y - 56.0), (x - 34.0, y - 38.0), 1.2, rgb(0x3a_22_20), 0.9);
        }
    }
    let x = 232.0 + 7.0 * 92.0 - 14.0;
    let place = Place::new(x, ridge(x) + 4.0, 0.56);
    figures::walker(canvas, &place, 0.8, rgb(0xb0_3c_2c), rgb(0x3a_22_20));
}
