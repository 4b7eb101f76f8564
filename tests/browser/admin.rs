//! The newsroom in a real Chromium: what only a browser can lose, and doesn't.

mod composing;
mod curating;
mod hours;
mod keeping;
mod library;
mod life;
mod newsroom;
mod no_script;
mod pasting;
mod tidying;
mod tools;
mod translating;
mod uploading;
