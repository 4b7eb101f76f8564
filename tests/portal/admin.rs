//! What the newsroom sees, and what it may do.

mod again;
mod articles;
mod audit;
mod authority;
mod csrf;
mod fronts;
mod media;
mod newsroom;
mod pages;
mod people;
mod second_step;
mod set_up;
mod sign_in;
mod walk;
mod writing;
