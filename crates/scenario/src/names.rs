//! Invented persons: names, addresses and telephone numbers that belong to no person. The module
//! must not know plans.

use credentials::once;
use dossier::Sealed;
use dossier::event::{Person, Slip};

use crate::rng::Rng;

const FAMILY: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Lâm", "Mai", "Trương", "Cao",
];
const MIDDLE: &[&str] = &[
    "Văn", "Thị", "Hữu", "Ngọc", "Minh", "Thanh", "Quốc", "Kim", "Đức", "Thu", "Xuân", "Hoàng",
    "Mỹ", "Bảo", "Anh", "Phước",
];
const GIVEN: &[&str] = &[
    "An", "Bình", "Chi", "Cường", "Dung", "Duyên", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu",
    "Hòa", "Hùng", "Hương", "Khánh", "Khoa", "Lan", "Linh", "Long", "Loan", "Nam", "Nga", "Nghĩa",
    "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Quân", "Quý", "Sơn", "Tâm", "Thảo", "Thịnh",
    "Thủy", "Trang", "Trí", "Tuấn", "Tuyết", "Uyên", "Vinh", "Vy", "Yến",
];

/// The sealed part of a filing: an invented applicant, and the salt.
pub fn applicant(rng: &mut Rng, streets: &[String]) -> Sealed {
    let mut word = |words: &[&str]| rng.pick(words).copied().unwrap_or_default().to_owned();
    let name = format!("{} {} {}", word(FAMILY), word(MIDDLE), word(GIVEN));
    let street = rng.pick(streets).cloned().unwrap_or_default();
    // Pages add the ward and the agency's place to the street.
    let address = format!("{} {street}", rng.between(1, 480));
    // By convention of this module, 0900 000 000 to 0900 099 999 belong to no subscriber.
    let phone = format!("09000{:05}", rng.below(100_000));
    let identity = format!("0790000{:05}", rng.below(100_000));
    Sealed {
        salt: rng.hex(),
        applicant: Some(Person { name, address, phone, identity }),
        submitter: None,
        text: None,
        slip: Some(slip(rng)),
        ..Sealed::default()
    }
}

/// Invents the secrets of a slip.
fn slip(rng: &mut Rng) -> Slip {
    let mut byte = || rng.below(256) as u8;
    Slip {
        key: once::slip_key(std::array::from_fn(|_| byte())),
        token: once::slip_token(std::array::from_fn(|_| byte())),
    }
}
