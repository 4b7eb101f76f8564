//! Bytes we do not trust become pixels, within bounds.

use std::fmt;
use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};

use image::error::{DecodingError, ImageFormatHint};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage};

use super::MediaError;
use super::avif::{self, Avif};
use super::found::{self, Found};

/// More scans than any camera or encoder writes; a small file of endless scans would otherwise
/// keep a core busy for minutes.
const MOST_JPEG_SCANS: u32 = 100;

/// The largest picture taken. What a file declares is checked before it is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    pub max_bytes: u64,
    /// Width × height. A picture of 16 bits a channel counts twice.
    pub max_pixels: u64,
    /// Width and height each.
    pub max_side_pixels: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 25_000_000, max_pixels: 40_000_000, max_side_pixels: 30_000 }
    }
}

impl Limits {
    /// For files that passed the limits of their day.
    pub(super) fn none() -> Self {
        Self { max_bytes: u64::MAX, max_pixels: u64::MAX, max_side_pixels: u32::MAX }
    }

    /// The memory that decoding the largest picture takes; all decoding together gets no more.
    pub(super) fn memory_bytes(&self) -> u64 {
        self.max_pixels.saturating_mul(12)
    }
}

/// A format we take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    Avif,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::WebP, Self::Avif];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Avif => "avif",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    /// The format that a file's name speaks of: `photo.JPG`.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            "avif" | "avifs" => Some(Self::Avif),
            _ => None,
        }
    }

    /// What the first bytes say; a file's name and its sender's word do not count.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ if avif::is_avif(bytes) => Some(Self::Avif),
            _ => None,
        }
    }

    fn to_image(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::WebP => ImageFormat::WebP,
            Self::Avif => ImageFormat::Avif,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
        })
    }
}

/// What a file declares, found without decoding its pixels.
#[derive(Debug)]
pub struct Header {
    pub format: Format,
    /// As a reader sees it: after the EXIF orientation.
    pub width: u32,
    pub height: u32,
    /// What decoding takes at its peak: the decoder's own planes, its output, and our copy.
    pub memory_bytes: u64,
    orientation: Orientation,
    icc_profile: Option<Vec<u8>>,
}

/// Opaque pixels as they lie in the file: neither turned nor converted to sRGB yet, for both are
/// cheaper on a rendition.
#[derive(Debug)]
pub struct Picture {
    pub pixels: RgbImage,
    pub orientation: Orientation,
    pub icc_profile: Option<Vec<u8>>,
}

/// The header of `bytes`, when they are of a format we take and within `limits`.
pub fn inspect(bytes: &[u8], limits: &Limits) -> Result<Header, MediaError> {
    if bytes.len() as u64 > limits.max_bytes {
        let bytes = bytes.len() as u64;
        return Err(MediaError::TooManyBytes { bytes, limit: limits.max_bytes });
    }
    let format = Format::sniff(bytes).ok_or(MediaError::UnknownFormat)?;
    if format == Format::Jpeg {
        check_jpeg_is_whole(bytes).map_err(damaged_jpeg)?;
    }
    if format == Format::Avif {
        return guarded(|| inspect_avif(bytes, limits));
    }
    guarded(|| {
        let mut decoder = decoder(bytes, format)?;
        let (width, height) = decoder.dimensions();
        let pixels = decoder.total_bytes().div_ceil(4).max(u64::from(width) * u64::from(height));
        if pixels > limits.max_pixels {
            return Err(MediaError::TooManyPixels { width, height, limit: limits.max_pixels });
        }
        if width.max(height) > limits.max_side_pixels {
            return Err(MediaError::TooLongSide { width, height, limit: limits.max_side_pixels });
        }
        // An unreadable orientation or profile is no reason to refuse a good photo.
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let icc_profile = decoder.icc_profile().ok().flatten();
        let memory_bytes = decoder.total_bytes().saturating_mul(3);
        let (width, height) =
            if swaps_sides(orientation) { (height, width) } else { (width, height) };
        Ok(Header { format, width, height, memory_bytes, orientation, icc_profile })
    })
}

