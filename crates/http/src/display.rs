//! How a visitor's browser shows pages: the size of the text and the colours, stored in a cookie of that
//! browser only. It must not know the visitor, nor the content of pages.

use axum::http::HeaderMap;

use crate::cookies;

/// The seconds for which the choice is stored: a year.
const STORED_SECONDS: u32 = 365 * 24 * 3_600;

/// The size of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    #[default]
    Normal,
    Large,
    Largest,
}

/// The colours of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// Those that the device asks for.
    #[default]
    Device,
    Light,
    Dark,
    /// Black on white.
    Contrast,
    /// White on black.
    DarkContrast,
}

impl TextSize {
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }
}

impl Colours {
    pub const ALL: [Self; 5] =
        [Self::Device, Self::Light, Self::Dark, Self::Contrast, Self::DarkContrast];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Device => "automatic",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
            Self::DarkContrast => "dark_contrast",
        }
    }
}

/// The choice of a visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    pub text_size: TextSize,
    pub colours: Colours,
}

impl Display {
    /// The choice that a browser sends; the default of each part where it sends none.
    pub fn of(headers: &HeaderMap) -> Self {
        let value = cookies::read(headers, cookies::DISPLAY).unwrap_or_default();
        let mut digits = value.bytes().map(|digit| usize::from(digit.wrapping_sub(b'0')));
        let (size, colours) = (digits.next().unwrap_or(0), digits.next().unwrap_or(0));
        Self {
            text_size: TextSize::ALL.get(size).copied().unwrap_or_default(),
            colours: Colours::ALL.get(colours).copied().unwrap_or_default(),
        }
    }

    /// The choice with the parts that are named by their codes; a code of no part changes nothing.
    #[must_use]
    pub fn with(self, text_size: Option<&str>, colours: Option<&str>) -> Self {
        let size = |code| TextSize::ALL.into_iter().find(|size| size.code() == code);
        let of_code = |code| Colours::ALL.into_iter().find(|colours| colours.code() == code);
        Self {
            text_size: text_size.and_then(size).unwrap_or(self.text_size),
            colours: colours.and_then(of_code).unwrap_or(self.colours),
        }
    }

    /// The header that stores the choice.
    pub fn cookie(self) -> String {
        let value = format!("{}{}", self.text_size as u8, self.colours as u8);
        cookies::set(cookies::DISPLAY, &value, Some(STORED_SECONDS))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE;

    use super::*;

    #[test]
    fn every_choice_is_read_as_it_was_stored() {
        for text_size in TextSize::ALL {
            for colours in Colours::ALL {
                let chosen = Display::default().with(Some(text_size.code()), Some(colours.code()));
                assert_eq!(chosen, Display { text_size, colours });
                let cookie = chosen.cookie();
                let mut headers = HeaderMap::new();
                headers.insert(COOKIE, cookie.split(';').next().unwrap_or("").parse().expect("ok"));
                assert_eq!(Display::of(&headers), chosen);
                assert_eq!(chosen.with(None, Some("pink")), chosen);
            }
        }
        for other in ["9", "09", "a"] {
            let mut headers = HeaderMap::new();
            let line = format!("{}={other}", cookies::DISPLAY);
            headers.insert(COOKIE, line.parse().expect("a header"));
            assert_eq!(Display::of(&headers), Display::default(), "{other}");
        }
    }
}
