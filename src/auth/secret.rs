//! Secrets that we hand out and know again by their hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 32 letters and digits that nobody takes for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A secret of 256 bits for cookies and links.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// A secret of 80 bits that people can copy by hand: `8F3K-2M7Q-XN4T-05VC`.
pub fn readable() -> String {
    let mut text = String::with_capacity(19);
    for (index, byte) in rand::random::<[u8; 16]>().into_iter().enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    text
}

/// A readable secret as it was given out, however it was typed: small letters, without hyphens,
/// O for 0.
pub fn as_given_out(typed: &str) -> String {
    let letters = typed.chars().filter(|letter| letter.is_ascii_alphanumeric());
    let letters = letters.map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    let mut text = String::with_capacity(19);
    for (index, letter) in letters.take(64).enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}

/// What is kept of a secret: SHA-256, hexadecimal.
///
/// Ours are random and long, so that a hash without salt and cost can't be turned back.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// A secret derived from another one, for one use.
pub fn derive(secret: &str, purpose: &str) -> String {
    let digest = Sha256::new_with_prefix(purpose).chain_update(b"\0").chain_update(secret);
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

/// Whether two texts are the same, in a time that doesn't tell where they differ.
pub fn is_same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        assert_eq!(token().len(), 43);
        assert_ne!(token(), token());
        assert_eq!(readable().len(), 19);
        assert_ne!(readable(), readable());
    }

    #[test]
    fn a_readable_secret_may_be_typed_in_many_ways() {
        let secret = readable();
        for typed in [secret.to_lowercase(), secret.replace('-', ""), format!(" {secret} ")] {
            assert_eq!(as_given_out(&typed), secret);
        }
        assert_eq!(as_given_out("OoIl"), "0011");
    }

    #[test]
    fn what_is_kept_is_a_hash() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash("abc"), known);
        assert!(is_same("a", "a") && !is_same("a", "b") && !is_same("a", "ab"));
        assert_ne!(derive("a", "csrf"), derive("a", "other"));
    }
}
