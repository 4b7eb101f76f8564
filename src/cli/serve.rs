//! `broadsheet serve`

use std::net::TcpListener;
use std::sync::Arc;

use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Loaded, Origin, default_base_url};
use crate::db::{DatabaseError, settings};
use crate::{changes, demo, disk, logging, server};

use super::{Failure, print};

/// Serves until told to stop.
pub fn run(mut loaded: Loaded) -> Result<(), Failure> {
    let log = logging::start(&loaded.config);
    // The port first: when it is taken, nothing has been made or changed.
    let listener = bind(&mut loaded)?;
    let app = Arc::new(open(&loaded)?);
    if loaded.config.load_demo && is_untouched(&app)? {
        demo::load(&app)?;
    }
    demo::refresh_dates(&app)?;
    print(&announcement(&app, &loaded)?);
    actix_web::rt::System::new().block_on(server::run(app, listener))?;
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
    let listener = server::bind(loaded.config.listen)?;
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

/// What the operator reads first.
fn announcement(app: &App, loaded: &Loaded) -> Result<String, DatabaseError> {
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
    let site = format!("{}/", loaded.config.base_url);
    Ok(format!(
        "Broadsheet {}{about}\n  \
         Site    {site:<31} {}\n  \
         Data    {}    Config  {config}    Stop  Ctrl-C\n",
        env!("CARGO_PKG_VERSION"),
        editions.join(" · "),
        app.database.url(),
    ))
}
