//! The photo store, where it needs the whole program: AVIF is decoded in a process of its own.

use std::path::Path;

use broadsheet::media::{Format, Limits, MediaError, MediaStore, Original};
use image::{Rgb, RgbImage};

const RED: [u8; 3] = [200, 30, 30];
const GREEN: [u8; 3] = [30, 180, 40];
const BLUE: [u8; 3] = [30, 40, 200];
const GREY: [u8; 3] = [128, 128, 128];
const WHITE: [u8; 3] = [255, 255, 255];

#[test]
fn avif_of_every_layout_and_depth_is_taken_with_its_colours() {
    let (_folder, store) = store();
    for (name, width, height) in [
        ("420-8", 97, 63),
        ("422-12", 96, 64),
        ("444-10", 97, 63),
        ("identity", 96, 64),
        ("grid", 128, 128),
        ("described", 96, 64),
    ] {
        let (original, picture) = taken(&store, name);
        assert_eq!(original.format, Format::Avif);
        assert_eq!((original.width, original.height), (width, height), "{name}");
        assert_eq!(picture.dimensions(), (width, height), "{name}");
        assert_quarters(name, &picture, [RED, GREEN, BLUE, GREY]);
    }
    let (_, grey) = taken(&store, "mono");
    let of = |[red, green, blue]: [u8; 3]| {
        let light = 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue);
        [light as u8; 3]
    };
    assert_quarters("mono", &grey, [RED, GREEN, BLUE, GREY].map(of));
}

#[test]
fn what_is_not_opaque_in_avif_becomes_white() {
    let (_folder, store) = store();
    let pale = GREEN.map(|channel| ((u16::from(channel) * 128 + 255 * 127) / 255) as u8);
    for name in ["alpha", "premultiplied"] {
        let (_, picture) = taken(&store, name);
        assert_quarters(name, &picture, [RED, pale, BLUE, WHITE]);
    }
}

#[test]
fn avif_is_turned_mirrored_cropped_and_converted_as_it_says() {
    let (_folder, store) = store();
    let (original, picture) = taken(&store, "turned");
    assert_eq!((original.width, original.height), (64, 96));
    // Anticlockwise: green and grey come on top. Mirrored: grey comes to the left.
    assert_quarters("turned", &picture, [GREY, GREEN, BLUE, RED]);
    let (original, picture) = taken(&store, "cropped");
    assert_eq!((original.width, original.height), (48, 32));
    assert_quarters("cropped", &picture, [GREEN; 4]);
    // With the wider primaries of Display P3, the same green is beyond sRGB's.
    let (_, picture) = taken(&store, "p3");
    let [red, green, _] = picture.get_pixel(72, 16).0;
    assert!(red < 5 && green > 180, "{red} {green}");
}

#[test]
fn what_avif_says_of_its_photo_is_found_and_not_published() {
    let (_folder, store) = store();
    let original = store.put(&fixture("described")).unwrap();
    let found = &original.found;
    assert_eq!((found.caption.as_str(), found.credit.as_str()), ("A secret steppe", "Bat"));
    assert_eq!(found.place, "Hovd");
    assert_eq!(found.taken_on.unwrap().to_string(), "2026-05-03");
    let path = store.rendition(&original.key, 96).unwrap().unwrap();
    assert!(!std::fs::read(path).unwrap().windows(6).any(|bytes| bytes == b"secret"));
}

#[test]
fn avif_for_screens_of_high_contrast_is_refused_as_such() {
    let (_folder, store) = store();
    let refused = store.put(&fixture("pq")).unwrap_err();
    assert!(matches!(refused, MediaError::Unsupported(_)), "{refused}");
}

#[test]
fn avif_cut_off_at_any_byte_is_refused() {
    let (folder, store) = store();
    for name in ["420-8", "alpha"] {
        let whole = fixture(name);
        for length in 0..whole.len() {
            let refused = store.put(&whole[..length]);
            assert!(
                matches!(refused, Err(MediaError::Damaged(_) | MediaError::UnknownFormat)),
                "{name} cut off at {length}: {refused:?}"
            );
        }
    }
    assert_eq!(std::fs::read_dir(folder.path().join("originals")).unwrap().count(), 0);
}

#[test]
fn avif_with_any_byte_changed_does_no_harm() {
    let (_folder, store) = store();
    for name in ["described", "grid", "444-10"] {
        let whole = fixture(name);
        for at in (0..whole.len()).step_by(9) {
            let mut bytes = whole.clone();
            bytes[at] = bytes[at].wrapping_mul(167).wrapping_add(89);
            match store.put(&bytes) {
                Ok(original) => assert!(store.prepare(&original.key).unwrap()),
                Err(MediaError::Io(error)) => panic!("{name} at {at}: {error}"),
                Err(MediaError::DecoderPanicked) => panic!("{name} at {at} panicked"),
                Err(_) => {}
            }
        }
    }
}

