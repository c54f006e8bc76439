//! The number of dossiers of each register, in memory: counted once, then kept current by each
//! commit. Changed by the commit log's thread, read by all. Knows no dossier.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::lock::lock;

/// A clone shares the sizes. `None` until they are first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct RegisterSizes(Arc<Mutex<Option<BTreeMap<String, u64>>>>);

impl RegisterSizes {
    /// The registers in order, if the sizes were counted.
    pub fn get(&self) -> Option<Vec<(String, u64)>> {
        let sizes = lock(&self.0);
        let sizes = sizes.as_ref()?.iter();
        Some(sizes.map(|(register, size)| (register.clone(), *size)).collect())
    }

    /// Stores the counted sizes; nothing was committed during the count.
    pub fn put(&self, counted: Vec<(String, u64)>) {
        *lock(&self.0) = Some(counted.into_iter().collect());
    }

    /// Drops a register that was removed.
    pub fn remove(&self, register: &str) {
        if let Some(sizes) = lock(&self.0).as_mut() {
            sizes.remove(register);
        }
    }

    /// Adds a dossier that was committed.
    pub fn add(&self, register: &str) {
        if let Some(sizes) = lock(&self.0).as_mut() {
            *sizes.entry(register.to_owned()).or_default() += 1;
        }
    }
}
