//! Signatures of requests: AWS Signature Version 4, as every S3-compatible storage knows it.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use url::Url;

/// Signs by one access key.
pub struct Signer {
    region: String,
    key_id: String,
    secret: String,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Signer").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

impl Signer {
    pub fn new(region: &str, key_id: &str, secret: &str) -> Signer {
        let [region, key_id, secret] = [region, key_id, secret].map(str::to_owned);
        Signer { region, key_id, secret }
    }

    /// The headers that a request without a query carries.
    ///
    /// Our names are letters, digits, `/`, `-` and `.`, which are signed as they are.
    pub fn sign(
        &self,
        method: &str,
        url: &Url,
        bytes: &[u8],
        at: DateTime<Utc>,
    ) -> [(&'static str, String); 3] {
        let (day, instant) = (at.format("%Y%m%d").to_string(), at.format("%Y%m%dT%H%M%SZ"));
        let host = match (url.host_str().unwrap_or_default(), url.port()) {
            (host, Some(port)) => format!("{host}:{port}"),
            (host, None) => host.to_owned(),
        };
        let content = hex(&Sha256::digest(bytes));
        let names = "host;x-amz-content-sha256;x-amz-date";
        let canonical = format!(
            "{method}\n{}\n\nhost:{host}\nx-amz-content-sha256:{content}\nx-amz-date:{instant}\n\n\
             {names}\n{content}",
            url.path()
        );
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let canonical = hex(&Sha256::digest(canonical));
        let to_sign = format!("AWS4-HMAC-SHA256\n{instant}\n{scope}\n{canonical}");
        let signature = hex(&mac(&self.key(&day), &to_sign));
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.key_id
        );
        [
            ("x-amz-date", instant.to_string()),
            ("x-amz-content-sha256", content),
            ("authorization", authorization),
        ]
    }

    /// The key of a day, for this region and S3.
    fn key(&self, day: &str) -> Vec<u8> {
        let first = mac(format!("AWS4{}", self.secret).as_bytes(), day);
        ["s3", "aws4_request"].iter().fold(mac(&first, &self.region), |key, it| mac(&key, it))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    // It takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers are of a second implementation, in another language.
    #[test]
    fn a_request_is_signed_as_others_sign_it() {
        let signer = Signer::new(
            "us-east-1",
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        );
        let url = Url::parse("http://127.0.0.1:9000/news/photos/originals/3f/3fa0").unwrap();
        let at = "2026-05-04T06:00:00Z".parse().unwrap();
        let [date, content, authorization] = signer.sign("PUT", &url, b"a photo", at);
        assert_eq!(date.1, "20260504T060000Z");
        assert_eq!(content.1, "d4e24d749a4fe2f161af2de913c0402b04e3ae287dafd0f9dbfa4a5c56c69285");
        let expected = "AWS4-HMAC-SHA256 \
             Credential=AKIAIOSFODNN7EXAMPLE/20260504/us-east-1/s3/aws4_request, \
             SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=9238d9ece5b250b396822c001061c163def93c791e148bfc8e0081d222c8060c";
        assert_eq!(authorization.1, expected);
    }
}
