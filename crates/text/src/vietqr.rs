//! VietQR: the payload of a payment by QR code, written and checked. The format is the merchant-presented
//! code of EMVCo (a tag of two digits, a length of two digits, a value, repeated) with the account of
//! NAPAS in tag 38, and CRC-16/CCITT-FALSE in tag 63. The module must not know a dossier or a fee.

use std::fmt::Write;

/// The identifier of NAPAS.
const NAPAS: &str = "A000000727";
/// Transfers to an account, and to a card.
const SERVICES: [&str; 2] = ["QRIBFTTA", "QRIBFTTC"];
/// The currency đồng by ISO 4217.
const CURRENCY: &str = "704";
const COUNTRY: &str = "VN";
/// The tag and the length of the check value, over which it is computed too.
const CRC_HEAD: &str = "6304";
/// The most characters of an account number, of an amount, and of a purpose.
const MAX_ACCOUNT: usize = 19;
const MAX_AMOUNT: usize = 13;
pub const MAX_PURPOSE: usize = 25;

/// A transfer to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer<'a> {
    /// The number of the bank at NAPAS, six digits.
    pub bin: &'a str,
    /// The number of the account, up to 19 letters and digits.
    pub account: &'a str,
    /// The amount in đồng; `None` where the payer enters it.
    pub amount_vnd: Option<u64>,
    /// The purpose, up to 25 ASCII characters; empty for none.
    pub purpose: &'a str,
}

/// Why a payload or a transfer is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no payload.
    Empty,
    /// Tags, lengths and values do not fill the payload exactly, or a tag comes twice.
    Structure,
    /// The payload does not begin with the format, version 01.
    Format,
    /// The check value is missing, is not last, or is another one.
    Crc,
    /// There is no account of NAPAS.
    NotNapas,
    /// The bank is not six digits.
    Bin,
    /// The account is empty, too long, or holds other characters than letters and digits.
    Account,
    /// The service is not one of NAPAS.
    Service,
    /// The currency is not đồng.
    Currency,
    /// The country is not Việt Nam.
    Country,
    /// The amount is not a whole number of đồng above zero.
    Amount,
    /// The purpose is too long, or holds other characters than printable ASCII.
    Purpose,
}

impl Fault {
    /// Every fault; tests and texts list them.
    pub const ALL: &[Self] = &[
        Self::Empty,
        Self::Structure,
        Self::Format,
        Self::Crc,
        Self::NotNapas,
        Self::Bin,
        Self::Account,
        Self::Service,
        Self::Currency,
        Self::Country,
        Self::Amount,
        Self::Purpose,
    ];

    /// The name in messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Structure => "structure",
            Self::Format => "format",
            Self::Crc => "crc",
            Self::NotNapas => "not_napas",
            Self::Bin => "bin",
            Self::Account => "account",
            Self::Service => "service",
            Self::Currency => "currency",
            Self::Country => "country",
            Self::Amount => "amount",
            Self::Purpose => "purpose",
        }
    }
}

/// The payload of a transfer.
///
/// # Errors
/// [`Fault`] where bank, account, amount or purpose have another form.
pub fn payload(transfer: &Transfer<'_>) -> Result<String, Fault> {
    check_bin(transfer.bin)?;
    check_account(transfer.account)?;
    let purpose = transfer.purpose;
    let printable = |letter: u8| (b' '..=b'~').contains(&letter);
    if purpose.len() > MAX_PURPOSE || !purpose.bytes().all(printable) {
        return Err(Fault::Purpose);
    }
    let amount = transfer.amount_vnd.map(|amount| amount.to_string());
    if amount.as_ref().is_some_and(|text| text == "0" || text.len() > MAX_AMOUNT) {
        return Err(Fault::Amount);
    }
    let beneficiary = [field("00", transfer.bin), field("01", transfer.account)].concat();
    let account =
        [field("00", NAPAS), field("01", &beneficiary), field("02", SERVICES[0])].concat();
    let mut payload = field("00", "01");
    // 12: a code for one payment; 11: for any number of payments.
    payload += &field("01", if amount.is_some() { "12" } else { "11" });
    payload += &field("38", &account);
    payload += &field("53", CURRENCY);
    payload += &amount.map(|amount| field("54", &amount)).unwrap_or_default();
    payload += &field("58", COUNTRY);
    if !purpose.is_empty() {
        payload += &field("62", &field("08", purpose));
    }
    payload += CRC_HEAD;
    Ok(with_crc(payload))
}

fn field(tag: &str, value: &str) -> String {
    format!("{tag}{:02}{value}", value.len())
}

