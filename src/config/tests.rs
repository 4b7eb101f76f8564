use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// A file of settings that is gone after the test.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> File {
        let folder = std::env::temp_dir().join(format!("config-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(FILE_NAME);
        fs::write(&path, text).unwrap();
        File(path)
    }

    fn flags(&self) -> Flags {
        Flags { file: Some(self.0.clone()), ..Flags::default() }
    }

    /// The one line that says what is wrong with it, without its folder.
    fn problem(&self) -> String {
        let problem = load(&self.flags(), []).unwrap_err().to_string();
        assert!(!problem.contains('\n'), "{problem}");
        problem.replace(&format!("{}/", self.0.parent().unwrap().display()), "")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.0.parent().unwrap());
    }
}

fn variables(pairs: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    pairs.iter().map(|(name, value)| (name.into(), value.into())).collect()
}

fn flag(key: &'static str, value: &str) -> Flags {
    Flags { file: None, values: [(key, value.to_owned())].into() }
}

fn problem_of(pairs: &[(&str, &str)]) -> String {
    load(&Flags::default(), variables(pairs)).unwrap_err().to_string()
}

#[test]
fn the_defaults_are_a_portal_on_this_machine() {
    let loaded = load(&Flags::default(), []).unwrap();
    assert_eq!(loaded.config.base_url, "http://127.0.0.1:8080");
    assert_eq!(loaded.config.database.to_string(), "./broadsheet-data/broadsheet.sqlite3");
    assert_eq!(loaded.config.media_dir(), Path::new("./broadsheet-data/media"));
    assert_eq!((loaded.config.drain_secs, loaded.config.load_demo), (20, true));
    assert!(loaded.is_default());
}

#[test]
fn a_flag_wins_over_a_variable_and_a_variable_over_the_file() {
    let file = File::new("order", "workers = 2\ndrain_secs = 2\nlisten = \"127.0.0.1:2\"\n");
    let mut flags = file.flags();
    flags.values.insert("workers", "4".to_owned());
    let environment =
        variables(&[("BROADSHEET_WORKERS", "3"), ("BROADSHEET_DRAIN_SECS", "3"), ("HOME", "/")]);
    let loaded = load(&flags, environment).unwrap();
    let config = &loaded.config;
    assert_eq!((config.workers, config.drain_secs, config.listen.port()), (4, 3, 2));
    assert_eq!(config.base_url, "http://127.0.0.1:2");
    assert_eq!(loaded.origin("workers").to_string(), "--workers");
    assert_eq!(loaded.origin("drain_secs").to_string(), "BROADSHEET_DRAIN_SECS");
    assert!(loaded.origin("listen").to_string().ends_with("broadsheet.toml line 3"));
    assert_eq!(loaded.origin("base_url"), &Origin::Default);
}

#[test]
fn a_mistake_in_the_file_is_named_with_its_line() {
    let problem = |name: &str, text: &str| File::new(name, text).problem();
    assert_eq!(
        problem("typo", "# ours\n\n\n\n\n\nbase-ulr = \"https://a.example\"\n"),
        "broadsheet.toml line 7: unknown key `base-ulr`. Did you mean `base_url`?"
    );
    assert_eq!(problem("far", "zzz = 1\n"), "broadsheet.toml line 1: unknown key `zzz`");
    assert_eq!(
        problem("bad", "\nlisten = \"8080\"\n"),
        "broadsheet.toml line 2: `listen` must be an address and a port such as \
         `127.0.0.1:8080`, not `8080`"
    );
    assert_eq!(
        problem("type", "workers = \"2\"\n"),
        "broadsheet.toml line 1: `workers` must be a number without quotes"
    );
    assert_eq!(
        problem("list", "trusted_proxies = \"10.0.0.1\"\n"),
        "broadsheet.toml line 1: `trusted_proxies` must be a list such as `[\"a\", \"b\"]`"
    );
    assert!(
        problem("syntax", "listen = \"a\"\nworkers = = 2\n")
            .starts_with("broadsheet.toml line 2: ")
    );
    assert!(problem("twice", "workers = 1\nworkers = 2\n").starts_with("broadsheet.toml line 2: "));
}

#[test]
fn a_mistake_in_the_environment_is_named_with_its_variable() {
    assert_eq!(
        problem_of(&[("BROADSHEET_BASE_ULR", "x")]),
        "environment: unknown variable `BROADSHEET_BASE_ULR`. Did you mean `BROADSHEET_BASE_URL`?"
    );
    assert_eq!(
        problem_of(&[("BROADSHEET_WORKERS", "0")]),
        "BROADSHEET_WORKERS: must be a number from 1 to 1024, not `0`"
    );
    let passwords = [("DATABASE_URL", "mysql://me:secret@host/db")];
    assert_eq!(
        problem_of(&passwords),
        "DATABASE_URL: must be `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`"
    );
    let cluster = [("BROADSHEET_SERVICE_HOST", "10.0.0.1"), ("BROADSHEET_PORT", "tcp://10.0.0.1")];
    assert!(load(&Flags::default(), variables(&cluster)).is_ok());
}

