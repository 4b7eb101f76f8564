//! Codes from an authenticator app: RFC 6238 with six digits, 30 seconds and SHA-1, which is what
//! every app can do.

use chrono::NaiveDateTime;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Builder, Secret, Totp};

use super::secret;

/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;

/// A secret to share with an app: 160 bits in base 32 (RFC 4226 §4).
pub fn new_secret() -> String {
    Secret::from(rand::random::<[u8; 20]>()).to_base32()
}

/// Whether a text can be such a secret.
pub fn is_secret(text: &str) -> bool {
    totp(text).is_some()
}

/// The address that an app reads from a QR code.
pub fn address(secret: &str, site: &str, email: &str) -> String {
    let escape = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (site, email) = (escape(site), escape(email));
    format!("otpauth://totp/{site}:{email}?secret={secret}&issuer={site}")
}

/// The time step whose code this is, at most one step from `at` (UTC).
pub fn matching_step(secret: &str, code: &str, at: NaiveDateTime) -> Option<i64> {
    let code: String = code.chars().filter(char::is_ascii_digit).take(7).collect();
    let seconds = u64::try_from(at.and_utc().timestamp()).ok()?;
    let step = totp(secret)?.check(&code, seconds)?;
    i64::try_from(step).ok()
}

/// New recovery codes; only their hashes are to be kept.
pub fn recovery_codes() -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| secret::readable()).collect()
}

fn totp(text: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(text).ok()?;
    Builder::new().with_secret(secret).with_skew(1).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `12345678901234567890`, the secret of RFC 6238 appendix B.
    const KNOWN: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        assert_eq!(matching_step(KNOWN, "287082", at(59)), Some(1));
        assert_eq!(matching_step(KNOWN, "287 082", at(59)), Some(1));
        assert_eq!(matching_step(KNOWN, "081804", at(1_111_111_109)), Some(37_037_036));
        assert_eq!(matching_step(KNOWN, "287082", at(59 + 90)), None);
        assert_eq!(matching_step(KNOWN, "", at(59)), None);
        assert_eq!(matching_step("nonsense!", "287082", at(59)), None);
    }

    #[test]
    fn a_new_secret_is_long_enough_and_its_address_is_whole() {
        let secret = new_secret();
        assert!(is_secret(&secret) && secret.len() == 32);
        let address = address(&secret, "The Paper: today", "bat@example.org");
        assert!(address.starts_with("otpauth://totp/The%20Paper%3A%20today:bat%40example%2Eorg?"));
        assert!(address.contains(&format!("secret={secret}")));
    }
}
