//! SHA-256, with which requests to S3-compatible storage are signed.
//!
//! `object_store` signs by whichever crypto library it is given; those it brings along are a second
//! one beside what this program's TLS is made of.

use hmac::{Hmac, KeyInit, Mac};
use object_store::client::{
    CryptoProvider, DigestAlgorithm, DigestContext, HmacContext, Signer, SigningAlgorithm,
};
use object_store::{Error, Result};
use sha2::{Digest, Sha256};

/// What a bucket needs of a crypto library.
#[derive(Debug)]
pub struct Hashes;

impl CryptoProvider for Hashes {
    fn digest(&self, algorithm: DigestAlgorithm) -> Result<Box<dyn DigestContext>> {
        match algorithm {
            DigestAlgorithm::Sha256 => Ok(Box::new(Running::of(Sha256::new()))),
            other => Err(unknown(&format!("{other:?}"))),
        }
    }

    fn hmac(&self, algorithm: DigestAlgorithm, secret: &[u8]) -> Result<Box<dyn HmacContext>> {
        match (algorithm, Hmac::<Sha256>::new_from_slice(secret)) {
            (DigestAlgorithm::Sha256, Ok(mac)) => Ok(Box::new(Running::of(mac))),
            (other, _) => Err(unknown(&format!("{other:?}"))),
        }
    }

    /// Only Google's storage signs like that.
    fn sign(&self, algorithm: SigningAlgorithm, _: &[u8]) -> Result<Box<dyn Signer>> {
        Err(unknown(&format!("{algorithm:?}")))
    }
}

fn unknown(algorithm: &str) -> Error {
    Error::NotSupported { source: format!("nothing here computes {algorithm}").into() }
}

/// A hash of what came so far.
struct Running<T> {
    state: T,
    result: Vec<u8>,
}

impl<T> Running<T> {
    fn of(state: T) -> Running<T> {
        Running { state, result: Vec::new() }
    }
}

impl DigestContext for Running<Sha256> {
    fn update(&mut self, data: &[u8]) {
        Digest::update(&mut self.state, data);
    }

    fn finish(&mut self) -> Result<&[u8]> {
        self.result = self.state.clone().finalize().to_vec();
        Ok(&self.result)
    }
}

impl HmacContext for Running<Hmac<Sha256>> {
    fn update(&mut self, data: &[u8]) {
        Mac::update(&mut self.state, data);
    }

    fn finish(&mut self) -> Result<&[u8]> {
        self.result = self.state.clone().finalize().into_bytes().to_vec();
        Ok(&self.result)
    }
}
