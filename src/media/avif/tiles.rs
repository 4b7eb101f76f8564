//! A picture's streams: one, or one for each tile of a grid (ISO/IEC 23008-12 §6.6.2.3).

use super::Fault;
use super::boxes::{Content, Property};
use super::bytes::Bytes;
use super::sequence::{self, Sequence};

/// The most tiles of a picture.
const MOST_TILES: usize = 256;

/// A picture in the file: one stream, or several beside and below each other.
pub struct Tiles {
    pub width: u32,
    pub height: u32,
    columns: u32,
    pub streams: Vec<(Vec<u8>, Sequence)>,
}

impl Tiles {
    /// The streams of an item, and how they lie.
    pub fn read(content: &Content<'_>, id: u32, file_bytes: usize) -> Result<Tiles, Fault> {
        let stream = |id: u32| {
            let is_strange = content
                .properties_of(id)
                .any(|(property, is_essential)| is_essential && property == Property::Unknown);
            if is_strange {
                return Err(Fault::Unsupported("it has a property that we don't know"));
            }
            let bytes = content.bytes(id)?;
            let sequence = sequence::read(&bytes)?;
            Ok((bytes, sequence))
        };
        let declared = content.properties_of(id).find_map(|(property, _)| match property {
            Property::Size { width, height } => Some((width, height)),
            _ => None,
        });
        match content.kind(id).as_ref() {
            Some(b"av01") => {
                let (bytes, sequence) = stream(id)?;
                let (width, height) = (sequence.width, sequence.height);
                if declared != Some((width, height)) {
                    return Err(Fault::Damaged("its AV1 has another size than it declares"));
                }
                Ok(Tiles { width, height, columns: 1, streams: vec![(bytes, sequence)] })
            }
            Some(b"grid") => {
                let (columns, rows, width, height) = grid(&content.bytes(id)?)?;
                let mut streams = Vec::new();
                let mut bytes = 0;
                for tile in content.refers(b"dimg", id) {
                    if content.kind(tile) != Some(*b"av01") {
                        return Err(Fault::Unsupported("its tiles are no pictures of AV1"));
                    }
                    let tile = stream(tile)?;
                    bytes += tile.0.len();
                    streams.push(tile);
                    if streams.len() > MOST_TILES || bytes > file_bytes {
                        return Err(Fault::Damaged("it has too many tiles"));
                    }
                }
                let tiles = Tiles { width, height, columns, streams };
                tiles.cover(rows)?;
                Ok(tiles)
            }
            Some(_) => Err(Fault::Unsupported("its picture isn't AV1")),
            None => Err(Fault::Damaged("the file describes no picture")),
        }
    }

    /// Whether there are as many tiles as there must be, all of one size, and no hole is left.
    fn cover(&self, rows: u32) -> Result<(), Fault> {
        const ASTRAY: Fault = Fault::Damaged("its tiles don't fit together");
        let (_, first) = self.streams.first().ok_or(ASTRAY)?;
        let is_like_it = |(_, tile): &(_, Sequence)| tile == first;
        let is_whole = self.streams.len() as u64 == u64::from(self.columns) * u64::from(rows)
            && self.streams.iter().all(is_like_it)
            && u64::from(first.width) * u64::from(self.columns) >= u64::from(self.width)
            && u64::from(first.height) * u64::from(rows) >= u64::from(self.height)
            && self.width > 0
            && self.height > 0;
        if is_whole { Ok(()) } else { Err(ASTRAY) }
    }

    pub fn is_as_large_as(&self, other: &Tiles) -> bool {
        (self.width, self.height) == (other.width, other.height)
    }

    /// Those of all tiles, also what stands over.
    pub fn pixels(&self) -> u64 {
        let pixels = |(_, tile): &(_, Sequence)| u64::from(tile.width) * u64::from(tile.height);
        self.streams.iter().map(pixels).sum()
    }

    /// Copies a tile of so many bytes a pixel to its place.
    pub fn paste(&self, tile: usize, pixels: &[u8], bytes: usize, into: &mut [u8]) {
        let sequence = self.streams[tile].1;
        let (width, height) = (self.width as usize, self.height as usize);
        let (tile_width, tile_height) = (sequence.width as usize, sequence.height as usize);
        let columns = self.columns as usize;
        let (left, top) = (tile % columns * tile_width, tile / columns * tile_height);
        let shown = tile_width.min(width.saturating_sub(left)) * bytes;
        for (row, from) in pixels.chunks_exact(tile_width * bytes).enumerate() {
            let y = top + row;
            if y < height && shown > 0 {
                let start = (y * width + left) * bytes;
                into[start..start + shown].copy_from_slice(&from[..shown]);
            }
        }
    }
}

/// The columns and rows of a grid, and the size of the whole.
fn grid(bytes: &[u8]) -> Result<(u32, u32, u32, u32), Fault> {
    let mut bytes = Bytes(bytes);
    bytes.u8()?;
    let is_long = bytes.u8()? & 1 == 1;
    let (rows, columns) = (u32::from(bytes.u8()?) + 1, u32::from(bytes.u8()?) + 1);
    Ok((columns, rows, bytes.id(is_long)?, bytes.id(is_long)?))
}
