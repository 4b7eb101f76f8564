//! Has cargo notice files that are embedded in the binary, also when they are new.

fn main() {
    for folder in ["locales", "static", "migrations", "src/demo/stories", "src/demo/site"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