fn inspect_avif(bytes: &[u8], limits: &Limits) -> Result<Header, MediaError> {
    let avif = Avif::read(bytes)?;
    avif.check(limits)?;
    let (width, height) = match swaps_sides(avif.orientation) {
        true => (avif.part.height, avif.part.width),
        false => (avif.part.width, avif.part.height),
    };
    Ok(Header {
        format: Format::Avif,
        width,
        height,
        memory_bytes: avif.memory_bytes(),
        orientation: avif.orientation,
        icc_profile: avif.icc_profile(),
    })
}

/// The pixels of `bytes`, whose header has been inspected. Of an animation, the first picture.
pub fn decode(bytes: &[u8], header: &Header) -> Result<Picture, MediaError> {
    guarded(|| {
        if header.format == Format::Avif {
            let icc_profile = header.icc_profile.clone();
            let pixels = Avif::read(bytes)?.decode()?;
            return Ok(Picture { pixels, orientation: header.orientation, icc_profile });
        }
        let decoded = DynamicImage::from_decoder(decoder(bytes, header.format)?)
            .map_err(MediaError::Damaged)?;
        let pixels =
            if decoded.color().has_alpha() { on_white(decoded) } else { decoded.into_rgb8() };
        let icc_profile = header.icc_profile.clone();
        Ok(Picture { pixels, orientation: header.orientation, icc_profile })
    })
}

/// What `bytes`, whose header has been inspected, say about their picture.
pub fn describe(bytes: &[u8], format: Format) -> Result<Found, MediaError> {
    guarded(|| {
        if format == Format::Avif {
            let (xmp, exif) = Avif::read(bytes)?.description();
            return Ok(found::read(xmp, None, exif));
        }
        let mut decoder = decoder(bytes, format)?;
        let xmp = decoder.xmp_metadata().ok().flatten();
        let iptc = decoder.iptc_metadata().ok().flatten();
        let exif = decoder.exif_metadata().ok().flatten();
        Ok(found::read(xmp, iptc, exif))
    })
}

/// Whether this orientation makes a wide picture tall.
pub fn swaps_sides(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Runs a decoder so that its panic fails one upload and not the thread that serves it.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(MediaError::DecoderPanicked))
}

fn decoder(bytes: &[u8], format: Format) -> Result<impl ImageDecoder + '_, MediaError> {
    // The limits of `image` bound only what a decoder allocates beside its output: side chunks,
    // such as compressed text, that inflate.
    ImageReader::with_format(Cursor::new(bytes), format.to_image())
        .into_decoder()
        .map_err(MediaError::Damaged)
}

fn on_white(picture: DynamicImage) -> RgbImage {
    let picture = picture.into_rgba8();
    let mut opaque = RgbImage::new(picture.width(), picture.height());
    for (to, from) in opaque.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue]
            .map(|channel| ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8);
    }
    opaque
}

fn damaged_jpeg(reason: &'static str) -> MediaError {
    let hint = ImageFormatHint::Exact(ImageFormat::Jpeg);
    MediaError::Damaged(ImageError::Decoding(DecodingError::new(hint, reason)))
}

/// Follows the markers to the end of the image (ITU-T T.81 §B.1.1).
///
/// The decoder is lenient: it fills what is missing of a cut-off file with grey. What phones
/// append after the end, such as a depth map, is let pass.
fn check_jpeg_is_whole(bytes: &[u8]) -> Result<(), &'static str> {
    const CUT_OFF: &str = "the file ends before the image does";
    let mut scans = 0;
    let mut at = 2;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == 0xff).ok_or(CUT_OFF)?;
        at += bytes[at..].iter().position(|byte| *byte != 0xff).ok_or(CUT_OFF)?;
        let marker = bytes[at];
        at += 1;
        match marker {
            0xd9 if scans > 0 => return Ok(()),
            0xd9 => return Err("the image holds no scan"),
            // A stuffed byte of image data, or a marker that stands alone.
            0x00 | 0x01 | 0xd0..=0xd8 => continue,
            0xda => scans += 1,
            _ => {}
        }
        if scans > MOST_JPEG_SCANS {
            return Err("the image holds too many scans");
        }
        let length = bytes.get(at..at + 2).ok_or(CUT_OFF)?;
        at += usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
        if at >= bytes.len() {
            return Err(CUT_OFF);
        }
    }
}
