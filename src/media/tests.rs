use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};

use super::*;

const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/inputs/hostile");

#[test]
fn a_photo_is_stored_once_and_offered_in_widths_that_do_not_enlarge_it() {
    let (folder, store) = store();
    let jpeg = jpeg(&gradient(1000, 500));
    let original = store.put(&jpeg).unwrap();
    assert_eq!((original.width, original.height), (1000, 500));
    assert_eq!((original.format, original.bytes), (Format::Jpeg, jpeg.len() as u64));
    assert_eq!(original.key.len(), 32);
    assert_eq!(store.put(&jpeg).unwrap(), original);
    assert_eq!(fs::read(store.original(&original.key).unwrap().0).unwrap(), jpeg);
    assert_eq!(fs::read_dir(folder.path().join("partial")).unwrap().count(), 0);

    for width in [320, 640, 960, 1000] {
        let path = store.rendition(&original.key, width).unwrap().unwrap();
        let rendition = image::open(&path).unwrap();
        assert_eq!((rendition.width(), rendition.height()), (width, width / 2));
        assert!(is_progressive(&path));
    }
    for width in [0, 1, 641, 1280, u32::MAX] {
        assert_eq!(store.rendition(&original.key, width).unwrap(), None);
    }
}

#[test]
fn the_widths_offered_end_with_the_photos_own_or_with_1280() {
    assert_eq!(MediaStore::widths(200), [200]);
    assert_eq!(MediaStore::widths(320), [320]);
    assert_eq!(MediaStore::widths(700), [320, 640, 700]);
    assert_eq!(MediaStore::widths(1280), [320, 640, 960, 1280]);
    assert_eq!(MediaStore::widths(6000), [320, 640, 960, 1280]);
}

#[test]
fn png_and_webp_are_taken_and_their_transparency_becomes_white() {
    let (_folder, store) = store();
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(64, 36, Rgba([255, 0, 0, 0])));
    for (format, expected) in [(ImageFormat::Png, Format::Png), (ImageFormat::WebP, Format::WebP)] {
        let original = store.put(&encoded(&clear, format)).unwrap();
        assert_eq!(original.format, expected);
        assert_eq!(original.dominant_colour, "#ffffff");
        let path = store.rendition(&original.key, 64).unwrap().unwrap();
        assert_eq!(image::open(path).unwrap().into_rgb8().get_pixel(9, 9), &Rgb([255; 3]));
    }
}

#[test]
fn a_photo_taken_sideways_is_shown_upright_and_without_its_metadata() {
    let (_folder, store) = store();
    // Red on the left; turned by a quarter clockwise, red is on top.
    let mut sideways = RgbImage::from_pixel(96, 48, Rgb([0, 0, 200]));
    for (x, _, pixel) in sideways.enumerate_pixels_mut() {
        if x < 48 {
            *pixel = Rgb([200, 0, 0]);
        }
    }
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let jpeg = jpeg_with(&sideways, |encoder| encoder.add_app_segment(1, exif.to_vec()).unwrap());
    let original = store.put(&jpeg).unwrap();
    assert_eq!((original.width, original.height), (48, 96));
    let path = store.rendition(&original.key, 48).unwrap().unwrap();
    let upright = image::open(&path).unwrap().into_rgb8();
    assert_eq!(upright.dimensions(), (48, 96));
    assert!(upright.get_pixel(24, 10)[0] > 150 && upright.get_pixel(24, 86)[2] > 150);
    assert!(!fs::read(path).unwrap().windows(4).any(|bytes| bytes == b"Exif"));
}

#[test]
fn a_photo_with_wide_colours_is_converted_to_srgb() {
    let (_folder, store) = store();
    let green = RgbImage::from_pixel(64, 64, Rgb([120, 200, 90]));
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let jpeg = jpeg_with(&green, |encoder| encoder.add_icc_profile(&profile).unwrap());
    let original = store.put(&jpeg).unwrap();
    let path = store.rendition(&original.key, 64).unwrap().unwrap();
    let [red, green, blue] = image::open(path).unwrap().into_rgb8().get_pixel(32, 32).0;
    // Seen with sRGB's narrower primaries, the same green has less red and blue in it.
    assert!(red < 112 && green >= 198 && blue < 86, "{red} {green} {blue}");
}

#[test]
fn a_busy_photo_is_encoded_within_its_budget() {
    let (_folder, store) = store();
    let mut seed = 1_u32;
    let noise = RgbImage::from_fn(1600, 900, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (seed >> 24) as u8 / 2;
        Rgb([(x / 13 * 17) as u8 / 2 + grain, (y / 9 * 31) as u8 / 2 + grain, grain])
    });
    let original = store.put(&jpeg(&noise)).unwrap();
    assert!(store.prepare(&original.key).unwrap());
    for width in MediaStore::widths(original.width) {
        let path = store.rendition(&original.key, width).unwrap().unwrap();
        let bytes = fs::metadata(path).unwrap().len();
        assert!(bytes <= encode::budget_bytes(width), "{bytes} bytes at {width} w");
    }
}

#[test]
fn readers_who_ask_at_once_share_one_maker() {
    let (folder, store) = store();
    let original = store.put(&jpeg(&gradient(1600, 900))).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert!(store.rendition(&original.key, 640).unwrap().is_some()));
        }
    });
    let made = fs::read_dir(folder.path().join("renditions").join(&original.key[..2])).unwrap();
    assert_eq!(made.count(), 1);
}

