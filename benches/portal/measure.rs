//! Rounds in which every server is asked, and what they showed.

use std::fs;
use std::time::Duration;

use crate::load::{Pages, Run};
use crate::pages::Kind;
use crate::report::{median, median_secs};
use crate::servers::Server;
use crate::{Bench, Failure};

const WARM_UP: Duration = Duration::from_secs(1);

/// One of those who are asked in each round.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Who.
    pub server: &'a Server<'a>,
    /// For what.
    pub kind: &'a Kind,
    /// In which encoding.
    pub encoding: &'static str,
}

/// What one server showed in one round.
#[derive(Clone, Copy)]
pub struct Sample {
    /// What the readers saw.
    pub run: Run,
    /// A request's processor time in the server, in microseconds.
    pub cost: f64,
    /// The same in the database's server.
    pub database_cost: f64,
}

impl Sample {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.run.requests as f64 / self.run.elapsed.as_secs_f64()
    }

    /// A request's processor time, wherever it was spent.
    pub fn whole_cost(&self) -> f64 {
        self.cost + self.database_cost
    }
}

impl Bench {
    /// Asks everyone for their pages in every round; a list of samples for each.
    pub fn measure(
        &self,
        asked: &[Asked],
        connections: usize,
    ) -> Result<Vec<Vec<Sample>>, Failure> {
        let mut lists = Vec::new();
        for (number, Asked { server, kind, encoding }) in asked.iter().enumerate() {
            let list = self.folder.join(format!("paths-{number}"));
            fs::write(&list, kind.paths.join("\n"))?;
            let cookie = kind.cookie.clone();
            let pages = Pages { list, encoding, cookie, status: kind.status };
            self.generator.run(server.address, &pages, connections, WARM_UP)?;
            server.come_to_rest()?;
            lists.push(pages);
        }
        let mut samples = vec![Vec::new(); asked.len()];
        let length = Duration::from_secs(self.options.seconds);
        for round in 1..=self.options.rounds {
            for ((Asked { server, kind, .. }, pages), samples) in
                asked.iter().zip(&lists).zip(&mut samples)
            {
                let before = server.processor_micros();
                let run = self.generator.run(server.address, pages, connections, length)?;
                let after = server.processor_micros();
                let cost = |before: u64, after: u64| {
                    after.saturating_sub(before) as f64 / run.requests.max(1) as f64
                };
                let sample = Sample {
                    run,
                    cost: cost(before.0, after.0),
                    database_cost: cost(before.1, after.1),
                };
                let (kind, server, rate) = (kind.name, server.name, sample.rate());
                eprintln!("round {round}: {kind}, {connections} readers, {server}: {rate:.0}/s");
                samples.push(sample);
            }
        }
        Ok(samples)
    }
}

/// The middle one of the servers' own processor times.
pub fn median_cost(samples: &[Sample]) -> f64 {
    median(samples.iter().map(|sample| sample.cost))
}

/// The middle one of the times within which 99 of 100 answers came, in seconds.
pub fn median_p99(samples: &[Sample]) -> f64 {
    median_secs(samples.iter().map(|sample| sample.run.p99))
}

/// How many times as much, round by round.
pub fn ratios(own: &[Sample], base: &[Sample], of: impl Fn(&Sample) -> f64) -> Vec<f64> {
    own.iter().zip(base).map(|(own, base)| of(own) / of(base).max(f64::EPSILON)).collect()
}
