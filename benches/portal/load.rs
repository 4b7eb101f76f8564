//! Many readers at once: by wrk where it is installed, else by threads of our own.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::client::Client;

/// What asks.
pub enum Generator {
    /// <https://github.com/wg/wrk>, `apt install wrk`.
    Wrk { script: PathBuf },
    /// A thread for every connection.
    Threads,
}

/// What is asked for.
pub struct Pages {
    /// A file with an address a line.
    pub list: PathBuf,
    /// `Accept-Encoding`.
    pub encoding: &'static str,
    /// `Cookie`; empty for readers, who have none.
    pub cookie: String,
    /// What each answer must have.
    pub status: u16,
}

/// What a run of some seconds showed.
#[derive(Clone, Copy)]
pub struct Run {
    /// Answered, all of them with the right status.
    pub requests: u64,
    /// How long it took.
    pub elapsed: Duration,
    /// Half of the answers came within this time.
    pub median: Duration,
    /// 99 of 100 answers came within this time.
    pub p99: Duration,
}

/// Each thread begins at another address, and goes round; the last line is read by us.
const SCRIPT: &str = r#"
local threads, requests, position = 0, {}, 0

function setup(thread)
  thread:set("first", threads)
  threads = threads + 1
end

function init(arguments)
  local headers = {["Accept-Encoding"] = arguments[2]}
  if arguments[3] ~= "" then headers["Cookie"] = arguments[3] end
  for path in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
  position = first * math.floor(#requests / 2)
end

function request()
  position = position % #requests + 1
  return requests[position]
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("result %d %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.timeout, e.status))
end
"#;

impl Generator {
    /// The best one that this machine has; files go to `folder`.
    pub fn find(folder: &Path) -> io::Result<Generator> {
        if Command::new("wrk").arg("--version").output().is_err() {
            return Ok(Generator::Threads);
        }
        let script = folder.join("rotate.lua");
        fs::write(&script, SCRIPT)?;
        Ok(Generator::Wrk { script })
    }

    /// Its name in the report.
    pub fn name(&self) -> &'static str {
        match self {
            Generator::Wrk { .. } => "wrk, 2 threads",
            Generator::Threads => "own threads (wrk is not installed)",
        }
    }

    /// Asks for pages in turn over `connections` connections.
    pub fn run(
        &self,
        address: SocketAddr,
        pages: &Pages,
        connections: usize,
        length: Duration,
    ) -> Result<Run, Failure> {
        match self {
            Generator::Wrk { script } => run_wrk(script, address, pages, connections, length),
            Generator::Threads => run_threads(address, pages, connections, length),
        }
    }
}

fn run_wrk(
    script: &Path,
    address: SocketAddr,
    pages: &Pages,
    connections: usize,
    length: Duration,
) -> Result<Run, Failure> {
    let output = Command::new("wrk")
        .args(["--threads", "2", "--connections", &connections.to_string()])
        .args(["--duration", &format!("{}s", length.as_secs().max(1)), "--timeout", "30s"])
        .arg("--script")
        .arg(script)
        .arg(format!("http://{address}"))
        .arg("--")
        .arg(&pages.list)
        .arg(pages.encoding)
        .arg(&pages.cookie)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let result = text.lines().find_map(|line| line.strip_prefix("result "));
    let numbers: Vec<u64> =
        result.unwrap_or_default().split(' ').filter_map(|number| number.parse().ok()).collect();
    let [requests, elapsed, median, p99, errors, refused] = numbers[..] else {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(format!("wrk said nothing that we understand: {text}{reason}").into());
    };
    // wrk counts all that are 400 and more; which of them it doesn't say.
    let expected = if pages.status < 400 { 0 } else { requests };
    if errors > 0 || refused != expected {
        let failed = errors + refused.abs_diff(expected);
        return Err(format!("{failed} of {requests} requests failed: {text}").into());
    }
    let micros = Duration::from_micros;
    Ok(Run { requests, elapsed: micros(elapsed), median: micros(median), p99: micros(p99) })
}

fn run_threads(
    address: SocketAddr,
    pages: &Pages,
    connections: usize,
    length: Duration,
) -> Result<Run, Failure> {
    let list = fs::read_to_string(&pages.list)?;
    let paths: Vec<&str> = list.lines().collect();
    let started = Instant::now();
    let reader = |number: usize| -> io::Result<Vec<Duration>> {
        let mut client = Client::connect(address)?;
        let mut times = Vec::new();
        let first = number * paths.len() / connections;
        for path in paths.iter().cycle().skip(first) {
            let asked = Instant::now();
            if asked - started >= length {
                break;
            }
            client.get_with(path, pages.encoding, &pages.cookie)?.require(pages.status, path)?;
            times.push(asked.elapsed());
        }
        Ok(times)
    };
    let mut times = Vec::new();
    std::thread::scope(|scope| {
        let readers: Vec<_> =
            (0..connections).map(|one| scope.spawn(move || reader(one))).collect();
        for reader in readers {
            times.extend(reader.join().map_err(|_| "a reader panicked")??);
        }
        Ok::<_, Failure>(())
    })?;
    let elapsed = started.elapsed();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    Ok(Run { requests: times.len() as u64, elapsed, median: at(50), p99: at(99) })
}
