//! Folded paper birds hanging on threads.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::{Colour, WHITE, rgb};
use crate::demo::pictures::noise::{Dice, step};
use crate::demo::pictures::shape::{Place, Point, Shape};

pub fn draw(canvas: &mut Canvas) {
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
