//! The first page after signing in.

use askama::Template;

use super::{AdminResult, Layout, SignedIn, reply};

#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct DashboardPage {
    layout: Layout,
    /// The person's roles, each with its edition.
    roles: Vec<String>,
    email: String,
    /// Where they read what they publish.
    sites: Vec<Site>,
    has_second_step: bool,
}

struct Site {
    href: String,
    label: String,
    tag: String,
}

/// `GET /admin`
pub async fn show(by: SignedIn) -> AdminResult {
    let layout = Layout::of(&by, "menu-dashboard");
    let roles = by.user.roles.iter().map(|(edition, role)| layout.role_in(role, edition));
    let sites =
        by.app.editions.iter().filter(|edition| by.user.roles.within(&edition.prefix).is_some());
    let sites = sites.map(|edition| Site {
        href: format!("/{}/", edition.prefix),
        label: edition.label.clone(),
        tag: edition.tag.clone(),
    });
    let page = DashboardPage {
        roles: roles.collect(),
        email: by.user.email.clone(),
        sites: sites.collect(),
        has_second_step: by.user.has_totp,
        layout,
    };
    reply::page(&page)
}

/// `GET /admin/`, which is typed as often.
pub async fn drop_slash() -> AdminResult {
    Ok(reply::see_other("/admin"))
}
