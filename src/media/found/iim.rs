//! IPTC-IIM 4.2, as agencies write it: records of the form `1C record dataset length bytes`, in
//! Photoshop's resource 0x0404 or by themselves.

use super::{Words, day, text};

/// `ESC % G` in dataset 1:90: the text is UTF-8.
const UTF_8: &[u8] = b"\x1b%G";

/// What a block of resources or of records says; nothing when it can't be read.
pub fn read(bytes: &[u8]) -> Words {
    let records = resource(bytes).unwrap_or(bytes);
    let mut words = Words::default();
    let (mut bys, mut is_utf_8) = (Vec::new(), false);
    let mut rest = records;
    while let [0x1c, record, dataset, high, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // A length with the highest bit set is of a kind that holds pictures, not words.
        let Some((value, next)) = after.split_at_checked(length) else { break };
        rest = next;
        let value =
            || if is_utf_8 { String::from_utf8_lossy(value).into_owned() } else { text(value) };
        match (record, dataset) {
            (1, 90) => is_utf_8 = after.starts_with(UTF_8),
            (2, 55) => words.taken_on = day(&value()),
            (2, 80) if bys.len() < 5 => bys.push(value()),
            (2, 90) => words.city = value(),
            (2, 101) => words.country = value(),
            (2, 110) => words.agency = value(),
            (2, 120) => words.caption = value(),
            _ => {}
        }
    }
    words.by = bys.join(", ");
    words
}

/// The bytes of resource 0x0404 among Photoshop's (`8BIM id name length bytes`).
fn resource(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(b"Photoshop 3.0\0").unwrap_or(bytes);
    loop {
        let after = rest.strip_prefix(b"8BIM")?;
        let (id, after) = after.split_at_checked(2)?;
        // A Pascal string, padded to an even length with its count.
        let name = usize::from(*after.first()?) + 1;
        let after = after.get(name + name % 2..)?;
        let (length, after) = after.split_at_checked(4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?);
        let length = usize::try_from(length).ok()?;
        let value = after.get(..length)?;
        if id == [0x04, 0x04] {
            return Some(value);
        }
        rest = after.get(length.checked_add(length % 2)?..)?;
    }
}
