//! The header of an array, and checks before it is parsed.

use npyz::NpyHeader;

use super::error::NpyError;
use crate::files::quote::quoted;

const MAGIC: &[u8] = b"\x93NUMPY";

/// The first bytes of zip archives, full and empty ones.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Greatest number of bytes before the text of the header.
const PREFIX: u32 = 12;

/// Longest text of a header that is read, in bytes; the limit of `numpy.load`.
const LONGEST_TEXT: u32 = 10_000;

/// Longest beginning of a file that a header can take, in bytes.
pub(super) const LONGEST: u64 = (PREFIX + LONGEST_TEXT) as u64;

/// Greatest number of opening brackets in a header; a plain array has two.
const MOST_BRACKETS: usize = 8;

/// The header of a file that begins with `head`, and the offset of the numbers.
pub(super) fn header(head: &[u8], length: u64) -> Result<(NpyHeader, u64), NpyError> {
    check(text(head, length)?, length)?;
    let mut rest = head;
    let header = NpyHeader::from_reader(&mut rest).map_err(|source| {
        // Only the first part of the parser's error is kept, without its copy of the text.
        let because = source.to_string();
        NpyError::Header {
            because: quoted(because.split(':').next().unwrap_or_default()),
        }
    })?;
    Ok((header, (head.len() - rest.len()) as u64))
}

/// The text of the header of a file that begins with `head`. Its length is checked here, since the
/// parser would take memory for as much text as the file promises.
fn text(head: &[u8], length: u64) -> Result<&[u8], NpyError> {
    if head.is_empty() {
        return Err(NpyError::Empty);
    }
    if ZIP.iter().any(|zip| head.starts_with(zip)) {
        return Err(NpyError::Archive);
    }
    let beginning = &head[..head.len().min(MAGIC.len())];
    if !MAGIC.starts_with(beginning) {
        return Err(NpyError::Magic {
            found: beginning.escape_ascii().to_string(),
        });
    }
    let (bytes, text) = match head[beginning.len()..] {
        [1, 0, a, b, ref text @ ..] => (u16::from_le_bytes([a, b]).into(), text),
        [2 | 3, 0, a, b, c, d, ref text @ ..] => (u32::from_le_bytes([a, b, c, d]), text),
        [1..=3, 0, ..] | [] | [_] => return Err(NpyError::HeaderEnds { length }),
        [major, minor, ..] => return Err(NpyError::Format { major, minor }),
    };
    if bytes > LONGEST_TEXT {
        return Err(NpyError::HeaderLong {
            bytes,
            most: LONGEST_TEXT,
        });
    }
    let text = usize::try_from(bytes).ok().and_then(|end| text.get(..end));
    text.ok_or(NpyError::HeaderEnds { length })
}

/// Refuses text that is unsafe for the parser: its time and its stack double with each bracket within
/// brackets, and it multiplies the lengths of the shape without a check of the range.
///
/// Text in quotes is checked like any other: no name in the header of a plain array has brackets, signs
/// or a digit in front.
fn check(text: &[u8], length: u64) -> Result<(), NpyError> {
    let refused = |because| Err(NpyError::Header { because });
    if text.iter().filter(|byte| b"([{".contains(byte)).count() > MOST_BRACKETS {
        return refused("it is structured, or nested too deep".to_owned());
    }
    let mut product = 1_u64;
    let within = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-._".contains(byte);
    for word in text.split(|byte| !within(byte)) {
        let word = String::from_utf8_lossy(word);
        if word.is_empty() || word.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        if !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return refused(format!("{:?} has no place in it", quoted(&word)));
        }
        let number: Option<u64> = word.parse().ok();
        product = number
            .and_then(|number| product.checked_mul(number.max(1)))
            .ok_or(NpyError::Endless { length })?;
    }
    Ok(())
}
