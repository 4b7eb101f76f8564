//! `broadsheet serve`

use std::net::TcpListener;
use std::sync::Arc;

use crate::app::App;
use crate::auth::password;
use crate::clock::Clock;
use crate::commands::people::{self, PeopleError};
use crate::config::{Config, FirstAdmin, Flags, Loaded, Origin, default_base_url};
use crate::db::{Conn, DatabaseError, settings, users};
use crate::followers::purge::Purger;
use crate::model::SignOff;
use crate::model::user::normal_email;
use crate::{changes, demo, disk, logging, server};

use super::reload::Reloading;
use super::{Failure, print};

/// Serves until told to stop.
pub fn run(flags: &Flags, mut loaded: Loaded) -> Result<(), Failure> {
    let as_read = loaded.clone();
    let log = logging::start(&loaded.config);
    Purger::new(&loaded.config)?;
    // The port first: when it is taken, nothing has been made or changed.
    let listener = bind(&mut loaded)?;
    let measured = loaded.config.metrics_listen;
    let measured = measured.map(|it| server::bind("metrics-listen", it)).transpose()?;
    let app = Arc::new(open(&loaded)?);
    if loaded.config.load_demo && is_untouched(&app)? {
        demo::load(&app)?;
    }
    demo::refresh_dates(&app)?;
    let first_editor = first_editor(&app, &loaded)?;
    let announcement = announcement(&app, &loaded, first_editor.as_deref())?;
    let reloading = Reloading::new(app.clone(), log.filter(), flags.clone(), as_read);
    let reload = move || reloading.reload();
    let serving = server::run(app, listener, measured, reload, || print(&announcement));
    actix_web::rt::System::new().block_on(serving)?;
    drop(log);
    Ok(())
}

/// Opens the portal that `loaded` describes, or leaves everything as it was.
pub fn open(loaded: &Loaded) -> Result<App, Failure> {
    let config = &loaded.config;
    check_data_dir(config)?;
    App::open(config.clone(), Clock::system())
        .map_err(|error| Failure::from(error).without_password(config))
}

/// That the data folder can be written to, or made.
pub fn check_data_dir(config: &Config) -> Result<(), Failure> {
    disk::check_writable(&config.data_dir).map_err(|error| {
        Failure::new(format!(
            "cannot write to the data folder {}: {error}. Try: broadsheet --data-dir FOLDER",
            config.data_dir.display()
        ))
    })
}

fn bind(loaded: &mut Loaded) -> Result<TcpListener, Failure> {
    let listener = server::bind("listen", loaded.config.listen)?;
    loaded.config.listen = listener.local_addr()?;
    if loaded.origin("base_url") == &Origin::Default {
        loaded.config.base_url = default_base_url(loaded.config.listen);
    }
    Ok(listener)
}

/// Whether nobody has ever changed anything: `init`, an import and the demo itself all have.
fn is_untouched(app: &App) -> Result<bool, DatabaseError> {
    Ok(changes::position(&mut *app.database.reader()?)?.0 == 0)
}

/// While nobody can sign in: makes the first admin whom the variables name, or else gives the
/// token by which somebody makes themselves one.
fn first_editor(app: &App, loaded: &Loaded) -> Result<Option<String>, Failure> {
    let conn = &mut *app.database.writer()?;
    if let Some(first) = &loaded.first_admin
        && users::is_empty(conn)?
    {
        make_first_admin(app, conn, first)?;
    }
    Ok(people::issue_set_up_token(conn, app.clock.now())?)
}

fn make_first_admin(app: &App, conn: &mut Conn, first: &FirstAdmin) -> Result<(), Failure> {
    let file = &first.password_file;
    let unread = |error| {
        Failure::new(format!(
            "BROADSHEET_ADMIN_PASSWORD_FILE: cannot read {}: {error}",
            file.display()
        ))
    };
    let typed = std::fs::read_to_string(file).map_err(unread)?;
    let typed = typed.trim_end_matches(['\r', '\n']);
    let email = normal_email(&first.email).unwrap_or_default();
    if let Some(problem) = password::problem(typed, &email) {
        let words = app.editions.get("en").map(|english| english.text(problem));
        let words = words.unwrap_or(problem);
        return Err(Failure::new(format!("BROADSHEET_ADMIN_PASSWORD_FILE: {words}")));
    }
    let hash =
        password::hash(typed).ok_or_else(|| Failure::new("the system has no random numbers"))?;
    let sign_off = SignOff::new("environment", app.clock.now());
    let name = email.split('@').next().unwrap_or_default();
    let person = (first.email.as_str(), name, app.config.default_edition.as_str());
    match people::set_up(conn, &sign_off, None, person, &hash) {
        // Another node was faster.
        Ok(_) | Err(PeopleError::NotEmpty) => Ok(()),
        Err(error) => Err(Failure::new(format!("BROADSHEET_ADMIN_EMAIL: {error}"))),
    }
}

/// What the operator reads first.
fn announcement(
    app: &App,
    loaded: &Loaded,
    set_up_token: Option<&str>,
) -> Result<String, DatabaseError> {
    let is_demo = settings::find_demo_loaded_at(&mut *app.database.reader()?)?.is_some();
    let about = match is_demo {
        true => " — demo content (robots: noindex). For your own site: broadsheet init",
        false => "",
    };
    let editions: Vec<&str> = app.editions.iter().map(|edition| edition.prefix.as_str()).collect();
    let file = loaded.file.as_ref().map(|path| path.display().to_string());
    let config = match (file, loaded.is_default()) {
        (Some(file), _) => file,
        (None, true) => "none (defaults)".to_owned(),
        (None, false) => "none (variables and flags)".to_owned(),
    };
    let base_url = &loaded.config.base_url;
    let site = format!("{base_url}/");
    let first_editor = set_up_token.map(|token| {
        format!(
            "  First editor: open once, within 30 minutes   {base_url}/admin/setup/{token}\n                \
             or run   broadsheet user create --role admin you@example.org\n"
        )
    });
    Ok(format!(
        "Broadsheet {}{about}\n  \
         Site    {site:<31} {}\n  \
         Admin   {base_url}/admin\n\
         {}  \
         Data    {}    Config  {config}    Stop  Ctrl-C\n",
        env!("CARGO_PKG_VERSION"),
        editions.join(" · "),
        first_editor.unwrap_or_default(),
        app.database.url(),
    ))
}
