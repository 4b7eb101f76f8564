//! Another password of one's own.

use super::AccountPage;
use crate::admin::credentials::{Check, check_password, refuse};
use crate::admin::setup::{check_new_password, hash};
use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, reply};
use crate::commands::people;

/// `POST /admin/account/password`
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    let (current, new) = (fields.get("current-password"), fields.get("password"));
    let mut form = Form::typed(fields);
    check_new_password(&by, &mut form, &new, &by.user.email);
    if form.is_good() {
        let check = check_password(&by, &by.user.email, current).await?;
        if !matches!(check, Check::Right(_)) {
            refuse(&mut form, "current-password", &by, "password-wrong", &check);
        }
    }
    if !form.is_good() {
        let profile = super::profile(&by);
        return reply::refused(&AccountPage::load(&by, profile, form).await?);
    }
    let (sign_off, id, here) = (by.sign_off(), by.user.id, by.session.id);
    let hash = hash(new).await?;
    let changed =
        by.app.write(move |_, conn| people::change_password(conn, &sign_off, id, here, &hash));
    changed.await??;
    reply::done(&by, "/admin/account", Flash::new("flash-password")).await
}
