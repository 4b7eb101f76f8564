//! Starts Broadsheet.

use std::process::ExitCode;

// A page is some thousand small texts: the system's allocator took a quarter of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    broadsheet::cli::main()
}
