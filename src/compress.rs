//! Compression of answers, by what the client accepts.

use std::io::Write;

use actix_web::http::header::{self, HeaderMap};

/// How an answer is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Encoding {
    /// As in `Content-Encoding`; `None` for identity, which isn't named there.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Identity => None,
            Encoding::Gzip => Some("gzip"),
            Encoding::Brotli => Some("br"),
        }
    }
}

/// The best encoding that a request accepts (RFC 9110 §12.5.3).
pub fn accepted(headers: &HeaderMap) -> Encoding {
    let header = headers.get(header::ACCEPT_ENCODING);
    header.and_then(|value| value.to_str().ok()).map_or(Encoding::Identity, best_of)
}

/// The best encoding that an `Accept-Encoding` names.
pub fn best_of(header: &str) -> Encoding {
    let accepts = |wanted: &str| {
        header.split(',').any(|item| {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let quality = parameters.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
            name.trim().eq_ignore_ascii_case(wanted) && quality.is_ok_and(|quality| quality > 0.0)
        })
    };
    if accepts("br") {
        Encoding::Brotli
    } else if accepts("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// Compresses with gzip at `level`, 0 to 9.
pub fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let level = flate2::Compression::new(level);
    let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
    // Writing to memory can't fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Compresses with brotli at `quality`, 0 to 11.
pub fn brotli(bytes: &[u8], quality: u32) -> Vec<u8> {
    let mut compressed = Vec::with_capacity(bytes.len() / 3);
    let mut encoder = brotli::CompressorWriter::new(&mut compressed, 16 * 1024, quality, 19);
    // Writing to memory can't fail.
    let _ = encoder.write_all(bytes);
    drop(encoder);
    compressed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_encoding_is_chosen() {
        assert_eq!(best_of("gzip, deflate, br"), Encoding::Brotli);
        assert_eq!(best_of("GZIP;q=0.5"), Encoding::Gzip);
        assert_eq!(best_of("br;q=0, gzip"), Encoding::Gzip);
        assert_eq!(best_of("br; q=zero"), Encoding::Identity);
        assert_eq!(best_of("brotli"), Encoding::Identity);
        assert_eq!(best_of(""), Encoding::Identity);
    }
}
