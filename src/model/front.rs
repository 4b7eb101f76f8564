//! What editors put on a front by hand.

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// The most articles, and the most coverages, that a front takes by hand.
const MOST_ARTICLES: usize = 20;
const MOST_COVERAGES: usize = 6;

/// Something that can be put on a front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pinned {
    /// Its id.
    Article(i64),
    /// Its id.
    Coverage(i64),
}

/// Something that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Of the article, or of the coverage.
    pub id: i64,
    /// Until when it stays, in seconds since 1970; for good without.
    #[serde(rename = "until")]
    until_secs: Option<i64>,
}

impl Pin {
    /// What stays until an instant (UTC), or for good.
    pub fn new(id: i64, until_at: Option<NaiveDateTime>) -> Pin {
        Pin { id, until_secs: until_at.map(|at| at.and_utc().timestamp()) }
    }

    /// Until when, UTC.
    pub fn until_at(&self) -> Option<NaiveDateTime> {
        let at = DateTime::from_timestamp(self.until_secs?, 0)?;
        Some(at.naive_utc())
    }
}

/// All that editors put on a front, in its order; what is missing fills itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curation {
    /// The first one leads.
    pub articles: Vec<Pin>,
    /// The strip of coverages.
    pub coverages: Vec<Pin>,
}

/// What a button of a front does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontAct {
    /// Puts it after the others.
    Add(Pinned),
    /// Puts it before the others, wherever it was.
    Lead(Pinned),
    /// Changes places with the one before.
    Up(Pinned),
    /// Changes places with the one after.
    Down(Pinned),
    /// Puts it before another one of its kind, wherever it was; last when that isn't there.
    Before(Pinned, i64),
    /// Takes it off.
    Remove(Pinned),
    /// Only the times.
    Keep,
}

impl FrontAct {
    /// `up-article-7`, `add-coverage-3`, `before-article-7-8`, `keep`.
    pub fn parse(text: &str) -> Option<FrontAct> {
        if text == "keep" {
            return Some(FrontAct::Keep);
        }
        let mut parts = text.split('-');
        let (verb, kind, id) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
        let other = parts.next().map(str::parse);
        if other.is_some() != (verb == "before") || parts.next().is_some() {
            return None;
        }
        let pinned = match kind {
            "article" => Pinned::Article(id),
            "coverage" => Pinned::Coverage(id),
            _ => return None,
        };
        Some(match verb {
            "add" => FrontAct::Add(pinned),
            "lead" => FrontAct::Lead(pinned),
            "up" => FrontAct::Up(pinned),
            "down" => FrontAct::Down(pinned),
            "before" => FrontAct::Before(pinned, other?.ok()?),
            "remove" => FrontAct::Remove(pinned),
            _ => return None,
        })
    }

    /// What it is about.
    pub fn pinned(self) -> Option<Pinned> {
        match self {
            FrontAct::Add(pinned)
            | FrontAct::Lead(pinned)
            | FrontAct::Up(pinned)
            | FrontAct::Down(pinned)
            | FrontAct::Before(pinned, _)
            | FrontAct::Remove(pinned) => Some(pinned),
            FrontAct::Keep => None,
        }
    }
}

impl Curation {
    /// Does what a button says. What isn't there can't be moved, what is there not added again.
    pub fn apply(&mut self, act: FrontAct) {
        let Some(pinned) = act.pinned() else { return };
        let (list, id, most) = match pinned {
            Pinned::Article(id) => (&mut self.articles, id, MOST_ARTICLES),
            Pinned::Coverage(id) => (&mut self.coverages, id, MOST_COVERAGES),
        };
        let place = list.iter().position(|pin| pin.id == id);
        match (act, place) {
            (FrontAct::Add(_), None) if list.len() < most => list.push(Pin::new(id, None)),
            (FrontAct::Lead(_), None) if list.len() < most => list.insert(0, Pin::new(id, None)),
            (FrontAct::Lead(_), Some(place)) => list[..=place].rotate_right(1),
            (FrontAct::Up(_), Some(place)) if place > 0 => list.swap(place - 1, place),
            (FrontAct::Down(_), Some(place)) if place + 1 < list.len() => {
                list.swap(place, place + 1);
            }
            (FrontAct::Before(_, other), place) if place.is_some() || list.len() < most => {
                let pin = place.map_or(Pin::new(id, None), |place| list.remove(place));
                let there = list.iter().position(|known| known.id == other);
                list.insert(there.unwrap_or(list.len()), pin);
            }
            (FrontAct::Remove(_), Some(place)) => {
                list.remove(place);
            }
            _ => {}
        }
    }

    /// Sets until when something stays that is there.
    pub fn set_until(&mut self, pinned: Pinned, until_at: Option<NaiveDateTime>) {
        let (list, id) = match pinned {
            Pinned::Article(id) => (&mut self.articles, id),
            Pinned::Coverage(id) => (&mut self.coverages, id),
        };
        if let Some(pin) = list.iter_mut().find(|pin| pin.id == id) {
            *pin = Pin::new(id, until_at);
        }
    }

