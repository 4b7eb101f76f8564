//! A rotary press with a web of paper running through it.

use crate::demo::pictures::canvas::{Canvas, TALL, WIDE};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::noise::{chance, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Point, Shape};

pub fn draw(canvas: &mut Canvas) {
    canvas.gradient(&[(0.0, rgb(0x10_20_2a)), (460.0, rgb(0x28_44_4c)), (900.0, rgb(0x14_1c_24))]);
    hall(canvas);
    // Everything is as deep as the paper is wide; depth goes up and to the right.
    const DEEP: Point = (330.0, -168.0);
    let rollers = [
        (40.0, 640.0, 168.0, true),
        (330.0, 430.0, 60.0, true),
        (520.0, 700.0, 92.0, false),
        (716.0, 380.0, 92.0, true),
        (916.0, 690.0, 92.0, false),
        (1112.0, 400.0, 92.0, true),
        (1296.0, 700.0, 66.0, false),
        (1520.0, 520.0, 66.0, true),
    ];
    let plate = Shape::start(240.0, 900.0)
        .line(240.0, 250.0)
        .curve(246.0, 214.0, 290.0, 210.0)
        .line(1290.0, 210.0)
        .curve(1336.0, 214.0, 1340.0, 250.0)
        .line(1340.0, 900.0);
    let shifted = Place { x: DEEP.0, y: DEEP.1, wide: 1.0, tall: 1.0 };
    canvas.fill_with(&plate.placed(&shifted), |x, y, _| {
        let light = 0.62 + 0.5 * step(900.0, 60.0, y) + 0.02 * noise(x / 60.0, y / 60.0, 4);
        (rgb(0x2c_6c_68).lit(light), 1.0)
    });
    for bolt in 0..12 {
        canvas.disc(610.0 + bolt as f32 * 92.0, 66.0, 6.0, rgb(0x8c_c0_b4), 0.8);
    }
    let path = web_path(&rollers);
    // What lies further along the depth is drawn first.
    let depth = |x: f32, y: f32| x * DEEP.0 + y * DEEP.1;
    enum Piece {
        Roller(f32, f32, f32),
        Paper(usize),
    }
    let mut pieces: Vec<(f32, Piece)> = Vec::new();
    for (x, y, radius, _) in &rollers[1..] {
        pieces.push((depth(*x, *y), Piece::Roller(*x, *y, *radius)));
    }
    for index in 0..path.len() - 1 {
        let (middle_x, middle_y) =
            ((path[index].0 + path[index + 1].0) / 2.0, (path[index].1 + path[index + 1].1) / 2.0);
        pieces.push((depth(middle_x, middle_y), Piece::Paper(index)));
    }
    pieces.sort_by(|one, other| one.0.total_cmp(&other.0));
    paper_reel(canvas, rollers[0], DEEP);
    let mut along = vec![0.0_f32];
    for pair in path.windows(2) {
        let long = ((pair[1].0 - pair[0].0).powi(2) + (pair[1].1 - pair[0].1).powi(2)).sqrt();
        along.push(along[along.len() - 1] + long);
    }
    for (_, piece) in pieces {
        match piece {
            Piece::Roller(x, y, radius) => roller(canvas, x, y, radius, DEEP),
            Piece::Paper(index) => sheet(
                canvas,
                (path[index], path[index + 1]),
                (along[index], along[index + 1]),
                DEEP,
            ),
        }
    }
    for (x, y, radius, _) in &rollers[1..] {
        journal(canvas, *x, *y, *radius);
    }
    conveyor(canvas);
    let place = Place::new(1450.0, 872.0, 3.3);
    printer(canvas, &place);
    canvas.glow(330.0, 40.0, 560.0, rgb(0xff_d8_94), 0.34);
    canvas.glow(1130.0, 30.0, 560.0, rgb(0xff_d8_94), 0.34);
    canvas.bloom(0.76, 26.0, 0.4);
}