#[test]
fn a_mistake_in_a_flag_is_named_with_the_flag() {
    let problem = load(&flag("base_url", "news.example.org"), []).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "--base-url: must be the portal's address without a path, such as \
         `https://news.example.org`, not `news.example.org`"
    );
}

#[test]
fn a_base_url_is_a_scheme_and_a_host() {
    let read = |text: &str| load(&flag("base_url", text), []).map(|loaded| loaded.config.base_url);
    assert_eq!(read("https://News.Example.org/").unwrap(), "https://news.example.org");
    assert_eq!(read("http://[::1]:8080").unwrap(), "http://[::1]:8080");
    for text in [
        "",
        "/",
        "https://",
        "ftp://a.example",
        "https://a.example/news",
        "https://me@a.example",
        "https://a.example?x",
        "https://a.example#x",
        "https://a b",
        "https://报.example",
    ] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn a_secret_comes_from_a_file_and_is_never_printed() {
    let file = File::new("secret", "postgres://me:hunter2@db.example/news\n");
    let path = file.0.to_str().unwrap();
    let loaded =
        load(&Flags::default(), variables(&[("BROADSHEET_DATABASE_URL_FILE", path)])).unwrap();
    let setting = SETTINGS.iter().find(|setting| setting.key == "database_url").unwrap();
    assert_eq!(loaded.show(setting), "\"postgres://db.example/news\"");
    assert_eq!(loaded.origin("database_url").to_string(), "BROADSHEET_DATABASE_URL_FILE");
    let DatabaseUrl::Postgres(url) = loaded.config.database else { panic!("not a server") };
    assert_eq!(url, "postgres://me:hunter2@db.example/news");

    let both = [("BROADSHEET_DATABASE_URL_FILE", path), ("BROADSHEET_DATABASE_URL", "sqlite:a")];
    assert_eq!(
        problem_of(&both),
        "BROADSHEET_DATABASE_URL: set it or `BROADSHEET_DATABASE_URL_FILE`, not both"
    );
    let missing = problem_of(&[("BROADSHEET_DATABASE_URL_FILE", "/no/such")]);
    assert!(missing.starts_with("BROADSHEET_DATABASE_URL_FILE: cannot read /no/such: "));
}

#[test]
fn paths_in_the_file_are_relative_to_it() {
    let file = File::new("paths", "data_dir = \"data\"\ndatabase_url = \"sqlite:own.db\"\n");
    let folder = file.0.parent().unwrap();
    let config = load(&file.flags(), []).unwrap().config;
    assert_eq!(config.data_dir, folder.join("data"));
    assert_eq!(config.database, DatabaseUrl::Sqlite(folder.join("own.db")));
}

#[test]
fn under_systemd_the_data_is_in_the_state_directory() {
    let environment = variables(&[("STATE_DIRECTORY", "/var/lib/broadsheet:/var/lib/other")]);
    let config = load(&Flags::default(), environment.clone()).unwrap().config;
    assert_eq!(config.data_dir, Path::new("/var/lib/broadsheet"));
    assert_eq!(config.database.to_string(), "/var/lib/broadsheet/broadsheet.sqlite3");
    let config = load(&flag("data_dir", "/srv/news"), environment).unwrap().config;
    assert_eq!(config.data_dir, Path::new("/srv/news"));
}

#[test]
fn every_setting_shows_a_value_that_the_file_takes() {
    let loaded = load(&Flags::default(), []).unwrap();
    let text: Vec<String> = SETTINGS
        .iter()
        .map(|setting| format!("{} = {}\n", setting.key, loaded.show(setting)))
        .collect();
    let file = File::new("round", &text.concat());
    let again = load(&file.flags(), []).unwrap();
    for setting in
        SETTINGS.iter().filter(|setting| !matches!(setting.key, "data_dir" | "database_url"))
    {
        assert_eq!(again.show(setting), loaded.show(setting));
    }
}

#[test]
fn proxies_are_addresses_and_networks() {
    let config = load(&flag("trusted_proxies", "10.0.0.0/8, ::1"), []).unwrap().config;
    let proxies: Vec<_> = config.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["10.0.0.0/8", "::1/128"]);
    assert!(load(&flag("trusted_proxies", "proxy.example"), []).is_err());
}
