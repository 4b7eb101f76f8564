//! What an AV1 stream declares before any of its pixels (AV1 §5.5).

use super::Fault;
use super::bytes::{Bits, Bytes};

/// The header of a sequence, among the units of a stream.
const SEQUENCE_HEADER: u8 = 1;

/// The largest picture of a stream, in pixels, and whether its samples have more than 8 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sequence {
    pub width: u32,
    pub height: u32,
    pub is_deep: bool,
}

/// The first header in a stream.
pub fn read(stream: &[u8]) -> Result<Sequence, Fault> {
    let mut units = Bytes(stream);
    while !units.0.is_empty() {
        let head = units.u8()?;
        let kind = head >> 3 & 15;
        if head & 4 != 0 {
            units.u8()?;
        }
        let content = match head & 2 {
            0 => units.0,
            _ => {
                let size = size(&mut units)?;
                units.take(size)?
            }
        };
        if kind == SEQUENCE_HEADER {
            return header(content);
        }
        if head & 2 == 0 {
            break;
        }
    }
    Err(Fault::Damaged("the picture isn't AV1"))
}

/// A number of seven bits a byte, the least significant first (AV1 §4.10.5).
fn size(units: &mut Bytes<'_>) -> Result<usize, Fault> {
    let mut size = 0_u64;
    for place in 0..8 {
        let byte = units.u8()?;
        size |= u64::from(byte & 0x7f) << (place * 7);
        if byte & 0x80 == 0 {
            return usize::try_from(size).map_err(|_| Fault::CUT_OFF);
        }
    }
    Err(Fault::Damaged("a number has no end"))
}

fn header(bytes: &[u8]) -> Result<Sequence, Fault> {
    let mut bits = Bits::new(bytes);
    let profile = bits.number(3)?;
    let _is_still = bits.flag()?;
    // A still picture can leave nearly everything out.
    let is_reduced = bits.flag()?;
    if is_reduced {
        bits.number(5)?;
    } else {
        points(&mut bits)?;
    }
    let (width_bits, height_bits) = (bits.number(4)? + 1, bits.number(4)? + 1);
    let (width, height) = (bits.number(width_bits)? + 1, bits.number(height_bits)? + 1);
    if !is_reduced {
        tools(&mut bits)?;
    } else {
        bits.number(3)?;
    }
    bits.number(3)?;
    let is_deep = bits.flag()?;
    if profile > 2 {
        return Err(Fault::Damaged("there is no such profile of AV1"));
    }
    Ok(Sequence { width, height, is_deep })
}

/// Times and operating points, none of which a picture needs.
fn points(bits: &mut Bits<'_>) -> Result<(), Fault> {
    let has_times = bits.flag()?;
    let mut delay_bits = None;
    if has_times {
        bits.number(32)?;
        bits.number(32)?;
        if bits.flag()? {
            unary(bits)?;
        }
        if bits.flag()? {
            delay_bits = Some(bits.number(5)? + 1);
            bits.number(32)?;
            bits.number(10)?;
        }
    }
    let has_delay = bits.flag()?;
    for _ in 0..=bits.number(5)? {
        bits.number(12)?;
        if bits.number(5)? > 7 {
            bits.flag()?;
        }
        if let Some(delay_bits) = delay_bits
            && bits.flag()?
        {
            bits.number(delay_bits)?;
            bits.number(delay_bits)?;
            bits.flag()?;
        }
        if has_delay && bits.flag()? {
            bits.number(4)?;
        }
    }
    Ok(())
}

/// What may be used between frames, up to the filters that every picture can use.
fn tools(bits: &mut Bits<'_>) -> Result<(), Fault> {
    if bits.flag()? {
        bits.number(7)?;
    }
    // Superblocks, filtered and smoothed edges; compounds, warped motion, two filters.
    bits.number(3)?;
    bits.number(4)?;
    let has_order = bits.flag()?;
    if has_order {
        bits.number(2)?;
    }
    let chooses_tools = bits.flag()?;
    let forces_tools = if chooses_tools { 2 } else { bits.number(1)? };
    if forces_tools > 0 && !bits.flag()? {
        bits.flag()?;
    }
    if has_order {
        bits.number(3)?;
    }
    Ok(())
}

/// A number of as many bits as there are zeros before it (AV1 §4.10.3).
fn unary(bits: &mut Bits<'_>) -> Result<(), Fault> {
    let mut zeros = 0;
    while !bits.flag()? {
        zeros += 1;
    }
    if zeros < 32 {
        bits.number(zeros)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_how_large_the_picture_is() {
        // The stream of `tests/fixtures/avif/420-8.avif`.
        let file = include_bytes!("../../../tests/fixtures/avif/420-8.avif");
        let at = file.windows(4).position(|four| four == b"mdat").unwrap() + 4;
        let expected = Sequence { width: 97, height: 63, is_deep: false };
        assert_eq!(read(&file[at..]).unwrap(), expected);
        let deep = include_bytes!("../../../tests/fixtures/avif/422-12.avif");
        let at = deep.windows(4).position(|four| four == b"mdat").unwrap() + 4;
        let expected = Sequence { width: 96, height: 64, is_deep: true };
        assert_eq!(read(&deep[at..]).unwrap(), expected);
    }

    #[test]
    fn what_is_no_stream_has_no_header() {
        let endless = [0xff; 40];
        for bytes in [&b""[..], b"\x0a", b"\x0a\x00", b"\x12\x00", b"<svg/>", &endless] {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
    }
}
