//! Where one is signed in.

use actix_web::web::Path;

use crate::admin::{AdminResult, Flash, SignedIn, reply};
use crate::commands::sign_in;
use crate::model::SessionId;

/// `POST /admin/account/sessions/{id}/end`
pub async fn destroy(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (sign_off, id) = (by.sign_off(), SessionId(*id));
    by.app.write(move |_, conn| sign_in::sign_out(conn, &sign_off, id)).await??;
    reply::done(&by, "/admin/account", Flash::new("flash-session-ended")).await
}

/// `POST /admin/account/sessions/others/end`
pub async fn destroy_others(by: SignedIn) -> AdminResult {
    let (sign_off, here) = (by.sign_off(), by.session.id);
    by.app.write(move |_, conn| sign_in::sign_out_elsewhere(conn, &sign_off, here)).await??;
    reply::done(&by, "/admin/account", Flash::new("flash-sessions-ended")).await
}
