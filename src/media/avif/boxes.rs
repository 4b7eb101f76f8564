//! What a file holds: items, what is said of each, and where its bytes are (ISO/IEC 23008-12).
//!
//! Nothing is copied but the bytes of an item that is asked for, and never more of them than the
//! file has. Lists are as long as the file has bytes for them, and no longer than [`MOST`].

use super::Fault;
use super::bytes::{Bytes, Part};

/// More items or properties than this are in no picture.
const MOST: usize = 4096;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Content<'a> {
    file: &'a [u8],
    /// The picture that the file is for.
    pub primary: u32,
    items: Vec<Item>,
    properties: Vec<Property<'a>>,
    /// Properties of items: the item, the property's place from 1, whether it is essential.
    said: Vec<(u32, usize, bool)>,
    places: Vec<Place>,
    references: Vec<Reference>,
    /// Bytes of items that are in the description itself.
    inside: &'a [u8],
}

#[derive(Debug)]
struct Item {
    id: u32,
    kind: [u8; 4],
    media_type: Vec<u8>,
}

/// Where an item's bytes are.
#[derive(Debug)]
struct Place {
    id: u32,
    is_inside: bool,
    /// Start and length; a length of 0 reaches to the end.
    extents: Vec<(u64, u64)>,
}

#[derive(Debug)]
struct Reference {
    kind: [u8; 4],
    from: u32,
    to: Vec<u32>,
}

