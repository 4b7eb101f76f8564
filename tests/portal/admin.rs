//! What the newsroom sees, and what it may do.

mod again;
mod articles;
mod audit;
mod authority;
mod copies;
mod coverage;
mod csrf;
mod fronts;
mod jobs;
mod list;
mod mail;
mod media;
mod newsroom;
mod pages;
mod people;
mod places;
mod replacing;
mod second_step;
mod set_up;
mod sign_in;
mod stories;
mod translations;
mod unsaved;
mod unsent;
mod walk;
mod writing;
