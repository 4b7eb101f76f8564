//! A link on its way to the person whose it is: by mail, or shown to be passed on.

use actix_web::web;

use super::LinkPage;
use crate::admin::{AdminResult, Layout, SignedIn, reply};
use crate::commands::people::Link;
use crate::error::AppError;
use crate::mail::{self, Letter};
use crate::model::User;

/// Sends a link by mail, if there is a server for it, and says so; shows it where there is none
/// or it did not work.
pub async fn hand_over(by: &SignedIn, user: &User, link: &Link) -> AdminResult {
    let (title, text) = match link.is_invitation {
        true => ("invited-title", "invited-text"),
        false => ("link-made-title", "link-made-text"),
    };
    if !mail::is_configured(&by.app) {
        return reply::page(&LinkPage::new(by, title, text, link));
    }
    let (app, letter) = (by.app.clone(), letter(by, user, link));
    let sent = web::block(move || mail::send(&app, &letter)).await;
    let sent = sent.map_err(|canceled| AppError::Internal(canceled.to_string()))?;
    let mut page = LinkPage::new(by, title, text, link);
    match sent {
        Ok(()) => page.set_sent(&user.email),
        Err(error) => {
            tracing::warn!(user = %user.id, %error, "mail was not sent");
            page.set_failed(&user.email, &error.to_string());
        }
    }
    reply::page(&page)
}

/// The letter, in the language of whom it is to.
fn letter(by: &SignedIn, user: &User, link: &Link) -> Letter {
    let theirs = by.app.editions.get(&user.language);
    let theirs = theirs.filter(|edition| edition.has_text("mail-reset-subject"));
    let edition = theirs.unwrap_or(&by.language);
    let address = format!("{}{}", by.app.config.base_url, link.path);
    let until = edition.full(link.expires_at);
    let (subject, text) = match link.is_invitation {
        true => ("mail-invitation-subject", "mail-invitation-text"),
        false => ("mail-reset-subject", "mail-reset-text"),
    };
    let arguments = [
        ("name", user.name.as_str().into()),
        ("by", by.user.name.as_str().into()),
        ("link", address.as_str().into()),
        ("time", until.as_str().into()),
    ];
    Letter {
        to: user.email.clone(),
        subject: edition.text(subject).to_owned(),
        text: edition.text_with(text, &arguments),
    }
}

impl LinkPage {
    /// Says that the link is on its way, and keeps it from view.
    fn set_sent(&mut self, email: &str) {
        self.text = self.layout.tv("link-sent", "email", email);
        self.link = None;
    }

    /// Says that it isn't.
    fn set_failed(&mut self, email: &str, reason: &str) {
        let layout: &Layout = &self.layout;
        self.problem = Some(layout.tvv("link-not-sent", ("email", email), ("reason", reason)));
    }
}
