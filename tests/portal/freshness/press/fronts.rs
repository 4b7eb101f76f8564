//! What is done to fronts.

use broadsheet::commands::{self, PublishFrontError};
use broadsheet::db::fronts::{self, Container, SlotItem};
use broadsheet::model::SectionId;
use broadsheet::model::front::{FrontAct, Pinned};
use chrono::TimeDelta;

use super::places::About;
use super::{Portal, Press};

impl Press {
    pub(super) fn curate_front(&mut self, portal: &Portal) -> bool {
        let (edition, section) = self.front(portal);
        let containers = [Container::Lead, Container::Secondary, Container::Coverage];
        let container = self.dice.one_of(&containers);
        let until = portal.app.clock.now() + TimeDelta::minutes(30);
        let until = self.is_even().then_some(until);
        let items: Vec<_> = match container {
            Container::Lead => self.newest(edition).into_iter().take(1).collect(),
            Container::Secondary => self.newest(edition).into_iter().skip(1).take(3).collect(),
            Container::Coverage => Vec::new(),
        };
        let mut items: Vec<_> =
            items.into_iter().map(|id| (SlotItem::Article(id), until)).collect();
        if container == Container::Coverage {
            items.push((SlotItem::Coverage(self.coverage(portal)), until));
        }
        portal
            .command(|conn, by| {
                commands::curate_front(conn, by, edition, section, container, &items)
            })
            .is_ok()
    }

    /// Prepares a front; readers see nothing of it yet.
    pub(super) fn draft_front(&mut self, portal: &Portal) -> bool {
        let (edition, section) = self.front(portal);
        let article = self.dice.one_of(&self.newest(edition)).0;
        let coverage = self.dice.one_of(&self.coverages).0;
        let act = self.dice.one_of(&[
            FrontAct::Lead(Pinned::Article(article)),
            FrontAct::Add(Pinned::Article(article)),
            FrontAct::Up(Pinned::Article(article)),
            FrontAct::Remove(Pinned::Article(article)),
            FrontAct::Add(Pinned::Coverage(coverage)),
        ]);
        let until = portal.app.clock.now() + TimeDelta::minutes(20);
        let untils = [(Pinned::Article(article), self.is_even().then_some(until))];
        let drafted = portal
            .command(|conn, by| commands::draft_front(conn, by, edition, section, act, &untils));
        self.drafted.push((edition, section));
        drafted.is_ok()
    }

    /// Shows what was prepared last.
    pub(super) fn publish_front(&mut self, portal: &Portal) -> bool {
        let Some((edition, section)) = self.drafted.pop() else { return false };
        self.about(portal, About::Edition(edition.to_owned()));
        section.inspect(|section| self.about(portal, About::Section(*section)));
        let zone = portal.app.editions.get(edition).expect("an edition");
        let day = zone.day_bounds(zone.local_date(portal.app.clock.now())).0;
        portal.command(|conn, by| {
            let draft = fronts::find_draft(conn, edition, section).expect("the database");
            let Some(draft) = draft else { return false };
            let publish = |conn: &mut _, version| {
                commands::publish_front(conn, by, edition, section, version, day)
            };
            let other = publish(conn, draft.version + 1);
            assert!(matches!(other, Err(PublishFrontError::Changed(_))));
            publish(conn, draft.version).is_ok()
        })
    }

    /// The home front or a section's.
    fn front(&mut self, portal: &Portal) -> (&'static str, Option<SectionId>) {
        let edition = self.edition(portal);
        (edition, self.is_even().then(|| self.section(portal)))
    }
}
