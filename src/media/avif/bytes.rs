//! Reading numbers and boxes from bytes we do not trust.

use super::Fault;

/// What is still to be read; numbers are big-endian (ISO/IEC 14496-12 §4.2).
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

/// A box: what it is, and what is in it.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    pub kind: [u8; 4],
    pub content: Bytes<'a>,
}

impl<'a> Bytes<'a> {
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Fault::CUT_OFF)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number of this many bytes, at most eight.
    pub fn number(&mut self, bytes: usize) -> Result<u64, Fault> {
        Ok(self.take(bytes)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    pub fn u8(&mut self) -> Result<u8, Fault> {
        Ok(self.take(1)?[0])
    }

    pub fn u16(&mut self) -> Result<u16, Fault> {
        let [one, two] = self.array()?;
        Ok(u16::from_be_bytes([one, two]))
    }

    pub fn u32(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// An item's number, which is longer in later versions of a box.
    pub fn id(&mut self, is_long: bool) -> Result<u32, Fault> {
        if is_long { self.u32() } else { Ok(u32::from(self.u16()?)) }
    }

    pub fn array<const COUNT: usize>(&mut self) -> Result<[u8; COUNT], Fault> {
        let mut array = [0; COUNT];
        array.copy_from_slice(self.take(COUNT)?);
        Ok(array)
    }

    /// Version and flags, which many boxes begin with.
    pub fn version(&mut self) -> Result<(u8, u32), Fault> {
        let [version, flags @ ..] = self.array::<4>()?;
        Ok((version, u32::from_be_bytes([0, flags[0], flags[1], flags[2]])))
    }

    /// Text up to a zero or to the end.
    pub fn text(&mut self) -> &'a [u8] {
        let length = self.0.iter().position(|byte| *byte == 0);
        let text = &self.0[..length.unwrap_or(self.0.len())];
        self.0 = &self.0[length.map_or(self.0.len(), |length| length + 1)..];
        text
    }

    /// The next box; `None` at the end.
    pub fn part(&mut self) -> Result<Option<Part<'a>>, Fault> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let all = self.0.len();
        let size = self.u32()?;
        let kind = self.array()?;
        let size = match size {
            0 => all,
            1 => usize::try_from(self.number(8)?).map_err(|_| Fault::CUT_OFF)?,
            size => size as usize,
        };
        let head = all - self.0.len();
        let content =
            size.checked_sub(head).ok_or(Fault::Damaged("a box is smaller than its head"))?;
        Ok(Some(Part { kind, content: Bytes(self.take(content)?) }))
    }
}

/// Bits, most significant first (AV1 §4.10).
pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8]) -> Bits<'a> {
        Bits { bytes, at: 0 }
    }

    pub fn flag(&mut self) -> Result<bool, Fault> {
        let byte = self.bytes.get(self.at / 8).ok_or(Fault::CUT_OFF)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Ok(bit == 1)
    }

    /// A number of at most 32 bits.
    pub fn number(&mut self, bits: u32) -> Result<u32, Fault> {
        (0..bits).try_fold(0, |number, _| Ok(number << 1 | u32::from(self.flag()?)))
    }
}
