//! The portal on texts that nobody here wrote: parallel news in four languages, and input that
//! wants to do harm. Runs where `../shared/inputs` lies beside the checkout, and says so where not.

mod desk;
mod door;
mod hostile;
mod news;
mod paste;

/// A file below `../shared/inputs`; `None`, with a line that says so, where it isn't there.
fn input(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/inputs/");
    let found = std::fs::read_to_string(format!("{folder}{name}")).ok();
    if found.is_none() {
        eprintln!("skipped: ../shared/inputs/{name} isn't there");
    }
    found
}
