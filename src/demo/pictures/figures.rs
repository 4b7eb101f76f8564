//! People and animals, as silhouettes of limbs. Feet stand on the place's origin; a grown person
//! is 100 units tall.

use super::canvas::Canvas;
use super::colour::{Colour, rgb};
use super::shape::{Place, Shape};

/// A rider at a gallop, looking right.
pub fn rider(canvas: &mut Canvas, place: &Place, coat: Colour, cloth: Colour) {
    let dark = coat.lit(0.62);
    let far_legs = [
        [-24.0, -50.0, -46.0, -30.0, 8.0, 4.0],
        [-46.0, -30.0, -64.0, -22.0, 3.6, 2.6],
        [26.0, -52.0, 52.0, -40.0, 7.0, 4.0],
        [52.0, -40.0, 64.0, -22.0, 3.4, 2.6],
    ];
    canvas.figure(place, &far_legs, dark, 1.0);
    let tail = Shape::start(-42.0, -66.0)
        .curve(-62.0, -76.0, -92.0, -56.0)
        .curve(-70.0, -58.0, -60.0, -50.0)
        .curve(-52.0, -52.0, -40.0, -58.0);
    canvas.fill(&tail.placed(place), dark);
    let horse = [
        [-28.0, -58.0, 24.0, -58.0, 16.5, 16.0],
        [-30.0, -60.0, -30.0, -60.0, 17.5, 17.5],
        [24.0, -60.0, 52.0, -92.0, 14.0, 8.0],
        [52.0, -93.0, 74.0, -84.0, 8.0, 4.4],
        [50.0, -98.0, 51.0, -107.0, 3.0, 0.8],
        [-30.0, -52.0, -38.0, -30.0, 12.0, 6.0],
        [-38.0, -30.0, -58.0, -12.0, 5.0, 3.2],
        [-58.0, -12.0, -66.0, -8.0, 3.2, 3.6],
        [28.0, -50.0, 46.0, -28.0, 9.0, 5.0],
        [46.0, -28.0, 34.0, -12.0, 4.2, 3.0],
        [34.0, -12.0, 30.0, -6.0, 3.0, 3.6],
    ];
    canvas.figure(place, &horse, coat, 1.0);
    let mane = Shape::start(50.0, -104.0)
        .curve(30.0, -104.0, 14.0, -82.0)
        .curve(12.0, -74.0, 22.0, -72.0)
        .curve(34.0, -86.0, 52.0, -98.0);
    canvas.fill(&mane.placed(place), dark);
    let saddle = Shape::start(-16.0, -78.0)
        .curve(0.0, -66.0, 14.0, -78.0)
        .line(10.0, -58.0)
        .line(-14.0, -58.0);
    canvas.fill(&saddle.placed(place), rgb(0xc8_8a_34));
    let body = [
        [2.0, -74.0, 14.0, -56.0, 8.0, 6.5],
        [14.0, -56.0, 6.0, -38.0, 5.0, 4.0],
        [-2.0, -76.0, 8.0, -106.0, 10.0, 9.5],
        [8.0, -108.0, 26.0, -96.0, 4.6, 3.4],
        [26.0, -96.0, 40.0, -92.0, 3.4, 2.6],
    ];
    canvas.figure(place, &body, cloth, 1.0);
    canvas.figure(place, &[[6.0, -38.0, 13.0, -35.0, 4.4, 3.4]], rgb(0x2a_1c_18), 1.0);
    canvas.figure(place, &[[-8.0, -82.0, 9.0, -80.0, 3.0, 3.0]], rgb(0xe8_a8_34), 1.0);
    canvas.figure(place, &[[13.0, -122.0, 13.0, -122.0, 7.4, 7.4]], rgb(0x9a_60_3e), 1.0);
    let hat = [[4.0, -126.0, 22.0, -126.0, 2.2, 2.2], [12.0, -130.0, 12.0, -136.0, 7.0, 1.4]];
    canvas.figure(place, &hat, cloth.lit(0.55), 1.0);
    canvas.line(place.at(40.0, -92.0), place.at(68.0, -86.0), place.size(1.4), dark, 1.0);
}

/// A horse at rest, looking right.
pub fn standing_horse(canvas: &mut Canvas, place: &Place, coat: Colour) {
    let limbs = [
        [-28.0, -60.0, 26.0, -60.0, 16.0, 15.0],
        [24.0, -64.0, 50.0, -92.0, 13.0, 8.0],
        [50.0, -93.0, 70.0, -78.0, 8.0, 4.4],
        [49.0, -98.0, 50.0, -107.0, 3.0, 0.8],
        [-34.0, -54.0, -38.0, -28.0, 10.0, 4.6],
        [-38.0, -28.0, -36.0, -2.0, 4.0, 3.2],
        [-26.0, -50.0, -24.0, -26.0, 7.0, 4.0],
        [-24.0, -26.0, -26.0, -2.0, 3.8, 3.2],
        [28.0, -52.0, 28.0, -26.0, 8.0, 4.2],
        [28.0, -26.0, 29.0, -2.0, 3.6, 3.2],
        [20.0, -50.0, 19.0, -2.0, 6.0, 3.0],
        [-44.0, -66.0, -52.0, -26.0, 4.0, 2.4],
        [18.0, -78.0, 46.0, -102.0, 5.0, 3.4],
    ];
    canvas.figure(place, &limbs, coat, 1.0);
}