fn hall(canvas: &mut Canvas) {
    for beam in 0..7 {
        let x = 60.0 + beam as f32 * 250.0;
        canvas.fill(&Shape::rect(x, 0.0, 26.0, 620.0), rgb(0x1a_2e_36));
        canvas.fill(&Shape::rect(x + 19.0, 0.0, 7.0, 620.0), rgb(0x38_54_58));
    }
    for truss in [60.0, 128.0] {
        canvas.line((0.0, truss), (WIDE, truss), 11.0, rgb(0x1a_2c_34), 1.0);
    }
    for brace in 0..26 {
        let x = brace as f32 * 64.0;
        let (from, to) = if brace % 2 == 0 { (60.0, 128.0) } else { (128.0, 60.0) };
        canvas.line((x, from), (x + 64.0, to), 5.0, rgb(0x1a_2c_34), 1.0);
    }
    for lamp in [120.0, 330.0, 560.0, 1130.0, 1380.0] {
        canvas.glow(lamp, 180.0, 230.0, rgb(0xff_c8_74), 0.6);
        canvas.fill(
            &Shape::new(&[
                (lamp - 40.0, 182.0),
                (lamp + 40.0, 182.0),
                (lamp + 14.0, 150.0),
                (lamp - 14.0, 150.0),
            ]),
            rgb(0x14_24_2c),
        );
        canvas.fill(&Shape::ellipse(lamp, 182.0, 38.0, 8.0), rgb(0xff_f0_c4));
        canvas.line((lamp, 150.0), (lamp, 0.0), 2.0, rgb(0x14_24_2c), 1.0);
    }
    canvas.blur(5.0);
}

/// The line the paper follows, over some rollers and under others, as points.
fn web_path(rollers: &[(f32, f32, f32, bool)]) -> Vec<Point> {
    // The way out of one roller and into the next touches both: where, as angles.
    let touch = |one: (f32, f32, f32, bool), other: (f32, f32, f32, bool)| {
        let (dx, dy) = (other.0 - one.0, other.1 - one.1);
        let far = (dx * dx + dy * dy).sqrt();
        let crossing = one.3 != other.3;
        let reach = if crossing { one.2 + other.2 } else { one.2 - other.2 };
        let open = (reach / far).clamp(-1.0, 1.0).acos();
        let leave = dy.atan2(dx) + if one.3 { -open } else { open };
        let enter = if crossing { leave + std::f32::consts::PI } else { leave };
        (leave, enter)
    };
    let mut path = Vec::new();
    let mut entered = None;
    for (index, roller) in rollers.iter().enumerate() {
        let exit = rollers.get(index + 1).map(|next| touch(*roller, *next));
        let from = entered.unwrap_or(-2.6);
        let mut to = exit.map_or(if roller.3 { 0.9 } else { -0.9 }, |(leave, _)| leave);
        // Over means clockwise on the sheet, from left by the top to the right.
        let full = std::f32::consts::TAU;
        if roller.3 {
            while to < from {
                to += full;
            }
            while to - from > full {
                to -= full;
            }
        } else {
            while to > from {
                to -= full;
            }
            while from - to > full {
                to += full;
            }
        }
        let pieces = ((to - from).abs() * roller.2 / 13.0).ceil().max(1.0) as usize;
        for piece in 0..=pieces {
            let turn = lerp(from, to, piece as f32 / pieces as f32);
            path.push((roller.0 + roller.2 * turn.cos(), roller.1 + roller.2 * turn.sin()));
        }
        if let (Some((leave, enter)), Some(next)) = (exit, rollers.get(index + 1)) {
            let start = (roller.0 + roller.2 * leave.cos(), roller.1 + roller.2 * leave.sin());
            let end = (next.0 + next.2 * enter.cos(), next.1 + next.2 * enter.sin());
            for piece in 1..9 {
                let t = piece as f32 / 9.0;
                path.push((lerp(start.0, end.0, t), lerp(start.1, end.1, t)));
            }
            entered = Some(enter);
        }
    }
    path
}

/// A strip of the web, printed.
fn sheet(canvas: &mut Canvas, (from, to): (Point, Point), (start, end): (f32, f32), deep: Point) {
    let strip =
        Shape::new(&[from, to, (to.0 + deep.0, to.1 + deep.1), (from.0 + deep.0, from.1 + deep.1)]);
    let (tx, ty) = (to.0 - from.0, to.1 - from.1);
    let long = (tx * tx + ty * ty).sqrt().max(1e-3);
    let cross = deep.0 * ty - deep.1 * tx;
    if cross.abs() < 1.0 {
        return;
    }
    // Lamps hang above and to the left.
    let facing = (ty * -0.62 + tx * 0.78) / long;
    let light = 0.80 + 0.2 * facing;
    canvas.fill_with(&strip, |x, y, _| {
        let (px, py) = (x - from.0, y - from.1);
        let across = (px * ty - py * tx) / cross;
        let down = (deep.0 * py - deep.1 * px) / cross;
        let along = lerp(start, end, down.clamp(0.0, 1.0));
        (print(across, along).lit(light), 1.0)
    });
    // A hair of the next strip hides the seam.
    canvas.line(to, (to.0 + deep.0, to.1 + deep.1), 1.2, rgb(0xe8_e0_cc).lit(light * 0.93), 0.35);
}

