//! Pixels become a JPEG of one width, within a budget.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::MediaError;
use super::decode::{self, Picture};

/// A lead photo 640 pixels wide may weigh this much (`experience.md` §5); other widths in
/// proportion to their width.
const BYTES_AT_640: u64 = 60_000;

/// What a rendition gets when its budget allows, and the least it gets when it does not. A tall
/// picture of pure noise may miss its budget at the least quality; no photograph we tried does.
const BEST_QUALITY: u8 = 82;
const LEAST_QUALITY: u8 = 20;

/// The rendition of this width: progressive JPEG, upright, sRGB, without metadata.
pub fn rendition(picture: &Picture, width: u32) -> Result<Vec<u8>, MediaError> {
    let pixels = upright(picture, width)?;
    let budget = budget_bytes(width);
    let best = encode(&pixels, BEST_QUALITY)?;
    if best.len() as u64 <= budget {
        return Ok(best);
    }
    // The best that fits lies in `fits..too_big`; the least is taken whether it fits or not.
    let (mut fits, mut too_big) = (LEAST_QUALITY, BEST_QUALITY);
    let mut found = None;
    while too_big - fits > 2 {
        let quality = fits + (too_big - fits) / 2;
        let jpeg = encode(&pixels, quality)?;
        if jpeg.len() as u64 <= budget {
            (fits, found) = (quality, Some(jpeg));
        } else {
            too_big = quality;
        }
    }
    found.map_or_else(|| encode(&pixels, LEAST_QUALITY), Ok)
}

/// The bytes a rendition of this width should stay within.
pub fn budget_bytes(width: u32) -> u64 {
    BYTES_AT_640 * u64::from(width) / 640
}

/// The colour, `#rrggbb`, that the largest part of the picture comes near to.
pub fn dominant_colour(picture: &Picture) -> Result<String, MediaError> {
    let side = 48.min(picture.pixels.width()).min(picture.pixels.height());
    let small = to_srgb(scale(&picture.pixels, side, side, FilterType::Box)?, picture)?;
    // Eight steps a channel: coarse enough for a sky to fall into one bin, fine enough that the
    // mean of a bin is a colour one sees in the picture.
    let mut bins = [[0_u32; 4]; 512];
    for pixel in small.pixels() {
        let [red, green, blue] = pixel.0.map(|channel| usize::from(channel >> 5));
        let bin = &mut bins[red << 6 | green << 3 | blue];
        bin[0] += 1;
        for (sum, channel) in bin[1..].iter_mut().zip(pixel.0) {
            *sum += u32::from(channel);
        }
    }
    let [pixels, sums @ ..] = bins.into_iter().max_by_key(|bin| bin[0]).unwrap_or_default();
    let [red, green, blue] = sums.map(|sum| sum / pixels.max(1));
    Ok(format!("#{red:02x}{green:02x}{blue:02x}"))
}

fn upright(picture: &Picture, width: u32) -> Result<RgbImage, MediaError> {
    let (from_width, from_height) = picture.pixels.dimensions();
    let swaps = decode::swaps_sides(picture.orientation);
    let (wide, tall) = if swaps { (from_height, from_width) } else { (from_width, from_height) };
    let height = (u64::from(tall) * u64::from(width) + u64::from(wide) / 2) / u64::from(wide);
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    // Turning the small picture is cheaper than turning the large one.
    let (to_width, to_height) = if swaps { (height, width) } else { (width, height) };
    let scaled = scale(&picture.pixels, to_width, to_height, FilterType::Lanczos3)?;
    let scaled = to_srgb(scaled, picture)?;
    if picture.orientation == Orientation::NoTransforms {
        return Ok(scaled);
    }
    let mut turned = DynamicImage::ImageRgb8(scaled);
    turned.apply_orientation(picture.orientation);
    Ok(turned.into_rgb8())
}

fn scale(
    pixels: &RgbImage,
    width: u32,
    height: u32,
    filter: FilterType,
) -> Result<RgbImage, MediaError> {
    if pixels.dimensions() == (width, height) {
        return Ok(pixels.clone());
    }
    // Typed images: with untyped ones the resizer is compiled for all its fourteen pixel types,
    // a minute and a half of every build.
    let from = TypedImageRef::<U8x3>::from_buffer(pixels.width(), pixels.height(), pixels.as_raw())
        .map_err(encoding)?;
    let mut scaled = RgbImage::new(width, height);
    let mut to = TypedImage::<U8x3>::from_buffer(width, height, &mut scaled).map_err(encoding)?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
    Resizer::new().resize_typed(&from, &mut to, &options).map_err(encoding)?;
    drop(to);
    Ok(scaled)
}

/// Converts by the picture's own profile. Without one, or with one we cannot read, the pixels are
/// taken for sRGB, as browsers do.
fn to_srgb(pixels: RgbImage, picture: &Picture) -> Result<RgbImage, MediaError> {
    let Some(profile) = &picture.icc_profile else { return Ok(pixels) };
    decode::guarded(|| {
        let mut converted = RgbImage::new(pixels.width(), pixels.height());
        let transform = ColorProfile::new_from_slice(profile)
            .ok()
            .filter(|profile| profile.color_space == DataColorSpace::Rgb)
            .and_then(|profile| {
                let srgb = ColorProfile::new_srgb();
                let options = TransformOptions::default();
                profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options).ok()
            });
        let done = transform
            .is_some_and(|transform| transform.transform(pixels.as_raw(), &mut converted).is_ok());
        Ok(if done { converted } else { pixels })
    })
}

/// A progressive JPEG of `quality`, 1 to 100.
pub fn encode(pixels: &RgbImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let (width, height) = pixels.dimensions();
    let side = |pixels| u16::try_from(pixels).map_err(encoding);
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(pixels.as_raw(), side(width)?, side(height)?, ColorType::Rgb)
        .map_err(encoding)?;
    Ok(jpeg)
}

fn encoding(error: impl std::error::Error + Send + Sync + 'static) -> MediaError {
    MediaError::Encoding(Box::new(error))
}