#[test]
fn avif_that_is_larger_than_it_may_be_is_refused_before_it_is_decoded() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { max_pixels: 16_000, max_side_pixels: 500, ..Limits::default() };
    let store = MediaStore::open_with(folder.path(), limits).unwrap();
    assert!(store.put(&fixture("420-8")).is_ok());
    let refused = store.put(&fixture("grid")).unwrap_err();
    assert!(matches!(refused, MediaError::TooManyPixels { width: 128, .. }), "{refused}");

    // What the box says of the size and what the stream says must agree.
    let (_folder, store) = self::store();
    let mut bomb = fixture("420-8");
    let at = place(&bomb, b"ispe") + 8;
    bomb[at..at + 4].copy_from_slice(&60_000_u32.to_be_bytes());
    let refused = store.put(&bomb).unwrap_err();
    assert!(matches!(refused, MediaError::Damaged(_)), "{refused}");
    // And what a grid's description says is held against the limits.
    let mut bomb = fixture("grid");
    let size = [0, 128, 0, 128];
    let at = bomb.windows(4).position(|four| four == size).unwrap();
    bomb[at..at + 4].fill(0xff);
    let refused = store.put(&bomb).unwrap_err();
    assert!(matches!(refused, MediaError::Damaged(_)), "{refused}");
}

#[test]
fn boxes_that_lie_are_found_out() {
    let (_folder, store) = store();
    let whole = fixture("420-8");
    let lies: [(&[u8; 4], usize, &[u8]); 7] = [
        // Sizes of boxes: none, all, more than there is.
        (b"meta", 0, &[0, 0, 0, 7]),
        (b"iloc", 0, &[0, 0, 0, 0]),
        (b"ipco", 0, &[0xff; 4]),
        // Another picture than there is, and one of another kind.
        (b"pitm", 12, &[0, 9]),
        (b"av01", 4, b"hvc1"),
        // Its bytes elsewhere, and more of them than there are.
        (b"iloc", 22, &[0x7f, 0xff, 0xff, 0xff]),
        (b"iloc", 26, &[0x7f, 0xff, 0xff, 0xff]),
    ];
    for (name, after, lie) in lies {
        let mut bytes = whole.clone();
        let at = place(&bytes, name) - 8 + after;
        bytes[at..at + lie.len()].copy_from_slice(lie);
        assert_ne!(bytes, whole);
        let refused = store.put(&bytes);
        assert!(
            matches!(refused, Err(MediaError::Damaged(_) | MediaError::Unsupported(_))),
            "{name:?} {lie:?}: {refused:?}"
        );
    }
    // No AV1 where there should be some.
    let mut bytes = whole.clone();
    let at = place(&bytes, b"mdat");
    bytes[at..].copy_from_slice(&b"<svg onload='alert(1)'/>".repeat(30)[..whole.len() - at]);
    assert!(matches!(store.put(&bytes), Err(MediaError::Damaged(_))));
}

fn store() -> (tempfile::TempDir, MediaStore) {
    crate::support::decode_by_the_program();
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path()).unwrap();
    (folder, store)
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/avif");
    std::fs::read(folder.join(format!("{name}.avif"))).unwrap()
}

/// Puts a fixture into the store, and what its widest rendition shows.
fn taken(store: &MediaStore, name: &str) -> (Original, RgbImage) {
    let original = store.put(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let path = store.rendition(&original.key, original.width).unwrap().unwrap();
    (original, image::open(path).unwrap().into_rgb8())
}

/// Behind the name of a box.
fn place(bytes: &[u8], name: &[u8; 4]) -> usize {
    bytes.windows(4).position(|four| four == name).unwrap() + 4
}

/// The colours in the middle of each quarter, as far as JPEG keeps them.
#[track_caller]
fn assert_quarters(name: &str, picture: &RgbImage, expected: [[u8; 3]; 4]) {
    let (width, height) = picture.dimensions();
    for (quarter, expected) in (0..).zip(expected) {
        let (x, y) = (width * (1 + quarter % 2 * 2) / 4, height * (1 + quarter / 2 * 2) / 4);
        let Rgb(found) = *picture.get_pixel(x, y);
        let is_near = found.iter().zip(expected).all(|(one, other)| one.abs_diff(other) <= 6);
        assert!(is_near, "{name}: {found:?} in quarter {quarter} instead of {expected:?}");
    }
}
