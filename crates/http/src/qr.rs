//! QR codes as SVG, for slips and second factors. The module must not know the meaning of the text.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The QR code of a text with the name of the picture, which is plain text; empty where the text is too long
/// for a QR code.
pub fn svg(text: &str, name: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return String::new();
    };
    let width = code.width();
    let whole = width + 8;
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width + 4, index / width + 4);
        }
    }
    format!(
        "<svg class=\"qr-code\" viewBox=\"0 0 {whole} {whole}\" width=\"180\" height=\"180\" \
         role=\"img\" aria-label=\"{name}\" shape-rendering=\"crispEdges\"><rect width=\"{whole}\" \
         height=\"{whole}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_a_code_with_its_quiet_zone_and_a_long_text_has_none() {
        let rendered = svg("https://motcua.vn/t/0123456789abcdef", "Mã QR");
        assert!(rendered.contains("viewBox=\"0 0 37 37\""), "{}", &rendered[..90]);
        assert!(rendered.contains("aria-label=\"Mã QR\""));
        assert!(rendered.matches('M').count() > 300);
        assert_eq!(svg(&"x".repeat(5000), ""), "");
    }
}
