//! What readers see: one file per page, with its address, its view model and its template.
//!
//! Pages only read. [`visit`] says who asks for what, [`layout`] is what surrounds every
//! page, [`cards`] are the pieces that several pages share, [`reply`] sends a page.

pub mod address;
pub mod archive;
pub mod article;
pub mod cards;
pub mod choice;
pub mod coverage;
pub mod errors;
pub mod feeds;
pub mod frame;
pub mod health;
pub mod home;
pub mod info;
pub mod layout;
pub mod lists;
pub mod media;
pub mod people;
pub mod qr;
pub mod reply;
pub mod robots;
pub mod section;
pub mod short_link;
pub mod sitemaps;
pub mod structured_data;
pub mod visit;
