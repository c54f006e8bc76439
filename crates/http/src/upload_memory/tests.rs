//! Memory of uploads is taken as bytes arrive, within the shares.

use super::*;

const ALL_BYTES: usize = ALL_STEPS * STEP_BYTES;

fn memory() -> UploadMemory {
    UploadMemory { wait: Duration::ZERO, ..UploadMemory::default() }
}

/// The shares that the forms of these accounts get from one network, until no memory is left.
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
    for n in 0..3 * MAX_CLIENTS {
        drop(memory.share(&n.to_string(), ""));
    }
    let clients = memory.clients.lock().expect("whole");
    assert!(clients.len() <= MAX_CLIENTS + 1 && clients.contains_key("account stays"));
}
