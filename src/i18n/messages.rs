//! The messages of one edition, compiled: looked up and printed without a lock.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, Mutex, PoisonError};

use icu_plurals::PluralCategory;

use super::numbers::Numbers;

/// An argument of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Printed as it is. Years and ids are texts too: they aren't grouped.
    Text(&'a str),
    /// Printed in the edition's digits with grouping; chooses plurals.
    Number(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Arg::Number(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(number as u64)
    }
}

/// All messages of one edition by key; an attribute has the key `message.attribute`.
#[derive(Debug)]
pub struct Messages {
    pub(super) entries: HashMap<Box<str>, Message>,
}

/// One compiled message: references are resolved, terms are in place.
#[derive(Debug)]
pub struct Message {
    /// What it asks for, sorted.
    pub(super) arguments: Box<[Box<str>]>,
    pub(super) parts: Box<[Part]>,
}

/// A piece of a compiled message.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Text(Box<str>),
    Argument(Box<str>),
    Select { argument: Box<str>, ordinal: bool, variants: Box<[Variant]>, default: usize },
}

/// A branch of a select.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    pub key: Key,
    pub parts: Box<[Part]>,
}

/// When a branch is taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    Number(u64),
    /// A text, or a number of that plural category.
    Word(Box<str>, Option<PluralCategory>),
}

impl Messages {
    /// The text of `key`, which takes no arguments.
    ///
    /// A key that is missing or needs arguments is logged and comes back between `⟦` and `⟧`.
    pub fn text(&self, edition: &str, key: &str) -> &str {
        match self.entries.get(key) {
            Some(message) => match &*message.parts {
                [] => "",
                [Part::Text(text)] => text,
                _ => {
                    let arguments = &message.arguments;
                    tracing::error!(edition, key, ?arguments, "message printed without arguments");
                    bracketed(key)
                }
            },
            None => {
                tracing::error!(edition, key, "message is missing");
                bracketed(key)
            }
        }
    }

    /// The text of `key` with `args`. A missing argument is logged and printed as `⟦$name⟧`.
    pub fn text_with(
        &self,
        edition: &str,
        key: &str,
        args: &[(&str, Arg)],
        numbers: &Numbers,
    ) -> String {
        let Some(message) = self.entries.get(key) else {
            tracing::error!(edition, key, "message is missing");
            return bracketed(key).to_owned();
        };
        let given = |name: &str| args.iter().any(|(given, _)| *given == name);
        if let Some(argument) = message.arguments.iter().find(|name| !given(name)) {
            tracing::error!(edition, key, %argument, "message printed without an argument");
        }
        let mut text = String::with_capacity(64);
        Printer { args, numbers }.print(&message.parts, &mut text);
        text
    }

    /// Every key with the sorted names of its arguments, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.entries.iter().map(|(key, message)| {
            (&**key, message.arguments.iter().map(|argument| &**argument).collect())
        })
    }
}

struct Printer<'a> {
    args: &'a [(&'a str, Arg<'a>)],
    numbers: &'a Numbers,
}

impl Printer<'_> {
    fn print(&self, parts: &[Part], text: &mut String) {
        for part in parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Argument(name) => match self.value(name) {
                    Some(Arg::Text(value)) => text.push_str(value),
                    Some(Arg::Number(value)) => text.push_str(&self.numbers.format(value)),
                    None => text.extend(["⟦$", name, "⟧"]),
                },
                Part::Select { argument, ordinal, variants, default } => {
                    let value = self.value(argument);
                    let chosen = value.and_then(|value| self.choose(variants, value, *ordinal));
                    self.print(&chosen.unwrap_or(&variants[*default]).parts, text);
                }
            }
        }
    }

    fn value(&self, name: &str) -> Option<Arg<'_>> {
        self.args.iter().find(|(given, _)| *given == name).map(|(_, value)| *value)
    }

    fn choose<'v>(
        &self,
        variants: &'v [Variant],
        value: Arg,
        ordinal: bool,
    ) -> Option<&'v Variant> {
        let plural = match value {
            Arg::Number(number) => Some(self.numbers.plural(number, ordinal)),
            Arg::Text(_) => None,
        };
        variants.iter().find(|variant| match (&variant.key, value) {
            (Key::Number(key), Arg::Number(number)) => *key == number,
            (Key::Word(key, _), Arg::Text(text)) => **key == *text,
            (Key::Word(_, category), Arg::Number(_)) => category.is_some() && *category == plural,
            (Key::Number(_), Arg::Text(_)) => false,
        })
    }
}

/// `⟦key⟧`, kept for ever so that it can be lent like any text.
///
/// Only a mistake in a template or a locale comes here, so there are few; should there be many
/// they share one text.
fn bracketed(key: &str) -> &'static str {
    const ENOUGH: usize = 1000;
    static KEPT: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

    let text = format!("⟦{key}⟧");
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(text) = kept.get(text.as_str()) {
        return text;
    }
    if kept.len() >= ENOUGH {
        return "⟦…⟧";
    }
    let text: &'static str = text.leak();
    kept.insert(text);
    text
}
