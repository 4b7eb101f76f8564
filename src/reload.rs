//! What a running portal reads anew when it is told to: the operator's texts and static files.

use std::fs;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use crate::app::App;
use crate::assets::Assets;
use crate::config::Config;
use crate::i18n::{Editions, LocaleError};
use crate::pages::reply;

/// A value that everything reads, and that is replaced once in a blue moon.
///
/// One that was replaced stays where it is for as long as the process does, for whoever still reads
/// it: so reading needs no count, and replacing is for what has changed.
#[derive(Debug)]
pub struct Reloaded<T: 'static> {
    first: T,
    later: RwLock<Option<&'static T>>,
}

impl<T: 'static> Reloaded<T> {
    /// The value until it is replaced.
    pub fn new(first: T) -> Reloaded<T> {
        Reloaded { first, later: RwLock::new(None) }
    }

    fn replace(&self, value: T) {
        let mut later = self.later.write().unwrap_or_else(PoisonError::into_inner);
        *later = Some(Box::leak(Box::new(value)));
    }
}

impl<T: 'static> Deref for Reloaded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let later = *self.later.read().unwrap_or_else(PoisonError::into_inner);
        later.unwrap_or(&self.first)
    }
}

/// Why nothing was reloaded, as one line.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// A file under `locales_dir`.
    #[error(transparent)]
    Locale(#[from] LocaleError),
    /// Addresses begin with the editions' prefixes, and are laid out at the start.
    #[error("an edition was added or taken away in {0}: that takes a restart")]
    Editions(PathBuf),
    /// The folder of texts, or of static files.
    #[error("cannot read the folder {path}: {source}", path = path.display())]
    Folder {
        /// As it is set.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

/// What the operator's folders held when they were read last.
#[derive(Debug, Default)]
pub struct Folders(Mutex<[Option<blake3::Hash>; 2]>);

impl Folders {
    /// Those of a portal that starts now.
    pub fn of(config: &Config) -> Folders {
        // What can't be read has kept the portal from starting.
        Folders(Mutex::new(contents(config).unwrap_or_default()))
    }
}

impl App {
    /// Reads the folders of texts and static files anew, as `config` names them; what was read, in
    /// words. Every page is made anew then; addresses of static files that pages carried until now
    /// still lead to what was there.
    ///
    /// # Errors
    ///
    /// Something can't be used; then nothing has changed.
    pub fn reload(&self, config: &Config) -> Result<Vec<&'static str>, ReloadError> {
        let mut known = self.folders.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Before they are read: what somebody writes meanwhile is found the next time.
        let found = contents(config)?;
        let editions = (known[0] != found[0]).then(|| self.read_editions(config)).transpose()?;
        let assets = (known[1] != found[1]).then(|| self.read_assets(config)).transpose()?;
        let mut read = Vec::new();
        if let Some(editions) = editions {
            self.editions.replace(editions);
            read.push("texts");
        }
        if let Some(assets) = assets {
            let hash = assets.before_paint_hash();
            let headers = reply::security_headers(hash, &self.config.embed_hosts);
            self.assets.replace(assets);
            self.security_headers.replace(headers);
            read.push("static files");
        }
        *known = found;
        if !read.is_empty() {
            self.cache.start_at(self.cache.position());
        }
        Ok(read)
    }

    fn read_editions(&self, config: &Config) -> Result<Editions, ReloadError> {
        let editions = Editions::load(config.locales_dir.as_deref())?;
        let is_known = |prefix: &str| self.editions.get(prefix).is_some();
        if editions.iter().count() == self.editions.iter().count()
            && editions.iter().all(|edition| is_known(&edition.prefix))
        {
            return Ok(editions);
        }
        Err(ReloadError::Editions(config.locales_dir.clone().unwrap_or_default()))
    }

    fn read_assets(&self, config: &Config) -> Result<Assets, ReloadError> {
        let folder = config.static_dir.as_deref();
        let mut assets = Assets::load(folder).map_err(|source| failed(folder, source))?;
        assets.keep_addresses_of(&self.assets);
        Ok(assets)
    }
}

fn failed(path: Option<&Path>, source: io::Error) -> ReloadError {
    ReloadError::Folder { path: path.unwrap_or(Path::new("")).to_owned(), source }
}

/// A hash of what is in the folder of texts, and in that of static files.
fn contents(config: &Config) -> Result<[Option<blake3::Hash>; 2], ReloadError> {
    let of = |folder: Option<&Path>| {
        let hash: Option<io::Result<_>> = folder.map(|folder| {
            let mut hasher = blake3::Hasher::new();
            add(&mut hasher, folder)?;
            Ok(hasher.finalize())
        });
        hash.transpose().map_err(|source| failed(folder, source))
    };
    Ok([of(config.locales_dir.as_deref())?, of(config.static_dir.as_deref())?])
}

fn add(hasher: &mut blake3::Hasher, folder: &Path) -> io::Result<()> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        hasher.update(path.as_os_str().as_encoded_bytes());
        if path.is_dir() {
            add(hasher, &path)?;
        } else {
            let bytes = fs::read(&path)?;
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
    }
    Ok(())
}
