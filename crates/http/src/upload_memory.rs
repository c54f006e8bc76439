//! Memory for the files of forms that are being sent: taken as the bytes arrive, with a share for
//! each client, so that neither one account nor one network can take all of it. The module must not
//! know a form.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::answer::Error;
use crate::form::FILES_BYTES;

/// The size of the steps in which memory is taken.
const STEP_BYTES: usize = 256 * 1024;
/// The most steps of one form.
const FORM_STEPS: usize = FILES_BYTES / STEP_BYTES;
/// The most steps of all forms together.
const ALL_STEPS: usize = 4 * FORM_STEPS;
/// The most steps of the forms of one network.
const NETWORK_STEPS: usize = 3 * FORM_STEPS;
/// The most steps of the forms of one account.
const ACCOUNT_STEPS: usize = FORM_STEPS;
/// The longest time for which a form waits for memory.
const WAIT: Duration = Duration::from_secs(5);
/// The number of clients above which those without a form in progress are removed.
const MAX_CLIENTS: usize = 1024;

/// The memory of all forms that are being sent.
pub struct UploadMemory {
    wait: Duration,
    all: Arc<Semaphore>,
    clients: Mutex<BTreeMap<String, Arc<Semaphore>>>,
}

impl Default for UploadMemory {
    fn default() -> Self {
        Self { wait: WAIT, all: Arc::new(Semaphore::new(ALL_STEPS)), clients: Mutex::default() }
    }
}

impl UploadMemory {
    /// The share of one form, which has no memory at first. An empty `network` is this machine,
    /// which has no limit.
    pub fn share(&self, account: &str, network: &str) -> UploadShare {
        let mut limits = vec![self.client(format!("account {account}"), ACCOUNT_STEPS)];
        if !network.is_empty() {
            limits.push(self.client(format!("network {network}"), NETWORK_STEPS));
        }
        limits.push(Arc::clone(&self.all));
        let permits = Vec::new();
        UploadShare { wait: self.wait, limits, permits, taken_bytes: 0, needed_bytes: 0 }
    }

    fn client(&self, key: String, steps: usize) -> Arc<Semaphore> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() > MAX_CLIENTS {
            // A share and its permits refer to the semaphore too.
            clients.retain(|_, client| Arc::strong_count(client) > 1);
        }
        Arc::clone(clients.entry(key).or_insert_with(|| Arc::new(Semaphore::new(steps))))
    }
}

/// The memory of one form, returned when dropped.
pub struct UploadShare {
    wait: Duration,
    limits: Vec<Arc<Semaphore>>,
    permits: Vec<OwnedSemaphorePermit>,
    taken_bytes: usize,
    needed_bytes: usize,
}

impl UploadShare {
    /// Takes memory for `bytes` more bytes.
    ///
    /// # Errors
    /// [`Error::Overloaded`] where other forms do not return memory in time.
    pub async fn take(&mut self, bytes: usize) -> Result<(), Error> {
        self.needed_bytes += bytes;
        while self.taken_bytes < self.needed_bytes {
            for limit in &self.limits {
                let step = Arc::clone(limit).acquire_owned();
                match tokio::time::timeout(self.wait, step).await {
                    Ok(Ok(step)) => self.permits.push(step),
                    _ => return Err(Error::Overloaded),
                }
            }
            self.taken_bytes += STEP_BYTES;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
