//! QR codes as SVG paths, drawn by the server.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// A QR code for a page to draw: modules as a path within a square.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// `viewBox` with the quiet zone of four modules (ISO/IEC 18004 §6.3.8).
    pub view_box: String,
    /// The dark modules as an SVG path to draw with a pen one module wide.
    pub path: String,
}

/// The code of a text; `None` when it is too long for any code.
pub fn code(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::with_capacity(width * width);
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        // Where the pen stands in this row, `None` before its first run.
        let mut pen = None;
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|&&color| color == Color::Dark).count();
            if run > 0 {
                // Writing to a string can't fail.
                let _ = match pen {
                    None => write!(path, "M{x} {y}.5h{run}"),
                    Some(pen) => write!(path, "m{} 0h{run}", x - pen),
                };
                pen = Some(x + run);
            }
            x += run.max(1);
        }
    }
    Some(Qr { view_box: format!("-4 -4 {0} {0}", width + 8), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_quiet_zone_and_its_finder_pattern() {
        let qr = code("https://example.org/s/17").unwrap();
        assert_eq!(qr.view_box, "-4 -4 33 33");
        assert!(qr.path.starts_with("M0 0.5h7m"), "{}", qr.path);
    }
}
