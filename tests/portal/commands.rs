//! Every way to change the content.

mod articles;
mod recording;
mod run_due;
