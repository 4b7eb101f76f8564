//! Medians, ratios and Markdown tables.

use std::fmt::Write as _;
use std::time::Duration;

/// Collects what is printed, so that it can be saved as well.
#[derive(Default)]
pub struct Report {
    /// Everything so far.
    pub text: String,
}

impl Report {
    /// Prints a line.
    pub fn line(&mut self, line: &str) {
        println!("{line}");
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Prints a table; the first column holds words, the others numbers.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let mut lines =
            format!("\n| {} |\n|---|{}\n", head.join(" | "), "--:|".repeat(head.len() - 1));
        for row in rows {
            let _ = writeln!(lines, "| {} |", row.join(" | "));
        }
        self.line(&lines);
    }
}

/// The middle one of some numbers; zero of none.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => 0.0,
        length if length % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

/// The middle one and its bounds: `0.31 (0.29–0.33)`.
pub fn spread(numbers: &[f64]) -> String {
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    format!("{:.2} ({least:.2}–{most:.2})", median(numbers.iter().copied()))
}

/// The text, or a dash where there is nothing to say.
pub fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

/// `1.25 ms`.
pub fn millis(seconds: f64) -> String {
    format!("{:.2} ms", seconds * 1_000.0)
}

/// `36.5 MB`; a megabyte is a million bytes.
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// The middle one of some times, in seconds.
pub fn median_secs(times: impl IntoIterator<Item = Duration>) -> f64 {
    median(times.into_iter().map(|time| time.as_secs_f64()))
}
