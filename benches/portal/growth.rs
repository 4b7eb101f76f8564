//! The same kinds of pages of small and large newspapers, in the same rounds.

use crate::measure::{Asked, Sample, median_cost, ratios};
use crate::pages;
use crate::report::{median, spread};
use crate::servers::{Content, Server};
use crate::{Bench, Failure, editor};

const CONNECTIONS: usize = 16;
/// How many times as much a page of the largest newspaper may take as one of the smallest.
const MOST: f64 = 1.3;

/// Measures, prints and promises.
pub fn run(bench: &mut Bench, contents: &[(usize, Content)]) -> Result<(), Failure> {
    let editor = editor::variables(&bench.folder)?;
    let mut servers = Vec::new();
    let mut kinds = Vec::new();
    for (articles, content) in contents {
        let server = Server::portal_with(&bench.folder, content, 0, |command| {
            command.envs(editor.clone());
        })?;
        let mut client = server.connect()?;
        let mut all = pages::all_kinds(&mut client, *articles)?;
        all.extend(pages::newsroom_kinds(&editor::sign_in(&mut client)?.0));
        kinds.push(all);
        servers.push(server);
    }
    let mut head = vec!["Page".to_owned()];
    head.extend(contents.iter().map(|(articles, _)| format!("CPU, {articles}")));
    for (articles, _) in contents.iter().skip(1) {
        head.push(format!("CPU ×, {articles} (min–max)"));
        head.push(format!("time ×, {articles} (min–max)"));
    }
    let mut rows = Vec::new();
    for (number, kind) in kinds.first().into_iter().flatten().enumerate() {
        let own = kinds.iter().map(|kinds| &kinds[number]);
        let asked: Vec<Asked> = servers
            .iter()
            .zip(own)
            .map(|(server, kind)| Asked { server, kind, encoding: "identity" })
            .collect();
        let samples = bench.measure(&asked, CONNECTIONS)?;
        let mut row = vec![kind.name.to_owned()];
        row.extend(samples.iter().map(|samples| costs(samples)));
        for more in samples.iter().skip(1) {
            row.push(spread(&ratios(more, &samples[0], Sample::whole_cost)));
            row.push(spread(&times(more, &samples[0])));
        }
        rows.push(row);
        if samples.len() > 1 {
            promise(bench, kind.name, contents, &samples);
        }
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    bench.report.table(&head, &rows);
    Ok(())
}

/// How many times as long an answer takes: as many times as the other answers more a second.
fn times(own: &[Sample], base: &[Sample]) -> Vec<f64> {
    ratios(base, own, Sample::rate)
}

fn promise(bench: &mut Bench, kind: &str, contents: &[(usize, Content)], samples: &[Vec<Sample>]) {
    let (Some((first, _)), Some((last, content))) = (contents.first(), contents.last()) else {
        return;
    };
    let more = &samples[samples.len() - 1];
    let cost = median(ratios(more, &samples[0], Sample::whole_cost));
    let time = median(times(more, &samples[0]));
    let name = content.name();
    bench.promise(
        format!("{kind} from {name}, {last} articles: ≤ {MOST} × the CPU and time of {first}"),
        format!("CPU {cost:.2} ×, time {time:.2} ×"),
        cost <= MOST && time <= MOST,
    );
}

/// A request's processor time in the portal, and in the database's server.
fn costs(samples: &[Sample]) -> String {
    match median(samples.iter().map(|sample| sample.database_cost)) {
        0.0 => format!("{:.0} µs", median_cost(samples)),
        cost => format!("{:.0} + {cost:.0} µs", median_cost(samples)),
    }
}
