//! What the Nu Html Checker says of every page; needs `VNU_JAR` and Java.

use std::fs;
use std::process::Command;

use super::markup::everything;
use crate::support::{Backend, run, skip_without, spawn};

/// On one database: the checker takes long, and the pages are the same on both.
#[test]
fn every_page_is_valid() {
    let Some(jar) = std::env::var_os("VNU_JAR") else { return skip_without("VNU_JAR") };
    run(Backend::Sqlite, async move {
        let portal = spawn().await;
        let pages = everything(&portal).await;
        let folder = portal.database.folder.join("pages");
        fs::create_dir_all(&folder).unwrap();
        let file = |number: usize| folder.join(format!("{number}.html"));
        for (number, page) in pages.iter().enumerate() {
            fs::write(file(number), page.bytes()).unwrap();
        }
        let mut checker = Command::new("java");
        checker.arg("-jar").arg(jar).args(["--errors-only", "--format", "gnu"]);
        let said = checker.arg(&folder).output().expect("Java");
        let mut messages = String::from_utf8_lossy(&said.stderr).into_owned();
        for (number, page) in pages.iter().enumerate() {
            messages = messages.replace(&file(number).display().to_string(), &page.target);
        }
        assert!(said.status.success() && messages.is_empty(), "{messages}");
    });
}
