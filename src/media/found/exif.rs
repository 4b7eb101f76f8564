//! EXIF, as cameras write it (JEITA CP-3451).

use exif::{In, Reader, Tag, Value};

use super::{Words, day, text};

/// What an EXIF block says; nothing when it can't be read.
pub fn read(bytes: Vec<u8>) -> Words {
    // Some files keep the marker of the segment in front of the block.
    let bytes = match bytes.strip_prefix(b"Exif\0\0") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    let read = Reader::new().continue_on_error(true).read_raw(bytes);
    let Ok(found) = read.or_else(|error| error.distill_partial_result(|_| ())) else {
        return Words::default();
    };
    let ascii = |tag: Tag| match found.get_field(tag, In::PRIMARY).map(|field| &field.value) {
        Some(Value::Ascii(lines)) => lines.first().map(|line| text(line)).unwrap_or_default(),
        _ => String::new(),
    };
    Words {
        caption: ascii(Tag::ImageDescription),
        by: ascii(Tag::Artist),
        taken_on: day(&ascii(Tag::DateTimeOriginal)),
        ..Words::default()
    }
}
