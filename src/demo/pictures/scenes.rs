//! The scenes, one file each.

mod aurora_tower;
mod bridge_fog;
mod city_rain;
mod desert_dunes;
mod football_floodlight;
mod ger_stars;
mod harbour_dawn;
mod lantern_street;
mod library_hall;
mod marathon_start;
mod market_morning;
mod mountain_lake;
mod night_newsroom;
mod paper_cranes;
mod printing_press;
mod server_room;
mod snow_train;
mod steppe_riders;
mod tea_terraces;
mod wind_farm;

use super::canvas::Canvas;

pub type Scene = (&'static str, f32, fn(&mut Canvas));

/// Each scene's key, how dark its corners are, and who draws it.
pub const SCENES: &[Scene] = &[
    ("harbour-dawn", 0.3, harbour_dawn::draw),
    ("steppe-riders", 0.25, steppe_riders::draw),
    ("night-newsroom", 0.3, night_newsroom::draw),
    ("mountain-lake", 0.25, mountain_lake::draw),
    ("city-rain", 0.3, city_rain::draw),
    ("printing-press", 0.3, printing_press::draw),
    ("ger-stars", 0.3, ger_stars::draw),
    ("tea-terraces", 0.2, tea_terraces::draw),
    ("lantern-street", 0.3, lantern_street::draw),
    ("snow-train", 0.2, snow_train::draw),
    ("library-hall", 0.3, library_hall::draw),
    ("marathon-start", 0.2, marathon_start::draw),
    ("wind-farm", 0.25, wind_farm::draw),
    ("desert-dunes", 0.25, desert_dunes::draw),
    ("server-room", 0.3, server_room::draw),
    ("market-morning", 0.2, market_morning::draw),
    ("football-floodlight", 0.3, football_floodlight::draw),
    ("bridge-fog", 0.2, bridge_fog::draw),
    ("aurora-tower", 0.3, aurora_tower::draw),
    ("paper-cranes", 0.2, paper_cranes::draw),
];
