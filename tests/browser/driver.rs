//! ChromeDriver, and a browser for each test.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};

/// A Chromium of one's own.
#[derive(Clone)]
pub struct Browser {
    /// For everything that has no word of its own here.
    pub client: Client,
}

/// How a browser differs from the usual one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Taste {
    /// Scripts are off.
    pub no_script: bool,
    /// Dark colours are preferred.
    pub dark: bool,
    /// A phone of 360 × 740 pixels.
    pub phone: bool,
}

/// Runs `test` with a browser of that taste; says why not where there is none.
///
/// # Panics
///
/// With `CI=true` when there is no browser.
pub fn browse<F: Future<Output = ()>>(taste: Taste, test: impl FnOnce(Browser) -> F) {
    with_driver(async |port| {
        let browser = Browser::open(port, taste).await;
        test(browser.clone()).await;
        browser.client.close().await.expect("the browser closes");
    });
}

/// The same with two browsers: two people.
///
/// # Panics
///
/// With `CI=true` when there is no browser.
pub fn browse_both<F: Future<Output = ()>>(test: impl FnOnce(Browser, Browser) -> F) {
    with_driver(async |port| {
        let one = Browser::open(port, Taste::default()).await;
        let other = Browser::open(port, Taste::default()).await;
        test(one.clone(), other.clone()).await;
        one.client.close().await.expect("the browser closes");
        other.client.close().await.expect("the browser closes");
    });
}

fn with_driver(test: impl AsyncFnOnce(u16)) {
    let Some(port) = chromedriver() else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "ChromeDriver is missing");
        eprintln!("skipped: no ChromeDriver and Chromium; see CONTRIBUTING.md");
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(test(port));
}

impl Browser {
    async fn open(port: u16, taste: Taste) -> Browser {
        let mut arguments = vec![
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--lang=en",
            "--hide-scrollbars",
        ];
        if taste.dark {
            arguments.push("--force-prefers-color-scheme=dark");
        }
        let mut options = json!({ "args": arguments });
        if let Some(binary) = chromium() {
            options["binary"] = json!(binary);
        }
        if taste.no_script {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "SEVERE" }));
        let driver = format!("http://127.0.0.1:{port}");
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver)
            .await
            .expect("a browser");
        let browser = Browser { client };
        let (width, height) = if taste.phone { (360, 740) } else { (1280, 900) };
        browser.resize(width, height, taste.phone).await;
        if taste.dark {
            let feature = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
            browser.devtools("Emulation.setEmulatedMedia", json!({ "features": feature })).await;
        }
        browser
    }

    /// Shows pages as on a screen of this size.
    pub async fn resize(&self, width: u32, height: u32, mobile: bool) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Opens a page of the portal.
    pub async fn goto(&self, path: &str) {
        let url = format!("{}{path}", super::portal::base_url());
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// The path and query that the browser is at.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url[url::Position::BeforePath..].to_owned()
    }

    /// Runs a script in the page and returns what it returns.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// What the browser has complained about since it was asked last.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.client.issue_cmd(ConsoleLog).await.expect("a log");
        let entries = log.as_array().expect("entries").iter();
        entries.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Sends a command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let command = DevTools(json!({ "cmd": command, "params": parameters }));
        self.client.issue_cmd(command).await.unwrap_or_else(|error| panic!("{error}"))
    }
}

/// `goog/cdp/execute`, which WebDriver doesn't have.
#[derive(Debug)]
struct DevTools(Value);

/// `se/log`, which it doesn't have either.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(
        &self,
        base_url: &url::Url,
        session_id: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base_url.join(&format!("session/{}/se/log", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(
        &self,
        base_url: &url::Url,
        session_id: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base_url.join(&format!("session/{}/goog/cdp/execute", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}

/// A running ChromeDriver; it ends when its input closes.
struct Driver {
    port: u16,
    _process: Child,
    /// Kept open, for a program that writes where nobody reads is ended.
    _output: BufReader<ChildStdout>,
}

/// The port of a ChromeDriver that lives as long as this process.
fn chromedriver() -> Option<u16> {
    static DRIVER: OnceLock<Option<Driver>> = OnceLock::new();
    let started = DRIVER.get_or_init(|| {
        let driver = program("CHROMEDRIVER", &["chromedriver"])?;
        chromium()?;
        // The shell ends the driver when its standard input closes, which is when this process
        // ends, however it does. The driver alone holds the output, so that it ends with it.
        let script = "\"$0\" --port=0 2>/dev/null </dev/null & \
                      driver=$!; exec >&-; read -r _; kill $driver";
        let child = Command::new("sh")
            .args(["-c", script])
            .arg(driver)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.ok()?;
        // `ChromeDriver was started successfully on port 40123.`
        let mut said = BufReader::new(child.stdout.take()?);
        let port_in = |line: String| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        };
        let port = said.by_ref().lines().map_while(Result::ok).find_map(port_in)?;
        Some(Driver { port, _process: child, _output: said })
    });
    started.as_ref().map(|driver| driver.port)
}

fn chromium() -> Option<PathBuf> {
    program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Some(path.into());
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let mut paths =
        names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    paths.find(|path| path.is_file())
}
