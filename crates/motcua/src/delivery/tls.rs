//! The certificates that a gateway's connection trusts: those of a file, else those of the system. The
//! module must not know a gateway.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use text::{Sentence, sentence};

/// The certificates to trust.
///
/// # Errors
/// There is none, or one cannot be read.
pub fn authorities(pem: Option<&str>) -> Result<Vec<CertificateDer<'static>>, Sentence> {
    let found = match pem {
        Some(pem) => CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<Vec<_>, _>>(),
        None => Ok(rustls_native_certs::load_native_certs().certs),
    };
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ if pem.is_some() => {
            Err(sentence!("ca_file names a file without certificates in PEM; name another"))
        }
        _ => Err(sentence!(
            "this system has no certificates to trust; install ca-certificates or write ca_file"
        )),
    }
}

/// The settings of a connection that trusts these certificates.
///
/// # Errors
/// None of the certificates can be used.
pub fn client(authorities: Vec<CertificateDer<'static>>) -> Result<Arc<ClientConfig>, Sentence> {
    let mut roots = RootCertStore::empty();
    let (used, _) = roots.add_parsable_certificates(authorities);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    match versions {
        Ok(builder) if used > 0 => {
            Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
        }
        _ => Err(sentence!("none of the certificates to trust can be used; name another ca_file")),
    }
}
