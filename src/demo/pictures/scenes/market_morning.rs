//! A market in the morning: stalls with fruit under awnings.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::field::Field;
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{Dice, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Shape};

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[
        (0.0, rgb(0x9c_c8_dc)),
        (220.0, rgb(0xf4_e2_bc)),
        (480.0, rgb(0xff_ee_c4)),
        (900.0, rgb(0xd8_a8_78)),
    ]);
    let mut dice = Dice::new(3);
    let houses =
        [rgb(0xe8_b4_84), rgb(0xf0_cc_98), rgb(0xd8_98_78), rgb(0xec_d8_b4), rgb(0xc8_a4_8c)];
    for house in 0..11 {
        let x = -40.0 + house as f32 * 154.0;
        let away = 1.0 - ((x - 760.0).abs() / 800.0);
        let top = 90.0 + 220.0 * away + dice.between(-30.0, 30.0);
        let colour = dice.pick(&houses).mix(rgb(0xff_ee_c8), 0.34 + 0.4 * away.max(0.0));
        canvas.fill(&Shape::rect(x, top, 158.0, 500.0), colour);
        let roof = Shape::new(&[
            (x - 8.0, top),
            (x + 166.0, top),
            (x + 150.0, top - 34.0),
            (x + 8.0, top - 34.0),
        ]);
        canvas.fill(&roof, colour.mix(rgb(0xb0_5c_3c), 0.45));
        for window in 0..9 {
            let at =
                (x + 20.0 + (window % 3) as f32 * 44.0, top + 34.0 + (window / 3) as f32 * 84.0);
            canvas.fill(&Shape::rect(at.0, at.1, 24.0, 44.0), colour.lit(0.72));
            canvas
                .fill(&Shape::rect(at.0 - 10.0, at.1, 9.0, 44.0), rgb(0x6c_a0_8c).mix(colour, 0.4));
        }
    }
    for _ in 0..70 {
        let (x, y) = (dice.between(470.0, 760.0), dice.between(150.0, 420.0));
        let size = dice.between(16.0, 44.0);
        canvas.disc(
            x,
            y + (x - 610.0).abs() * 0.4,
            size,
            rgb(0x7c_a4_54).mix(rgb(0xf4_e4_8c), dice.roll() * 0.7),
            0.55,
        );
    }
    canvas.glow(1010.0, 250.0, 820.0, rgb(0xff_e4_9c), 0.9);
    canvas.blur(9.0);

    for (x, foot, scale, coat) in [
        (760.0, 604.0, 1.0, rgb(0xb0_7c_60)),
        (842.0, 600.0, 0.95, rgb(0x8c_80_80)),
        (900.0, 612.0, 1.06, rgb(0xc0_6c_50)),
        (700.0, 616.0, 1.12, rgb(0x78_84_78)),
    ] {
        let place = Place::new(x, foot, scale * 1.25);
        figures::walker(canvas, &place, 0.5, coat.mix(rgb(0xff_e4_b0), 0.3), coat.lit(0.8));
    }
    stall(canvas, 560.0, 1040.0, 330.0, 0.5, rgb(0xf0_b4_3c), 0.3);
    for (x, foot, scale, coat, rim) in [
        (560.0, 700.0, 2.3, rgb(0x58_48_44), rgb(0xff_e0_9c)),
        (1064.0, 706.0, 2.35, rgb(0x3c_58_65), rgb(0xff_e0_9c)),
        (830.0, 690.0, 2.05, rgb(0x8c_3c_34), rgb(0xff_e8_b0)),
    ] {
        let place = Place::new(x, foot, scale);
        figures::walker(canvas, &Place { x: x + 3.0, y: foot - 2.0, ..place }, 0.5, rim, rim);
        figures::walker(canvas, &place, 0.5, coat, coat.lit(0.7));
        canvas.disc(x, foot - 91.0 * scale, 7.6 * scale, rgb(0x7c_54_40), 1.0);
    }
    stall(canvas, -150.0, 590.0, 150.0, 1.0, rgb(0xd2_3c_34), 0.0);
    stall(canvas, 1040.0, 1790.0, 130.0, 1.0, rgb(0x2c_8c_6c), 0.0);
    let beams = Field::new(10.0, |x, y| noise((x + y * 0.55) / 90.0, 0.0, 7));
    canvas.each(0.0, 760.0, |x, y, pixel| {
        let beam = step(0.05, 0.6, beams.at(x, y)) * (1.0 - y / 800.0);
        pixel.screen(rgb(0xff_e8_a8), beam * 0.26)
    });
    crates(canvas);
    canvas.bloom(0.8, 30.0, 0.35);
}

