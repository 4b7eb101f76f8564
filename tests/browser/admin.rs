//! The newsroom in a real Chromium: what only a browser can lose, and doesn't.

mod composing;
mod curating;
mod keeping;
mod library;
mod life;
mod newsroom;
mod pasting;
mod tools;
mod translating;
mod uploading;
