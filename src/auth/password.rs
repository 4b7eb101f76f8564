//! Passwords: Argon2id, as OWASP's Password Storage Cheat Sheet has it (19 MiB, two passes).
//!
//! Both functions take tens of milliseconds and 19 MiB: call them off the worker thread. Only a
//! few run at once, so that many tries together can't use the memory up.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::media::turns::Turns;

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;

/// The most bytes of a password: more is no safer, and work for us.
pub const LONGEST_BYTES: usize = 512;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const AT_ONCE: u64 = 4;

static TURNS: LazyLock<Turns> = LazyLock::new(|| Turns::new(AT_ONCE * memory_bytes()));

/// The hash of a password that nobody has: checking against it takes as long as checking.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash(&super::secret::token()));

/// A password's hash in PHC form, with a salt of its own; `None` when the system has no random
/// numbers to give.
pub fn hash(password: &str) -> Option<String> {
    let _memory = TURNS.reserve(memory_bytes());
    Some(argon2()?.hash_password(password.as_bytes()).ok()?.to_string())
}

/// Whether a password is the one of `hash`. Without a hash it is not, which takes as long.
pub fn is_right(password: &str, hash: Option<&str>) -> bool {
    // Also for those who have one, so that nobody's isn't made while somebody takes the time.
    let nobodys = LazyLock::force(&NOBODYS).as_deref();
    let Some(known) = hash.or(nobodys) else { return false };
    let _memory = TURNS.reserve(memory_bytes());
    let (Some(argon2), Ok(known)) = (argon2(), PasswordHash::new(known)) else { return false };
    let password = if password.len() > LONGEST_BYTES { "" } else { password };
    let is_right = argon2.verify_password(password.as_bytes(), &known).is_ok();
    is_right && hash.is_some()
}

/// What is wrong with a password that somebody wants to have: the name of a message.
pub fn problem(password: &str, email: &str) -> Option<&'static str> {
    let folded = password.to_lowercase();
    let name = email.split('@').next().unwrap_or_default();
    let letters: std::collections::BTreeSet<char> = folded.chars().collect();
    if password.chars().count() < SHORTEST {
        Some("password-too-short")
    } else if password.len() > LONGEST_BYTES {
        Some("password-too-long")
    } else if letters.len() < 5
        || folded.contains(email)
        || folded.trim_matches(char::is_numeric) == name
    {
        Some("password-too-easy")
    } else {
        None
    }
}

fn memory_bytes() -> u64 {
    u64::from(MEMORY_KIB) * 1024
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_only() {
        let kept = hash("correct horse battery").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("correct horse battery", Some(&kept)));
        assert!(!is_right("correct horse batterz", Some(&kept)));
        assert!(!is_right("", None));
        assert!(!is_right("x", Some("nonsense")));
        assert_ne!(hash("correct horse battery").unwrap(), kept, "salted");
    }

    #[test]
    fn passwords_that_are_guessed_first_are_refused() {
        let of = |password| problem(password, "bat@example.org");
        assert_eq!(of("eleven char"), Some("password-too-short"));
        assert_eq!(of("aaaaaaaaaaaaaaa"), Some("password-too-easy"));
        assert_eq!(of("bat@example.org"), Some("password-too-easy"));
        assert_eq!(of("correct horse battery"), None);
        assert_eq!(of("正确的马电池订书钉和一只猫"), None);
        assert_eq!(of(&"ab cd ef".repeat(100)), Some("password-too-long"));
    }
}
