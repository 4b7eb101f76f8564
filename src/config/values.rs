//! Texts that become values; an error says what the text must be.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use actix_web::http::Uri;
use actix_web::http::header::HeaderName;
use ipnet::IpNet;
use tracing_subscriber::EnvFilter;

use super::LogFormat;
use crate::db::DatabaseUrl;

pub fn listen(text: &str) -> Result<SocketAddr, String> {
    let local = text.strip_prefix("localhost:").and_then(|port| port.parse().ok());
    let local = local.map(|port: u16| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    local
        .or_else(|| text.parse().ok())
        .ok_or_else(|| "must be an address and a port such as `127.0.0.1:8080`".to_owned())
}

pub fn optional_listen(text: &str) -> Result<Option<SocketAddr>, String> {
    if text.is_empty() { Ok(None) } else { listen(text).map(Some) }
}

pub fn base_url(text: &str) -> Result<String, String> {
    let problem =
        || "must be the portal's address without a path, such as `https://news.example.org`";
    let uri: Uri = text.parse().map_err(|_| problem())?;
    let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority())
    else {
        return Err(problem().to_owned());
    };
    let has_port = authority.port().is_none_or(|port| !port.as_str().is_empty());
    let bare = uri.path() == "/" && uri.query().is_none() && !text.contains(['#', '?', '@']);
    if !bare || !has_port || authority.host().is_empty() {
        return Err(problem().to_owned());
    }
    Ok(format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()))
}

pub fn folder(text: &str) -> Result<PathBuf, String> {
    optional_folder(text).ok_or_else(|| "must be a folder".to_owned())
}

pub fn mail_url(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    // What is wrong may quote the password.
    let problem = || "must be `smtps://USER:PASSWORD@HOST` or `smtp://HOST:PORT`".to_owned();
    lettre::SmtpTransport::from_url(text).map_err(|_| problem())?;
    Ok(Some(text.to_owned()))
}

pub fn mail_from(text: &str) -> Result<String, String> {
    let problem = || "must be an address such as `News <news@example.org>`".to_owned();
    if !text.is_empty() {
        text.parse::<lettre::message::Mailbox>().map_err(|_| problem())?;
    }
    Ok(text.to_owned())
}

pub fn replica(text: &str) -> Result<Option<DatabaseUrl>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match DatabaseUrl::parse(text) {
        Ok(url @ DatabaseUrl::Postgres(_)) => Ok(Some(url)),
        _ => Err("must be `postgres://USER:PASSWORD@HOST/NAME`".to_owned()),
    }
}

pub fn header_name(text: &str) -> Result<String, String> {
    if text.is_empty() || HeaderName::from_bytes(text.as_bytes()).is_ok() {
        return Ok(text.to_owned());
    }
    Err("must be a header's name such as `Surrogate-Key`".to_owned())
}

pub fn web_address(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
            Ok(Some(text.to_owned()))
        }
        _ => Err("must be an address such as `http://127.0.0.1:6081/`".to_owned()),
    }
}

/// A bucket's name, and what names in it begin with.
pub fn bucket(text: &str) -> Result<Option<(String, String)>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let problem = || "must be `s3://BUCKET` or `s3://BUCKET/PREFIX`".to_owned();
    let place = text.strip_prefix("s3://").ok_or_else(problem)?;
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let is_path = |byte: u8| is_name(byte) || byte == b'/';
    if bucket.is_empty() || !bucket.bytes().all(is_name) || !prefix.bytes().all(is_path) {
        return Err(problem());
    }
    Ok(Some((bucket.to_owned(), prefix.trim_matches('/').to_owned())))
}

pub fn word(text: &str) -> Result<String, String> {
    let is_word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_word { Ok(text.to_owned()) } else { Err("must be a word such as `us-east-1`".to_owned()) }
}

pub fn method(text: &str) -> Result<String, String> {
    let is_method = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_method { Ok(text.to_owned()) } else { Err("must be a method such as `PURGE`".to_owned()) }
}

pub fn header_line(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let (name, value) = text.split_once(':').unwrap_or_default();
    let is_header = HeaderName::from_bytes(name.trim().as_bytes()).is_ok()
        && actix_web::http::header::HeaderValue::from_str(value.trim()).is_ok();
    if is_header { Ok(Some(text.to_owned())) } else { Err("must be `Name: value`".to_owned()) }
}

/// An address of a server, its password left out.
pub fn without_password(url: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut parsed) if parsed.password().is_some() => {
            // It has a host, or it would have no password.
            let _ = parsed.set_password(Some("…"));
            parsed.to_string().replace("%E2%80%A6", "…")
        }
        _ => url.to_owned(),
    }
}

pub fn optional_folder(text: &str) -> Option<PathBuf> {
    (!text.is_empty()).then(|| PathBuf::from(text))
}

pub fn database(text: &str) -> Result<DatabaseUrl, String> {
    let problem = || "must be `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`".to_owned();
    let url = DatabaseUrl::parse(text).map_err(|_| problem())?;
    match &url {
        // A connection string in another style would quietly become a file of that name.
        DatabaseUrl::Sqlite(path) if path.as_os_str().is_empty() || text.contains("host=") => {
            Err(problem())
        }
        DatabaseUrl::Sqlite(path) if path.starts_with(":memory:") => {
            Err("must be a file, since several connections share it".to_owned())
        }
        DatabaseUrl::Sqlite(_) if text.starts_with("postgres") && text.contains(':') => {
            Err(problem())
        }
        _ => Ok(url),
    }
}

pub fn number<T: FromStr + PartialOrd + std::fmt::Display>(
    text: &str,
    least: T,
    most: T,
) -> Result<T, String> {
    match text.parse::<T>() {
        Ok(number) if least <= number && number <= most => Ok(number),
        _ => Err(format!("must be a number from {least} to {most}")),
    }
}

pub fn switch(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| "must be `true` or `false`".to_owned())
}

pub fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    let network = |item: &str| {
        let address = || item.parse::<IpAddr>().ok().map(IpNet::from);
        item.parse::<IpNet>()
            .ok()
            .or_else(address)
            .ok_or_else(|| "must be addresses or networks such as `10.0.0.0/8`".to_owned())
    };
    items(text).map(network).collect()
}

pub fn hosts(text: &str) -> Result<Vec<String>, String> {
    items(text)
        .map(|item| {
            let label = |label: &str| {
                !label.is_empty()
                    && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            };
            match item.contains('.') && item.split('.').all(label) {
                true => Ok(item.to_ascii_lowercase()),
                false => Err("must be hosts such as `www.example.org`".to_owned()),
            }
        })
        .collect()
}

pub fn edition(text: &str) -> Result<String, String> {
    match text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && !text.is_empty() {
        true => Ok(text.to_owned()),
        false => Err("must be an edition's prefix such as `zh-hans`".to_owned()),
    }
}

pub fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "auto" => Ok(LogFormat::Auto),
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("must be `auto`, `text` or `json`".to_owned()),
    }
}

pub fn log_filter(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) if !text.is_empty() => Ok(text.to_owned()),
        _ => Err("must be a level such as `info`, or `info,request=warn`".to_owned()),
    }
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}
