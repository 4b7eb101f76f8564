//! Editions are data: their words are complete, and a new one takes files alone.

mod messages;
mod new_editions;
pub mod sources;
mod templates;
