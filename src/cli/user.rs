//! `broadsheet user`

use std::fmt::Write as _;

use clap::Subcommand;
use clap::builder::PossibleValuesParser;

use crate::app::App;
use crate::commands::people::{self, Invitation, Link};
use crate::config::Loaded;
use crate::db::{dialect, users};
use crate::model::role::EVERYWHERE;
use crate::model::user::normal_email;
use crate::model::{Role, Roles, SignOff, User};

use super::{Failure, print, serve};

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account and print the link by which its owner chooses a password
    ///
    /// The link is good once, for seven days.
    #[command(
        after_help = "Example:\n  broadsheet user create --role editor --edition en --edition mn bat@example.org"
    )]
    Create(Create),
    /// Show who can sign in, with roles
    #[command(after_help = "Example:\n  broadsheet user list")]
    List,
    /// Keep somebody from signing in; their name stays on what they did
    #[command(after_help = "Example:\n  broadsheet user deactivate bat@example.org")]
    Deactivate {
        /// The account's e-mail address
        email: String,
    },
    /// Print a link by which somebody chooses another password
    ///
    /// The link is good once, for a day. The old password works until then.
    #[command(after_help = "Example:\n  broadsheet user reset bat@example.org")]
    Reset {
        /// Turn two-step sign-in off as well: the phone is lost, and so are the recovery codes
        #[arg(long)]
        second_step: bool,
        /// The account's e-mail address
        email: String,
    },
}

#[derive(Debug, clap::Args)]
pub struct Create {
    /// What they are
    #[arg(long, value_name = "ROLE", value_parser = PossibleValuesParser::new(Role::ALL.map(Role::as_str)))]
    role: String,
    /// The edition in which they are it, by its prefix; may be given several times. Without it,
    /// in every edition
    #[arg(long, value_name = "EDITION")]
    edition: Vec<String>,
    /// As colleagues know them
    #[arg(long, value_name = "NAME", default_value = "")]
    name: String,
    /// The language in which the admin area speaks to them, by its edition's prefix
    #[arg(long, value_name = "EDITION")]
    language: Option<String>,
    /// Their e-mail address
    email: String,
}

impl UserCommand {
    pub fn run(self, loaded: Loaded) -> Result<(), Failure> {
        let app = serve::open(&loaded)?;
        let sign_off = SignOff::new("command line", app.clock.now());
        match self {
            UserCommand::Create(create) => create.run(&app, &sign_off),
            UserCommand::List => list(&app),
            UserCommand::Deactivate { email } => {
                let conn = &mut *app.database.writer()?;
                let user = find(&app, &email)?;
                people::deactivate(conn, &sign_off, user.id)?;
                print(&format!("{} can't sign in any more.\n", user.email));
                Ok(())
            }
            UserCommand::Reset { second_step, email } => {
                let user = find(&app, &email)?;
                let conn = &mut *app.database.writer()?;
                let link = dialect::transaction(conn, |conn| {
                    if second_step {
                        people::turn_off_totp(conn, &sign_off, user.id)?;
                    }
                    people::issue_link(conn, &sign_off, user.id)
                })?;
                print(&with_link("For another password", &app, &link));
                Ok(())
            }
        }
    }
}

impl Create {
    fn run(self, app: &App, sign_off: &SignOff) -> Result<(), Failure> {
        let known: Vec<&str> = app.editions.iter().map(|edition| &*edition.prefix).collect();
        for edition in self.edition.iter().chain(&self.language) {
            if !known.contains(&edition.as_str()) {
                let known = known.join(", ");
                return Err(Failure::new(format!(
                    "there is no edition `{edition}`; there are {known}"
                )));
            }
        }
        let role = Role::parse(&self.role).unwrap_or(Role::Reporter);
        if role == Role::Admin && !self.edition.is_empty() {
            return Err(Failure::new("an admin is one in every edition; leave --edition out"));
        }
        let default = app.config.default_edition.clone();
        let language = self.language.or_else(|| self.edition.first().cloned()).unwrap_or(default);
        let roles = Roles::of(role, &self.edition);
        let invitation = Invitation { email: self.email, name: self.name, language, roles };
        let conn = &mut *app.database.writer()?;
        let (id, link) = people::invite(conn, sign_off, &invitation)?;
        let user = users::find(conn, id)?.map(|user| user.email).unwrap_or_default();
        print(&with_link(&format!("Made {user}, {}", roles_of(&invitation.roles)), app, &link));
        Ok(())
    }
}

fn with_link(done: &str, app: &App, link: &Link) -> String {
    format!(
        "{done}. To choose a password, open once, until {}:\n  {}{}\n",
        link.expires_at.format("%Y-%m-%d %H:%M UTC"),
        app.config.base_url,
        link.path
    )
}

fn find(app: &App, email: &str) -> Result<User, Failure> {
    let missing = || Failure::new(format!("there is no account of `{email}`"));
    let email = normal_email(email).ok_or_else(missing)?;
    users::find_by_email(&mut *app.database.reader()?, &email)?.ok_or_else(missing)
}

fn list(app: &App) -> Result<(), Failure> {
    let people = users::list(&mut *app.database.reader()?)?;
    if people.is_empty() {
        print("Nobody can sign in yet. Try: broadsheet user create --role admin you@example.org\n");
        return Ok(());
    }
    let width = people.iter().map(|user| user.email.chars().count()).max().unwrap_or_default();
    let mut out = String::new();
    for user in people {
        let state = match (user.is_active, user.has_password) {
            (false, _) => "deactivated",
            (true, false) => "invited",
            (true, true) => "active",
        };
        let second_step = if user.has_totp { "two-step" } else { "-" };
        // Writing to a text can't fail.
        let _ = writeln!(
            out,
            "{:<width$}  {state:<11}  {second_step:<8}  {}",
            user.email,
            roles_of(&user.roles)
        );
    }
    print(&out);
    Ok(())
}

/// `editor in en, mn`
fn roles_of(roles: &Roles) -> String {
    let mut words: Vec<String> = Vec::new();
    for role in Role::ALL.into_iter().rev() {
        let editions = roles
            .iter()
            .filter(|(_, known)| *known == role)
            .map(|(edition, _)| if edition == EVERYWHERE { "every edition" } else { edition });
        let editions: Vec<&str> = editions.collect();
        if !editions.is_empty() {
            words.push(format!("{} in {}", role.as_str(), editions.join(", ")));
        }
    }
    if words.is_empty() { "no role".to_owned() } else { words.join("; ") }
}
