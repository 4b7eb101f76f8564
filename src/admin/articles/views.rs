//! Filters of the article list that somebody has given a name.

use actix_web::web::Path;

use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, reply};
use crate::commands;
use crate::db::saved_views::SavedView;
use crate::model::Permission;

/// A saved view as the list shows it.
pub struct View {
    /// Where it leads.
    pub href: String,
    /// As its person calls it.
    pub name: String,
    /// Where it is removed.
    pub removal: String,
    /// Whether the list shows it now.
    pub is_current: bool,
}

impl View {
    /// A view beside the list of a query.
    pub fn new(view: SavedView, here: &str) -> View {
        View {
            href: format!("/admin/articles?{}", view.query),
            removal: format!("/admin/articles/views/{}/removal", view.id),
            is_current: view.query == here,
            name: view.name,
        }
    }
}

/// The query that a form came from, as the list knows it.
pub fn back(fields: &Fields) -> Vec<(String, String)> {
    url::form_urlencoded::parse(fields.get("back").as_bytes()).into_owned().collect()
}

/// The list that a form came from.
pub fn back_path(fields: &Fields) -> String {
    match super::tidy(&back(fields)).as_str() {
        "" => "/admin/articles".to_owned(),
        query => format!("/admin/articles?{query}"),
    }
}

/// The address of an article that leads back to the list of a query, which is tidy.
pub fn with_back(path: &str, query: &str) -> String {
    let mut address = path.to_owned();
    if !query.is_empty() {
        let joint = if path.contains('?') { '&' } else { '?' };
        let back = url::form_urlencoded::byte_serialize(query.as_bytes());
        address.push_str(&format!("{joint}back={}", back.collect::<String>()));
    }
    address
}

/// The same for the list that a form came from.
pub fn article_path(path: &str, fields: &Fields) -> String {
    with_back(path, &super::tidy(&back(fields)))
}

/// `POST /admin/articles/views`
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let (sign_off, user, name) = (by.sign_off(), by.user.id, fields.get("view-name"));
    // A view begins at the beginning.
    let mut query = back(&fields);
    query.retain(|(name, _)| name != "before");
    let kept = super::tidy(&query);
    let saved =
        by.app.write(move |_, conn| commands::save_view(conn, &sign_off, user, &name, &kept));
    if saved.await?? {
        let path = format!("/admin/articles?{}", super::tidy(&query));
        return reply::done(&by, &path, Flash::new("flash-view-saved")).await;
    }
    let mut form = Form::typed(fields.clone());
    form.refuse("view-name", by.language.text("view-name-missing"));
    reply::refused(&super::list(&by, &back(&fields), form).await?)
}

/// `POST /admin/articles/views/{id}/removal`
pub async fn destroy(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let (sign_off, user, id) = (by.sign_off(), by.user.id, *id);
    let removed =
        by.app.write(move |_, conn| commands::remove_view(conn, &sign_off, user, id)).await?;
    removed?;
    reply::done(&by, &back_path(&fields), Flash::new("flash-view-removed")).await
}
