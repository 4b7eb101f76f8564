//! The files that name messages: everything under `src/` and `templates/`.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the checkout.
pub struct Source {
    /// From the root of the checkout.
    pub path: String,
    pub text: String,
}

/// The files under a folder of the checkout that end in `.{extension}`, without unit tests.
pub fn sources(folder: &str, extension: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join(folder), extension, &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "nothing under {folder}");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a text file");
        let text = text.split("#[cfg(test)]\nmod ").next().expect("a first part").to_owned();
        let path = path.strip_prefix(root).expect("a file of ours").display().to_string();
        Source { path, text }
    };
    paths.into_iter().map(read).collect()
}

fn collect(folder: &Path, extension: &str, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, extension, paths);
        } else if path.extension().is_some_and(|found| found == extension)
            && !path.ends_with("tests.rs")
        {
            paths.push(path);
        }
    }
}

/// The string literals of a text, without those that have escapes.
pub fn literals(text: &str) -> Vec<&str> {
    text.split('"').filter(|part| !part.is_empty() && !part.contains(['\n', '\\'])).collect()
}
