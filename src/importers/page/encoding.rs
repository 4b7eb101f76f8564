//! Bytes as text, or which encoding they are likely in.

use super::{ImportError, MAX_BYTES, PageFile};

/// The text of a file, without a byte order mark.
pub fn decode(file: &PageFile) -> Result<String, ImportError> {
    let refuse = |problem: String| ImportError::File { file: file.name.clone(), problem };
    let bytes = file.bytes.as_slice();
    if bytes.len() > MAX_BYTES {
        let megabytes = MAX_BYTES / 1_000_000;
        return Err(refuse(format!("this file is larger than {megabytes} MB, which no page is")));
    }
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(refuse(BINARY.to_owned()));
    }
    if let Some(name) = utf_16(bytes) {
        return Err(refuse(remedy(name)));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) if is_binary(bytes) => return Err(refuse(BINARY.to_owned())),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            let problem = remedy(likely(bytes));
            return Err(ImportError::Line { file: file.name.clone(), line: line + 1, problem });
        }
    };
    if is_binary(bytes) {
        return Err(refuse(BINARY.to_owned()));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(refuse("this file is empty".to_owned()));
    }
    Ok(text.to_owned())
}

const BINARY: &str = "this is a binary file, not the text of a page";

/// How pictures, documents and archives begin.
const MAGIC: [&[u8]; 9] = [
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"SQLite format",
];

fn remedy(encoding: &str) -> String {
    let tool = encoding.split(' ').next().unwrap_or(encoding);
    format!(
        "this is not UTF-8 but probably {encoding}; convert it with \
         iconv -f {tool} -t UTF-8 FILE > NEW-FILE"
    )
}

/// UTF-16 by its mark, or by the zeros that every other byte of it is.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    let zeros = |from: usize| {
        let some = bytes.iter().skip(from).step_by(2).take(500);
        let count = some.clone().count();
        count > 4 && some.filter(|byte| **byte == 0).count() * 10 > count * 3
    };
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32LE"),
        [0xff, 0xfe, ..] => Some("UTF-16"),
        [0xfe, 0xff, ..] => Some("UTF-16"),
        _ if zeros(1) && !zeros(0) => Some("UTF-16LE"),
        _ if zeros(0) && !zeros(1) => Some("UTF-16BE"),
        _ => None,
    }
}

/// Control characters that no text has.
fn is_binary(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31)).count();
    bytes.contains(&0) || odd * 50 > bytes.len()
}

/// The likely encoding of a text that isn't UTF-8.
///
/// In the double-byte encodings of Chinese a byte above 127 opens a pair. In GBK the second byte
/// of a common character is above 160, in Big5 it is often a letter.
fn likely(bytes: &[u8]) -> &'static str {
    let (mut pairs, mut low, mut broken, mut at) = (0, 0, 0, 0);
    while at < bytes.len() {
        if bytes[at] < 0x81 {
            at += 1;
            continue;
        }
        match bytes.get(at + 1) {
            Some(0x40..=0x7e) => (pairs, low) = (pairs + 1, low + 1),
            Some(0x80..=0xfe) => pairs += 1,
            _ => {
                broken += 1;
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    // Letters of one byte stand beside ASCII or in runs of any length.
    if broken * 20 > pairs || (pairs - low) * 2 < low + broken {
        let is_foreign = high * 4 > bytes.len();
        return if is_foreign { "Windows-1251 (Cyrillic)" } else { "Windows-1252 (Western)" };
    }
    if low * 10 > pairs { "Big5 (Traditional Chinese)" } else { "GBK (Simplified Chinese)" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, String> {
        let file = PageFile { name: "a.txt".into(), bytes: bytes.into(), ..PageFile::default() };
        decode(&file).map_err(|error| error.to_string())
    }

    fn shared(name: &str) -> Option<Vec<u8>> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs");
        std::fs::read(folder.join(name)).ok()
    }

    #[test]
    fn utf_8_is_read_with_or_without_a_mark() {
        assert_eq!(decoded("\u{feff}a\r\nб".as_bytes()).unwrap(), "a\r\nб");
        assert_eq!(decoded(b" \n").unwrap_err(), "a.txt: this file is empty; nothing was imported");
    }

    #[test]
    fn another_encoding_is_named_with_what_to_do() {
        let gbk = b"Homepage > \xd6\xd0\xb9\xfa\n\xcf\xb0\xbd\xfc\xc6\xbd\xc7\xbf\xb5\xf7\n";
        assert_eq!(
            decoded(gbk).unwrap_err(),
            "a.txt line 1: this is not UTF-8 but probably GBK (Simplified Chinese); convert it \
             with iconv -f GBK -t UTF-8 FILE > NEW-FILE; nothing was imported"
        );
        let big5 = b"\xb2\xdf\xaa\xf1\xa5\xad\xb1j\xbd\xd5\xba\xf4\xb5\xb8\xaa\xc5\xb6\xa1\xa8\xcf\xa5\xce\xa9M\xb5o\xaei";
        assert!(decoded(big5).unwrap_err().contains("Big5"));
        let cyrillic = b"\xcd\xfc\xfc\xf0 > \xd5\xff\xf2\xe0\xe4 \xce\xeb\xed\xee \xd3\xeb\xf1\n\xc1\xe8\xe4 \xe1\xee\xeb\n";
        assert!(decoded(cyrillic).unwrap_err().contains("Windows-1251"));
        assert!(decoded(b"China\x92s Leaders are here").unwrap_err().contains("Windows-1252"));
        assert!(decoded(b"\xff\xfeH\0o\0m\0e\0").unwrap_err().contains("UTF-16"));
        assert!(decoded(b"H\0o\0m\0e\0p\0a\0g\0e\0 \0>\0").unwrap_err().contains("UTF-16LE"));
        for (name, encoding) in [
            ("encodings/sunzi-bingfa-simplified-gbk.txt", "GBK"),
            ("encodings/sunzi-bingfa-traditional-big5.txt", "Big5"),
        ] {
            if let Some(bytes) = shared(name) {
                assert!(decoded(&bytes).unwrap_err().contains(encoding), "{name}");
            }
        }
    }

    #[test]
    fn what_is_no_text_is_said_so() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x68\x08\x02\0\0\0";
        assert!(decoded(png).unwrap_err().contains("binary"));
        assert!(decoded(b"text with a \0 in it and more text").unwrap_err().contains("binary"));
        assert!(decoded(&vec![b'a'; MAX_BYTES + 1]).unwrap_err().contains("1 MB"));
    }
}
