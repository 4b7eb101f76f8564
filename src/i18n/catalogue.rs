//! Compiles the Fluent files of one edition.
//!
//! The syntax is Fluent's own (`fluent-syntax`), the evaluation is ours: `fluent-bundle` takes a
//! lock for every plural, formats numbers without the locale at hand, and finds a reference to a
//! message that isn't there only when a reader asks for it. Compiling finds it at start, names
//! the line, and leaves nothing to look up but arguments.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fluent_syntax::ast;
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;
use icu_plurals::PluralCategory;

use super::LocaleError;
use super::files::LocaleFile;
use super::messages::{Key, Message, Messages, Part, Variant};

/// The messages of `layers`, where those of a later layer override those of an earlier one.
///
/// Two messages of one name in one layer, references to what isn't there and functions other
/// than `NUMBER` are errors.
pub fn compile(layers: &[Vec<LocaleFile>]) -> Result<Messages, LocaleError> {
    let mut patterns = BTreeMap::new();
    for files in layers {
        let mut layer: BTreeMap<String, Source> = BTreeMap::new();
        for file in files {
            for (key, source) in read(file)? {
                if let Some(first) = layer.get(&key) {
                    let Source { file, .. } = first;
                    return Err(source.invalid(format!("`{key}` is in {} already", file.path)));
                }
                layer.insert(key, source);
            }
        }
        patterns.extend(layer);
    }
    let compiler = Compiler { patterns: &patterns };
    let mut entries = HashMap::new();
    for (key, source) in patterns.iter().filter(|(key, _)| !key.starts_with('-')) {
        let parts = compiler.message(source);
        let parts = parts.map_err(|problem| source.invalid(format!("`{key}` {problem}")))?;
        let mut arguments = BTreeSet::new();
        collect_arguments(&parts, &mut arguments);
        let arguments = arguments.into_iter().map(Box::from).collect();
        entries.insert(key.as_str().into(), Message { arguments, parts });
    }
    Ok(Messages { entries })
}

/// Where a message or a term comes from.
struct Source<'a> {
    file: &'a LocaleFile,
    /// Its name as it stands in the file.
    name: &'a str,
    pattern: ast::Pattern<&'a str>,
}

/// The messages, `-terms` and `their.attributes` in `file`.
fn read(file: &LocaleFile) -> Result<Vec<(String, Source<'_>)>, LocaleError> {
    let resource = parser::parse_runtime(file.text.as_str()).map_err(|(_, errors)| {
        let (at, problem) = match errors.first() {
            Some(error) => (error.pos.start, error.kind.to_string()),
            None => (0, "can't be read".to_owned()),
        };
        file.invalid(at, problem)
    })?;
    let mut sources = Vec::new();
    for entry in resource.body {
        let (key, id, value, attributes) = match entry {
            ast::Entry::Message(message) => {
                (message.id.name.to_owned(), message.id, message.value, message.attributes)
            }
            ast::Entry::Term(term) => {
                (format!("-{}", term.id.name), term.id, Some(term.value), term.attributes)
            }
            _ => continue,
        };
        for attribute in attributes {
            let key = format!("{key}.{}", attribute.id.name);
            let source = Source { file, name: attribute.id.name, pattern: attribute.value };
            sources.push((key, source));
        }
        if let Some(pattern) = value {
            sources.push((key, Source { file, name: id.name, pattern }));
        }
    }
    Ok(sources)
}

impl Source<'_> {
    /// A mistake in this message.
    fn invalid(&self, problem: String) -> LocaleError {
        // The name is a piece of the file's text, so their distance is its position.
        let position =
            (self.name.as_ptr() as usize).saturating_sub(self.file.text.as_ptr() as usize);
        self.file.invalid(position, problem)
    }
}

fn collect_arguments<'a>(parts: &'a [Part], arguments: &mut BTreeSet<&'a str>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Argument(name) => {
                arguments.insert(name);
            }
            Part::Select { argument, variants, .. } => {
                arguments.insert(argument);
                for variant in variants {
                    collect_arguments(&variant.parts, arguments);
                }
            }
        }
    }
}

