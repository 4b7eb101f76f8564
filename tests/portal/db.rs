//! The databases themselves.

mod migrations;
