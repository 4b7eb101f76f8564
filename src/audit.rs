//! The audit: who did what, when and from where, each row chained to the one before.
//!
//! A row's hash covers the row and the hash before it, so that a row that was changed, moved or
//! taken out from between others breaks the chain. Whoever can write the whole table could chain
//! it anew: the operator who keeps the last hash elsewhere (`broadsheet audit verify` prints it)
//! notices that too.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::db::schema::audit;
use crate::db::{Conn, dialect};
use crate::model::{AuditId, SignOff};

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct Act {
    /// Its place.
    pub id: AuditId,
    /// UTC.
    #[serde(serialize_with = "as_instant")]
    pub acted_at: NaiveDateTime,
    /// `user:7`, or a part of the program.
    pub actor: String,
    /// Network address; empty on the command line.
    pub address: String,
    /// What was done: `publish`, `sign_in`.
    pub verb: String,
    /// To what, `article:7`; several are parted by blanks.
    pub subject: String,
    /// What else is worth knowing; may be empty.
    pub detail: String,
    /// The hash of the row before; empty in the first.
    pub previous_hash: String,
    /// SHA-256, hexadecimal.
    pub hash: String,
}

/// Writes an act down; call it inside the transaction that does it.
///
/// Nothing secret may be in `detail`.
///
/// # Errors
///
/// Those of the database.
pub fn record(
    conn: &mut Conn,
    sign_off: &SignOff,
    verb: &str,
    subject: &str,
    detail: &str,
) -> QueryResult<()> {
    dialect::transaction(conn, |conn| {
        let previous = audit::table.order(audit::id.desc()).select(audit::hash).first(conn);
        let previous: String = previous.optional()?.unwrap_or_default();
        let fields = [&sign_off.actor, &sign_off.address, verb, subject, detail];
        let hash = hash_of(&previous, sign_off.at, fields);
        diesel::insert_into(audit::table)
            .values((
                audit::acted_at.eq(sign_off.at),
                audit::actor.eq(&sign_off.actor),
                audit::address.eq(&sign_off.address),
                audit::verb.eq(verb),
                audit::subject.eq(subject),
                audit::detail.eq(detail),
                audit::previous_hash.eq(&previous),
                audit::hash.eq(&hash),
            ))
            .execute(conn)?;
        Ok(())
    })
}

/// Up to `limit` acts after a place, in their order.
///
/// # Errors
///
/// Those of the database.
pub fn list_after(conn: &mut Conn, after: AuditId, limit: i64) -> QueryResult<Vec<Act>> {
    audit::table.filter(audit::id.gt(after)).order(audit::id).limit(limit).load(conn)
}

/// What [`verify`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every row is as it was written.
    Whole {
        /// How many there are.
        rows: u64,
        /// The last one's hash; empty when there is none.
        head: String,
    },
    /// A row isn't, or one before it is gone.
    Broken(AuditId),
}

/// Follows the chain from its beginning to its end, or to the first row that doesn't fit.
///
/// # Errors
///
/// Those of the database.
pub fn verify(conn: &mut Conn) -> QueryResult<Verdict> {
    let (mut rows, mut head, mut place) = (0, String::new(), AuditId(0));
    loop {
        let acts = list_after(conn, place, 1_000)?;
        if acts.is_empty() {
            return Ok(Verdict::Whole { rows, head });
        }
        for act in acts {
            let fields = [&act.actor, &act.address, &act.verb, &act.subject, &act.detail];
            let hash = hash_of(&head, act.acted_at, fields.map(String::as_str));
            if act.previous_hash != head || act.hash != hash {
                return Ok(Verdict::Broken(act.id));
            }
            (rows, head, place) = (rows + 1, hash, act.id);
        }
    }
}

/// Lengths keep text from moving between fields.
fn hash_of(previous: &str, at: NaiveDateTime, fields: [&str; 5]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(at.and_utc().timestamp_micros().to_be_bytes());
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    crate::auth::secret::hex(&hasher.finalize())
}

fn as_instant<S: serde::Serializer>(at: &NaiveDateTime, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&at.and_utc().format("%Y-%m-%dT%H:%M:%S%.6fZ"))
}
