//! The limits on the number of connections: in all, of one client, and of those that wait.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

use crate::client_network::client_network;

/// The number of addresses above which the entries without a connection are removed.
const MAX_ADDRESSES: usize = 1024;

/// The permits of all connections and of each client.
pub(super) struct ConnectionLimit {
    all: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    each: usize,
    clients: Mutex<BTreeMap<IpAddr, Arc<Semaphore>>>,
}

/// A permit for one connection, returned when dropped.
pub(super) struct ConnectionPermit {
    _all: OwnedSemaphorePermit,
    _own: Option<OwnedSemaphorePermit>,
}

impl ConnectionLimit {
    pub fn new(all: usize, each: usize, waiting: usize) -> Self {
        let [all, waiting] = [all, waiting].map(|n| Arc::new(Semaphore::new(n)));
        Self { all, waiting, each, clients: Mutex::default() }
    }

    /// A permit, if one is free.
    pub fn try_take(&self, client: Option<IpAddr>) -> Option<ConnectionPermit> {
        let own = match client.and_then(|client| self.of(client)) {
            Some(own) => Some(own.try_acquire_owned().ok()?),
            None => None,
        };
        Some(ConnectionPermit { _all: Arc::clone(&self.all).try_acquire_owned().ok()?, _own: own })
    }

    /// A permit as soon as one is free, in the order of the calls.
    pub async fn take(&self, client: Option<IpAddr>) -> Option<ConnectionPermit> {
        let own = match client.and_then(|client| self.of(client)) {
            Some(own) => Some(own.acquire_owned().await.ok()?),
            None => None,
        };
        Some(ConnectionPermit {
            _all: Arc::clone(&self.all).acquire_owned().await.ok()?,
            _own: own,
        })
    }

    /// One of a client's permits for a request through a proxy, if one is free; `None` for this
    /// machine, which needs no permit.
    ///
    /// # Errors
    /// [`TryAcquireError::NoPermits`] where the client has no free permit.
    pub fn try_own(&self, client: IpAddr) -> Result<Option<OwnedSemaphorePermit>, TryAcquireError> {
        self.of(client).map(Semaphore::try_acquire_owned).transpose()
    }

    /// A place in the queue of waiting connections, if one is free.
    pub fn wait(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.waiting).try_acquire_owned().ok()
    }

    /// The permits of one client; `None` for this machine, which has no limit.
    fn of(&self, client: IpAddr) -> Option<Arc<Semaphore>> {
        let client = client_network(client);
        if client.is_loopback() {
            return None;
        }
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() > MAX_ADDRESSES {
            // Each permit and each waiting connection refers to the semaphore too.
            clients.retain(|_, connection_limit| Arc::strong_count(connection_limit) > 1);
        }
        let own = clients.entry(client).or_insert_with(|| Arc::new(Semaphore::new(self.each)));
        Some(Arc::clone(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> Option<IpAddr> {
        Some(text.parse().expect("an address"))
    }

    #[test]
    fn one_address_cannot_take_every_connection() {
        let connection_limit = ConnectionLimit::new(5, 2, 0);
        let first = connection_limit.try_take(ip("192.0.2.1"));
        let _second = connection_limit.try_take(ip("::ffff:192.0.2.1")).expect("a permit");
        assert!(first.is_some() && connection_limit.try_take(ip("192.0.2.1")).is_none());
        let _other = connection_limit.try_take(ip("192.0.2.2")).expect("a permit");
        drop(first);
        assert!(connection_limit.try_take(ip("192.0.2.1")).is_some(), "given back");
    }

    #[test]
    fn requests_behind_a_proxy_are_counted_by_client_and_the_proxy_by_the_total() {
        let connection_limit = ConnectionLimit::new(2, 1, 0);
        let client: IpAddr = "192.0.2.1".parse().expect("an address");
        let proxies = [connection_limit.try_take(None), connection_limit.try_take(None)];
        assert!(proxies.iter().all(Option::is_some) && connection_limit.try_take(None).is_none());
        let own = connection_limit.try_own(client).expect("a share");
        assert!(connection_limit.try_own(client).is_err());
        assert!(connection_limit.try_own("192.0.2.2".parse().expect("an address")).is_ok());
        drop(own);
        assert!(connection_limit.try_own(client).is_ok(), "given back");
    }

    #[test]
    fn a_network_shares_its_limit_and_this_machine_has_only_the_total() {
        let connection_limit = ConnectionLimit::new(4, 1, 0);
        let _one = connection_limit.try_take(ip("2001:db8::1")).expect("a permit");
        assert!(connection_limit.try_take(ip("2001:db8::2")).is_none());
        let own: Vec<_> = ["127.0.0.1", "127.0.0.1", "::1"]
            .map(|address| connection_limit.try_take(ip(address)))
            .into();
        assert!(own.iter().all(Option::is_some));
        assert!(connection_limit.try_take(ip("127.0.0.1")).is_none(), "the total holds");
    }

    #[test]
    fn addresses_without_a_connection_are_removed() {
        let connection_limit = ConnectionLimit::new(10, 1, 0);
        let _stays = connection_limit.try_take(ip("192.0.2.1")).expect("a permit");
        for n in 0..3 * 1024_u32 {
            drop(connection_limit.try_take(Some(IpAddr::V4((0x0a00_0000 + n).into()))));
        }
        assert!(connection_limit.clients.lock().expect("whole").len() <= MAX_ADDRESSES + 1);
        assert!(
            connection_limit.try_take(ip("192.0.2.1")).is_none(),
            "an address with a connection stays"
        );
    }
}
