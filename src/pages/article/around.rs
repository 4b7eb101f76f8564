//! What stands around an article: others of its coverage or section.

use crate::db::Conn;
use crate::db::coverages::CoverageName;
use crate::db::listing::{self, List, Part};
use crate::error::AppError;
use crate::model::{ArticleId, Cursor, LiveArticle, Teaser};
use crate::pages::cards::{Card, Link, StampStyle};
use crate::pages::lists;
use crate::pages::visit::Visit;

const RELATED: usize = 4;
const COVERAGE_BOX: usize = 3;

/// Other articles of the first coverage, or of the section: two queries.
pub struct Around {
    pub teasers: Vec<Teaser>,
    pub newest: Vec<ArticleId>,
    pub earlier: Option<ArticleId>,
    pub later: Option<ArticleId>,
}

impl Around {
    pub fn load(
        conn: &mut Conn,
        visit: &Visit,
        article: &LiveArticle,
        coverage: Option<&CoverageName>,
    ) -> Result<Around, AppError> {
        let edition = visit.edition.prefix.as_str();
        let here = Cursor { published_at: article.published_at, id: article.id };
        let list = match coverage {
            Some(coverage) => List::Coverage(edition, coverage.id),
            None => List::Section(edition, article.section_id),
        };
        visit.shows(list.noun());
        let shown = if coverage.is_some() { COVERAGE_BOX + RELATED } else { RELATED };
        // One more than is shown, since this article may be among them.
        let most = lists::limit(shown + 1);
        let (newest, neighbours) = match coverage {
            Some(coverage) => listing::coverage_neighbours(conn, edition, coverage.id, here, most)?,
            None => {
                (lists::ids(&listing::list_places(conn, list, Part::Newest, most)?), (None, None))
            }
        };
        let newest = newest.into_iter().filter(|id| *id != article.id).take(shown);
        let newest: Vec<ArticleId> = newest.collect();
        let (earlier, later) = neighbours;
        let mut wanted: Vec<ArticleId> =
            newest.iter().copied().chain(earlier).chain(later).collect();
        wanted.sort();
        wanted.dedup();
        Ok(Around { teasers: visit.headlines(conn, &wanted)?, newest, earlier, later })
    }

    fn find(&self, id: ArticleId) -> Option<&Teaser> {
        self.teasers.iter().find(|teaser| teaser.id == id)
    }

    pub fn link(&self, visit: &Visit, id: Option<ArticleId>) -> Option<Link> {
        let teaser = self.find(id?)?;
        Some(Link { href: visit.links().teaser(teaser), text: teaser.headline.clone() })
    }

    fn cards(&self, visit: &Visit, ids: &[ArticleId]) -> Vec<Card> {
        let links = visit.links();
        ids.iter()
            .filter_map(|id| self.find(*id))
            .map(|teaser| Card::new(&links, &visit.edition, teaser, StampStyle::Date, visit.photos))
            .collect()
    }

    pub fn coverage_box(
        &self,
        visit: &Visit,
        coverage: Option<&CoverageName>,
    ) -> Option<CoverageBox> {
        let coverage = coverage?;
        let cards = self.cards(visit, &self.newest[..self.newest.len().min(COVERAGE_BOX)]);
        if cards.is_empty() {
            return None;
        }
        let link =
            Link { href: visit.links().coverage(&coverage.slug), text: coverage.name.clone() };
        Some(CoverageBox { link, cards })
    }

    /// Those that the box of the coverage doesn't show.
    pub fn related(&self, visit: &Visit, has_box: bool) -> Vec<Card> {
        let shown = if has_box { COVERAGE_BOX.min(self.newest.len()) } else { 0 };
        let rest = &self.newest[shown..];
        self.cards(visit, &rest[..rest.len().min(RELATED)])
    }
}

pub struct CoverageBox {
    pub link: Link,
    pub cards: Vec<Card>,
}
