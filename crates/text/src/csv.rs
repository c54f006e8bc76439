//! Tables as comma-separated values (RFC 4180) for spreadsheets. The module must not know a table's
//! meaning.

/// Collects the lines of a file, which begins with a byte order mark so that spreadsheets read
/// UTF-8.
pub struct Csv(String);

impl Csv {
    /// A file with its header line.
    pub fn new<T: AsRef<str>>(headers: &[T]) -> Self {
        let mut csv = Self("\u{feff}".to_owned());
        csv.line(headers);
        csv
    }

    /// Adds a line.
    pub fn line<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell.as_ref())).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    /// The text of the file.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A quoted cell; an apostrophe precedes text that a spreadsheet would read as a formula.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_disabled() {
        let mut csv = Csv::new(&["a", "b"]);
        csv.line(&["Cấp, \"đổi\"", "=1+1"]);
        assert_eq!(csv.finish(), "\u{feff}a,b\r\n\"Cấp, \"\"đổi\"\"\",'=1+1\r\n");
    }
}
