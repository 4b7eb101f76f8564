//! An article that somebody has opened, and what they may do with it.

use std::sync::Arc;

use super::form::{self, Options};
use crate::admin::{Fields, SignedIn};
use crate::commands::{ArticleText, Placing};
use crate::db::editing::{self, Copy, Note, Revision};
use crate::db::stories::{self, Cell};
use crate::db::working_copies::{self, WorkingCopy, Writer};
use crate::db::{coverages, planned_places, users};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::{ArticleId, ArticleState, Denied, MediaId, Permission, UserId};

/// The article with all that its pages need.
pub struct Opened {
    pub copy: Copy,
    pub state: ArticleState,
    pub edition: Arc<Edition>,
    pub newest: Revision,
    /// What was typed since and not saved yet.
    pub writing: Option<WorkingCopy>,
    /// Who has it open for writing.
    pub writer: Option<Writer>,
    /// Where it stands, or for a live one will once it is published again.
    pub placing: Placing,
    /// Whether it will stand elsewhere.
    pub is_planned: bool,
    pub notes: Vec<Note>,
    pub names: Vec<(UserId, String)>,
    pub options: Options,
    /// The articles of its story, itself among them.
    pub story: Vec<Cell>,
}

impl Opened {
    /// The article; as if there were none for those who don't work for its edition.
    ///
    /// The picture that `fields` choose is among the options, as is the one that is stored.
    pub async fn find(by: &SignedIn, id: i64, fields: &Fields) -> Result<Opened, AdminError> {
        by.require_somewhere(Permission::Write)?;
        let photos_with = fields.trimmed("photo-q").to_owned();
        let typed = fields.trimmed("photo").parse().ok().map(MediaId);
        let found = by.app.read(move |app, conn| {
            let id = ArticleId(id);
            let Some(copy) = editing::find(conn, id)? else { return Ok(None) };
            let Some(newest) = editing::find_newest(conn, id)? else { return Ok(None) };
            let filed = coverages::list_of_article(conn, &copy.edition, id)?;
            let notes = editing::list_notes(conn, id)?;
            let writing = working_copies::find(conn, id)?;
            let writer = working_copies::find_writer(conn, id, app.clock.now())?;
            let writers = notes.iter().map(|note| note.written_by.as_str());
            let mut people: Vec<UserId> =
                writers.chain([newest.created_by.as_str()]).filter_map(person).collect();
            people.extend(copy.owner_id);
            people.extend(writing.iter().filter_map(|writing| person(&writing.saved_by)));
            people.extend(writer.iter().map(|writer| writer.user_id));
            let names = users::list_names(conn, &people)?;
            let written = writing.iter().flat_map(|writing| &writing.fields);
            let written = written.filter(|(name, _)| name == "photo");
            let written = written.filter_map(|(_, value)| value.parse().ok()).map(MediaId).next();
            let photo = typed.or(written).or(newest.lead_media_id);
            let mut options = Options::load(conn, &copy.edition, photo, &photos_with)?;
            let is_live = copy.state == ArticleState::Live.as_str();
            let planned = planned_places::find(conn, id)?.filter(|_| is_live);
            // Those beyond the newest ones stay what they are, too.
            for coverage in &filed {
                options.keep_coverage(coverage.id, &coverage.name);
            }
            let is_planned = planned.is_some();
            let placing = match planned {
                Some(place) => Placing {
                    section: place.section_id,
                    slug: place.slug,
                    coverages: place.coverages,
                },
                None => Placing {
                    section: copy.section_id,
                    slug: copy.slug.clone(),
                    coverages: filed.into_iter().map(|coverage| coverage.id).collect(),
                },
            };
            let place = (placing, is_planned);
            let story = stories::list_cells(conn, &[copy.story_id])?;
            Ok(Some((copy, newest, writing, writer, place, notes, names, options, story)))
        });
        let missing = || AdminError::from(AppError::NotFound);
        let (copy, newest, writing, writer, place, notes, names, options, story) =
            found.await?.ok_or_else(missing)?;
        let (placing, is_planned) = place;
        if !by.may(Permission::Write, &copy.edition) {
            return Err(missing());
        }
        let edition = by.app.editions.get(&copy.edition).ok_or_else(missing)?.clone();
        let state = ArticleState::parse(&copy.state).ok_or_else(missing)?;
        Ok(Opened {
            copy,
            state,
            edition,
            newest,
            writing,
            writer,
            placing,
            is_planned,
            notes,
            names,
            options,
            story,
        })
    }

    /// Where it is edited.
    pub fn path(&self) -> String {
        format!("/admin/articles/{}", self.copy.id)
    }

    /// The form of the newest text, saved or not.
    pub fn form(&self) -> crate::admin::Form {
        let stored = || form::fill(&self.newest, &self.placing);
        let Some(writing) = &self.writing else { return stored() };
        let (version, copy) = (writing.revision_id.to_string(), writing.version.to_string());
        let own = [("version", version.as_str()), ("copy", copy.as_str())];
        let typed = writing.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut form = crate::admin::Form::filled(typed.chain(own));
        if !writing.has_words() {
            form.fill(stored().sent().iter());
        }
        form
    }

    /// The newest words, saved or not, and where they are to stand.
    pub fn words(&self) -> (ArticleText, Placing) {
        if self.unsaved().is_none() {
            return (ArticleText::from(self.newest.clone()), self.placing.clone());
        }
        let mut form = self.form();
        let fields = form.sent().clone();
        let (words, placing) = form::read(&self.edition, &mut form, &fields, &self.options);
        // A working copy may have no section yet.
        let section = match form.problem("section") {
            Some(_) => self.placing.section,
            None => placing.section,
        };
        (words, Placing { section, ..placing })
    }

    /// The words that weren't saved yet.
    pub fn unsaved(&self) -> Option<&WorkingCopy> {
        self.writing.as_ref().filter(|writing| writing.has_words())
    }

    /// Who wrote the newest text, and when (UTC).
    pub fn written(&self) -> (String, chrono::NaiveDateTime) {
        let newest = (&self.newest.created_by, self.newest.created_at);
        let (by, at) = self.unsaved().map_or(newest, |it| (&it.saved_by, it.saved_at));
        (self.name_of(by), at)
    }

    /// Whether the person may change it.
    pub fn may_edit(&self, by: &SignedIn) -> bool {
        self.require_edit(by).is_ok()
    }

    /// That the person may change it.
    pub fn require_edit(&self, by: &SignedIn) -> Result<(), Denied> {
        let is_draft = self.state == ArticleState::Draft;
        by.authority().require_edit(&self.copy.edition, self.copy.owner_id, is_draft)
    }

    /// Whether it is a draft that no reader has ever had.
    pub fn is_discardable(&self) -> bool {
        self.state == ArticleState::Draft
            && self.copy.published_at.is_none()
            && self.copy.live_revision_id.is_none()
    }

    /// Whether the person may publish it.
    pub fn may_publish(&self, by: &SignedIn) -> bool {
        by.may(Permission::Publish, &self.copy.edition)
    }

    /// The name of whoever did something.
    pub fn name_of(&self, actor: &str) -> String {
        name_of(&self.names, actor)
    }
}

/// The person of an actor.
pub fn person(actor: &str) -> Option<UserId> {
    actor.strip_prefix("user:")?.parse().ok().map(UserId)
}

/// The name of an actor; a part of the program is called as it is.
pub fn name_of(names: &[(UserId, String)], actor: &str) -> String {
    let found = person(actor).and_then(|id| names.iter().find(|(known, _)| *known == id));
    found.map_or_else(|| actor.to_owned(), |(_, name)| name.clone())
}
