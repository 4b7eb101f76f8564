//! The disk of a SQLite database is full for a while.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::newsroom::Newsroom;
use super::seen::as_millis;
use super::stage::Stage;
use super::{ARTICLES, Scene, WRITING, nodes_in, or_never};
use crate::servers::{self, Content};
use crate::{Bench, Failure};

/// A small file system in memory; gone when this is dropped.
struct SmallDisk(PathBuf);

const SIZE: &str = "size=192m";

impl SmallDisk {
    /// `None` where only others may mount one.
    fn mount(folder: &Path) -> Result<Option<SmallDisk>, Failure> {
        let place = folder.join("small-disk");
        fs::create_dir_all(&place)?;
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", SIZE, "broadsheet-bench"]).arg(&place);
        let mounted = command.stderr(Stdio::null()).status();
        Ok(mounted.is_ok_and(|status| status.success()).then_some(SmallDisk(place)))
    }

    /// Takes all the space that is left; it is given back when the file is removed.
    fn fill(&self) -> io::Result<PathBuf> {
        let path = self.0.join("filler");
        let mut file = File::create(&path)?;
        for bytes in [vec![0; 1 << 20], vec![0; 1]] {
            while let Ok(written) = file.write(&bytes) {
                if written == 0 {
                    break;
                }
            }
        }
        Ok(path)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(&self.0).status();
        if !unmounted.is_ok_and(|status| status.success()) {
            eprintln!("could not unmount {}", self.0.display());
        }
    }
}

/// Fills the disk until a writer is refused, and a while longer; `None` where it can't be done.
pub fn full(bench: &mut Bench) -> Result<Option<Scene>, Failure> {
    let Some(disk) = SmallDisk::mount(&bench.folder)? else {
        bench.report.line("A full disk is left out: only root can mount a small one.");
        return Ok(None);
    };
    let content = Content::Sqlite(disk.0.join("portal.sqlite3"));
    servers::seed(&disk.0, &content, ARTICLES)?;
    let nodes = nodes_in(bench, &disk.0, &content, 1, &[])?;
    let newsroom = Newsroom::open(&nodes[0])?;
    let length = Duration::from_secs(bench.options.seconds.max(2));
    let stage = Stage { nodes: &nodes, newsroom: &newsroom, writing: WRITING };
    let (seen, (full, refused, freed)) = stage.play(|live| {
        let full = Instant::now();
        let filler = disk.fill()?;
        live.wait_until_refused()?;
        let refused = full.elapsed();
        std::thread::sleep(length);
        fs::remove_file(filler)?;
        let freed = Instant::now();
        live.wait_until_well()?;
        std::thread::sleep(length);
        Ok((full, refused, freed))
    })?;
    let said = format!(
        "SQLite's disk had no byte left for {:.1} s; the first change was refused {} after that. \
         Once there was space again, the first change was acknowledged after {}.",
        (freed - full).as_secs_f64(),
        as_millis(refused),
        or_never(seen.first_acknowledged(freed)),
    );
    let scene = Scene::end(bench, &content, &newsroom, "a disk full".to_owned(), seen, said)?;
    // Before the disk is gone under them.
    drop(nodes);
    Ok(Some(scene))
}
