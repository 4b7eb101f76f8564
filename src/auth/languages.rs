//! In which language people were spoken to lately, for when the database can't say who they are.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::secret;
use crate::i18n::Edition;

/// Far more than a newsroom has people.
const MOST: usize = 2_000;

/// The language of each session of this process's, by the hash of its cookie.
#[derive(Default)]
pub struct Languages(Mutex<HashMap<String, Arc<Edition>>>);

impl Languages {
    /// Notes the language of a session.
    pub fn know(&self, token: &str, language: &Arc<Edition>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(secret::hash(token), language.clone());
    }

    /// The language that was noted; `None` when the session isn't known here.
    pub fn of(&self, token: &str) -> Option<Arc<Edition>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&secret::hash(token)).cloned()
    }
}
