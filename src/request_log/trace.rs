//! The trace that a request belongs to (W3C Trace Context §3.2).

use std::fmt;

use actix_web::http::header::{HeaderMap, HeaderName};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// The id of a trace that a proxy began: 32 hexadecimal digits, by which its spans and our lines
/// are found together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceId(String);

impl TraceId {
    /// The one in `traceparent`, when that is well-formed.
    ///
    /// A later version of the format may have more parts; its first four mean the same.
    pub fn given(headers: &HeaderMap) -> Option<TraceId> {
        let mut parts = headers.get(TRACEPARENT)?.to_str().ok()?.split('-');
        let (version, trace) = (parts.next()?, parts.next()?);
        let (parent, flags) = (parts.next()?, parts.next()?);
        let is_hex = |part: &str, digits: usize| {
            let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            part.len() == digits && part.bytes().all(is_digit)
        };
        let is_whole = is_hex(version, 2)
            && is_hex(trace, 32)
            && is_hex(parent, 16)
            && is_hex(flags, 2)
            && (version != "00" || parts.next().is_none());
        let means_something =
            version != "ff" && [trace, parent].iter().all(|id| id.bytes().any(|it| it != b'0'));
        (is_whole && means_something).then(|| TraceId(trace.to_owned()))
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn a_trace_is_taken_only_when_it_is_well_formed() {
        let given = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(TRACEPARENT, HeaderValue::from_str(text).unwrap());
            TraceId::given(&headers).map(|id| id.to_string())
        };
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        let parent = "00f067aa0ba902b7";
        assert_eq!(given(&format!("00-{trace}-{parent}-01")).as_deref(), Some(trace));
        assert_eq!(given(&format!("01-{trace}-{parent}-01-more")).as_deref(), Some(trace));
        for wrong in [
            format!("00-{trace}-{parent}-01-more"),
            format!("ff-{trace}-{parent}-01"),
            format!("00-{}-{parent}-01", "0".repeat(32)),
            format!("00-{}-{parent}-01", trace.to_uppercase()),
            format!("00-{trace}-{parent}"),
            "nonsense".to_owned(),
        ] {
            assert_eq!(given(&wrong), None, "{wrong}");
        }
    }
}