/// What is said of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property<'a> {
    /// Pixels.
    Size { width: u32, height: u32 },
    /// Colours by numbers of ITU-T H.273.
    Cicp { primaries: u16, transfer: u16, matrix: u16, is_full: bool },
    /// Colours by an ICC profile.
    Icc(&'a [u8]),
    /// Quarters of a turn, anticlockwise.
    Turn(u8),
    /// Left for right, else top for bottom.
    Mirror { left_for_right: bool },
    /// What an auxiliary picture is.
    Auxiliary(&'a [u8]),
    /// The part of the picture that is shown: width, height, from the middle to its middle, each a
    /// fraction.
    Part([(u32, u32); 4]),
    /// What we needn't know: pixels' bits and shape, the decoder's configuration.
    Known,
    /// What we don't know.
    Unknown,
}

impl<'a> Content<'a> {
    /// Reads what the file says, and no pixels.
    pub fn read(file: &'a [u8]) -> Result<Content<'a>, Fault> {
        let mut all = Bytes(file);
        while let Some(Part { kind, content }) = all.part()? {
            if kind == *b"meta" {
                let mut content = content;
                content.version()?;
                let mut found = Content { file, ..Content::default() };
                found.describe(content)?;
                return Ok(found);
            }
        }
        Err(Fault::Damaged("the file describes no picture"))
    }

    fn describe(&mut self, mut parts: Bytes<'a>) -> Result<(), Fault> {
        while let Some(Part { kind, mut content }) = parts.part()? {
            match &kind {
                b"pitm" => {
                    let (version, _) = content.version()?;
                    self.primary = content.id(version > 0)?;
                }
                b"iinf" => self.items(content)?,
                b"iloc" => self.places(content)?,
                b"iref" => self.references(content)?,
                b"iprp" => self.properties(content)?,
                b"idat" => self.inside = content.0,
                _ => {}
            }
        }
        Ok(())
    }

    fn items(&mut self, mut list: Bytes<'a>) -> Result<(), Fault> {
        let (version, _) = list.version()?;
        list.id(version > 0)?;
        while let Some(Part { kind, mut content }) = list.part()? {
            if kind != *b"infe" {
                continue;
            }
            let (version, _) = content.version()?;
            // Earlier versions have no kind: no picture of ours.
            if version < 2 {
                continue;
            }
            let id = content.id(version > 2)?;
            content.u16()?;
            let kind = content.array()?;
            content.text();
            let media_type = if kind == *b"mime" { content.text() } else { b"" };
            self.items.push(Item { id, kind, media_type: media_type.to_vec() });
            within(self.items.len())?;
        }
        Ok(())
    }

    fn places(&mut self, mut list: Bytes<'a>) -> Result<(), Fault> {
        let (version, _) = list.version()?;
        let sizes = list.u16()?;
        let size = |place: u16| usize::from(sizes >> place & 15);
        let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
        let index_size = if version == 0 { 0 } else { size(0) };
        if [offset_size, length_size, base_size, index_size].iter().any(|size| *size > 8) {
            return Err(Fault::Damaged("a number has more than eight bytes"));
        }
        // Where numbers have no bytes, a piece takes none: they are counted over all items.
        let mut pieces = 0;
        for _ in 0..list.id(version > 1)? {
            let id = list.id(version > 1)?;
            let method = if version > 0 { list.u16()? & 15 } else { 0 };
            list.u16()?;
            let base = list.number(base_size)?;
            let mut extents = Vec::new();
            for _ in 0..list.u16()? {
                list.take(index_size)?;
                let start = list.number(offset_size)?;
                extents.push((base.saturating_add(start), list.number(length_size)?));
                pieces += 1;
                within(pieces)?;
            }
            if method > 1 {
                return Err(Fault::Unsupported("an item is made of another one"));
            }
            self.places.push(Place { id, is_inside: method == 1, extents });
            within(self.places.len())?;
        }
        Ok(())
    }

    fn references(&mut self, mut list: Bytes<'a>) -> Result<(), Fault> {
        let (version, _) = list.version()?;
        while let Some(Part { kind, mut content }) = list.part()? {
            let from = content.id(version > 0)?;
            let count = content.u16()?;
            let to = (0..count).map(|_| content.id(version > 0)).collect::<Result<_, _>>()?;
            self.references.push(Reference { kind, from, to });
            within(self.references.len())?;
        }
        Ok(())
    }

    fn properties(&mut self, mut parts: Bytes<'a>) -> Result<(), Fault> {
        while let Some(Part { kind, mut content }) = parts.part()? {
            match &kind {
                b"ipco" => {
                    while let Some(part) = content.part()? {
                        self.properties.push(property(part)?);
                        within(self.properties.len())?;
                    }
                }
                b"ipma" => {
                    let (version, flags) = content.version()?;
                    for _ in 0..content.u32()? {
                        let id = content.id(version > 0)?;
                        for _ in 0..content.u8()? {
                            let (is_essential, place) = match flags & 1 {
                                0 => content
                                    .u8()
                                    .map(|byte| (byte >> 7, usize::from(byte & 0x7f)))?,
                                _ => {
                                    let both = content.u16()?;
                                    ((both >> 15) as u8, usize::from(both & 0x7fff))
                                }
                            };
                            self.said.push((id, place, is_essential == 1));
                            within(self.said.len())?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// An item's kind.
    pub fn kind(&self, id: u32) -> Option<[u8; 4]> {
        self.items.iter().find(|item| item.id == id).map(|item| item.kind)
    }

    /// What is said of an item, in its order, each with whether it must be understood.
    pub fn properties_of(&self, id: u32) -> impl Iterator<Item = (Property<'a>, bool)> {
        let said = self.said.iter().filter(move |(item, ..)| *item == id);
        said.filter_map(|(_, place, is_essential)| {
            let property = self.properties.get(place.checked_sub(1)?)?;
            Some((*property, *is_essential))
        })
    }

    /// The items that this one refers to by references of a kind.
    pub fn refers(&self, kind: &[u8; 4], from: u32) -> impl Iterator<Item = u32> {
        let found = self.references.iter();
        let found = found.filter(move |found| found.kind == *kind && found.from == from);
        found.flat_map(|found| found.to.iter().copied())
    }

    /// The items that refer to this one by references of a kind.
    pub fn referring(&self, kind: &[u8; 4], to: u32) -> impl Iterator<Item = u32> {
        let found = self.references.iter();
        let found = found.filter(move |found| found.kind == *kind && found.to.contains(&to));
        found.map(|found| found.from)
    }

    /// The item of this kind, and this media type if any, that describes another one.
    pub fn describing(&self, id: u32, kind: &[u8; 4], media_type: &[u8]) -> Option<u32> {
        let is_it = |item: &&Item| item.kind == *kind && item.media_type == media_type;
        let found = |from: u32| self.items.iter().filter(is_it).any(|item| item.id == from);
        self.referring(b"cdsc", id).find(|from| found(*from))
    }

    /// An item's bytes.
    pub fn bytes(&self, id: u32) -> Result<Vec<u8>, Fault> {
        let place = self.places.iter().find(|place| place.id == id);
        let place = place.ok_or(Fault::Damaged("an item is nowhere"))?;
        let all = if place.is_inside { self.inside } else { self.file };
        let mut bytes = Vec::new();
        for (start, length) in &place.extents {
            let found = usize::try_from(*start).ok().and_then(|start| all.get(start..));
            let found = match (found, *length) {
                (Some(found), 0) => Some(found),
                (Some(found), length) => {
                    usize::try_from(length).ok().and_then(|end| found.get(..end))
                }
                (None, _) => None,
            };
            bytes.extend_from_slice(found.ok_or(Fault::CUT_OFF)?);
            // Pieces that lie upon each other would let a small file grow without end.
            if bytes.len() > self.file.len() {
                return Err(Fault::Damaged("an item is larger than the file"));
            }
        }
        Ok(bytes)
    }
}

fn within(count: usize) -> Result<(), Fault> {
    if count > MOST { Err(Fault::Damaged("a list is too long")) } else { Ok(()) }
}

fn property(part: Part<'_>) -> Result<Property<'_>, Fault> {
    let mut content = part.content;
    Ok(match &part.kind {
        b"ispe" => {
            content.version()?;
            Property::Size { width: content.u32()?, height: content.u32()? }
        }
        b"colr" => match &content.array()? {
            b"nclx" => Property::Cicp {
                primaries: content.u16()?,
                transfer: content.u16()?,
                matrix: content.u16()?,
                is_full: content.u8()? >> 7 == 1,
            },
            b"prof" | b"rICC" => Property::Icc(content.0),
            _ => Property::Known,
        },
        b"irot" => Property::Turn(content.u8()? & 3),
        b"imir" => Property::Mirror { left_for_right: content.u8()? & 1 == 1 },
        b"auxC" => {
            content.version()?;
            Property::Auxiliary(content.text())
        }
        b"clap" => {
            let mut fractions = [(0, 0); 4];
            for fraction in &mut fractions {
                *fraction = (content.u32()?, content.u32()?);
            }
            Property::Part(fractions)
        }
        b"av1C" | b"pixi" | b"pasp" | b"clli" | b"mdcv" | b"cclv" | b"amve" | b"udes" => {
            Property::Known
        }
        _ => Property::Unknown,
    })
}
