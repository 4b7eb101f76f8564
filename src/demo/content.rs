//! The demo's files: stories as Markdown with a TOML head, names as TOML.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::DemoError;
use crate::model::site::FollowAccount;

#[derive(rust_embed::Embed)]
#[folder = "src/demo/stories/"]
struct Stories;

#[derive(rust_embed::Embed)]
#[folder = "src/demo/site/"]
struct Sites;

/// Words in several editions, by prefix.
pub type Words = BTreeMap<String, String>;

/// `story.toml` with the texts beside it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    pub slugline: String,
    pub section: String,
    #[serde(default)]
    pub coverages: Vec<String>,
    #[serde(default)]
    pub hours_ago: f64,
    #[serde(default)]
    pub hours_ahead: f64,
    pub photo: Option<String>,
    pub source: String,
    pub author: Option<String>,
    pub state: State,
    pub withdrawal: Option<Words>,
    pub updated: Option<Update>,
    pub correction: Option<Correction>,
    /// By the prefix of the edition.
    #[serde(skip)]
    pub texts: BTreeMap<String, Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Live,
    Scheduled,
    Withdrawn,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    pub hours_ago: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub hours_ago: f64,
    pub note: Words,
}

/// The head of an edition's text, with its body.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub headline: String,
    #[serde(default)]
    pub kicker: String,
    #[serde(default)]
    pub standfirst: String,
    #[serde(default)]
    pub slug: String,
    #[serde(default)]
    pub dateline_place: String,
    #[serde(default)]
    pub editor: String,
    pub photo: Option<PhotoText>,
    #[serde(skip)]
    pub body: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoText {
    pub alt: String,
    #[serde(default)]
    pub caption: String,
}

/// An edition's names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub site_name: String,
    pub tagline: String,
    pub follow: Vec<FollowAccount>,
    pub sections: BTreeMap<String, Named>,
    pub coverages: BTreeMap<String, CoverageText>,
    pub people: BTreeMap<String, Named>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub name: String,
    pub slug: String,
    #[serde(default)]
    pub description: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageText {
    pub name: String,
    pub slug: String,
    pub summary: String,
    #[serde(default)]
    pub moments: Vec<MomentText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MomentText {
    pub hours_ago: f64,
    pub text: String,
}

/// All stories, those published first first, and the scheduled ones at the end.
pub fn stories() -> Result<Vec<Story>, DemoError> {
    let mut stories: BTreeMap<String, Story> = BTreeMap::new();
    let files: Vec<_> = Stories::iter().collect();
    for file in files.iter().filter(|file| file.ends_with("/story.toml")) {
        let folder = file.trim_end_matches("/story.toml").to_owned();
        stories.insert(folder, parse(file, &read(file)?)?);
    }
    for file in files.iter().filter(|file| file.ends_with(".md")) {
        let Some((folder, name)) = file.split_once('/') else { continue };
        let wrong = |problem: &str| DemoError::Content {
            file: file.to_string(),
            problem: problem.to_owned(),
        };
        let text = read(file)?;
        let (head, body) =
            split_head(&text).ok_or_else(|| wrong("it has no head between `+++`"))?;
        let mut text: Text = parse(file, head)?;
        text.body = body.to_owned();
        let story = stories.get_mut(folder).ok_or_else(|| wrong("it has no story.toml"))?;
        story.texts.insert(name.trim_end_matches(".md").to_owned(), text);
    }
    let mut stories: Vec<Story> = stories.into_values().collect();
    stories.sort_by(|a, b| (b.hours_ago - b.hours_ahead).total_cmp(&(a.hours_ago - a.hours_ahead)));
    Ok(stories)
}

/// The names in each edition, by prefix.
pub fn sites() -> Result<BTreeMap<String, Site>, DemoError> {
    let mut sites = BTreeMap::new();
    for file in Sites::iter() {
        let data = Sites::get(&file).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        let site = parse(&file, &data.unwrap_or_default())?;
        sites.insert(file.trim_end_matches(".toml").to_owned(), site);
    }
    Ok(sites)
}

/// Splits `+++\nhead\n+++\nbody`.
pub fn split_head(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("+++\n")?.split_once("\n+++\n")
}

fn read(file: &str) -> Result<String, DemoError> {
    let data = Stories::get(file).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    data.ok_or_else(|| DemoError::Content {
        file: file.to_owned(),
        problem: "it is gone".to_owned(),
    })
}

fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, DemoError> {
    toml::from_str(text)
        .map_err(|error| DemoError::Content { file: file.to_owned(), problem: error.to_string() })
}
