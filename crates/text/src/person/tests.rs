//! Telephones, identity numbers and names in every common spelling.

use super::*;
use proptest::prelude::*;

#[test]
fn every_common_spelling_of_a_telephone_is_normalised() {
    for typed in [
        "0900000304",
        " 0900.000-304 ",
        "0900 000 304",
        "(0900) 000 304",
        "0900·000·304",
        "+84 900 000 304",
        "+84900000304",
        "(+84) 900 000 304",
        "+84 (0) 900 000 304",
        "+84(0)900000304",
        "+840900000304",
        "84 900 000 304",
        "84 (0)900 000 304",
        "0084 900 000 304",
        "00 84 0900 000 304",
        "0900\u{a0}000\u{a0}304",
        "\u{202d}0900000304\u{202c}",
        "0900\u{2011}000\u{2013}304",
        "0900\u{200b}000304",
        "０９００ ０００ ３０４",
        "＋84 900 000 304",
    ] {
        assert_eq!(telephone(typed).as_deref(), Some("+84900000304"), "{typed:?}");
    }
    for (typed, one) in [
        ("024 3825 5555", "+842438255555"),
        ("+84 24 3825 5555", "+842438255555"),
        ("0168 123 4567", "+84381234567"),
        ("+84 168 123 4567", "+84381234567"),
        ("01201234567", "+84701234567"),
        ("0199.123.4567", "+84591234567"),
        ("+1 202 555 0100", "+12025550100"),
        ("+81-3-1234-5678", "+81312345678"),
        ("+856 20 12345678", "+8562012345678"),
    ] {
        assert_eq!(telephone(typed).as_deref(), Some(one), "{typed:?}");
    }
    for typed in [
        "",
        "84",
        "0900",
        "00900000304",
        "+84 00 900 000 304",
        "900000304",
        "0900777404 (con trai)",
        "0900000304 / 0911000304",
        "0900000304, 0911000304",
        "+0123456789",
        "+1234567",
        "+1234567890123456",
        "202 555 0100",
        "lan@example.vn",
        "0900O00304",
        "0900 000 3041",
        "+84 9000003041",
        "01101234567",
        "024 3825 5555 máy lẻ 12",
    ] {
        assert_eq!(telephone(typed), None, "{typed:?}");
    }
}

#[test]
fn a_telephone_is_dialled_with_its_0_in_this_country() {
    for (number, dial) in [
        ("+84900000304", "0900000304"),
        ("+12025550100", "+12025550100"),
        ("0900 000 304", "0900 000 304"),
        ("lan@example.vn", "lan@example.vn"),
        ("+84", "+84"),
    ] {
        assert_eq!(national_phone(number), dial);
    }
}

#[test]
fn every_spelling_of_an_identity_paper_is_normalised() {
    for (typed, one) in [
        ("079 123 456 789", "079123456789"),
        ("079.123.456.789", "079123456789"),
        ("０７９１２３４５６７８９", "079123456789"),
        ("079\u{a0}123\u{200b}456\u{2011}789", "079123456789"),
        ("012345678", "012345678"),
        ("b1234567", "B1234567"),
        ("C12345678", "C12345678"),
        ("TK1234567", "TK1234567"),
        ("YA 1234567", "YA1234567"),
        ("12AB34567", "12AB34567"),
        ("C01X00T47", "C01X00T47"),
        ("EA1234567", "EA1234567"),
        ("K1234567A", "K1234567A"),
        ("A12345", "A12345"),
    ] {
        assert_eq!(identity_paper(typed).as_deref(), Some(one), "{typed:?}");
    }
    for typed in
        ["", "1234", "A1234", "PASSPORT", "0312345678", "07912345678", "0791234567890", "Đ1234567"]
    {
        assert_eq!(identity_paper(typed), None, "{typed:?}");
    }
}

proptest! {
    #[test]
    fn a_normal_form_stays(text in "[+0-9() .A-Za-z-]{0,16}") {
        if let Some(number) = telephone(&text) {
            prop_assert_eq!(telephone(&number), Some(number.clone()));
            prop_assert_eq!(telephone(&national_phone(&number)), Some(number));
        }
        if let Some(number) = identity_paper(&text) {
            prop_assert_eq!(identity_paper(&number), Some(number));
        }
    }
}

#[test]
fn a_tax_code_has_a_check_digit_and_a_branch_from_001() {
    let cases = [
        ("0100233488", Ok("0100233488")),
        ("0314409058-002", Ok("0314409058-002")),
        ("0314409058 002", Ok("0314409058-002")),
        ("０１００２３３４８８", Ok("0100233488")),
        ("079085001234", Ok("079085001234")),
        ("0100233489", Err(TaxCodeError::CheckDigit)),
        ("0314409058-000", Err(TaxCodeError::Branch)),
        ("010023348", Err(TaxCodeError::Length)),
        ("0100233488-01", Err(TaxCodeError::Length)),
        ("01002334a8", Err(TaxCodeError::Length)),
        ("", Err(TaxCodeError::Length)),
    ];
    for (text, expected) in cases {
        assert_eq!(tax_code(text).as_deref().map_err(|fault| *fault), expected, "{text}");
    }
}

proptest! {
    /// Of the ten possible last digits at most one is right, and every change of one digit is
    /// noticed.
    #[test]
    fn a_wrong_digit_of_a_tax_code_is_noticed(first in 0u64..1_000_000_000, at in 0usize..9, by in 1u8..10) {
        let right = (0..10).map(|last| format!("{first:09}{last}")).find(|code| tax_code(code).is_ok());
        let Some(code) = right else { return Ok(()) };
        let mut wrong = code.into_bytes();
        wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(wrong).unwrap_or_default();
        prop_assert_eq!(tax_code(&wrong), Err(TaxCodeError::CheckDigit));
    }
}

#[test]
fn the_beginning_of_a_number_is_read_as_it_is_dialled() {
    for (typed, begun) in [
        ("0912 3", Some("09123")),
        ("0912.345-6", Some("09123456")),
        ("+84 912", Some("0912")),
        ("+84 (0)912", Some("0912")),
        ("0084 91 2", Some("0912")),
        ("079 0810", Some("0790810")),
        ("０９１２", Some("0912")),
        ("091", None),
        ("30/4", None),
        ("+1 202", None),
        ("0912a", None),
        ("", None),
    ] {
        assert_eq!(begun_number(typed).as_deref(), begun, "{typed:?}");
    }
}
