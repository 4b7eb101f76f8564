//! People who can sign in, their roles and their recovery codes.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::{recovery_codes, user_roles, users};
use crate::model::{Role, Roles, User, UserId};

type Row = (
    UserId,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
    bool,
    bool,
    NaiveDateTime,
    Option<NaiveDateTime>,
);

#[diesel::dsl::auto_type]
fn rows() -> _ {
    users::table.select((
        users::id,
        users::email,
        users::name,
        users::password_hash,
        users::totp_secret,
        users::language,
        users::shortcuts_enabled,
        users::is_active,
        users::created_at,
        users::signed_in_at,
    ))
}

fn user(row: Row, roles: Roles) -> User {
    let (id, email, name, password, totp, language, shortcuts_enabled, is_active, created, seen) =
        row;
    User {
        id,
        email,
        name,
        has_password: password.is_some(),
        has_totp: totp.is_some(),
        language,
        shortcuts_enabled,
        is_active,
        created_at: created,
        signed_in_at: seen,
        roles,
    }
}

/// What has to match when somebody signs in.
#[derive(Debug, Clone, Default, Queryable)]
pub struct Secrets {
    /// Argon2id in PHC form.
    pub password_hash: Option<String>,
    /// Base32.
    pub totp_secret: Option<String>,
    /// The time step of the last code that was taken.
    pub totp_step: i64,
}

/// Whether nobody can sign in yet, nor ever could.
pub fn is_empty(conn: &mut Conn) -> QueryResult<bool> {
    Ok(users::table.select(users::id).first::<UserId>(conn).optional()?.is_none())
}

/// Adds somebody without a password and without a role.
pub fn insert(
    conn: &mut Conn,
    email: &str,
    name: &str,
    language: &str,
    at: NaiveDateTime,
) -> QueryResult<UserId> {
    diesel::insert_into(users::table)
        .values((
            users::email.eq(email),
            users::name.eq(name),
            users::totp_step.eq(0),
            users::language.eq(language),
            users::shortcuts_enabled.eq(true),
            users::is_active.eq(true),
            users::created_at.eq(at),
        ))
        .returning(users::id)
        .get_result(conn)
}

/// The person with an id.
pub fn find(conn: &mut Conn, id: UserId) -> QueryResult<Option<User>> {
    let row: Option<Row> = rows().filter(users::id.eq(id)).first(conn).optional()?;
    row.map(|row| Ok(user(row, roles(conn, id)?))).transpose()
}

/// The person with an e-mail address, which is in lower case.
pub fn find_by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<User>> {
    let row: Option<Row> = rows().filter(users::email.eq(email)).first(conn).optional()?;
    row.map(|row| {
        let roles = roles(conn, row.0)?;
        Ok(user(row, roles))
    })
    .transpose()
}

/// Everybody by name, the active ones first.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<User>> {
    let all: Vec<Row> =
        rows().order((users::is_active.desc(), users::name, users::id)).load(conn)?;
    let roles: Vec<(UserId, String, String)> = user_roles::table.load(conn)?;
    let of = |id: UserId| {
        let mine = roles.iter().filter(|(user, ..)| *user == id);
        mine.filter_map(|(_, edition, role)| Some((edition.clone(), Role::parse(role)?))).collect()
    };
    Ok(all.into_iter().map(|row| (of(row.0), row)).map(|(roles, row)| user(row, roles)).collect())
}

/// The names of some people, in no order.
pub fn list_names(conn: &mut Conn, ids: &[UserId]) -> QueryResult<Vec<(UserId, String)>> {
    users::table.filter(users::id.eq_any(ids)).select((users::id, users::name)).load(conn)
}

/// How many active people are admins.
pub fn count_admins(conn: &mut Conn) -> QueryResult<i64> {
    users::table
        .inner_join(user_roles::table.on(user_roles::user_id.eq(users::id)))
        .filter(users::is_active.eq(true))
        .filter(user_roles::role.eq(Role::Admin.as_str()))
        .count()
        .get_result(conn)
}