/// What is printed at a place of the web; pages follow each other, two abreast.
fn print(across: f32, along: f32) -> Colour {
    let paper = rgb(0xf6_ee_dc);
    let (page, number) = ((along / 330.0).fract(), (along / 330.0) as i32);
    let half = (across * 2.0).clamp(0.0, 1.999);
    let (side, u) = (half as i32, half.fract());
    if !(0.07..0.93).contains(&u) || !(0.04..0.96).contains(&page) {
        return paper;
    }
    let ink = |strength: f32| paper.mix(rgb(0x34_38_44), strength);
    if page < 0.13 && (number + side) % 2 == 0 {
        return if (0.055..0.11).contains(&page) && (0.14..0.86).contains(&u) {
            ink(0.85)
        } else {
            paper
        };
    }
    let picture = chance(number, side, 4);
    let (left, top) = (0.08 + 0.28 * (picture * 3.0).floor() * 0.5, 0.2 + 0.36 * picture);
    if (left..left + 0.56).contains(&u) && (top..top + 0.22).contains(&page) {
        let hue =
            [rgb(0xc4_50_3c), rgb(0x3c_70_94), rgb(0xd8_a0_44)][(picture * 17.0) as usize % 3];
        return paper.mix(hue, 0.5 + 0.4 * (page - top) / 0.22);
    }
    let column = u * 4.0;
    let gutter = (column.fract() - 0.5).abs() > 0.43;
    let line = (page * 46.0).fract() < 0.56;
    let head = (page * 6.0 + column.floor() * 0.37).fract() < 0.09;
    match (gutter, head, line) {
        (true, ..) => paper,
        (_, true, _) => ink(0.7),
        (.., true) => ink(0.36),
        _ => paper,
    }
}

/// The side of a cylinder that goes `deep` from its near end, and the direction across it.
fn side_of_cylinder(x: f32, y: f32, radius: f32, deep: Point) -> (Shape, Point) {
    let long = (deep.0 * deep.0 + deep.1 * deep.1).sqrt();
    let (nx, ny) = (-deep.1 / long, deep.0 / long);
    let side = Shape::new(&[
        (x + nx * radius, y + ny * radius),
        (x - nx * radius, y - ny * radius),
        (x - nx * radius + deep.0, y - ny * radius + deep.1),
        (x + nx * radius + deep.0, y + ny * radius + deep.1),
    ]);
    (side, (nx, ny))
}

fn roller(canvas: &mut Canvas, x: f32, y: f32, radius: f32, deep: Point) {
    let (body, (nx, ny)) = side_of_cylinder(x, y, radius, deep);
    let metal = |part: f32| {
        let shine = (1.0 - ((part + 0.42) / 0.26).powi(2)).max(0.0);
        rgb(0x3c_4c_58).lit(1.2 - 0.62 * (part + 0.2).abs()).screen(rgb(0xff_f0_d0), shine * 0.7)
    };
    canvas.fill(&Shape::ellipse(x + deep.0, y + deep.1, radius, radius), rgb(0x20_2c_34));
    canvas.fill_with(&body, |px, py, _| (metal(((px - x) * nx + (py - y) * ny) / radius), 1.0));
    canvas.fill(&Shape::ellipse(x, y, radius, radius), rgb(0x30_40_4c));
}

/// The near end of a roller and its bearing, before the paper.
fn journal(canvas: &mut Canvas, x: f32, y: f32, radius: f32) {
    canvas.fill_with(&Shape::ellipse(x, y, radius - 3.0, radius - 3.0), |px, py, _| {
        let (dx, dy) = ((px - x) / radius, (py - y) / radius);
        let ring = (dx * dx + dy * dy).sqrt();
        let brushed = 0.06 * noise(dy.atan2(dx) * 9.0, ring * 2.0, 6);
        (
            rgb(0x5c_70_7c)
                .lit(1.0 - 0.34 * dy - 0.2 * dx + brushed - 0.3 * step(0.72, 0.76, ring)),
            1.0,
        )
    });
    canvas.disc(x, y, radius * 0.34, rgb(0x24_30_38), 1.0);
    canvas.disc(x, y, radius * 0.26, rgb(0xa4_b0_b0), 1.0);
    canvas.disc(x - radius * 0.05, y - radius * 0.06, radius * 0.12, rgb(0xe8_ec_e4), 0.8);
    for bolt in 0..6 {
        let (sin, cos) = (bolt as f32 * 1.047 + 0.4).sin_cos();
        canvas.disc(
            x + cos * radius * 0.54,
            y + sin * radius * 0.54,
            radius * 0.06,
            rgb(0x24_30_38),
            1.0,
        );
    }
}

