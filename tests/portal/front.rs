//! What stands in front of the portal shows nothing that is old.

mod cdn;
mod nginx;
