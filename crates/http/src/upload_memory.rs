//! Memory for the files of forms under way: taken as the bytes come, with a share for each client, so
//! that neither one account nor one network can hold all of it. Knows no form.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::answer::Error;
use crate::form::FILES_BYTES;

/// Memory is taken in steps of this size.
const STEP_BYTES: usize = 256 * 1024;
/// One form of the largest size.
const FORM_STEPS: usize = FILES_BYTES / STEP_BYTES;
/// For all forms together.
const ALL_STEPS: usize = 4 * FORM_STEPS;
/// For the forms of one network.
const NETWORK_STEPS: usize = 3 * FORM_STEPS;
/// For the forms of one account.
const ACCOUNT_STEPS: usize = FORM_STEPS;
/// How long a form waits for memory.
const WAIT: Duration = Duration::from_secs(5);
/// With more clients than this, those without a form under way are forgotten.
const REMEMBERED: usize = 1024;

/// The memory of all forms under way.
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
    /// The share of one form, which holds nothing yet. An empty network is this machine's own and has
    /// no limit.
    pub fn share(&self, account: &str, network: &str) -> UploadShare {
        let mut limits = vec![self.client(format!("account {account}"), ACCOUNT_STEPS)];
        if !network.is_empty() {
            limits.push(self.client(format!("network {network}"), NETWORK_STEPS));
        }
        limits.push(Arc::clone(&self.all));
        let held = Vec::new();
        UploadShare { wait: self.wait, limits, held, taken_bytes: 0, needed_bytes: 0 }
    }

    fn client(&self, key: String, steps: usize) -> Arc<Semaphore> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() > REMEMBERED {
            // A share and its permits hold the semaphore too.
            clients.retain(|_, client| Arc::strong_count(client) > 1);
        }
        Arc::clone(clients.entry(key).or_insert_with(|| Arc::new(Semaphore::new(steps))))
    }
}

/// The memory that one form holds, returned when dropped.
pub struct UploadShare {
    wait: Duration,
    limits: Vec<Arc<Semaphore>>,
    held: Vec<OwnedSemaphorePermit>,
    taken_bytes: usize,
    needed_bytes: usize,
}

impl UploadShare {
    /// Takes memory for so many more bytes.
    ///
    /// # Errors
    /// [`Error::Overloaded`] where other forms give none back in time.
    pub async fn take(&mut self, bytes: usize) -> Result<(), Error> {
        self.needed_bytes += bytes;
        while self.taken_bytes < self.needed_bytes {
            for limit in &self.limits {
                let step = Arc::clone(limit).acquire_owned();
                match tokio::time::timeout(self.wait, step).await {
                    Ok(Ok(step)) => self.held.push(step),
                    _ => return Err(Error::Overloaded),
                }
            }
            self.taken_bytes += STEP_BYTES;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL_BYTES: usize = ALL_STEPS * STEP_BYTES;

    fn memory() -> UploadMemory {
        UploadMemory { wait: Duration::ZERO, ..UploadMemory::default() }
    }

    /// The bytes that the forms of these accounts get from one network.
    async fn taken(memory: &UploadMemory, accounts: &[&str], network: &str) -> Vec<UploadShare> {
        let mut shares: Vec<_> =
            accounts.iter().map(|account| memory.share(account, network)).collect();
        for share in &mut shares {
            while share.take(STEP_BYTES).await.is_ok() {}
        }
        shares
    }

    fn bytes(shares: &[UploadShare]) -> usize {
        shares.iter().map(|share| share.taken_bytes).sum()
    }

    #[tokio::test]
    async fn neither_an_account_nor_a_network_can_hold_all() {
        for (accounts, network, expected) in [
            (["a"; 6], "", FILES_BYTES),
            (["a"; 6], "192.0.2.1", FILES_BYTES),
            (["a", "b", "c", "d", "e", "f"], "192.0.2.1", 3 * FILES_BYTES),
            (["a", "b", "c", "d", "e", "f"], "", ALL_BYTES),
        ] {
            let memory = memory();
            let held = taken(&memory, &accounts, network).await;
            assert_eq!(bytes(&held), expected, "{accounts:?} {network}");
            let other = memory.share("other", "192.0.2.2").take(FILES_BYTES).await;
            assert_eq!(other.is_ok(), expected < ALL_BYTES, "{accounts:?} {network}");
            drop(held);
            let after = memory.share("a", network).take(FILES_BYTES).await;
            assert!(after.is_ok(), "given back");
        }
    }

    #[tokio::test]
    async fn a_form_holds_what_came_and_not_more() {
        let memory = memory();
        let mut share = memory.share("a", "");
        for _ in 0..100 {
            share.take(1000).await.expect("memory");
        }
        assert_eq!(memory.all.available_permits(), ALL_STEPS - 1);
    }

    #[tokio::test]
    async fn clients_without_a_form_are_forgotten() {
        let memory = memory();
        let _stays = memory.share("stays", "");
        for n in 0..3 * REMEMBERED {
            drop(memory.share(&n.to_string(), ""));
        }
        let clients = memory.clients.lock().expect("whole");
        assert!(clients.len() <= REMEMBERED + 1 && clients.contains_key("account stays"));
    }
}
