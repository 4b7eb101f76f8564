//! One file per format that comes in.
//!
//! An importer reads a file into plain values and brings them into the portal by commands, in
//! one transaction: all of it, or nothing. What it can't map it names with file and line.

pub mod page;
pub mod paste;
