//! Editions are data: their words are complete, and a new one takes files alone.

mod messages;
mod new_editions;
mod sources;
mod templates;
