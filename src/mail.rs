//! Mail to those who work here: links by which they choose a password. Readers get none.

use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{SmtpTransport, Transport};

use crate::app::App;

/// How long a server may take for each step, before somebody is told that it did not work.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A letter in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address alone.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Lines of any length.
    pub text: String,
}

/// Why a letter was not taken.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Nobody has said which server takes it.
    #[error("no mail server is configured")]
    NotConfigured,
    /// An address can't be one.
    #[error("the address cannot be used: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// It can't be written down.
    #[error("the letter cannot be written: {0}")]
    Letter(#[from] lettre::error::Error),
    /// The server, or the way to it.
    #[error("{0}")]
    Server(#[from] lettre::transport::smtp::Error),
}

/// Whether letters can be sent at all.
pub fn is_configured(app: &App) -> bool {
    app.config.mail_url.is_some()
}

/// Hands a letter to the configured server, which has taken it when this returns. Blocks.
///
/// # Errors
///
/// See [`MailError`]; then the letter was not sent.
pub fn send(app: &App, letter: &Letter) -> Result<(), MailError> {
    let url = app.config.mail_url.as_deref().ok_or(MailError::NotConfigured)?;
    let message = Message::builder()
        .from(sender(app)?)
        .to(Mailbox::new(None, letter.to.parse()?))
        .subject(&letter.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())?;
    SmtpTransport::from_url(url)?.timeout(Some(TIMEOUT)).build().send(&message)?;
    Ok(())
}

fn sender(app: &App) -> Result<Mailbox, MailError> {
    if let Ok(from) = app.config.mail_from.parse() {
        return Ok(from);
    }
    let base = url::Url::parse(&app.config.base_url).ok();
    let host = base.as_ref().and_then(|base| base.host_str()).unwrap_or("localhost");
    Ok(Mailbox::new(None, format!("newsroom@{host}").parse()?))
}
