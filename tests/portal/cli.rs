//! The command line as an operator types it: the built program in a folder of its own.

mod audit;
mod check;
mod config;
mod crash;
mod failures;
mod init;
mod outage;
mod reload;
mod serve;
mod user;
mod why;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// How long a portal that was told to stop may take: much less than the drain times that the
/// tests set, and than anybody would call at once on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that is gone after the test, to run the program in.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static SERIAL: AtomicU32 = AtomicU32::new(0);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let name = format!("broadsheet-cli-{}-{serial}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(self, name: &str, text: &str) -> Folder {
        fs::write(self.0.join(name), text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// The names in the folder, sorted.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn path(&self) -> &Path {
        &self.0
    }

    /// `broadsheet` in this folder, with no variables of the machine's own but PATH.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_broadsheet"));
        command.args(words).current_dir(&self.0).env_clear().stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Outcome {
        Outcome::from(self.command(words).output().unwrap())
    }

    fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Outcome {
        let mut command = self.command(words);
        Outcome::from(command.envs(variables.iter().copied()).output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a command printed.
#[derive(Debug)]
struct Outcome {
    succeeded: bool,
    stdout: String,
    stderr: String,
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Outcome {
        Outcome {
            succeeded: output.status.success(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Outcome {
    /// The one line of a command that failed, without `error: `.
    #[track_caller]
    fn error(&self) -> &str {
        assert!(!self.succeeded, "{self:?}");
        assert_eq!(self.stdout, "");
        let line = self.stderr.strip_prefix("error: ").unwrap_or_else(|| panic!("{self:?}"));
        let line = line.strip_suffix('\n').unwrap_or(line);
        assert!(!line.contains('\n'), "{self:?}");
        line
    }

    /// What a command that went well printed.
    #[track_caller]
    fn text(&self) -> &str {
        assert!(self.succeeded, "{self:?}");
        &self.stdout
    }
}

/// `broadsheet serve`, killed after the test.
struct Server {
    child: Child,
    address: SocketAddr,
    /// The block that it printed at its start.
    announcement: String,
}

impl Server {
    /// Starts on a port of the system's choice and waits for the block.
    fn start(folder: &Folder, words: &[&str]) -> Server {
        Server::start_with(folder, words, &[])
    }

    /// The same, with variables.
    fn start_with(folder: &Folder, words: &[&str], variables: &[(&str, &str)]) -> Server {
        let mut command = folder.command(&["--listen", "127.0.0.1:0"]);
        command.envs(variables.iter().copied());
        command.args(words).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut announcement = String::new();
        while !announcement.contains("Stop  Ctrl-C") {
            let Some(line) = lines.next() else {
                let mut said = String::new();
                child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
                panic!("did not start: {said}");
            };
            announcement.push_str(&line.unwrap());
            announcement.push('\n');
        }
        let after = announcement.split_once("http://").unwrap().1;
        let address = after.split_once('/').unwrap().0.parse().unwrap();
        Server { child, address, announcement }
    }

    /// The status and the whole answer.
    fn get(&self, path: &str) -> (u16, String) {
        self.try_get(path).unwrap()
    }

    fn try_get(&self, path: &str) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n\r\n")?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        status.map(|status| (status, answer)).ok_or_else(|| std::io::ErrorKind::InvalidData.into())
    }

    fn signal(&self, name: &str) {
        // From its first answer on the portal listens to signals.
        assert_eq!(self.get("/-/live").0, 200);
        kill(self.child.id(), name);
    }

    /// Asks again and again until a balancer would send nobody here any more.
    fn wait_until_draining(&self) {
        // It doesn't go on for ever: a portal that has stopped listening refuses.
        while self.get("/-/ready").0 != 503 {}
    }

    /// Lines of the log as they come; who takes them can't wait for the end.
    fn log(&mut self) -> Log {
        let lines = BufReader::new(self.child.stderr.take().unwrap()).lines();
        let (line, said) = mpsc::channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|it| line.send(it)));
        Log(said)
    }

    /// Waits for the end; what was logged. A portal that hasn't stopped by [`PATIENCE`] is
    /// killed, which fails the test.
    #[track_caller]
    fn wait(mut self) -> String {
        let (ended, has_ended) = mpsc::channel::<()>();
        let pid = self.child.id();
        let watch = std::thread::spawn(move || {
            if has_ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                kill(pid, "KILL");
            }
        });
        let mut logged = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut logged).unwrap();
        drop(ended);
        watch.join().unwrap();
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status} {logged}");
        logged
    }
}

/// What a portal logs.
struct Log(mpsc::Receiver<String>);

impl Log {
    /// The lines up to the first one that contains `words`.
    #[track_caller]
    fn until(&self, words: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        while !lines.last().is_some_and(|line| line.contains(words)) {
            match self.0.recv_timeout(PATIENCE) {
                Ok(line) => lines.push(line),
                Err(_) => panic!("`{words}` is not among {lines:#?}"),
            }
        }
        lines
    }
}

/// Sends a signal to a process of ours that hasn't been waited for.
fn kill(pid: u32, signal: &str) {
    let status = Command::new("kill").args(["-s", signal, &pid.to_string()]).status();
    assert!(status.unwrap().success());
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
