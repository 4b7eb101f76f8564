//! `broadsheet.toml`, with the line of every value.

use std::borrow::Cow;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::load::{ConfigError, Origin, Text, unknown};
use super::setting::{Kind, Setting};
use super::settings::SETTINGS;

/// The settings in a file at `path` with the content `text`.
pub fn read<'a>(
    path: &'a Path,
    text: &'a str,
) -> Result<Vec<(&'static Setting, Text<'a>)>, ConfigError> {
    let origin = |position: usize| Origin::File {
        path: path.to_owned(),
        line: text[..position.min(text.len())].matches('\n').count() + 1,
    };
    let table = DeTable::parse(text).map_err(|error| ConfigError::Invalid {
        place: origin(error.span().map_or(0, |span| span.start)).to_string(),
        problem: error.message().lines().collect::<Vec<_>>().join(" "),
    })?;
    let mut found = Vec::new();
    for (key, value) in table.get_ref() {
        let (name, origin) = (key.get_ref().as_ref(), origin(key.span().start));
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == name) else {
            let problem = unknown("key", name, SETTINGS.iter().map(|setting| setting.key.into()));
            return Err(ConfigError::Invalid { place: origin.to_string(), problem });
        };
        let value = text_of(setting.kind, value.get_ref())
            .map_err(|wanted| origin.problem(setting, wanted, None))?;
        found.push((setting, Text { value, origin, folder: path.parent() }));
    }
    Ok(found)
}

/// The value as a flag would have it, or what it must be.
fn text_of<'a>(kind: Kind, value: &DeValue<'a>) -> Result<Cow<'a, str>, &'static str> {
    match (kind, value) {
        (Kind::Text | Kind::Folder | Kind::Database, DeValue::String(text)) => Ok(text.clone()),
        (Kind::Text | Kind::Folder | Kind::Database, _) => Err("must be a text in quotes"),
        (Kind::Number, DeValue::Integer(number)) if number.radix() == 10 => {
            Ok(number.as_str().to_owned().into())
        }
        (Kind::Number, _) => Err("must be a number without quotes"),
        (Kind::Switch, DeValue::Boolean(switch)) => Ok(switch.to_string().into()),
        (Kind::Switch, _) => Err("must be `true` or `false` without quotes"),
        (Kind::List, DeValue::Array(items)) => {
            let items: Option<Vec<&str>> =
                items.iter().map(|item| item.get_ref().as_str()).collect();
            // Commas separate items elsewhere; none of the lists has items with one.
            items.map(|items| items.join(",").into()).ok_or("must be a list of texts in quotes")
        }
        (Kind::List, _) => Err("must be a list such as `[\"a\", \"b\"]`"),
    }
}
