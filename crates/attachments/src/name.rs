//! Names of files, made safe for a header and a folder. The module must not know the content of a
//! file.

use text::outside::line;

/// The most characters of a file's name.
const MAX_NAME_CHARS: usize = 120;
/// The most bytes of a file's name; the usual file systems accept 255.
const MAX_NAME_BYTES: usize = 240;
/// The most characters after the last dot of a name; a longer ending is part of the name.
const MAX_EXTENSION_CHARS: usize = 10;

/// The last part of a path, normalised as text from outside: without control or formatting
/// characters, quotes and separators, at most 120 characters and 240 bytes with the extension kept,
/// never empty.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let fit = |text: &str| text.chars().filter(|c| !is_forbidden(*c)).collect::<String>();
    // Normalisation may produce a quote from another character.
    let fit = fit(&line(&fit(last)));
    let fit = line(&fit);
    let fit = fit.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, extension) = match fit.rsplit_once('.') {
        Some((stem, end)) if end.chars().count() <= MAX_EXTENSION_CHARS => (stem, Some(end)),
        _ => (fit, None),
    };
    let suffix = extension.map(|extension| format!(".{extension}")).unwrap_or_default();
    let mut name = String::new();
    for c in stem.chars().take(MAX_NAME_CHARS - suffix.chars().count()) {
        if name.len() + c.len_utf8() + suffix.len() > MAX_NAME_BYTES {
            break;
        }
        name.push(c);
    }
    name.push_str(&suffix);
    let name = name.trim_end();
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

fn is_forbidden(c: char) -> bool {
    let quote = matches!(c, '"' | '\'' | '`' | '<' | '>' | '\u{2018}'..='\u{201f}');
    // Marks that reverse the reading direction make `gpj.exe` look like `exe.jpg`.
    let unseen = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    c.is_control() || quote || unseen
}
