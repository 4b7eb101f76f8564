//! XMP (ISO 16684-1): RDF in XML, of which we read a handful of properties.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Words, day};

/// Deeper than any description of a photo.
const MOST_DEPTH: usize = 32;

/// The properties we read, by the usual prefixes of their namespaces; programs don't use others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Caption,
    By,
    Agency,
    City,
    Country,
    Created,
}

fn property(name: &str) -> Option<Property> {
    match name {
        "dc:description" => Some(Property::Caption),
        "dc:creator" => Some(Property::By),
        "photoshop:Credit" => Some(Property::Agency),
        "photoshop:City" => Some(Property::City),
        "photoshop:Country" => Some(Property::Country),
        "photoshop:DateCreated" | "exif:DateTimeOriginal" => Some(Property::Created),
        _ => None,
    }
}

/// What a packet says, as far as it can be read.
///
/// Entities of the document's own aren't expanded: no file grows by being read.
pub fn read(bytes: &[u8]) -> Words {
    let mut words = Words::default();
    let packet = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&packet);
    let mut depth = 0_usize;
    // The property that we are in, the depth at which it began, and whether its first item is
    // over: of a caption in several languages the first one is the default.
    let mut here: Option<(Property, usize, bool)> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                if depth > MOST_DEPTH {
                    return words;
                }
                attributes(&element, &mut words);
                if here.is_none() {
                    here = property(element.name().as_ref()).map(|found| (found, depth, false));
                }
            }
            Ok(Event::Empty(element)) => attributes(&element, &mut words),
            Ok(Event::Text(text)) => {
                if let Some((property, _, false)) = here {
                    words.extend(property, &text);
                }
            }
            Ok(Event::GeneralRef(reference)) => {
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let known =
                    character.or_else(|| resolve_predefined_entity(&reference).map(str::to_owned));
                if let (Some((property, _, false)), Some(text)) = (here, known) {
                    words.extend(property, &text);
                }
            }
            Ok(Event::End(element)) => {
                if let Some((property, began, is_over)) = &mut here {
                    if *began == depth {
                        here = None;
                    } else if element.name().as_ref() == "rdf:li" {
                        match property {
                            // Several photographers are named, one after the other.
                            Property::By => words.extend(Property::By, ", "),
                            _ => *is_over = true,
                        }
                    }
                }
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    words.by = words.by.trim_matches([',', ' ', '\n', '\t']).to_owned();
    words
}

/// Programs write simple properties as attributes, too.
fn attributes(element: &BytesStart<'_>, words: &mut Words) {
    for attribute in element.attributes().flatten().take(200) {
        if let Some(property) = property(attribute.key.as_ref())
            && let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
        {
            words.extend(property, &value);
        }
    }
}

impl Words {
    fn extend(&mut self, property: Property, text: &str) {
        let place = match property {
            Property::Caption => &mut self.caption,
            Property::By => &mut self.by,
            Property::Agency => &mut self.agency,
            Property::City => &mut self.city,
            Property::Country => &mut self.country,
            Property::Created => {
                self.taken_on = self.taken_on.or_else(|| day(text));
                return;
            }
        };
        // Indentation between elements is no text.
        if !(place.is_empty() && text.trim().is_empty()) {
            place.push_str(text);
        }
    }
}
