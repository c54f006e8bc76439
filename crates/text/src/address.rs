//! Typed addresses: whether an address names a ward, and the complete address with its ward and
//! district. The module must not know a list of places.

use crate::fold::fold;

/// Titles before a place's name, folded, each with its kind.
const TITLES: [(&str, char); 14] = [
    ("phuong ", 'w'),
    ("p. ", 'w'),
    ("p.", 'w'),
    ("xa ", 'c'),
    ("thi tran ", 't'),
    ("tt. ", 't'),
    ("quan ", 'd'),
    ("q. ", 'd'),
    ("q.", 'd'),
    ("district ", 'd'),
    ("huyen ", 'h'),
    ("thanh pho ", 'p'),
    ("tp. ", 'p'),
    ("tp.", 'p'),
];
/// English titles after a place's name.
const ENDINGS: [(&str, char); 4] =
    [(" ward", 'w'), (" commune", 'c'), (" town", 't'), (" city", 'p')];

/// A place's name without its title, folded, and the kind that the title names.
fn without_title(place: &str) -> (String, Option<char>) {
    let folded = fold(place);
    let begun = TITLES.iter().find_map(|(title, kind)| Some((folded.strip_prefix(title)?, *kind)));
    let ended = ENDINGS.iter().find_map(|(title, kind)| Some((folded.strip_suffix(title)?, *kind)));
    match begun.or(ended) {
        Some((name, kind)) if !name.trim().is_empty() => (name.trim().to_owned(), Some(kind)),
        _ => (folded, None),
    }
}

/// The words before a place's name in a part of an address; `None` where the part does not end with
/// the name. A name without its title counts only where it is a whole part.
fn before(part: &str, place: &str, first: bool) -> Option<String> {
    let (name, kind) = without_title(place);
    let words: Vec<&str> = part.split_whitespace().collect();
    (0..words.len()).find_map(|at| {
        let (tail, titled) = without_title(&words[at..].join(" "));
        let untitled = titled.is_none() && at == 0 && !first && tail.contains(char::is_alphabetic);
        (tail == name && (titled == kind || untitled)).then(|| words[..at].join(" "))
    })
}

/// The parts of an address, with the district as a part of its own.
fn parts(address: &str, district: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in address.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match before(part, district, true).filter(|rest| !rest.is_empty()) {
            Some(rest) => parts.extend([rest, district.to_owned()]),
            None => parts.push(part.to_owned()),
        }
    }
    parts
}

/// Whether an address names a ward of a district, with or without diacritics, in Vietnamese or
/// English. A ward followed by the name of another place is a different ward.
#[must_use]
pub fn names_ward(address: &str, ward: &str, district: &str) -> bool {
    let parts = parts(address, district);
    (0..parts.len()).any(|at| {
        before(&parts[at], ward, at == 0).is_some()
            && parts.get(at + 1).is_none_or(|next| before(next, district, false).is_some())
    })
}

/// An address completed with its ward and district, each named once.
#[must_use]
pub fn complete(address: &str, ward: &str, district: &str) -> String {
    let (mut street, mut rest, mut after_place) = (Vec::new(), Vec::new(), false);
    for (at, part) in parts(address, district).into_iter().enumerate() {
        let place = [ward, district].into_iter().find_map(|place| before(&part, place, at == 0));
        let kept = place.clone().unwrap_or(part);
        if !kept.is_empty() {
            if after_place { rest.push(kept) } else { street.push(kept) }
        }
        after_place |= place.is_some();
    }
    street.extend([ward.to_owned(), district.to_owned()]);
    street.extend(rest);
    street.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{complete, names_ward};

    const WARD: &str = "Phường Phước Long B";

    #[test]
    fn a_ward_is_found_in_every_spelling() {
        for address in [
            "5 Đỗ Xuân Hợp, phường Phước Long B, Quận 9",
            "5 Đỗ Xuân Hợp, P. Phước Long B",
            "5 Do Xuan Hop, p.phuoc long b, q.9",
            "5 Đỗ Xuân Hợp phường Phước Long B Quận 9",
            "5 Đỗ Xuân Hợp, Phước Long B, Q. 9, TP. Hồ Chí Minh",
            "5 Do Xuan Hop, Phuoc Long B Ward, District 9",
        ] {
            assert!(names_ward(address, WARD, "Quận 9"), "{address}");
        }
        for address in [
            "5 Đỗ Xuân Hợp, phường Phước Long A, Quận 9",
            "5 Đỗ Xuân Hợp",
            "Phước Long B",
            "5 Đỗ Xuân Hợp, phường Phước Long B, Biên Hòa",
            "",
        ] {
            assert!(!names_ward(address, WARD, "Quận 9"), "{address}");
        }
        assert!(!names_ward("5 Lê Lợi, Quận 9", "Phường 9", "Quận 9"));
        assert!(!names_ward("5, 9, Lê Lợi", "Phường 9", "Quận 9"));
    }

    #[test]
    fn ward_and_district_are_named_once() {
        let all = "5 Đỗ Xuân Hợp, Phường Phước Long B, Quận 9";
        for typed in [
            "5 Đỗ Xuân Hợp",
            "5 Đỗ Xuân Hợp,",
            "5 Đỗ Xuân Hợp, phuong phuoc long b",
            "5 Đỗ Xuân Hợp, Phuoc Long B Ward, District 9",
            "5 Đỗ Xuân Hợp P.Phước Long B q.9",
            "5 Đỗ Xuân Hợp, Quận 9",
        ] {
            assert_eq!(complete(typed, WARD, "Quận 9"), all, "{typed}");
        }
        let city = complete("5 Đỗ Xuân Hợp, phường Phước Long B, TP. Hồ Chí Minh", WARD, "Quận 9");
        assert_eq!(city, format!("{all}, TP. Hồ Chí Minh"));
        let english = complete("5 Đỗ Xuân Hợp, Q.9", "Phuoc Long B Ward", "District 9");
        assert_eq!(english, "5 Đỗ Xuân Hợp, Phuoc Long B Ward, District 9");
        assert_eq!(complete("", WARD, "Quận 9"), "Phường Phước Long B, Quận 9");
    }
}
