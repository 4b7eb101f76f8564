//! What the newsroom sees, and what it may do.

mod sign_in;
