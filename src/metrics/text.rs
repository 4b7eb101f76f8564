//! The text format of OpenMetrics.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{
    DescriptorEncoder, EncodeCounterValue, EncodeGaugeValue, EncodeMetric, NoLabelSet,
};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::scrape::Scrape;

/// The text of a scrape.
pub(super) fn write(scrape: Scrape) -> String {
    let mut registry = Registry::default();
    registry.register_collector(Box::new(scrape));
    let mut text = String::with_capacity(32 << 10);
    // Writing to a text doesn't fail.
    let _ = encode(&mut text, &registry);
    text
}

type Labels<'a> = Vec<(&'static str, &'a str)>;

impl Collector for Scrape {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut page = Page(encoder);
        self.write_requests(&mut page)?;
        self.write_cache(&mut page)?;
        self.write_database(&mut page)?;
        self.write_following(&mut page)?;
        self.write_process(&mut page)
    }
}

impl Scrape {
    fn write_requests(&self, page: &mut Page<'_>) -> fmt::Result {
        let help = "Answers, by kind of page and class of status";
        let requests = self.requests.iter();
        page.counters(
            ("broadsheet_requests", help, None),
            requests
                .map(|(kind, class, n)| (vec![("kind", kind.as_str()), ("status", *class)], *n)),
        )?;
        let help = "Time from the beginning of a request that no kept page answers to its answer";
        page.histograms(
            ("broadsheet_handling", help, Some(Unit::Seconds)),
            self.handling.iter().map(|(kind, took)| (vec![("kind", kind.as_str())], took)),
        )
    }

    fn write_cache(&self, page: &mut Page<'_>) -> fmt::Result {
        let help = "Answers with pages, by how each came about";
        page.counters(
            ("broadsheet_cache_answers", help, None),
            self.outcomes.iter().map(|(outcome, n)| (vec![("outcome", outcome.as_str())], *n)),
        )?;
        let bytes = Some(Unit::Bytes);
        page.gauge(("broadsheet_cache_kept", "What kept pages may take", bytes), self.kept_bytes)?;
        let help = "What kept pages may take at most";
        page.gauge(("broadsheet_cache_limit", help, Some(Unit::Bytes)), self.most_bytes)?;
        page.gauge(("broadsheet_cache_pages", "Kept pages", None), self.kept_pages as u64)?;
        let help = "Pages that are being made for keeping";
        page.gauge(("broadsheet_cache_pages_underway", help, None), self.underway as u64)?;
        let help = "Pages that made room for others, or were too large to keep";
        page.counter(("broadsheet_cache_evictions", help, None), self.evictions)
    }

    fn write_database(&self, page: &mut Page<'_>) -> fmt::Result {
        let up = u64::from(self.stored.is_some());
        page.gauge(("broadsheet_database_up", "Whether the database answers", None), up)?;
        let by_role = || self.queries.iter();
        page.counters(
            ("broadsheet_queries", "Statements sent to the database, by role", None),
            by_role().map(|it| (vec![("role", it.role)], it.count)),
        )?;
        page.counters(
            ("broadsheet_query", "Time spent on statements, by role", Some(Unit::Seconds)),
            by_role().map(|it| (vec![("role", it.role)], it.time.as_secs_f64())),
        )?;
        let pools = || self.pools.iter();
        page.histograms(
            ("broadsheet_pool_wait", "Waits for a connection", Some(Unit::Seconds)),
            pools().map(|pool| (vec![("pool", pool.role)], &pool.waits)),
        )?;
        page.gauges(
            ("broadsheet_pool_connections_in_use", "Connections that are lent", None),
            pools().map(|pool| (vec![("pool", pool.role)], u64::from(pool.in_use))),
        )?;
        page.gauges(
            ("broadsheet_pool_connections_limit", "Connections at most", None),
            pools().map(|pool| (vec![("pool", pool.role)], u64::from(pool.size))),
        )
    }