    /// Without what has had its time at `now` (UTC).
    pub fn at(mut self, now: NaiveDateTime) -> Curation {
        for list in [&mut self.articles, &mut self.coverages] {
            list.retain(|pin| pin.until_at().is_none_or(|until| until > now));
        }
        self
    }

    /// How many things differ from `before`: put there, taken off, moved, or for another time.
    pub fn changes_since(&self, before: &Curation) -> usize {
        changes(&before.articles, &self.articles) + changes(&before.coverages, &self.coverages)
    }
}

fn changes(before: &[Pin], after: &[Pin]) -> usize {
    let place = |list: &[Pin], id: i64| list.iter().position(|pin| pin.id == id);
    let removed = before.iter().filter(|pin| place(after, pin.id).is_none()).count();
    let common: Vec<(usize, &Pin)> =
        after.iter().filter_map(|pin| Some((place(before, pin.id)?, pin))).collect();
    let added = after.len() - common.len();
    let retimed =
        common.iter().filter(|(at, pin)| before[*at].until_secs != pin.until_secs).count();
    // Those that kept their order are the longest that rises; the others were moved.
    let mut longest: Vec<usize> = Vec::new();
    for (index, (at, _)) in common.iter().enumerate() {
        let best = (0..index).filter(|other| common[*other].0 < *at).map(|other| longest[other]);
        longest.push(1 + best.max().unwrap_or(0));
    }
    let moved = common.len() - longest.into_iter().max().unwrap_or(0);
    removed + added + retimed + moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ids: &[i64]) -> Curation {
        let pins = ids.iter().map(|id| Pin::new(*id, None)).collect();
        Curation { articles: pins, coverages: Vec::new() }
    }

    fn ids(curation: &Curation) -> Vec<i64> {
        curation.articles.iter().map(|pin| pin.id).collect()
    }

    #[test]
    fn buttons_move_what_they_name_and_nothing_else() {
        let mut front = of(&[7, 8, 9]);
        for (act, after) in [
            ("up-article-9", vec![7, 9, 8]),
            ("up-article-7", vec![7, 9, 8]),
            ("down-article-7", vec![9, 7, 8]),
            ("down-article-8", vec![9, 7, 8]),
            ("remove-article-7", vec![9, 8]),
            ("remove-article-7", vec![9, 8]),
            ("add-article-12", vec![9, 8, 12]),
            ("add-article-12", vec![9, 8, 12]),
            ("lead-article-12", vec![12, 9, 8]),
            ("lead-article-3", vec![3, 12, 9, 8]),
            ("add-coverage-5", vec![3, 12, 9, 8]),
            ("keep", vec![3, 12, 9, 8]),
            ("before-article-8-12", vec![3, 8, 12, 9]),
            ("before-article-3-9", vec![8, 12, 3, 9]),
            ("before-article-4-8", vec![4, 8, 12, 3, 9]),
            ("before-article-4-0", vec![8, 12, 3, 9, 4]),
            ("before-article-9-9", vec![8, 12, 3, 4, 9]),
        ] {
            front.apply(FrontAct::parse(act).unwrap());
            assert_eq!(ids(&front), after, "{act}");
        }
        assert_eq!(front.coverages[0].id, 5);
        for bad in ["", "up", "up-article", "up-article-x", "up-person-7", "burn-article-7"] {
            assert_eq!(FrontAct::parse(bad), None, "{bad}");
        }
        for bad in
            ["up-article-7-8", "before-article-7", "before-article-7-x", "before-article-7-8-9"]
        {
            assert_eq!(FrontAct::parse(bad), None, "{bad}");
        }
        for id in 0..100 {
            front.apply(FrontAct::Add(Pinned::Article(id)));
            front.apply(FrontAct::Lead(Pinned::Coverage(id)));
            front.apply(FrontAct::Before(Pinned::Article(id + 1000), 0));
        }
        assert_eq!((front.articles.len(), front.coverages.len()), (MOST_ARTICLES, MOST_COVERAGES));
    }

    #[test]
    fn changes_are_counted_as_people_do() {
        let before = of(&[1, 2, 3, 4]);
        for (after, count) in [
            (vec![1, 2, 3, 4], 0),
            (vec![4, 1, 2, 3], 1),
            (vec![2, 1, 3, 4], 1),
            (vec![1, 2, 3], 1),
            (vec![1, 2, 5, 3, 4], 1),
            (vec![4, 3, 2, 1], 3),
            (vec![], 4),
        ] {
            assert_eq!(of(&after).changes_since(&before), count, "{after:?}");
        }
        let mut later = before.clone();
        later.articles[0] = Pin::new(1, DateTime::from_timestamp(99, 0).map(|at| at.naive_utc()));
        assert_eq!(later.changes_since(&before), 1);
        let now = DateTime::from_timestamp(100, 0).unwrap().naive_utc();
        assert_eq!(ids(&later.at(now)), [2, 3, 4]);
    }
}