fn paper_reel(canvas: &mut Canvas, (x, y, radius, _): (f32, f32, f32, bool), deep: Point) {
    let (body, (nx, ny)) = side_of_cylinder(x, y, radius, deep);
    canvas.fill(&Shape::ellipse(x + deep.0, y + deep.1, radius, radius), rgb(0xb4_a4_8c));
    canvas.fill_with(&body, |px, py, _| {
        let part = ((px - x) * nx + (py - y) * ny) / radius;
        (rgb(0xf4_ea_d4).lit(0.98 - 0.42 * (part + 0.4).max(0.0)), 1.0)
    });
    canvas.fill_with(&Shape::ellipse(x, y, radius, radius), |px, py, _| {
        let far = ((px - x).powi(2) + (py - y).powi(2)).sqrt();
        let rings = noise(far / 3.0, 0.0, 5) * 0.04;
        (rgb(0xe4_d4_b4).lit(0.94 + rings - 0.16 * (py - y) / radius), 1.0)
    });
    canvas.disc(x, y, 34.0, rgb(0x5c_44_34), 1.0);
    canvas.disc(x, y, 20.0, rgb(0x24_28_2c), 1.0);
}

/// Finished papers, folded, on their way out.
fn conveyor(canvas: &mut Canvas) {
    canvas.each(800.0, TALL, |_, y, pixel| pixel.mix(rgb(0x0c_12_18), step(800.0, 850.0, y) * 0.9));
    canvas.line((-10.0, 884.0), (WIDE, 872.0), 30.0, rgb(0x18_20_26), 1.0);
    for copy in 0..34 {
        let x = -60.0 + copy as f32 * 44.0;
        let y = 868.0 - copy as f32 * 0.4;
        let fold = Shape::start(x, y).line(x + 104.0, y - 4.0).line(x + 128.0, y - 52.0).curve(
            x + 60.0,
            y - 62.0,
            x + 30.0,
            y - 44.0,
        );
        canvas.fill_with(&fold, |px, py, _| {
            let down = (y - py) / 52.0;
            let text = (down * 9.0).fract() < 0.5 && (0.1..0.62).contains(&down);
            let head = (0.68..0.84).contains(&down);
            let ink = if head {
                0.62
            } else if text {
                0.26
            } else {
                0.0
            };
            (rgb(0xf6_ee_dc).mix(rgb(0x34_38_44), ink).lit(0.84 + 0.2 * (px - x) / 130.0), 1.0)
        });
        canvas.line((x, y), (x + 30.0, y - 44.0), 2.4, rgb(0x8c_80_70), 0.8);
    }
    canvas.line((-10.0, 892.0), (WIDE, 880.0), 9.0, rgb(0x4c_60_68), 1.0);
}

fn printer(canvas: &mut Canvas, place: &Place) {
    let blue = rgb(0x24_44_65);
    let rim = Place { x: place.x - 4.0, y: place.y - 2.0, ..*place };
    let body = [
        [0.0, -10.0, 0.0, -66.0, 15.0, 14.0],
        [-12.0, -68.0, -24.0, -46.0, 5.4, 4.6],
        [-24.0, -46.0, -42.0, -54.0, 4.4, 3.6],
        [12.0, -68.0, 16.0, -38.0, 5.4, 4.6],
    ];
    canvas.figure(&rim, &body, rgb(0xff_d0_88), 0.8);
    canvas.figure(&rim, &[[-1.0, -93.0, -1.0, -94.0, 8.6, 9.0]], rgb(0xff_d0_88), 0.8);
    canvas.figure(place, &body, blue, 1.0);
    canvas.figure(place, &[[-1.0, -93.0, -1.0, -94.0, 8.6, 9.0]], rgb(0x6c_44_34), 1.0);
    let cap = Shape::start(-11.0, -96.0)
        .curve(-10.0, -108.0, 0.0, -107.0)
        .curve(10.0, -106.0, 8.0, -96.0)
        .line(-18.0, -95.0);
    canvas.fill(&cap.placed(place), rgb(0x1c_2c_44));
    for strap in [-8.0, 8.0] {
        canvas.line(
            place.at(strap, -76.0),
            place.at(strap * 0.9, -40.0),
            place.size(2.8),
            rgb(0x16_2c_48),
            1.0,
        );
    }
    let paper = Shape::new(&[(-62.0, -72.0), (-36.0, -66.0), (-40.0, -34.0), (-66.0, -40.0)]);
    canvas.fill(&paper.placed(place), rgb(0xfa_f2_e0));
    for line in 0..5 {
        let t = line as f32 * 5.4;
        let wide = if line == 0 { 3.0 } else { 1.3 };
        canvas.line(
            place.at(-60.0 - t * 0.12, -67.0 + t),
            place.at(-40.0 - t * 0.12, -62.0 + t),
            place.size(wide),
            rgb(0x50_4c_54),
            0.8,
        );
    }
}