fn with_crc(mut payload: String) -> String {
    let crc = crc(payload.as_bytes());
    // Writing to a text cannot fail.
    let _ = write!(payload, "{crc:04X}");
    payload
}

/// A payload in its normal form: the check value in upper case.
///
/// # Errors
/// [`Fault`]: the first rule that the payload breaks.
pub fn check(payload: &str) -> Result<String, Fault> {
    let payload = payload.trim();
    if payload.is_empty() {
        return Err(Fault::Empty);
    }
    let fields = fields(payload).ok_or(Fault::Structure)?;
    if fields.first() != Some(&("00", "01")) {
        return Err(Fault::Format);
    }
    let Some(("63", stated)) = fields.last() else { return Err(Fault::Crc) };
    let body = payload.strip_suffix(stated).filter(|body| body.ends_with(CRC_HEAD));
    let normal = with_crc(body.ok_or(Fault::Crc)?.to_owned());
    if !normal.eq_ignore_ascii_case(payload) {
        return Err(Fault::Crc);
    }
    let of = |tag: &str| value(&fields, tag);
    if of("01").is_some_and(|way| !["11", "12"].contains(&way)) {
        return Err(Fault::Format);
    }
    check_napas(of("38").ok_or(Fault::NotNapas)?)?;
    if of("53") != Some(CURRENCY) {
        return Err(Fault::Currency);
    }
    if of("58") != Some(COUNTRY) {
        return Err(Fault::Country);
    }
    if of("54").is_some_and(|amount| !is_amount(amount)) {
        return Err(Fault::Amount);
    }
    if let Some(additional) = of("62") {
        self::fields(additional).ok_or(Fault::Structure)?;
    }
    Ok(normal)
}

fn check_napas(account: &str) -> Result<(), Fault> {
    let account = fields(account).ok_or(Fault::Structure)?;
    if value(&account, "00") != Some(NAPAS) {
        return Err(Fault::NotNapas);
    }
    let beneficiary = value(&account, "01").ok_or(Fault::Account)?;
    let beneficiary = fields(beneficiary).ok_or(Fault::Structure)?;
    check_bin(value(&beneficiary, "00").ok_or(Fault::Bin)?)?;
    check_account(value(&beneficiary, "01").ok_or(Fault::Account)?)?;
    match value(&account, "02") {
        Some(service) if !SERVICES.contains(&service) => Err(Fault::Service),
        _ => Ok(()),
    }
}

fn check_bin(bin: &str) -> Result<(), Fault> {
    let is_bin = bin.len() == 6 && bin.bytes().all(|digit| digit.is_ascii_digit());
    if is_bin { Ok(()) } else { Err(Fault::Bin) }
}

fn check_account(account: &str) -> Result<(), Fault> {
    let fits = (1..=MAX_ACCOUNT).contains(&account.len());
    let is_account = fits && account.bytes().all(|letter| letter.is_ascii_alphanumeric());
    if is_account { Ok(()) } else { Err(Fault::Account) }
}

/// Whether a text is a whole number of đồng above zero; a fraction may only be zero.
fn is_amount(amount: &str) -> bool {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    amount.len() <= MAX_AMOUNT
        && digits(whole)
        && digits(fraction)
        && whole.bytes().any(|digit| digit != b'0')
        && fraction.bytes().all(|digit| digit == b'0')
}

/// The fields of a payload: tag and value, each tag once; `None` where they do not fill it exactly. A
/// length counts characters.
fn fields(payload: &str) -> Option<Vec<(&str, &str)>> {
    let mut fields: Vec<(&str, &str)> = Vec::new();
    let mut rest = payload;
    while !rest.is_empty() {
        let (tag, length) = (rest.get(..2)?, rest.get(2..4)?);
        let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        if !digits(tag) || !digits(length) || value(&fields, tag).is_some() {
            return None;
        }
        let length: usize = length.parse().ok()?;
        rest = rest.get(4..)?;
        let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        let (field, left) = rest.split_at(ends.nth(length)?);
        fields.push((tag, field));
        rest = left;
    }
    Some(fields)
}

fn value<'a>(fields: &[(&str, &'a str)], tag: &str) -> Option<&'a str> {
    fields.iter().find(|(listed, _)| *listed == tag).map(|(_, value)| *value)
}

/// CRC-16/CCITT-FALSE: polynomial 1021, initial value FFFF, no reflection.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            let shifted = crc << 1;
            if crc & 0x8000 == 0 { shifted } else { shifted ^ 0x1021 }
        })
    })
}

#[cfg(test)]
mod tests;
