//! `broadsheet import`

use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::config::Loaded;
use crate::importers::page::{self, ImportRequest, PageFile, PhotoFile};

use super::{Failure, print, serve};

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Import articles from text files laid out as the page of a portal
    ///
    /// Readers can read them at once, under the times that the files give. A file that can't be
    /// understood is named with the line, and then nothing is imported. Sections, coverages and
    /// sources that the edition doesn't have are made.
    #[command(
        after_help = "Example:\n  broadsheet import page --edition en --photo speech.jpg article.txt"
    )]
    Page(Page),
}

#[derive(Debug, clap::Args)]
pub struct Page {
    /// The edition that the articles belong to, by its prefix
    #[arg(long, value_name = "EDITION")]
    edition: String,
    /// Leave the articles as drafts
    #[arg(long)]
    draft: bool,
    /// A picture for the next photo place of the file, when there is one file
    #[arg(long, value_name = "FILE")]
    photo: Vec<PathBuf>,
    /// Where an account to follow is: instagram=https://www.instagram.com/…
    #[arg(long, value_name = "NETWORK=URL")]
    account: Vec<String>,
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Import {
    pub fn run(self, loaded: Loaded) -> Result<(), Failure> {
        let Import::Page(page) = self;
        // Everything is read before the database is touched: a name mistyped changes nothing.
        let request = page.request()?;
        let app = serve::open(&loaded)?;
        print(&page::import(&app, &request)?.to_string());
        Ok(())
    }
}

impl Page {
    fn request(self) -> Result<ImportRequest, Failure> {
        if self.files.len() > 1 && !self.photo.is_empty() {
            return Err(Failure::new(
                "--photo goes with one file; import the others by themselves",
            ));
        }
        let photos = self
            .photo
            .iter()
            .map(|path| Ok(PhotoFile { name: path.display().to_string(), bytes: read(path)? }));
        let photos: Vec<PhotoFile> = photos.collect::<Result<_, Failure>>()?;
        let pages = self.files.iter().map(|path| {
            let bytes = read(path)?;
            Ok(PageFile { name: path.display().to_string(), bytes, photos: photos.clone() })
        });
        let follow = self.account.iter().map(|account| match account.split_once('=') {
            Some((network, address)) => Ok((network.to_owned(), address.to_owned())),
            None => Err(Failure::new(format!("--account: must be NETWORK=URL, not `{account}`"))),
        });
        Ok(ImportRequest {
            follow: follow.collect::<Result<_, _>>()?,
            pages: pages.collect::<Result<_, Failure>>()?,
            publish: !self.draft,
            edition: self.edition,
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))
}
