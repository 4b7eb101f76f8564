//! Racks of machines with small lights.

use crate::demo::pictures::canvas::{Canvas, TALL};
use crate::demo::pictures::colour::{Colour, rgb};
use crate::demo::pictures::figures;
use crate::demo::pictures::noise::{chance, lerp, noise, step};
use crate::demo::pictures::shape::{Place, Point};

pub fn draw(canvas: &mut Canvas) {
    const EYE: Point = (800.0, 430.0);
    const FOCUS: f32 = 760.0;
    const HALF: f32 = 1.75;
    const FLOOR: f32 = -1.5;
    const TOP: f32 = 1.15;
    const END: f32 = 24.0;
    let fog = rgb(0x2c_6c_9c);
    let rack = |right: bool, away: f32, up: f32| -> Colour {
        let (bay, level) = (away / 0.82, (up - FLOOR) / 0.1);
        let (u, v) = (bay - bay.floor(), level - level.floor());
        let (column, unit) =
            (bay.floor() as i32 + if right { 500 } else { 0 }, level.floor() as i32);
        let near = step(11.0, 4.0, away);
        let mut colour = rgb(0x10_18_2c).lit(0.9 + 0.5 * chance(column, unit / 3, 4));
        if !(0.07..=0.93).contains(&u) {
            colour = rgb(0x26_34_50);
        } else if !(1..=24).contains(&unit) {
            colour = rgb(0x0c_12_22);
        } else {
            let kind = chance(column, unit, 8);
            if v < 0.14 {
                colour = colour.lit(0.5);
            } else if kind > 0.72 {
                let vent = (u * 46.0 - (u * 46.0).floor() < 0.5) as i32 as f32;
                colour = colour.lit(1.0 + 0.55 * vent * near);
            }
            let lamp = u * 34.0;
            let (spot, cell) = (lamp - lamp.floor() - 0.5, lamp.floor() as i32);
            let wanted = (4..=11).contains(&cell) || cell == 28;
            let roll = chance(column * 31 + cell, unit, 21);
            if wanted && roll < 0.62 && kind > 0.18 {
                let hue = match (roll * 100.0) as i32 {
                    0..=6 => rgb(0xff_a8_3c),
                    7..=9 => rgb(0xff_54_5c),
                    10..=32 => rgb(0x54_ff_b0),
                    _ => rgb(0x58_d8_ff),
                };
                let far = (spot * 2.4).powi(2) + ((v - 0.55) * 4.2).powi(2);
                colour = colour
                    .screen(hue, step(1.0, 0.25, far) * lerp(0.5, 1.0, near))
                    .screen(hue, 0.10);
            }
        }
        let strip = step(0.3, 0.0, (up - TOP + 0.06).abs()) * 0.22;
        colour.screen(rgb(0x50_b4_ff), strip).mix(fog, 1.0 - (-away / 15.0).exp())
    };
    canvas.each(0.0, TALL, |x, y, _| {
        let (right, up) = ((x - EYE.0) / FOCUS, (EYE.1 - y) / FOCUS);
        let wall = HALF / right.abs().max(1e-3);
        let high = up * wall;
        if wall < END && (FLOOR..TOP).contains(&high) {
            return rack(right > 0.0, wall, high);
        }
        if up < 0.0 && FLOOR / up < END {
            let away = FLOOR / up;
            let (px, tile) = (right * away, 0.6);
            let edge = |value: f32| ((value / tile).floor() - value / tile).abs();
            let joint = edge(px + 0.3).min(edge(away)) < 0.03 * away.clamp(0.5, 2.0);
            let wave = 1.0 + 0.012 * noise(x / 22.0, y / 7.0, 3);
            let mirrored = 2.0 * FLOOR - up * wall.min(END) * wave;
            let shine = if wall < END && mirrored < TOP {
                rack(right > 0.0, wall, mirrored.max(FLOOR))
            } else {
                fog.lit(0.8)
            };
            let plate = rgb(0x16_22_38).mix(fog, step(4.0, 24.0, away) * 0.6);
            return plate.mix(shine, 0.46).lit(if joint { 0.62 } else { 1.0 });
        }
        if up > 0.0 && 1.9 / up < END {
            let away = 1.9 / up;
            let px = right * away;
            let tray = px.abs() > 0.62 && px.abs() < 1.15;
            let rung = (away / 0.32 - (away / 0.32).floor()) < 0.22;
            let light = px.abs() < 0.2 && (away / 2.4 - (away / 2.4).floor()) < 0.72;
            let base = if light {
                rgb(0xe4_f6_ff)
            } else if tray && (rung || (px.abs() - 0.62).min(1.15 - px.abs()) < 0.05) {
                rgb(0x54_70_90)
            } else if tray {
                let cable = chance((px * 60.0) as i32, 3, 5);
                rgb(0x18_3c_5c)
                    .mix(rgb(0xe8_8c_3c), if cable > 0.8 { 0.6 } else { 0.0 })
                    .lit(0.6 + 0.6 * cable)
            } else {
                rgb(0x12_1c_30)
            };
            return base.mix(fog, (1.0 - (-away / 15.0).exp()) * if light { 0.4 } else { 1.0 });
        }
        if right.abs() * END > HALF || !(FLOOR..1.9).contains(&(up * END)) {
            return rgb(0x0e_18_2c).mix(fog, 1.0 - (-wall.min(END) / 15.0).exp());
        }
        rgb(0xc8_ec_ff)
    });
    canvas.glow(800.0, 420.0, 360.0, rgb(0x9c_dc_ff), 0.8);
    for side in [-1.0, 1.0] {
        for bay in 0..5 {
            let away = 1.6 + bay as f32 * 2.46;
            let x = EYE.0 + side * HALF * FOCUS / away;
            let (top, foot) = (EYE.1 - TOP * FOCUS / away, EYE.1 - FLOOR * FOCUS / away);
            canvas.line((x, top), (x, foot), 8.0 / away + 0.6, rgb(0x5c_c8_ff), 0.5);
        }
    }
    let place = Place::new(800.0, 536.0, 1.02);
    canvas.puff(800.0, 540.0, 60.0, 9.0, rgb(0x08_14_28), 0.7);
    figures::walker(canvas, &place.mirrored(0.8), 0.4, rgb(0x10_20_3c), rgb(0x10_20_3c));
    figures::walker(canvas, &place, 0.4, rgb(0x14_20_38), rgb(0x10_18_2c));
    canvas.puff(800.0, 585.0, 80.0, 52.0, fog, 0.6);
    canvas.bloom(0.42, 20.0, 0.75);
}
