//! `broadsheet init`

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use crate::app::App;
use crate::config::{FILE_NAME, Flags, Loaded, Origin, SETTINGS};
use crate::db::{dialect, settings, status};
use crate::model::SignOff;
use crate::{demo, disk};

use super::{Failure, print, serve};

/// Makes a portal of the operator's own in the current folder.
pub fn run(flags: &Flags, mut loaded: Loaded) -> Result<(), Failure> {
    if let Some(file) = &loaded.file {
        return Err(Failure::new(format!(
            "there is a {} already; edit it, or run init in another folder. Nothing was changed",
            file.display()
        )));
    }
    disk::check_writable(Path::new(".")).map_err(|error| {
        Failure::new(format!("cannot write {FILE_NAME} in this folder: {error}"))
    })?;
    loaded.config.load_demo = false;
    let app = serve::open(&loaded)?;
    refuse_content(&app)?;
    write_pages(&app)?;
    write_file(flags, &loaded)?;
    print(&next_steps(&app, &loaded));
    Ok(())
}

fn refuse_content(app: &App) -> Result<(), Failure> {
    let conn = &mut *app.database.reader()?;
    let url = app.database.url();
    if settings::find_demo_loaded_at(conn)?.is_some() {
        return Err(Failure::new(format!(
            "{url} holds the demo. Try: broadsheet demo remove, then broadsheet init"
        )));
    }
    if status::has_content(conn)? {
        return Err(Failure::new(format!(
            "{url} has content already. Try: broadsheet init --data-dir FOLDER"
        )));
    }
    Ok(())
}

/// Puts the editions' first texts on their information pages.
fn write_pages(app: &App) -> Result<(), Failure> {
    let sign_off = SignOff::new("init", app.clock.now());
    let conn = &mut *app.database.writer()?;
    dialect::transaction(conn, |conn| demo::write_starter_pages(conn, &app.editions, &sign_off))
        .map_err(Failure::from)
}

fn write_file(flags: &Flags, loaded: &Loaded) -> Result<(), Failure> {
    let write = || -> std::io::Result<()> {
        // Never over a file that appeared meanwhile.
        let mut file = OpenOptions::new().write(true).create_new(true).open(FILE_NAME)?;
        file.write_all(file_text(flags, loaded).as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| Failure::new(format!("cannot write {FILE_NAME}: {error}")))
}

/// Every setting with its meaning; those that were given as flags are set, others show what
/// applies without them.
fn file_text(flags: &Flags, loaded: &Loaded) -> String {
    let mut out = String::from(
        "# The settings of this portal. Take the # away from a line to change what it says.\n\
         # A BROADSHEET_* variable wins over this file, and a flag over both.\n\
         # What applies, and where it came from: broadsheet config show --origin\n",
    );
    for setting in &SETTINGS {
        let is_given = flags.values.contains_key(setting.key) && !setting.is_secret;
        let mark = if is_given || setting.key == "load_demo" { "" } else { "# " };
        let value = match setting.is_secret {
            true => "\"postgres://USER:PASSWORD@HOST/NAME\"".to_owned(),
            false => loaded.show(setting),
        };
        // Writing to a text can't fail.
        let _ = write!(
            out,
            "\n# {}.\n# Default: {}.\n{mark}{} = {value}\n",
            setting.help, setting.default, setting.key
        );
    }
    out
}

fn next_steps(app: &App, loaded: &Loaded) -> String {
    let mut out = format!(
        "Wrote {FILE_NAME}, which explains every setting.\n\
         Made {}, with information pages to start from.\n",
        app.database.url()
    );
    if matches!(loaded.origin("database_url"), Origin::Flag(_)) {
        out.push_str(
            "The database URL is not in the file, since it may hold a password. Set \
             BROADSHEET_DATABASE_URL, or BROADSHEET_DATABASE_URL_FILE, from now on.\n",
        );
    }
    out.push_str(
        "Next:\n  \
           broadsheet check                            what is still to do\n  \
           broadsheet import page --edition en FILE    a first article\n  \
           broadsheet                                  serve it\n",
    );
    out
}
