//! Payloads as other programs write them, each broken rule, and any payload with one changed character.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use proptest::prelude::*;

use super::*;

const PAYLOAD: &str =
    "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F";

#[test]
fn the_check_value_is_that_of_the_catalogue_of_crcs() {
    assert_eq!(crc(b"123456789"), 0x29B1);
}

#[test]
fn a_transfer_is_written_as_other_programs_write_it() {
    let transfer = Transfer { bin: "970416", account: "257678859", amount_vnd: None, purpose: "" };
    assert_eq!(payload(&transfer).as_deref(), Ok(PAYLOAD));
    let (amount_vnd, purpose) = (Some(79_000), "Ung Ho Quy Vac Xin");
    let transfer = Transfer { bin: "970415", account: "113366668888", amount_vnd, purpose };
    let written = "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA5303704\
                   5405790005802VN62220818Ung Ho Quy Vac Xin63043ACF";
    assert_eq!(payload(&transfer).as_deref(), Ok(written));
}

#[test]
fn each_broken_rule_is_named() {
    let crc_of = |body: &str| with_crc(format!("{body}{CRC_HEAD}"));
    let account = |inner: &str| {
        let field = field("38", inner);
        crc_of(&format!("000201010211{field}53037045802VN"))
    };
    let napas = |bin: &str, number: &str, service: &str| {
        let beneficiary = field("00", bin) + &field("01", number);
        let inner = field("00", NAPAS) + &field("01", &beneficiary);
        account(&if service.is_empty() { inner } else { inner + &field("02", service) })
    };
    let with = |fields: &str| {
        let head = PAYLOAD.split("5303704").next().unwrap_or_default();
        crc_of(&format!("{head}{fields}"))
    };
    let cases = [
        (String::new(), Fault::Empty),
        ("hello".into(), Fault::Structure),
        (PAYLOAD[..PAYLOAD.len() - 1].into(), Fault::Structure),
        (format!("{PAYLOAD}00"), Fault::Structure),
        (PAYLOAD.replace("AE9F", "AE9E"), Fault::Crc),
        (PAYLOAD.replace("257678859", "257678858"), Fault::Crc),
        (crc_of("010211"), Fault::Format),
        (crc_of("000202"), Fault::Format),
        (crc_of("00020153037045802VN"), Fault::NotNapas),
        (account(&field("00", "A000000001")), Fault::NotNapas),
        (napas("97041", "1", SERVICES[0]), Fault::Bin),
        (napas("970416", "12 34", SERVICES[0]), Fault::Account),
        (napas("970416", "12345678901234567890", SERVICES[0]), Fault::Account),
        (napas("970416", "1", "QRIBFTTX"), Fault::Service),
        (with("53038405802VN"), Fault::Currency),
        (with("5802VN"), Fault::Currency),
        (with("5303704"), Fault::Country),
        (with("5303704540105802VN"), Fault::Amount),
        (with("53037045405-50005802VN"), Fault::Amount),
        (with("530370454041.505802VN"), Fault::Amount),
        (with("530370453037045802VN"), Fault::Structure),
    ];
    for (payload, fault) in cases {
        assert_eq!(check(&payload), Err(fault), "{payload}");
    }
    assert!(check(&napas("970416", "1", "")).is_ok());
    assert_eq!(check(&PAYLOAD.replace("AE9F", "ae9f")).as_deref(), Ok(PAYLOAD));
}

proptest! {
    #[test]
    fn what_is_written_is_valid_and_no_changed_character_is(
        bin in "[0-9]{6}",
        account in "[A-Za-z0-9]{1,19}",
        amount in proptest::option::of(1_u64..9_999_999_999_999),
        purpose in "[ -~]{0,25}",
        place in any::<proptest::sample::Index>(),
    ) {
        let transfer =
            Transfer { bin: &bin, account: &account, amount_vnd: amount, purpose: &purpose };
        let payload = payload(&transfer).unwrap();
        prop_assert_eq!(check(&payload), Ok(payload.clone()));
        let mut changed = payload.clone().into_bytes();
        let place = place.index(changed.len());
        changed[place] = if changed[place] == b'7' { b'8' } else { b'7' };
        prop_assert!(check(std::str::from_utf8(&changed).unwrap()).is_err());
    }
}
