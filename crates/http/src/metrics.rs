//! The metrics of the server, and their text in the format of Prometheus. Routes are patterns, so
//! that the number of series is bounded and no label contains an address. The module must not know
//! the record or pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// The upper bounds of the duration histogram: in milliseconds, and in seconds as printed.
const BUCKETS: [(u64, &str); 11] = [
    (5, "0.005"),
    (10, "0.01"),
    (25, "0.025"),
    (50, "0.05"),
    (100, "0.1"),
    (250, "0.25"),
    (500, "0.5"),
    (1_000, "1"),
    (2_500, "2.5"),
    (5_000, "5"),
    (10_000, "10"),
];

/// A value that rises and falls.
#[derive(Debug, Default)]
pub struct Gauge(AtomicU64);

/// A part of a gauge's value: 1, until it is dropped.
#[derive(Debug)]
pub struct GaugeGuard<'a>(&'a Gauge);

impl Gauge {
    /// Raises the gauge by one until the returned value is dropped.
    pub fn raise(&self) -> GaugeGuard<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        GaugeGuard(self)
    }

    fn value(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for GaugeGuard<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The counts of one route's answers.
#[derive(Debug, Default)]
struct Answers {
    /// The number of answers by method and class of status.
    counts: BTreeMap<(&'static str, u16), u64>,
    /// The number of answers in each of [`BUCKETS`], without those in earlier buckets; slower
    /// answers are in none.
    within: [u64; BUCKETS.len()],
    total_millis: u64,
}

/// The metrics of one server since its start.
#[derive(Debug, Default)]
pub struct Metrics {
    routes: Mutex<BTreeMap<String, Answers>>,
    /// The open connections that have a permit.
    pub connections: Gauge,
    /// The requests that wait for a thread.
    pub waiting: Gauge,
}

impl Metrics {
    /// Counts an answer. `route` and `method` must come from closed lists.
    pub fn answered(&self, route: &str, method: &'static str, status: u16, millis: u64) {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if !routes.contains_key(route) {
            routes.insert(route.to_owned(), Answers::default());
        }
        // Cannot be `None`: the route was found or inserted before.
        let Some(answers) = routes.get_mut(route) else { return };
        *answers.counts.entry((method, status / 100)).or_default() += 1;
        if let Some(at) = BUCKETS.iter().position(|(bound, _)| millis <= *bound) {
            answers.within[at] += 1;
        }
        answers.total_millis += millis;
    }

    /// The metrics in the format of Prometheus.
    #[must_use]
    pub fn exposition(&self) -> Exposition {
        let mut text = Exposition::default();
        let version = [("version", env!("CARGO_PKG_VERSION"))];
        text.family("motcua_build_info", "gauge", "The version that runs.");
        text.sample("motcua_build_info", &version, 1);
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let requests = "motcua_http_requests_total";
        text.family(requests, "counter", "Answers by route, method and class of status.");
        for (route, answers) in routes.iter() {
            for ((method, class), count) in &answers.counts {
                let class = format!("{class}xx");
                let labels = [("route", &**route), ("method", *method), ("status", &*class)];
                text.sample(requests, &labels, *count);
            }
        }
        let duration = "motcua_http_request_duration_seconds";
        text.family(duration, "histogram", "From a request's head to its answer, by route.");
        for (route, answers) in routes.iter() {
            text.histogram(duration, route, answers);
        }
        drop(routes);
        let connections = self.connections.value();
        text.single("motcua_http_connections", "gauge", "Connections open.", connections);
        let waiting = self.waiting.value();
        let help = "Requests that wait for a thread.";
        text.single("motcua_http_requests_waiting", "gauge", help, waiting);
        text
    }
}

/// A text in the format of Prometheus, version 0.0.4.
#[derive(Debug, Default)]
pub struct Exposition(String);

impl Exposition {
    /// Adds a metric without labels.
    pub fn single(&mut self, name: &str, kind: &str, help: &str, value: u64) {
        self.family(name, kind, help);
        self.sample(name, &[], value);
    }

    /// The text with all metrics.
    #[must_use]
    pub fn text(self) -> String {
        self.0
    }

    fn family(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        let labels: Vec<_> =
            labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels =
            if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }

    fn histogram(&mut self, name: &str, route: &str, answers: &Answers) {
        let bucket = format!("{name}_bucket");
        let mut below = 0;
        for ((_, bound), count) in BUCKETS.iter().zip(answers.within) {
            below += count;
            self.sample(&bucket, &[("route", route), ("le", bound)], below);
        }
        let all: u64 = answers.counts.values().sum();
        self.sample(&bucket, &[("route", route), ("le", "+Inf")], all);
        let millis = answers.total_millis;
        let seconds = format!("{}.{:03}", millis / 1000, millis % 1000);
        self.sample(&format!("{name}_sum"), &[("route", route)], seconds);
        self.sample(&format!("{name}_count"), &[("route", route)], all);
    }
}

/// The escaped value of a label.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_counts_in_every_bucket_that_holds_it() {
        let metrics = Metrics::default();
        for millis in [5, 6, 10_001] {
            metrics.answered("/a", "GET", 200, millis);
        }
        metrics.answered("/a", "POST", 503, 0);
        let text = metrics.exposition().text();
        for line in [
            "motcua_http_requests_total{route=\"/a\",method=\"GET\",status=\"2xx\"} 3",
            "motcua_http_requests_total{route=\"/a\",method=\"POST\",status=\"5xx\"} 1",
            "motcua_http_request_duration_seconds_bucket{route=\"/a\",le=\"0.005\"} 2",
            "motcua_http_request_duration_seconds_bucket{route=\"/a\",le=\"0.01\"} 3",
            "motcua_http_request_duration_seconds_bucket{route=\"/a\",le=\"10\"} 3",
            "motcua_http_request_duration_seconds_bucket{route=\"/a\",le=\"+Inf\"} 4",
            "motcua_http_request_duration_seconds_sum{route=\"/a\"} 10.012",
            "motcua_http_request_duration_seconds_count{route=\"/a\"} 4",
        ] {
            assert!(text.lines().any(|printed| printed == line), "{line}\n{text}");
        }
    }

    #[test]
    fn a_gauge_falls_when_its_value_is_dropped() {
        let gauge = Gauge::default();
        let (one, two) = (gauge.raise(), gauge.raise());
        assert_eq!(gauge.value(), 2);
        drop((one, two));
        assert_eq!(gauge.value(), 0);
    }

    #[test]
    fn a_label_cannot_end_its_own_text() {
        assert_eq!(escaped("a\"b\\c\nd"), "a\\\"b\\\\c\\nd");
    }
}
