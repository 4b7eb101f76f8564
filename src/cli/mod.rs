//! The command line: one file per command.
//!
//! A command that fails prints one line on standard error and exits with a status other than 0.

mod audit;
mod bench;
mod check;
mod completions;
mod config;
mod demo;
mod failure;
mod flags;
mod import;
mod init;
mod man;
mod migrate;
mod reload;
mod serve;
mod user;
mod why;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::config::{Flags, Loaded, load};
use crate::media;

pub use failure::Failure;

/// A news portal in one binary.
///
/// Without a command it serves: with no configuration at all it makes a database in
/// ./broadsheet-data, fills it with a demo newspaper, and says where to read it.
///
/// Settings come from their defaults, then broadsheet.toml, then variables, then flags; the later
/// one wins. `broadsheet config show --origin` says where each came from.
#[derive(Debug, Parser)]
#[command(
    name = "broadsheet",
    version,
    disable_help_subcommand = true,
    after_help = "Example:\n  broadsheet --listen 127.0.0.1:8081"
)]
struct CommandLine {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal; the default
    ///
    /// Listens, brings the database to this version's schema, and answers readers until it is
    /// told to stop. A database that nobody has touched gets the demo newspaper.
    #[command(
        after_help = "Example:\n  broadsheet serve --listen 0.0.0.0:8080 --base-url https://news.example.org"
    )]
    Serve,
    /// Start a newspaper of your own in this folder
    ///
    /// Writes a broadsheet.toml that explains every setting, makes the data folder and the
    /// database, and puts a first text on each information page. Changes nothing when there is a
    /// broadsheet.toml, or when the database has content.
    #[command(after_help = "Example:\n  broadsheet init --base-url https://news.example.org")]
    Init,
    /// Bring the database to this version's schema
    ///
    /// `serve` does that by itself; this is for doing it beforehand. Keeps a copy of a SQLite
    /// database before changing it.
    #[command(
        after_help = "Example:\n  broadsheet migrate --database-url postgres://me@localhost/news"
    )]
    Migrate,
    /// Say what would keep the portal from working well, with a remedy each
    ///
    /// Changes nothing. Exits with a status other than 0 when something is wrong (✗); what is
    /// only worth knowing (!) doesn't count.
    #[command(after_help = "Example:\n  broadsheet check --config /etc/broadsheet/broadsheet.toml")]
    Check,
    /// Let people sign in to the admin area
    #[command(subcommand, arg_required_else_help = true)]
    User(user::UserCommand),
    /// See whether the audit is whole, or take a copy of it
    #[command(subcommand, arg_required_else_help = true)]
    Audit(audit::AuditCommand),
    /// Put the demo newspaper back, or take it away
    #[command(subcommand, arg_required_else_help = true)]
    Demo(demo::Demo),
    /// Import content
    #[command(subcommand, arg_required_else_help = true)]
    Import(import::Import),
    /// Show the settings
    #[command(subcommand, arg_required_else_help = true)]
    Config(config::Config),
    /// Say why a page is fresh
    ///
    /// Asks the node on this machine how its answer came about, what the page shows, after which
    /// change it was made, and looks into the database for what was changed since.
    #[command(after_help = "Example:\n  broadsheet why https://news.example.org/en/")]
    Why(why::Why),
    /// Measure how the portal does with a large newspaper
    #[command(subcommand, arg_required_else_help = true)]
    Bench(bench::Bench),
    /// Print what makes a shell complete commands and flags
    #[command(
        after_help = "Example:\n  broadsheet completions bash > ~/.local/share/bash-completion/completions/broadsheet"
    )]
    Completions(completions::Completions),
    /// Print the manual page, or write all of them
    #[command(after_help = "Example:\n  broadsheet man --dir /usr/local/share/man/man1")]
    Man(man::Man),
}

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    // Not a command: a portal that decodes a picture starts itself with it.
    if let Some(code) = media::serve_decoder(std::env::args_os()) {
        return code;
    }
    let CommandLine { flags, command } = CommandLine::parse();
    match run(&flags, command.unwrap_or(Command::Serve)) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(flags: &Flags, command: Command) -> Result<ExitCode, Failure> {
    let loaded = || -> Result<Loaded, Failure> { Ok(load(flags, std::env::vars_os())?) };
    match command {
        Command::Serve => serve::run(flags, loaded()?)?,
        Command::Init => init::run(flags, loaded()?)?,
        Command::Migrate => migrate::run(loaded()?)?,
        Command::Check => return Ok(check::run(load(flags, std::env::vars_os()))),
        Command::User(user) => user.run(loaded()?)?,
        Command::Audit(audit) => audit.run(loaded()?)?,
        Command::Demo(demo) => demo.run(loaded()?)?,
        Command::Import(import) => import.run(loaded()?)?,
        Command::Config(config) => config.run(&loaded()?),
        Command::Why(why) => why.run(&loaded()?)?,
        Command::Bench(bench) => bench.run(loaded()?)?,
        Command::Completions(completions) => completions.run(CommandLine::command()),
        Command::Man(man) => man.run(CommandLine::command())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints to standard output, where nobody may be reading any more: `broadsheet man | head`.
fn print(text: &str) {
    let mut stdout = std::io::stdout().lock();
    // What can't be printed there can't be said anywhere.
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SETTINGS;

    #[test]
    fn the_commands_fit_together() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example_and_every_flag_its_variable() {
        fn check(command: &mut clap::Command) {
            let help = command.render_long_help().to_string();
            let name = command.get_name().to_owned();
            match command.has_subcommands() && name != "broadsheet" {
                true => command.get_subcommands_mut().for_each(check),
                false => assert!(help.contains("Example:\n  broadsheet"), "{name} has no example"),
            }
            for setting in &SETTINGS {
                assert!(help.contains(&format!("[env: {}]", setting.variable())), "{help}");
            }
        }
        let mut command = CommandLine::command();
        command.build();
        check(&mut command);
        command.get_subcommands_mut().for_each(check);
    }

    #[test]
    fn a_flag_may_stand_before_and_after_the_command() {
        for words in [["--workers", "3", "check"], ["check", "--workers", "3"]] {
            let line = CommandLine::parse_from(["broadsheet"].iter().chain(&words));
            assert_eq!(line.flags.values["workers"], "3");
        }
    }
}
