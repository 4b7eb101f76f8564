//! `broadsheet bench`

use std::time::Instant;

use chrono::{Duration, NaiveDate, NaiveTime};
use clap::{Args, Subcommand};

use crate::bench;
use crate::config::Loaded;
use crate::demo;

use super::{Failure, print, serve};

#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Fill an empty database with a large newspaper
    ///
    /// Stories made of word lists, each in all four editions, with sections, coverages, photos and
    /// curated fronts: to see how the portal, a server or a backup does with so many. Refuses when
    /// the database has content. A thousand megabytes hold about 90,000 articles.
    #[command(
        after_help = "Example:\n  broadsheet bench seed --articles 100000 --data-dir /tmp/large"
    )]
    Seed(Seed),
}

#[derive(Debug, Args)]
pub struct Seed {
    /// How many articles, a quarter of them in each edition
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(100..=10_000_000))]
    articles: u32,
    /// The day of the newest article, as 2026-10-30; yesterday otherwise
    #[arg(long, value_name = "DATE")]
    newest: Option<NaiveDate>,
}

impl Bench {
    pub fn run(self, loaded: Loaded) -> Result<(), Failure> {
        let Bench::Seed(Seed { articles, newest }) = self;
        let app = serve::open(&loaded)?;
        let day = newest.unwrap_or_else(|| app.clock.now().date() - Duration::days(1));
        let newest = day.and_time(NaiveTime::MIN) + Duration::hours(9);
        let articles = usize::try_from(articles)?;
        let began = Instant::now();
        let pictures = demo::draw_photos(&app)?;
        let pictures: Vec<_> =
            demo::picture_keys().iter().filter_map(|key| pictures.get(*key)).collect();
        let step = (articles / 10).max(1);
        let mut next = step;
        let seeded = bench::seed(&app.database, articles, newest, &pictures, |done| {
            if done >= next {
                print(&format!("{done} articles …\n"));
                next = done - done % step + step;
            }
        })?;
        let secs = began.elapsed().as_secs_f64();
        print(&format!(
            "Filled {} with {} articles, {} in each edition, and {} coverages, in {secs:.1} s: {:.0} \
             articles a second.\n",
            app.config.database,
            seeded.articles,
            seeded.stories,
            seeded.coverages,
            seeded.articles as f64 / secs
        ));
        Ok(())
    }
}
