//! AVIF: a picture of AV1 in the boxes of HEIF (AV1 Image File Format 1.1).
//!
//! ```text
//! bytes.rs      numbers and boxes
//! boxes.rs      what the file holds and says
//! sequence.rs   how large the pictures of a stream are, before any is decoded
//! tiles.rs      a picture's streams, and how they lie
//! shape.rs      which part is shown, and which way up
//! apart.rs      streams become samples, in a process of its own
//! colour.rs     samples become pixels
//! ```
//!
//! A still picture is read: whole or in tiles, of 8 to 12 bits, with or without opacity, cropped,
//! turned and mirrored. Of an animation it is the still picture that stands for it.

mod apart;
mod boxes;
mod bytes;
mod colour;
mod sequence;
mod shape;
mod tiles;

use image::error::{DecodingError, ImageFormatHint};
use image::metadata::Orientation;
use image::{ImageError, RgbImage};
use moxcms::{CicpColorPrimaries, CicpProfile, ColorProfile, MatrixCoefficients};

use super::MediaError;
use super::decode::Limits;
use boxes::{Content, Property};
use bytes::Bytes;
use colour::Matrix;
use shape::Rectangle;
use tiles::Tiles;

pub use apart::{serve, use_program};

/// What opacity is called.
const OPACITY: [&[u8]; 2] =
    [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"];

/// Why a file is no picture of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Damaged(&'static str),
    Unsupported(&'static str),
}

impl Fault {
    const CUT_OFF: Fault = Fault::Damaged("the file ends before the picture does");
}

impl From<Fault> for MediaError {
    fn from(fault: Fault) -> MediaError {
        match fault {
            Fault::Damaged(reason) => {
                let hint = ImageFormatHint::Name("AVIF".to_owned());
                MediaError::Damaged(ImageError::Decoding(DecodingError::new(hint, reason)))
            }
            Fault::Unsupported(reason) => MediaError::Unsupported(reason),
        }
    }
}

/// A file of which all but the pixels has been read.
pub struct Avif<'a> {
    content: Content<'a>,
    picture: Tiles,
    opacity: Option<Tiles>,
    /// Whether colours are multiplied by the opacity already.
    is_multiplied: bool,
    /// Which part is shown, in pixels of the picture as it lies in the file.
    pub part: Rectangle,
    pub orientation: Orientation,
    icc: Option<&'a [u8]>,
    cicp: Option<Cicp>,
}

/// What makes colours of numbers, by ITU-T H.273.
#[derive(Debug, Clone, Copy)]
struct Cicp {
    primaries: u16,
    transfer: u16,
    matrix: u16,
    is_full: bool,
}

/// Whether the first box says that this is AVIF: HEIC has the same boxes.
pub fn is_avif(bytes: &[u8]) -> bool {
    let mut all = Bytes(bytes);
    let Ok(Some(first)) = all.part() else { return false };
    let mut brands = first.content.0.chunks_exact(4).enumerate();
    // The second four bytes are a version.
    first.kind == *b"ftyp"
        && brands.any(|(place, brand)| place != 1 && (brand == b"avif" || brand == b"avis"))
}

