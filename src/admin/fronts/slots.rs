//! The slots of a front as a form carries them, and what its buttons do to them.

use crate::admin::Fields;
use crate::db::fronts::{Container, Curated};
use crate::i18n::Edition;
use crate::model::ArticleId;

/// The most slots of a front.
const MOST: usize = 20;

/// An article on a front. The first is the lead, the others are cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The article.
    pub id: ArticleId,
    /// Where it stands.
    pub container: Container,
    /// Until when, as it was typed; empty for good.
    pub until: String,
}

/// What is stored, each article once.
pub fn of_stored(stored: &[Curated], edition: &Edition) -> Vec<Slot> {
    let mut slots = Vec::new();
    for container in [Container::Lead, Container::Secondary] {
        for slot in stored.iter().filter(|slot| slot.container == container.as_str()) {
            let until = slot.until_at.map(|at| edition.write_local(at)).unwrap_or_default();
            push(&mut slots, Slot { id: slot.article_id, container, until });
        }
    }
    arrange(&mut slots);
    slots
}

/// What a form carries: `slot-0` is an article's number, `until-0` its time.
pub fn read(fields: &Fields) -> Vec<Slot> {
    let mut slots = Vec::new();
    for number in 0..MOST {
        let Ok(id) = fields.trimmed(&format!("slot-{number}")).parse() else { continue };
        let until = fields.trimmed(&format!("until-{number}")).to_owned();
        push(&mut slots, Slot { id: ArticleId(id), container: Container::Secondary, until });
    }
    arrange(&mut slots);
    slots
}

/// Does what a button says: `up-2`, `down-0`, `remove-1`, or `add` the chosen article on top.
pub fn apply(slots: &mut Vec<Slot>, act: &str, chosen: Option<ArticleId>) {
    let (verb, number) = act.rsplit_once('-').unwrap_or((act, ""));
    let number: usize = number.parse().unwrap_or(usize::MAX);
    match verb {
        "up" if number > 0 && number < slots.len() => slots.swap(number - 1, number),
        "down" if number.saturating_add(1) < slots.len() => slots.swap(number, number + 1),
        "remove" if number < slots.len() => {
            slots.remove(number);
        }
        "add" if slots.len() < MOST => {
            if let Some(id) = chosen {
                let container = Container::Secondary;
                push(slots, Slot { id, container, until: String::new() });
            }
        }
        _ => {}
    }
    arrange(slots);
}

fn push(slots: &mut Vec<Slot>, slot: Slot) {
    if !slots.iter().any(|known| known.id == slot.id) {
        slots.push(slot);
    }
}

/// The first leads.
fn arrange(slots: &mut [Slot]) {
    for (number, slot) in slots.iter_mut().enumerate() {
        slot.container = if number == 0 { Container::Lead } else { Container::Secondary };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_move_what_they_name_and_nothing_else() {
        let form = b"slot-0=7&until-0=2026-05-04T10:00&slot-1=8&slot-2=7&slot-3=9&slot-4=x";
        let mut slots = read(&Fields::parse(form));
        let ids = |slots: &[Slot]| slots.iter().map(|slot| slot.id.0).collect::<Vec<_>>();
        assert_eq!(ids(&slots), [7, 8, 9]);
        for (act, after) in [
            ("up-2", vec![7, 9, 8]),
            ("up-0", vec![7, 9, 8]),
            ("down-0", vec![9, 7, 8]),
            ("down-2", vec![9, 7, 8]),
            ("down-99999999999999999999", vec![9, 7, 8]),
            ("remove-1", vec![9, 8]),
            ("remove-5", vec![9, 8]),
            ("add", vec![9, 8, 12]),
            ("add", vec![9, 8, 12]),
            ("", vec![9, 8, 12]),
        ] {
            apply(&mut slots, act, Some(ArticleId(12)));
            assert_eq!(ids(&slots), after, "{act}");
            assert_eq!(slots[0].container, Container::Lead);
        }
    }
}
