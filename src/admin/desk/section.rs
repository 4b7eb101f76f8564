//! The order of the sections.

use actix_web::web::Path;

use crate::admin::{AdminResult, Flash, SignedIn, reply};
use crate::commands;
use crate::model::SectionId;

/// `POST /admin/desk/sections/{id}/up`
pub async fn move_up(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (sign_off, id) = (by.sign_off(), SectionId(*id));
    let moved = by.app.write(move |_, conn| commands::move_section_up(conn, &sign_off, id));
    moved.await??;
    reply::done(&by, "/admin/desk/sections", Flash::new("flash-saved")).await
}