    fn write_following(&self, page: &mut Page<'_>) -> fmt::Result {
        let help = "Time from a change until this process has followed it";
        page.histograms(
            ("broadsheet_publish_to_visible", help, Some(Unit::Seconds)),
            [(Vec::new(), &self.visible)].into_iter(),
        )?;
        let Some(stored) = &self.stored else { return Ok(()) };
        let followers = || stored.followers.iter();
        page.gauges(
            ("broadsheet_follower_lag_changes", "Changes that a follower hasn't followed", None),
            followers().map(|lag| (vec![("follower", lag.follower.as_str())], lag.changes)),
        )?;
        let help = "Time that the oldest change has waited for a follower";
        page.gauges(
            ("broadsheet_follower_lag", help, Some(Unit::Seconds)),
            followers().map(|lag| (vec![("follower", lag.follower.as_str())], lag.secs)),
        )?;
        page.gauges(
            ("broadsheet_follower_failing", "Time that a follower has failed", Some(Unit::Seconds)),
            followers().map(|lag| (vec![("follower", lag.follower.as_str())], lag.failing_secs)),
        )?;
        page.gauge(("broadsheet_jobs_waiting", "Jobs that wait", None), stored.waiting_jobs)?;
        let help = "Time that the oldest job has waited";
        page.gauge(
            ("broadsheet_jobs_oldest_waiting", help, Some(Unit::Seconds)),
            stored.oldest_job_secs,
        )?;
        let help = "Time that scheduled work is overdue";
        page.gauge(("broadsheet_schedule_overdue", help, Some(Unit::Seconds)), stored.overdue_secs)
    }

    fn write_process(&self, page: &mut Page<'_>) -> fmt::Result {
        if let Some(bytes) = self.memory_bytes {
            let help = "Physical memory that the process has";
            page.gauge(("process_resident_memory", help, Some(Unit::Bytes)), bytes)?;
        }
        let help = "Processor time that the process has taken";
        page.counter(("process_cpu", help, Some(Unit::Seconds)), self.cpu_secs)?;
        let help = "When the process began, since 1970";
        page.gauge(("process_start_time", help, Some(Unit::Seconds)), self.started_at)?;
        let version = vec![("version", env!("CARGO_PKG_VERSION"))];
        let mut metric =
            page.0.encode_descriptor("broadsheet_build", "This program", None, MetricType::Info)?;
        metric.encode_info(&version)
    }
}

/// Name, help, unit; the unit becomes the name's end.
type About = (&'static str, &'static str, Option<Unit>);

struct Page<'a>(DescriptorEncoder<'a>);

impl Page<'_> {
    fn counters<'l, N: EncodeCounterValue>(
        &mut self,
        (name, help, unit): About,
        values: impl Iterator<Item = (Labels<'l>, N)>,
    ) -> fmt::Result {
        let counter = MetricType::Counter;
        let mut metric = self.0.encode_descriptor(name, help, unit.as_ref(), counter)?;
        for (labels, value) in values {
            metric.encode_family(&labels)?.encode_counter::<NoLabelSet, _, f64>(&value, None)?;
        }
        Ok(())
    }

    fn counter(
        &mut self,
        (name, help, unit): About,
        value: impl EncodeCounterValue,
    ) -> fmt::Result {
        let counter = MetricType::Counter;
        let mut metric = self.0.encode_descriptor(name, help, unit.as_ref(), counter)?;
        metric.encode_counter::<NoLabelSet, _, f64>(&value, None)
    }

    fn gauges<'l, N: EncodeGaugeValue>(
        &mut self,
        (name, help, unit): About,
        values: impl Iterator<Item = (Labels<'l>, N)>,
    ) -> fmt::Result {
        let mut metric = self.0.encode_descriptor(name, help, unit.as_ref(), MetricType::Gauge)?;
        for (labels, value) in values {
            metric.encode_family(&labels)?.encode_gauge(&value)?;
        }
        Ok(())
    }

    fn gauge(&mut self, (name, help, unit): About, value: impl EncodeGaugeValue) -> fmt::Result {
        let mut metric = self.0.encode_descriptor(name, help, unit.as_ref(), MetricType::Gauge)?;
        metric.encode_gauge(&value)
    }

    fn histograms<'l>(
        &mut self,
        (name, help, unit): About,
        values: impl Iterator<Item = (Labels<'l>, &'l Histogram)>,
    ) -> fmt::Result {
        let histogram = MetricType::Histogram;
        let mut metric = self.0.encode_descriptor(name, help, unit.as_ref(), histogram)?;
        for (labels, value) in values {
            match labels.is_empty() {
                false => value.encode(metric.encode_family(&labels)?)?,
                true => return value.encode(metric),
            }
        }
        Ok(())
    }
}
