//! Text of CSV files, read record by record, and the lines of records.

use csv::{Position, Reader, ReaderBuilder, Trim};

/// A reader of all records, the first line among them; blanks around cells are left out.
pub(super) fn reader(content: &[u8]) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(content)
}

/// The line of a record. The reader gives the end of the record before, so line breaks between the two
/// records have to be counted here.
pub(super) fn line_at(content: &[u8], position: Option<&Position>) -> u64 {
    let Some(position) = position else {
        return 1;
    };
    let rest = usize::try_from(position.byte()).ok();
    let rest = rest
        .and_then(|byte| content.get(byte..))
        .unwrap_or_default();
    let breaks = rest.iter().take_while(|byte| b"\r\n".contains(byte));
    position.line() + breaks.filter(|&&byte| byte == b'\n').count() as u64
}
