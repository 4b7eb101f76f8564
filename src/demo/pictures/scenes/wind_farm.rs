//! Wind turbines on a ridge at dusk.

use crate::demo::pictures::canvas::{Canvas, WIDE};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::noise::{Dice, bump, fbm, noise, step};
use crate::demo::pictures::shape::Shape;
use crate::demo::pictures::sky::stars;

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x1b_23_52)),
        (210.0, rgb(0x4b_3c_7c)),
        (380.0, rgb(0xa8_50_80)),
        (500.0, rgb(0xf0_83_6a)),
        (610.0, rgb(0xff_c4_78)),
    ]);
    let sun = (560.0, 596.0);
    let bands =
        Field::new(6.0, |x, y| step(0.0, 0.45, fbm(x / 380.0 + y / 500.0, y / 40.0, 4, 14)));
    canvas.each(60.0, 600.0, |x, y, sky| {
        let here = bands.at(x, y);
        let under = bands.at(x, y - 12.0) - here;
        let near = step(1200.0, 100.0, (x - sun.0).abs() + (y - sun.1).abs());
        let colour = rgb(0x4c_36_70)
            .mix(rgb(0xff_86_68), near)
            .screen(rgb(0xff_d8_98), under.max(0.0) * near);
        sky.mix(colour, here * 0.55)
    });
    stars(canvas, 31, 260, 300.0, |_, _, chance| chance < 0.8);
    canvas.glow(sun.0, sun.1, 660.0, rgb(0xff_a8_5c), 0.85);
    canvas.disc(sun.0, sun.1, 58.0, rgb(0xff_ec_b4), 1.0);
    let fog = Field::new(8.0, |x, y| fbm(x / 300.0, y / 80.0, 3, 3));
    for (index, (base, tall, long, colour)) in [
        (606.0, 70.0, 250.0, rgb(0xd8_76_72)),
        (650.0, 86.0, 310.0, rgb(0xa4_58_74)),
        (712.0, 110.0, 380.0, rgb(0x6c_42_70)),
    ]
    .into_iter()
    .enumerate()
    {
        let seed = 21 + index as u32;
        let crest = |x: f32| base - tall * (0.2 + fbm(x / long, 0.0, 4, seed));
        let turbines: &[(f32, f32, f32)] = match index {
            0 => &[(830.0, 0.2, 0.3), (905.0, 0.2, 1.2), (990.0, 0.21, 0.7), (1080.0, 0.2, 1.7)],
            1 => &[
                (1190.0, 0.34, 0.1),
                (1330.0, 0.36, 0.9),
                (1475.0, 0.36, 1.6),
                (250.0, 0.34, 0.5),
                (95.0, 0.33, 1.3),
            ],
            _ => &[],
        };
        for (x, scale, turn) in turbines {
            turbine(canvas, *x, crest(*x) + 4.0, *scale, *turn, colour.lit(0.82), false);
        }
        canvas.ridge_to(850.0, crest, |x, y, depth| {
            let veil = (depth / 150.0 + fog.at(x, y) * 0.4).clamp(0.0, 0.85);
            let rim = (1.0 - depth / 5.0).max(0.0) * 0.3;
            colour.mix(rgb(0xf4_9a_7a), veil).screen(rgb(0xff_d0_90), rim)
        });
    }
    let front = |x: f32| 782.0 - 120.0 * bump(x, 1080.0, 700.0) - 26.0 * fbm(x / 260.0, 0.0, 4, 9);
    for (x, scale, turn) in [(690.0, 0.7, 0.35), (980.0, 0.98, 1.05), (1310.0, 1.08, 0.62)] {
        turbine(canvas, x, front(x) + 10.0, scale, turn, rgb(0x2c_22_48), true);
    }
    canvas.ridge(front, |x, y, depth| {
        let grass = noise(x / 7.0, y / 16.0, 3) * 0.05 * step(40.0, 0.0, depth);
        let rim = (1.0 - depth / 7.0).max(0.0) * step(1500.0, 300.0, (x - sun.0).abs());
        rgb(0x2a_20_46)
            .mix(rgb(0x12_12_2c), (depth / 190.0).min(1.0))
            .lit(1.0 + grass)
            .screen(rgb(0xff_96_60), rim * 0.45)
    });
    let mut dice = Dice::new(6);
    for _ in 0..520 {
        let x = dice.roll() * WIDE;
        let (y, tall) = (front(x) + 3.0, dice.between(4.0, 13.0));
        canvas.limb((x, y), (x + dice.between(-2.0, 5.0), y - tall), (1.1, 0.4), rgb(0x28_1e_42));
    }
    for sheep in 0..9 {
        let x = 240.0 + sheep as f32 * 38.0 + 16.0 * noise(sheep as f32 * 1.7, 0.0, 4);
        let y = front(x);
        canvas.fill(&Shape::ellipse(x, y - 7.0, 10.0, 6.5), rgb(0x30_26_4c));
        canvas.disc(x + 10.0, y - 9.0, 3.4, rgb(0x24_1c_3c), 1.0);
        for leg in [-5.0, 5.0] {
            canvas.line((x + leg, y - 4.0), (x + leg, y + 2.0), 2.0, rgb(0x24_1c_3c), 1.0);
        }
    }
}

fn turbine(
    canvas: &mut Canvas,
    x: f32,
    foot: f32,
    scale: f32,
    turn: f32,
    colour: Colour,
    near: bool,
) {
    let hub = (x, foot - 400.0 * scale);
    let tower = Shape::new(&[
        (x - 10.0 * scale, foot + 30.0),
        (x - 4.6 * scale, hub.1),
        (x + 4.6 * scale, hub.1),
        (x + 10.0 * scale, foot + 30.0),
    ]);
    canvas.fill(&tower, colour);
    canvas.line(
        (hub.0 - 8.0 * scale, hub.1),
        (hub.0 + 22.0 * scale, hub.1 - 1.0),
        15.0 * scale,
        colour,
        1.0,
    );
    for blade in 0..3 {
        let angle = turn + blade as f32 * std::f32::consts::TAU / 3.0;
        let (dx, dy) = (angle.cos() * scale, angle.sin() * scale);
        let point = |along: f32, aside: f32| {
            (hub.0 + dx * along - dy * aside, hub.1 + dy * along + dx * aside)
        };
        let ((ax, ay), (bx, by), (cx, cy)) =
            (point(38.0, 15.0), point(232.0, 3.0), point(236.0, 0.0));
        let ((ex, ey), (fx, fy)) = (point(90.0, -5.0), point(6.0, -5.0));
        let (sx, sy) = point(6.0, 5.0);
        let shape = Shape::start(sx, sy).curve(ax, ay, bx, by).line(cx, cy).curve(ex, ey, fx, fy);
        canvas.fill(&shape, colour.lit(1.06));
    }
    canvas.disc(hub.0, hub.1, 11.0 * scale, colour.lit(1.12), 1.0);
    if near {
        canvas.line(
            (x - 7.6 * scale, foot),
            (x - 3.6 * scale, hub.1),
            2.4 * scale,
            rgb(0xff_9a_70),
            0.5,
        );
        canvas.disc(hub.0 + 16.0 * scale, hub.1 - 10.0 * scale, 3.4 * scale, rgb(0xff_5c_4c), 1.0);
        canvas.glow(hub.0 + 16.0 * scale, hub.1 - 10.0 * scale, 34.0 * scale, rgb(0xff_40_38), 0.9);
    }
}
