//! Somebody who works in the newsroom.

use std::path::{Path, PathBuf};
use std::{fs, io};

use broadsheet::auth::secret;

use crate::Failure;
use crate::client::{Answer, Client};

const EMAIL: &str = "bench@portal.example";
const PASSWORD: &str = "correct horse battery";

/// The variables by which a portal makes their account at its first start.
pub fn variables(folder: &Path) -> io::Result<[(&'static str, PathBuf); 2]> {
    let password = folder.join("password");
    fs::write(&password, PASSWORD)?;
    Ok([("BROADSHEET_ADMIN_EMAIL", EMAIL.into()), ("BROADSHEET_ADMIN_PASSWORD_FILE", password)])
}

/// Signs in by the form: the cookie, and what forms must carry.
pub fn sign_in(client: &mut Client) -> Result<(String, String), Failure> {
    let page = client.page("/admin/sign-in")?;
    let (cookie, token) = cookie_of(&page)?;
    let csrf = secret::derive(&token, "csrf");
    let form = [("csrf", csrf.as_str()), ("email", EMAIL), ("password", PASSWORD)];
    let answer = client.post("/admin/sign-in", &cookie, &form)?.require(303, "/admin/sign-in")?;
    let (cookie, token) = cookie_of(&answer)?;
    Ok((cookie, secret::derive(&token, "csrf")))
}

fn cookie_of(answer: &Answer) -> Result<(String, String), Failure> {
    let set = answer.header("set-cookie").ok_or("there is no cookie")?;
    let pair = set.split(';').next().unwrap_or_default();
    let (_, token) = pair.split_once('=').ok_or("there is no cookie")?;
    Ok((pair.to_owned(), token.to_owned()))
}