/// How many references deep a message may go.
const DEPTH: usize = 20;

struct Compiler<'a> {
    patterns: &'a BTreeMap<String, Source<'a>>,
}

/// Where in a message the compiler is.
#[derive(Clone, Copy, Default)]
struct Scope<'a> {
    depth: usize,
    /// Within a term: the arguments it was called with, the only ones it sees.
    term: Option<&'a BTreeMap<&'a str, String>>,
}

/// What a select looks at.
enum Selector {
    Argument {
        name: Box<str>,
        ordinal: bool,
    },
    /// Known now; a number if it is written as one.
    Literal(String),
    /// An argument that the caller of a term didn't give.
    Nothing,
}

impl<'a> Compiler<'a> {
    fn message(&self, source: &Source<'a>) -> Result<Box<[Part]>, String> {
        let mut parts = Vec::new();
        self.pattern(&source.pattern, Scope::default(), &mut parts)?;
        Ok(parts.into())
    }

    fn pattern(
        &self,
        pattern: &ast::Pattern<&'a str>,
        scope: Scope,
        parts: &mut Vec<Part>,
    ) -> Result<(), String> {
        for element in &pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => push_text(parts, value),
                ast::PatternElement::Placeable { expression } => {
                    self.expression(expression, scope, parts)?
                }
            }
        }
        Ok(())
    }

    fn expression(
        &self,
        expression: &ast::Expression<&'a str>,
        scope: Scope,
        parts: &mut Vec<Part>,
    ) -> Result<(), String> {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline, scope, parts),
            ast::Expression::Select { selector, variants } => {
                self.select(self.selector(selector, scope)?, variants, scope, parts)
            }
        }
    }

    fn inline(
        &self,
        inline: &ast::InlineExpression<&'a str>,
        scope: Scope,
        parts: &mut Vec<Part>,
    ) -> Result<(), String> {
        use ast::InlineExpression::*;
        match inline {
            StringLiteral { value } => push_text(parts, &unescape_unicode_to_string(value)),
            NumberLiteral { value } => push_text(parts, value),
            VariableReference { id } => match scope.term {
                None => parts.push(Part::Argument(id.name.into())),
                Some(given) => {
                    let value = given.get(id.name);
                    let value =
                        value.ok_or_else(|| format!("calls a term without ${}", id.name))?;
                    push_text(parts, value);
                }
            },
            FunctionReference { .. } => match self.selector(inline, scope)? {
                Selector::Argument { name, .. } => parts.push(Part::Argument(name)),
                Selector::Literal(text) => push_text(parts, &text),
                Selector::Nothing => {}
            },
            MessageReference { id, attribute } => {
                let key = dotted(id.name, attribute.as_ref());
                self.reference(&key, scope, parts)?;
            }
            TermReference { id, attribute, arguments } => {
                let key = dotted(&format!("-{}", id.name), attribute.as_ref());
                let given = term_arguments(arguments.as_ref())?;
                self.reference(&key, Scope { term: Some(&given), ..scope }, parts)?;
            }
            Placeable { expression } => self.expression(expression, scope, parts)?,
        }
        Ok(())
    }

    fn reference(&self, key: &str, scope: Scope, parts: &mut Vec<Part>) -> Result<(), String> {
        if scope.depth >= DEPTH {
            return Err(format!("comes back to itself through `{key}`"));
        }
        let source = self.patterns.get(key);
        let source = source.ok_or_else(|| format!("refers to `{key}`, which isn't there"))?;
        self.pattern(&source.pattern, Scope { depth: scope.depth + 1, ..scope }, parts)
    }

    fn selector(
        &self,
        inline: &ast::InlineExpression<&'a str>,
        scope: Scope,
    ) -> Result<Selector, String> {
        use ast::InlineExpression::*;
        match inline {
            VariableReference { id } => Ok(match scope.term {
                None => Selector::Argument { name: id.name.into(), ordinal: false },
                Some(given) => {
                    given.get(id.name).cloned().map_or(Selector::Nothing, Selector::Literal)
                }
            }),
            FunctionReference { id, arguments } if id.name == "NUMBER" => {
                let [number] = &*arguments.positional else {
                    return Err("calls NUMBER with other than one number".to_owned());
                };
                let ordinal = is_ordinal(&arguments.named)?;
                Ok(match self.selector(number, scope)? {
                    Selector::Argument { name, .. } => Selector::Argument { name, ordinal },
                    other => other,
                })
            }
            FunctionReference { id, .. } => {
                Err(format!("calls {}, but NUMBER is the only function", id.name))
            }
            _ => {
                let mut parts = Vec::new();
                self.inline(inline, scope, &mut parts)?;
                match &*parts {
                    [Part::Text(text)] => Ok(Selector::Literal(text.to_string())),
                    _ => Err("selects by something that has arguments of its own".to_owned()),
                }
            }
        }
    }

    fn select(
        &self,
        selector: Selector,
        variants: &[ast::Variant<&'a str>],
        scope: Scope,
        parts: &mut Vec<Part>,
    ) -> Result<(), String> {
        let default = variants.iter().position(|variant| variant.default).unwrap_or_default();
        let (name, ordinal) = match selector {
            Selector::Argument { name, ordinal } => (name, ordinal),
            Selector::Literal(text) => {
                let chosen = variants.iter().find(|variant| match variant.key {
                    ast::VariantKey::Identifier { name } => name == text,
                    ast::VariantKey::NumberLiteral { value } => value == text,
                });
                let chosen = chosen.unwrap_or(&variants[default]);
                return self.pattern(&chosen.value, scope, parts);
            }
            Selector::Nothing => return self.pattern(&variants[default].value, scope, parts),
        };
        let mut compiled = Vec::with_capacity(variants.len());
        for variant in variants {
            let mut branch = Vec::new();
            self.pattern(&variant.value, scope, &mut branch)?;
            compiled.push(Variant { key: key_of(&variant.key)?, parts: branch.into() });
        }
        parts.push(Part::Select { argument: name, ordinal, variants: compiled.into(), default });
        Ok(())
    }
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(before)) => *before = format!("{before}{text}").into(),
        _ => parts.push(Part::Text(text.into())),
    }
}

