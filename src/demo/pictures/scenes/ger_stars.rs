//! A white ger under the Milky Way.

use crate::demo::pictures::canvas::{Canvas, WIDE};
use crate::demo::pictures::colour::rgb;
use crate::demo::pictures::field::Field;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, fbm, noise, step};
use crate::demo::pictures::shape::{Place, Shape};
use crate::demo::pictures::sky::stars;

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x07_0d_24)),
        (330.0, rgb(0x10_23_48)),
        (560.0, rgb(0x24_4a_72)),
        (690.0, rgb(0x5c_86_94)),
        (740.0, rgb(0xc2_a8_8a)),
    ]);
    // The galaxy runs from the lower left to the upper right.
    let along =
        |x: f32, y: f32| (x * 0.62 - y * 0.78 + 250.0, (x * 0.78 + y * 0.62 - 905.0) / 150.0);
    let galaxy = Field::new(4.0, |x, y| {
        let (u, v) = along(x, y);
        let v = v + 0.35 * fbm(u / 260.0, v * 0.6, 3, 4);
        let cloud = 0.55 + 0.75 * fbm(u / 150.0, v * 1.3, 5, 7);
        (-v * v * 0.55).exp() * cloud.max(0.0) * step(800.0, 520.0, y)
    });
    let dust = Field::new(4.0, |x, y| {
        let (u, v) = along(x, y);
        let lane = v + 0.5 * fbm(u / 190.0, v, 4, 13);
        step(0.05, 0.5, fbm(u / 120.0, v * 1.5 + 5.0, 4, 19) + 0.42 - lane.abs() * 0.75)
    });
    canvas.each(0.0, 740.0, |x, y, sky| {
        let light = galaxy.at(x, y);
        let lane = dust.at(x, y);
        let hue = rgb(0x6a_8e_e0).mix(rgb(0xff_d8_c0), (light * 1.25).min(1.0));
        sky.screen(hue, light * 0.85 * (1.0 - 0.62 * lane))
            .screen(rgb(0xb0_50_90), light * 0.16 * lane)
    });
    stars(canvas, 2, 3400, 720.0, |x, y, dice| {
        dice < 0.26 + 1.2 * galaxy.at(x, y) * (1.0 - 0.7 * dust.at(x, y))
    });
    canvas.glow_oval(620.0, 760.0, 900.0, 190.0, rgb(0xe8_b0_78), 0.45);

    for (base, tall, seed, colour) in
        [(712.0, 90.0, 3, rgb(0x20_40_5c)), (742.0, 70.0, 4, rgb(0x14_2c_44))]
    {
        canvas.ridge_to(
            820.0,
            |x| base - tall * fbm(x / 380.0, 0.0, 4, seed) - 10.0,
            |_, _, depth| colour.mix(rgb(0x3c_58_68), (depth / 130.0).min(0.35)),
        );
    }
    let door = (1010.0, 800.0);
    canvas.ridge(
        |x| 778.0 - 22.0 * fbm(x / 500.0, 0.0, 3, 9),
        |x, y, _| {
            let grass = 0.5 + 0.5 * noise(x / 16.0, y / 5.0, 2) * noise(x / 90.0, y / 30.0, 3);
            let ground = rgb(0x0c_1e_2a).mix(rgb(0x22_40_42), grass.clamp(0.0, 1.0) * 0.8);
            let (dx, dy) = (
                (x - door.0 - (y - door.1) * 0.5) / (90.0 + (y - door.1).max(0.0) * 1.9),
                (y - door.1) / 150.0,
            );
            let warm = (1.0 - dx * dx - dy * dy).max(0.0) * step(-14.0, 14.0, y - door.1);
            ground.screen(rgb(0xf0_94_3c), warm * (0.5 + 0.5 * grass))
        },
    );
    smoke(canvas, 948.0, 520.0);
    ger(canvas, &Place::new(960.0, 806.0, 1.18));
    figures::standing_horse(canvas, &Place::new(640.0, 822.0, 0.92), rgb(0x0a_14_20));
    canvas.limb((560.0, 824.0), (560.0, 742.0), (3.0, 2.6), rgb(0x0a_14_20));
    canvas.limb((730.0, 824.0), (730.0, 742.0), (3.0, 2.6), rgb(0x0a_14_20));
    canvas.line((540.0, 745.0), (750.0, 745.0), 2.4, rgb(0x0a_14_20), 1.0);
    figures::person(canvas, &Place::new(1232.0, 842.0, 1.0), rgb(0x16_1c_2e), rgb(0xf0_9a_4c));
    let mut dice = Dice::new(5);
    for _ in 0..420 {
        let (x, y) = (dice.roll() * WIDE, 850.0 + dice.roll().sqrt() * 60.0);
        let tall = dice.between(8.0, 28.0);
        canvas.limb((x, y), (x + dice.between(-5.0, 7.0), y - tall), (1.5, 0.4), rgb(0x07_12_1c));
    }
    canvas.bloom(0.62, 26.0, 0.5);
}

