//! Tables as comma-separated values (RFC 4180) that a spreadsheet opens as they are. Knows no table.

/// Lines gathered into a file; it begins with a byte order mark, so that spreadsheets read UTF-8.
pub struct Csv(String);

impl Csv {
    pub fn new<T: AsRef<str>>(heads: &[T]) -> Self {
        let mut csv = Self("\u{feff}".to_owned());
        csv.line(heads);
        csv
    }

    pub fn line<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<String> = cells.iter().map(|cell| written(cell.as_ref())).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    pub fn finish(self) -> String {
        self.0
    }
}

/// A cell; one that a spreadsheet would take for a formula begins with an apostrophe.
fn written(cell: &str) -> String {
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
    fn cells_are_quoted_and_no_formula_gets_through() {
        let mut csv = Csv::new(&["a", "b"]);
        csv.line(&["Cấp, \"đổi\"", "=1+1"]);
        assert_eq!(csv.finish(), "\u{feff}a,b\r\n\"Cấp, \"\"đổi\"\"\",'=1+1\r\n");
    }
}
