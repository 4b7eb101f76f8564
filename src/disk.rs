//! What the system says of a folder.

use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access, statvfs};

/// Whether this process may make files in `folder`, or make the folder itself where it is
/// missing. Nothing is made.
///
/// # Errors
///
/// It may not: the system's reason.
pub fn check_writable(folder: &Path) -> io::Result<()> {
    let existing = nearest_existing(folder)?;
    if !std::fs::metadata(&existing)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    Ok(access(&existing, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// How many bytes this process may still write in `folder`, or in the folder that it will be in.
///
/// # Errors
///
/// The folder can't be read.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let status = statvfs(nearest_existing(folder)?)?;
    Ok(status.f_bavail.saturating_mul(status.f_frsize))
}

/// Whether a file couldn't be written for want of space: on the disk, or of what this process may
/// take of it.
pub fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

fn nearest_existing(folder: &Path) -> io::Result<PathBuf> {
    for ancestor in folder.ancestors() {
        // The last ancestor of a relative path is empty: the current folder.
        let ancestor = if ancestor.as_os_str().is_empty() { Path::new(".") } else { ancestor };
        match std::fs::symlink_metadata(ancestor) {
            Ok(_) => return Ok(ancestor.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_missing_is_as_writable_as_the_one_it_will_be_in() {
        let folder = std::env::temp_dir();
        assert!(check_writable(&folder.join("no/such/folder")).is_ok());
        assert!(!folder.join("no").exists());
        assert!(free_bytes(&folder.join("no/such/folder")).unwrap() > 0);
        assert!(check_writable(Path::new("no-such-folder")).is_ok());
        let error = check_writable(Path::new("/dev/null/broadsheet-data")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotADirectory);
    }
}