fn smoke(canvas: &mut Canvas, x: f32, y: f32) {
    for part in 0..26 {
        let t = part as f32 / 26.0;
        let drift = 150.0 * t * t + 20.0 * noise(t * 4.0, 0.0, 5);
        let size = 9.0 + 44.0 * t;
        canvas.puff(x + drift, y - 190.0 * t, size, size * 0.9, rgb(0xb8_bc_c8), 0.26 * (1.0 - t));
    }
}

fn ger(canvas: &mut Canvas, place: &Place) {
    let felt = |x: f32| {
        let across = (x - place.x) / place.size(190.0);
        let round = (1.0 - across * across).max(0.0).sqrt();
        rgb(0x2e_42_66).mix(rgb(0xc2_cc_da), (0.2 + 0.62 * round - 0.3 * across).clamp(0.0, 1.0))
    };
    canvas.puff(place.x, place.y + 6.0, 300.0, 30.0, rgb(0x04_0a_12), 0.8);
    let wall = Shape::start(-184.0, -112.0)
        .curve(-196.0, -50.0, -190.0, 0.0)
        .curve(0.0, 26.0, 190.0, 0.0)
        .curve(196.0, -50.0, 184.0, -112.0);
    canvas.fill_with(&wall.placed(place), |x, y, _| {
        let fold = 0.96 + 0.05 * noise(x / 9.0, y / 60.0, 4);
        (felt(x).lit(fold), 1.0)
    });
    let roof = Shape::start(-202.0, -106.0)
        .curve(-130.0, -160.0, -36.0, -202.0)
        .line(36.0, -202.0)
        .curve(130.0, -160.0, 202.0, -106.0)
        .curve(0.0, -74.0, -202.0, -106.0);
    canvas.fill_with(&roof.placed(place), |x, y, _| {
        let fold = 1.0 + 0.04 * noise((x - place.x) / 14.0, y / 80.0, 7);
        (felt(place.x + (x - place.x) * 0.8).lit(1.08 * fold), 1.0)
    });
    for rope in [-118.0, -52.0, 52.0, 118.0] {
        let (top, foot) = (place.at(rope * 0.28, -200.0), place.at(rope * 1.36, -88.0));
        canvas.line(top, foot, 2.4, rgb(0x5a_64_78), 0.7);
    }
    for y in [-88.0, -34.0] {
        let belt: Vec<_> = (0..=20)
            .map(|piece| {
                let across = piece as f32 / 10.0 - 1.0;
                place.at(across * 190.0, y + 22.0 * (1.0 - across * across))
            })
            .collect();
        canvas.polyline(&belt, 4.0, rgb(0x6a_78_90), 0.65);
    }
    let crown = Shape::start(-38.0, -200.0)
        .curve(0.0, -228.0, 38.0, -200.0)
        .curve(0.0, -191.0, -38.0, -200.0);
    canvas.fill(&crown.placed(place), rgb(0xff_c2_6a));
    for bar in [-20.0, 0.0, 20.0] {
        let (from, to) = (place.at(bar * 0.5, -215.0), place.at(bar * 1.3, -197.0));
        canvas.line(from, to, 3.0, rgb(0x7c_3a_1c), 1.0);
    }
    canvas.limb(place.at(-10.0, -213.0), place.at(-10.0, -248.0), (5.0, 5.0), rgb(0x2a_30_3c));

    let frame = Shape::rect(6.0, -104.0, 76.0, 112.0);
    canvas.fill(&frame.placed(place), rgb(0x9c_3a_1c));
    canvas.fill(&Shape::rect(12.0, -98.0, 64.0, 104.0).placed(place), rgb(0xff_b4_54));
    canvas.fill_with(&Shape::rect(16.0, -92.0, 56.0, 98.0).placed(place), |_, y, _| {
        let heat = step(place.y - 110.0, place.y, y);
        (rgb(0xff_e4_a0).mix(rgb(0xff_a2_48), heat), 1.0)
    });
    let leaf = Shape::new(&[(72.0, -92.0), (106.0, -84.0), (106.0, 16.0), (72.0, 6.0)]);
    canvas.fill(&leaf.placed(place), rgb(0xc4_52_22));
    let panel = Shape::new(&[(79.0, -78.0), (99.0, -73.0), (99.0, -34.0), (79.0, -37.0)]);
    canvas.fill(&panel.placed(place), rgb(0xe8_8a_3a));
    let seated = [[34.0, 4.0, 33.0, -30.0, 13.0, 10.0], [34.0, -46.0, 34.0, -46.0, 8.5, 8.5]];
    canvas.figure(place, &seated, rgb(0x7a_34_18), 0.85);
    let (x, y) = place.at(44.0, -40.0);
    canvas.glow(x, y, 240.0, rgb(0xff_9c_40), 0.55);
    let (x, y) = place.at(0.0, -211.0);
    canvas.glow(x, y, 130.0, rgb(0xff_a8_50), 0.6);
}