fn dotted(name: &str, attribute: Option<&ast::Identifier<&str>>) -> String {
    match attribute {
        Some(attribute) => format!("{name}.{}", attribute.name),
        None => name.to_owned(),
    }
}

fn key_of(key: &ast::VariantKey<&str>) -> Result<Key, String> {
    Ok(match *key {
        ast::VariantKey::Identifier { name } => {
            Key::Word(name.into(), PluralCategory::get_for_cldr_string(name))
        }
        ast::VariantKey::NumberLiteral { value } => {
            let number = value.parse();
            Key::Number(number.map_err(|_| format!("selects [{value}], which is no count"))?)
        }
    })
}

fn is_ordinal(named: &[ast::NamedArgument<&str>]) -> Result<bool, String> {
    let mut ordinal = false;
    for argument in named {
        match (argument.name.name, &argument.value) {
            ("type", ast::InlineExpression::StringLiteral { value: "ordinal" }) => ordinal = true,
            ("type", ast::InlineExpression::StringLiteral { value: "cardinal" }) => {}
            (name, _) => return Err(format!("gives NUMBER a `{name}` that it doesn't take")),
        }
    }
    Ok(ordinal)
}

fn term_arguments<'a>(
    arguments: Option<&ast::CallArguments<&'a str>>,
) -> Result<BTreeMap<&'a str, String>, String> {
    let named = arguments.map(|arguments| arguments.named.as_slice()).unwrap_or_default();
    let value = |argument: &ast::NamedArgument<&'a str>| match argument.value {
        ast::InlineExpression::StringLiteral { value } => {
            Ok((argument.name.name, unescape_unicode_to_string(value).into_owned()))
        }
        ast::InlineExpression::NumberLiteral { value } => {
            Ok((argument.name.name, value.to_owned()))
        }
        _ => Err("gives a term something else than a text or a number".to_owned()),
    };
    named.iter().map(value).collect()
}

#[cfg(test)]
mod tests;