fn stall(
    canvas: &mut Canvas,
    left: f32,
    right: f32,
    top: f32,
    size: f32,
    stripe: Colour,
    haze: f32,
) {
    let sunlit = rgb(0xff_e8_b4);
    for post in [left + 34.0 * size, right - 34.0 * size] {
        let foot = top + 560.0 * size;
        canvas.line(
            (post, top + 40.0),
            (post, foot),
            11.0 * size,
            rgb(0x6c_44_30).mix(sunlit, haze),
            1.0,
        );
    }
    let shade = Shape::rect(
        left + 40.0 * size,
        top + 130.0 * size,
        right - left - 80.0 * size,
        300.0 * size,
    );
    canvas.tint(&shade, rgb(0x5c_3c_34), 0.24 * (1.0 - haze));
    let count = 10;
    let wide = (right - left) / count as f32;
    let inset = 36.0 * size;
    for part in 0..count {
        let colour = if part % 2 == 0 { stripe } else { rgb(0xff_f2_dc) };
        let t = |part: usize| part as f32 / count as f32;
        let (from, to) = (left + part as f32 * wide, left + (part + 1) as f32 * wide);
        let (back_from, back_to) = (
            lerp(left + inset, right - inset, t(part)),
            lerp(left + inset, right - inset, t(part + 1)),
        );
        let cloth = Shape::start(back_from, top)
            .line(back_to, top)
            .line(to, top + 120.0 * size)
            .line(from, top + 120.0 * size);
        canvas.fill_with(&cloth, |x, y, _| {
            let lit =
                0.84 + 0.3 * step(top + 120.0 * size, top, y) + 0.05 * noise(x / 60.0, y / 30.0, 4);
            (colour.lit(lit).screen(rgb(0xff_e4_a0), 0.14).mix(sunlit, haze), 1.0)
        });
        let hem = top + 120.0 * size;
        let flap = Shape::start(from, hem).line(to, hem).line(to, hem + 30.0 * size).curve(
            (from + to) / 2.0,
            hem + 66.0 * size,
            from,
            hem + 30.0 * size,
        );
        canvas.fill(&flap, colour.lit(0.8).mix(sunlit, haze));
    }
    let lamps = 3;
    for lamp in 0..lamps {
        let x = lerp(left, right, (lamp as f32 + 0.5) / lamps as f32);
        let y = top + 190.0 * size;
        canvas.line((x, top + 120.0 * size), (x, y), 2.0, rgb(0x4c_34_2c), 0.8);
        canvas.glow(x, y + 6.0, 80.0 * size, rgb(0xff_d0_70), 0.7);
        canvas.disc(x, y + 6.0, 9.0 * size, rgb(0xff_f4_cc), 1.0);
    }
}

/// Crates of fruit along the lower edge, each fruit a small shaded ball.
fn crates(canvas: &mut Canvas) {
    let mut dice = Dice::new(91);
    canvas
        .each(636.0, TALL, |_, y, pixel| pixel.mix(rgb(0x4c_2c_24), step(640.0, 790.0, y) * 0.85));
    let fruit: [(Colour, f32, f32); 7] = [
        (rgb(0x7c_b0_38), 25.0, 1.0),
        (rgb(0xf4_8c_1c), 28.0, 1.0),
        (rgb(0xd4_2c_2c), 26.0, 0.95),
        (rgb(0xf8_cc_2c), 24.0, 0.86),
        (rgb(0x5c_30_68), 22.0, 1.2),
        (rgb(0xf4_a0_5c), 29.0, 0.98),
        (rgb(0xb8_d0_48), 27.0, 1.12),
    ];
    for row in 0..2 {
        let line = 668.0 + row as f32 * 122.0;
        let wide = 252.0 + row as f32 * 44.0;
        for (index, x) in
            (0..8).map(|index| (index, -70.0 - row as f32 * 120.0 + index as f32 * wide))
        {
            let (hue, size, tall) = fruit[(index * 3 + row * 2) % 7];
            let size = size * (1.0 + row as f32 * 0.26);
            let back = Shape::rect(x + 6.0, line - 12.0, wide - 12.0, 120.0);
            canvas.fill(&back, rgb(0x5c_34_20));
            for level in 0..4 {
                let y = line - 26.0 + level as f32 * size * 0.95;
                let count = ((wide - 30.0) / (size * 1.8)) as i32;
                for ball in 0..=count {
                    let shift = if level % 2 == 0 { 0.0 } else { size * 0.9 };
                    let bx = x + 16.0 + shift + ball as f32 * size * 1.8 + dice.between(-3.0, 3.0);
                    if bx < x + wide - 12.0 {
                        let hue = hue.mix(rgb(0xf0_b0_30), dice.roll() * 0.22);
                        ball_of(canvas, bx, y + dice.between(-4.0, 4.0), size, size * tall, hue);
                    }
                }
            }
            let front = line + 66.0 + row as f32 * 22.0;
            for plank in 0..2 {
                let y = front + plank as f32 * 31.0;
                let board = Shape::rect(x + 2.0, y, wide - 6.0, 27.0);
                canvas.fill_with(&board, |px, py, _| {
                    let grain = noise(px / 70.0, py / 3.0, index as u32) * 0.07;
                    (rgb(0xc0_88_50).lit(1.0 + grain - (py - y) / 190.0), 1.0)
                });
            }
            let tag = Shape::rect(x + wide * 0.38, front - 26.0, 62.0, 38.0);
            canvas.fill(&tag, rgb(0xfc_f4_dc));
            canvas.line(
                (x + wide * 0.38 + 10.0, front - 12.0),
                (x + wide * 0.38 + 50.0, front - 12.0),
                4.0,
                rgb(0x8c_3c_30),
                0.9,
            );
            canvas.line(
                (x + wide * 0.38 + 10.0, front - 1.0),
                (x + wide * 0.38 + 36.0, front - 1.0),
                3.0,
                rgb(0x60_54_50),
                0.8,
            );
        }
    }
}

fn ball_of(canvas: &mut Canvas, x: f32, y: f32, wide: f32, tall: f32, hue: Colour) {
    canvas.fill_with(&Shape::ellipse(x, y, wide, tall), |px, py, _| {
        let (dx, dy) = ((px - x) / wide, (py - y) / tall);
        let light = 0.62 - 0.3 * (dy * 1.3 - dx * 0.9);
        let edge = (dx * dx + dy * dy).min(1.0);
        let shine = (1.0 - ((dx - 0.3).powi(2) + (dy + 0.42).powi(2)) * 7.0).max(0.0);
        let body = hue.lit(light + 0.42 - 0.34 * edge * edge);
        (body.screen(rgb(0xff_f4_d8), shine * 0.7), 1.0)
    });
    canvas.limb((x, y - tall * 0.86), (x + 2.0, y - tall * 1.02), (1.6, 1.2), rgb(0x54_44_24));
}
