//! Confirmation of an act on the page after a form. The address of the page names the act, so that
//! the page can be reloaded; a proof in the address shows that this server wrote it for this
//! session and page. Without the proof the page confirms nothing. The module must not know pages.

use crate::address::Params;
use crate::request_context::{RequestContext, constant_time_eq};

/// The parameter that contains the proof.
const PROOF: &str = "proof";
/// The number of hexadecimal digits of the proof: 64 bits.
const PROOF_LENGTH: usize = 16;

impl RequestContext {
    /// The address of the page at `path` that confirms `params`. If the server's key cannot be
    /// read, the page confirms nothing, although the act is done.
    pub fn confirmed(&self, path: &str, params: &Params) -> String {
        let proof = self.proof(path, params).unwrap_or_default();
        self.link(path, &params.with(PROOF, &proof))
    }

    /// A parameter that confirms an act; empty where the address has no valid proof.
    pub fn confirmation(&self, name: &str) -> &str {
        let given = self.params.raw(PROOF);
        let proof = || self.proof(&self.path, &self.params);
        let proven =
            !given.is_empty() && proof().is_some_and(|proof| constant_time_eq(&proof, given));
        if proven { self.params.raw(name) } else { "" }
    }

    fn proof(&self, path: &str, params: &Params) -> Option<String> {
        let session = self.signed.as_ref().map_or("", |signed| signed.id.as_str());
        let mut pairs: Vec<String> = params
            .pairs()
            .iter()
            .filter(|(name, value)| name != PROOF && !value.is_empty())
            .map(|(name, value)| format!("{}:{name}{}:{value}", name.len(), value.len()))
            .collect();
        pairs.sort_unstable();
        let mut proof =
            self.app().bound(&format!("done {session} {path} {}", pairs.concat())).ok()?;
        proof.truncate(PROOF_LENGTH);
        Some(proof)
    }
}