fn roles(conn: &mut Conn, id: UserId) -> QueryResult<Roles> {
    let rows: Vec<(String, String)> = user_roles::table
        .filter(user_roles::user_id.eq(id))
        .select((user_roles::edition, user_roles::role))
        .load(conn)?;
    let known = |(edition, role): (String, String)| Some((edition, Role::parse(&role)?));
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Gives somebody these roles and no others.
pub fn set_roles(conn: &mut Conn, id: UserId, roles: &Roles) -> QueryResult<()> {
    diesel::delete(user_roles::table.filter(user_roles::user_id.eq(id))).execute(conn)?;
    for (edition, role) in roles.iter() {
        diesel::insert_into(user_roles::table)
            .values((
                user_roles::user_id.eq(id),
                user_roles::edition.eq(edition),
                user_roles::role.eq(role.as_str()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Lets somebody sign in, or not.
pub fn set_active(conn: &mut Conn, id: UserId, is_active: bool) -> QueryResult<()> {
    let this = users::table.filter(users::id.eq(id));
    diesel::update(this).set(users::is_active.eq(is_active)).execute(conn)?;
    Ok(())
}

/// Sets what somebody chose for themselves.
pub fn set_profile(
    conn: &mut Conn,
    id: UserId,
    name: &str,
    language: &str,
    shortcuts_enabled: bool,
) -> QueryResult<()> {
    diesel::update(users::table.filter(users::id.eq(id)))
        .set((
            users::name.eq(name),
            users::language.eq(language),
            users::shortcuts_enabled.eq(shortcuts_enabled),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that somebody has signed in.
pub fn set_signed_in(conn: &mut Conn, id: UserId, at: NaiveDateTime) -> QueryResult<()> {
    let this = users::table.filter(users::id.eq(id));
    diesel::update(this).set(users::signed_in_at.eq(at)).execute(conn)?;
    Ok(())
}

/// What has to match when somebody signs in.
pub fn get_secrets(conn: &mut Conn, id: UserId) -> QueryResult<Secrets> {
    users::table
        .filter(users::id.eq(id))
        .select((users::password_hash, users::totp_secret, users::totp_step))
        .first(conn)
}

/// Sets a password, as its hash.
pub fn set_password(conn: &mut Conn, id: UserId, hash: &str) -> QueryResult<()> {
    let this = users::table.filter(users::id.eq(id));
    diesel::update(this).set(users::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}

/// Sets the secret of the second step, or takes it away; `step` is that of the code shown for it.
pub fn set_totp(conn: &mut Conn, id: UserId, secret: Option<&str>, step: i64) -> QueryResult<()> {
    diesel::update(users::table.filter(users::id.eq(id)))
        .set((users::totp_secret.eq(secret), users::totp_step.eq(step)))
        .execute(conn)?;
    Ok(())
}

/// Notes that the code of a time step was used; `false` when it, or a later one, was before.
pub fn use_totp_step(conn: &mut Conn, id: UserId, step: i64) -> QueryResult<bool> {
    let this = users::table.filter(users::id.eq(id)).filter(users::totp_step.lt(step));
    Ok(diesel::update(this).set(users::totp_step.eq(step)).execute(conn)? == 1)
}

/// Replaces somebody's recovery codes, given as their hashes.
pub fn set_recovery_codes(conn: &mut Conn, id: UserId, hashes: &[String]) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(id))).execute(conn)?;
    for hash in hashes {
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::user_id.eq(id), recovery_codes::code_hash.eq(hash)))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes a recovery code; `false` when there is none of that hash.
pub fn use_recovery_code(conn: &mut Conn, id: UserId, hash: &str) -> QueryResult<bool> {
    let this = recovery_codes::table
        .filter(recovery_codes::user_id.eq(id))
        .filter(recovery_codes::code_hash.eq(hash));
    Ok(diesel::delete(this).execute(conn)? == 1)
}

/// How many recovery codes somebody has left.
pub fn count_recovery_codes(conn: &mut Conn, id: UserId) -> QueryResult<i64> {
    recovery_codes::table.filter(recovery_codes::user_id.eq(id)).count().get_result(conn)
}