/// Someone who stands, in a long coat; `rim` lights the left side.
pub fn person(canvas: &mut Canvas, place: &Place, coat: Colour, rim: Colour) {
    let limbs = [
        [-6.0, -34.0, -7.0, -3.0, 7.0, 4.4],
        [6.0, -34.0, 7.0, -3.0, 7.0, 4.4],
        [0.0, -44.0, 0.0, -70.0, 13.0, 11.0],
        [-11.0, -72.0, -14.0, -46.0, 4.4, 3.8],
        [11.0, -72.0, 14.0, -46.0, 4.4, 3.8],
    ];
    let edge = Place { x: place.x - place.size(1.6), ..*place };
    canvas.figure(&edge, &limbs, rim, 0.8);
    canvas.figure(&edge, &[[0.0, -91.0, 0.0, -91.0, 8.2, 8.2]], rim, 0.8);
    canvas.figure(place, &limbs, coat, 1.0);
    canvas.figure(place, &[[0.0, -91.0, 0.0, -91.0, 8.2, 8.2]], coat, 1.0);
}

/// Someone who walks; `stride` from -1 to 1 is where the legs are.
pub fn walker(canvas: &mut Canvas, place: &Place, stride: f32, coat: Colour, legs: Colour) {
    let lower = [
        [0.0, -44.0, stride * 9.0, -22.0, 6.2, 4.6],
        [stride * 9.0, -22.0, stride * 13.0, -2.0, 4.4, 3.4],
        [0.0, -44.0, -stride * 8.0, -22.0, 6.2, 4.6],
        [-stride * 8.0, -22.0, -stride * 17.0, -3.0, 4.4, 3.4],
    ];
    canvas.figure(place, &lower, legs, 1.0);
    let coat_shape = Shape::start(-10.0, -76.0)
        .curve(-15.0, -50.0, -15.0, -32.0)
        .line(15.0, -32.0)
        .curve(14.0, -52.0, 10.0, -76.0)
        .curve(0.0, -84.0, -10.0, -76.0);
    canvas.fill(&coat_shape.placed(place), coat);
    canvas.figure(place, &[[0.0, -90.0, 0.0, -91.0, 7.4, 7.8]], coat.lit(0.7), 1.0);
}

/// A loaded camel of two humps, walking right, with who leads it or rides it.
pub fn camel(canvas: &mut Canvas, place: &Place, coat: Colour, stride: f32, ridden: bool) {
    let body = Shape::start(-46.0, -62.0)
        .curve(-44.0, -82.0, -32.0, -84.0)
        .curve(-24.0, -108.0, -14.0, -86.0)
        .curve(-4.0, -78.0, 6.0, -86.0)
        .curve(16.0, -108.0, 24.0, -84.0)
        .curve(38.0, -80.0, 44.0, -66.0)
        .curve(34.0, -48.0, 10.0, -48.0)
        .curve(-20.0, -46.0, -36.0, -50.0)
        .curve(-44.0, -52.0, -46.0, -62.0);
    canvas.fill(&body.placed(place), coat);
    let s = stride * 9.0;
    let limbs = [
        [38.0, -68.0, 58.0, -58.0, 9.0, 6.0],
        [58.0, -58.0, 70.0, -92.0, 6.0, 5.0],
        [69.0, -95.0, 85.0, -91.0, 5.6, 3.6],
        [67.0, -99.0, 64.0, -104.0, 2.0, 0.8],
        [-36.0, -56.0, -38.0 + s, -30.0, 8.0, 4.0],
        [-38.0 + s, -30.0, -40.0 + s * 1.6, -2.0, 3.6, 3.0],
        [-28.0, -54.0, -28.0 - s, -30.0, 7.0, 3.6],
        [-28.0 - s, -30.0, -32.0 - s * 1.6, -2.0, 3.4, 3.0],
        [30.0, -56.0, 30.0 - s, -30.0, 7.0, 3.8],
        [30.0 - s, -30.0, 28.0 - s * 1.6, -2.0, 3.4, 3.0],
        [36.0, -56.0, 38.0 + s, -30.0, 7.0, 3.6],
        [38.0 + s, -30.0, 38.0 + s * 1.6, -2.0, 3.4, 3.0],
        [-46.0, -66.0, -54.0, -44.0, 2.4, 1.6],
        [56.0, -56.0, 66.0, -84.0, 8.0, 6.0],
    ];
    canvas.figure(place, &limbs, coat, 1.0);
    if ridden {
        let rider = [
            [-4.0, -84.0, -3.0, -116.0, 10.0, 8.0],
            [-3.0, -128.0, -3.0, -128.0, 6.4, 6.4],
            [-3.0, -110.0, 16.0, -96.0, 3.6, 3.0],
            [-4.0, -86.0, 8.0, -62.0, 6.0, 4.0],
        ];
        canvas.figure(place, &rider, coat.lit(0.8), 1.0);
    } else {
        let pack = Shape::start(-22.0, -92.0)
            .curve(-6.0, -104.0, 10.0, -92.0)
            .line(14.0, -62.0)
            .line(-24.0, -62.0);
        canvas.fill(&pack.placed(place), coat.lit(0.78));
    }
}

pub fn gull(canvas: &mut Canvas, x: f32, y: f32, size: f32) {
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