#[test]
fn a_key_that_is_none_finds_nothing() {
    let (folder, store) = store();
    fs::write(folder.path().join("secret.jpg"), b"secret").unwrap();
    let long = "0".repeat(33);
    let upper = "A".repeat(32);
    let missing = "0".repeat(32);
    let wide = "é".repeat(16);
    for key in
        ["", "..", "../secret", "../../../../../../etc/passwd\0", &long, &upper, &missing, &wide]
    {
        assert_eq!(store.rendition(key, 320).unwrap(), None, "{key}");
        assert!(!store.prepare(key).unwrap());
        assert_eq!(store.original(key), None);
    }
}

#[test]
fn a_cut_off_photo_is_refused() {
    let (folder, store) = store();
    let picture = DynamicImage::ImageRgb8(gradient(320, 180));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(&picture, format);
        store.put(&whole).unwrap();
        for length in (0..whole.len() - 1).step_by(whole.len() / 97 + 1) {
            assert!(store.put(&whole[..length]).is_err(), "{format:?} cut off at {length}");
        }
    }
    assert_eq!(files_under(&folder.path().join("originals")).len(), 3);
}

#[test]
fn a_photo_with_bytes_changed_at_random_does_no_harm() {
    let (_folder, store) = store();
    let picture = DynamicImage::ImageRgb8(gradient(160, 90));
    let mut seed = 7_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(&picture, format);
        for _ in 0..300 {
            let mut bytes = whole.clone();
            for _ in 0..1 + random(8) {
                let at = random(bytes.len());
                bytes[at] = random(256) as u8;
            }
            match store.put(&bytes) {
                Ok(original) => assert!(store.prepare(&original.key).unwrap()),
                Err(MediaError::Io(error)) => panic!("{error}"),
                Err(_) => {}
            }
        }
    }
}

#[test]
fn a_picture_that_declares_too_many_pixels_is_refused_before_it_is_decoded() {
    let (_folder, store) = store();
    // A real PNG of a few bytes whose header claims 60,000 × 60,000 pixels, with a matching sum.
    let small = DynamicImage::ImageRgb8(RgbImage::new(8, 8));
    let mut bomb = encoded(&small, ImageFormat::Png);
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    let refused = store.put(&bomb).unwrap_err();
    assert!(matches!(refused, MediaError::TooManyPixels { width: 60_000, .. }), "{refused}");

    // Within the limit of pixels the lie is found out by the missing data.
    bomb[16..20].copy_from_slice(&6_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&6_000_u32.to_be_bytes());
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    let refused = store.put(&bomb).unwrap_err();
    assert!(matches!(refused, MediaError::Damaged(_)), "{refused}");
}

#[test]
fn limits_are_those_of_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { max_bytes: 20_000, max_pixels: 10_000, max_side_pixels: 500 };
    let store = MediaStore::open_with(folder.path(), limits).unwrap();
    assert!(store.put(&jpeg(&gradient(100, 100))).is_ok());
    let refused = |width, height| store.put(&jpeg(&gradient(width, height))).unwrap_err();
    assert!(matches!(refused(101, 100), MediaError::TooManyPixels { .. }));
    assert!(matches!(refused(501, 10), MediaError::TooLongSide { .. }));
    let large = vec![0xff; 20_001];
    assert!(matches!(store.put(&large).unwrap_err(), MediaError::TooManyBytes { .. }));
}

#[test]
fn other_formats_are_refused_whatever_they_contain() {
    let (_folder, store) = store();
    let others: [&[u8]; 8] = [
        b"",
        b"\xff\xd8",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"BM\x3a\0\0\0\0\0\0\0",
        b"\0\0\x01\0\x01\0",
        b"\0\0\0\x20ftypavif",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    ];
    for bytes in others {
        assert!(matches!(store.put(bytes).unwrap_err(), MediaError::UnknownFormat));
    }
}

/// Originals of BMP, ICO, PNG and SVG files that break decoders; see the folder's README.
#[test]
fn hostile_pictures_are_refused() {
    for folder in ["images", "svg"] {
        let folder = Path::new(HOSTILE).join(folder);
        if !folder.exists() {
            println!("skipped: {} is missing", folder.display());
            continue;
        }
        let (_folder, store) = store();
        for path in files_under(&folder) {
            let refused = store.put(&fs::read(&path).unwrap());
            println!("{}: {refused:?}", path.display());
            assert!(refused.is_err(), "{}", path.display());
            assert!(!matches!(refused, Err(MediaError::Io(_))));
        }
    }
}

fn store() -> (tempfile::TempDir, MediaStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path()).unwrap();
    (folder, store)
}

fn gradient(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, (x ^ y) as u8 / 4])
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    jpeg_with(picture, |_| {})
}

fn jpeg_with(picture: &RgbImage, adjust: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    adjust(&mut encoder);
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder.encode(picture.as_raw(), width, height, ColorType::Rgb).unwrap();
    bytes
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn is_progressive(path: &Path) -> bool {
    fs::read(path).unwrap().windows(2).any(|bytes| bytes == [0xff, 0xc2])
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_under(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The check sum of a PNG chunk (RFC 2083 §3.4).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 }
        })
    })
}
