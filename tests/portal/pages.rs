//! What a reader sees.

mod addresses;
mod alternates;
mod archive;
mod article;
mod choice;
mod errors;
mod feeds;
mod frame;
mod headers;
mod hidden;
mod home;
mod json_ld;
mod kept_alive;
mod markup;
mod notice;
mod paging;
mod photos;
mod plans;
mod queries;
mod requests;
mod robots;
mod sitemaps;
mod skips;
mod standing;
mod structured_data;
mod valid_html;