impl<'a> Avif<'a> {
    /// Reads what the file declares.
    ///
    /// # Errors
    ///
    /// It isn't whole, doesn't agree with itself, or is of a kind that isn't read.
    pub fn read(file: &'a [u8]) -> Result<Avif<'a>, MediaError> {
        let content = Content::read(file)?;
        let id = content.primary;
        let picture = Tiles::read(&content, id, file.len())?;
        let is_opacity = |item: &u32| {
            content.properties_of(*item).any(|(property, _)| {
                matches!(property, Property::Auxiliary(kind) if OPACITY.contains(&kind))
            })
        };
        let opacity = content.referring(b"auxl", id).find(is_opacity);
        let is_multiplied =
            opacity.is_some_and(|opacity| content.refers(b"prem", id).any(|item| item == opacity));
        let opacity = opacity.map(|item| Tiles::read(&content, item, file.len())).transpose()?;
        if opacity.as_ref().is_some_and(|opacity| !opacity.is_as_large_as(&picture)) {
            return Err(Fault::Damaged("picture and opacity have different sizes").into());
        }
        let (width, height) = (picture.width, picture.height);
        let mut found = Avif {
            picture,
            opacity,
            is_multiplied,
            part: Rectangle { x: 0, y: 0, width, height },
            orientation: Orientation::NoTransforms,
            icc: None,
            cicp: None,
            content,
        };
        found.take_properties(id)?;
        Ok(found)
    }

    fn take_properties(&mut self, id: u32) -> Result<(), Fault> {
        let (mut turn, mut mirror) = (0, None);
        let properties: Vec<_> = self.content.properties_of(id).collect();
        for (property, is_essential) in properties {
            match property {
                Property::Cicp { primaries, transfer, matrix, is_full } => {
                    self.cicp = Some(Cicp { primaries, transfer, matrix, is_full });
                }
                Property::Icc(profile) => self.icc = Some(profile),
                Property::Turn(quarters) => turn = quarters,
                Property::Mirror { left_for_right } => mirror = Some(left_for_right),
                Property::Part(fractions) => self.part = shape::part(&fractions, self.part)?,
                Property::Unknown if is_essential => {
                    return Err(Fault::Unsupported("it has a property that we don't know"));
                }
                _ => {}
            }
        }
        self.orientation = shape::orientation(turn, mirror);
        Ok(())
    }

    /// Whether the picture is within `limits`, tiles and all.
    pub fn check(&self, limits: &Limits) -> Result<(), MediaError> {
        let (width, height) = (self.picture.width, self.picture.height);
        let pixels = self.picture.pixels().max(u64::from(width) * u64::from(height));
        if pixels > limits.max_pixels {
            return Err(MediaError::TooManyPixels { width, height, limit: limits.max_pixels });
        }
        if width.max(height) > limits.max_side_pixels {
            return Err(MediaError::TooLongSide { width, height, limit: limits.max_side_pixels });
        }
        Ok(())
    }

    /// What decoding takes at its peak: samples here and in the other process, and the pixels.
    pub fn memory_bytes(&self) -> u64 {
        let is_deep = self.picture.streams.iter().any(|(_, sequence)| sequence.is_deep);
        self.picture.pixels() * if is_deep { 16 } else { 10 }
    }

    /// The profile that its colours are converted by; `None` for sRGB.
    pub fn icc_profile(&self) -> Option<Vec<u8>> {
        if let Some(profile) = self.icc {
            return Some(profile.to_vec());
        }
        let cicp = self.cicp?;
        // BT.709 and BT.601 are meant for screens whose curve is about that of sRGB, and so browsers
        // show them; HLG was made to be shown like that, too.
        let transfer = match cicp.transfer {
            1 | 2 | 6 | 13 | 14 | 15 | 18 => 13,
            other => u8::try_from(other).ok()?,
        };
        let color_primaries = match cicp.primaries {
            2 => CicpColorPrimaries::Bt709,
            other => CicpColorPrimaries::try_from(u8::try_from(other).ok()?).ok()?,
        };
        if color_primaries == CicpColorPrimaries::Bt709 && transfer == 13 {
            return None;
        }
        let profile = ColorProfile::new_from_cicp(CicpProfile {
            color_primaries,
            transfer_characteristics: transfer.try_into().ok()?,
            matrix_coefficients: MatrixCoefficients::Identity,
            full_range: true,
        });
        profile.encode().ok()
    }

    /// What others have written of the picture: XMP, EXIF.
    pub fn description(&self) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
        let id = self.content.primary;
        let bytes = |item: u32| self.content.bytes(item).ok();
        let xmp = self.content.describing(id, b"mime", b"application/rdf+xml").and_then(bytes);
        let exif = self.content.describing(id, b"Exif", b"").and_then(bytes);
        // Before it stands how far the block is from there.
        let exif = exif.and_then(|exif| {
            let (skipped, rest) = exif.split_first_chunk::<4>()?;
            Some(rest.get(u32::from_be_bytes(*skipped) as usize..)?.to_vec())
        });
        (xmp, exif)
    }

    /// The pixels, on white where they are not opaque; neither turned nor converted.
    pub fn decode(&self) -> Result<RgbImage, MediaError> {
        let (width, height) = (self.picture.width, self.picture.height);
        let mut pixels = vec![0; width as usize * height as usize * 3];
        apart::decode(&self.picture.streams, |tile, frame| {
            let cicp = self.cicp.unwrap_or(Cicp {
                primaries: frame.primaries.into(),
                transfer: frame.transfer.into(),
                matrix: frame.matrix.into(),
                is_full: frame.is_full,
            });
            if cicp.transfer == 16 {
                return Err(Fault::Unsupported("it is made for screens of high contrast (HDR)"));
            }
            let matrix = Matrix::of(cicp.matrix, cicp.primaries)?;
            let tile_pixels = colour::rgb(&frame, matrix, cicp.is_full)?;
            self.picture.paste(tile, &tile_pixels, 3, &mut pixels);
            Ok(())
        })?;
        if let Some(opacity) = &self.opacity {
            let mut alphas = vec![0; width as usize * height as usize];
            apart::decode(&opacity.streams, |tile, frame| {
                opacity.paste(tile, &colour::light(&frame, frame.is_full), 1, &mut alphas);
                Ok(())
            })?;
            self.put_on_white(&mut pixels, &alphas);
        }
        let pixels = RgbImage::from_raw(width, height, pixels).ok_or(Fault::CUT_OFF)?;
        let Rectangle { x, y, width, height } = self.part;
        if (width, height) == pixels.dimensions() {
            return Ok(pixels);
        }
        Ok(image::imageops::crop_imm(&pixels, x, y, width, height).to_image())
    }

    fn put_on_white(&self, pixels: &mut [u8], alphas: &[u8]) {
        for (pixel, alpha) in pixels.chunks_exact_mut(3).zip(alphas) {
            let alpha = u32::from(*alpha);
            for channel in pixel {
                let colour = u32::from(*channel);
                let colour = if self.is_multiplied { colour } else { (colour * alpha + 127) / 255 };
                *channel = u8::try_from(colour + 255 - alpha).unwrap_or(u8::MAX);
            }
        }
    }
}
