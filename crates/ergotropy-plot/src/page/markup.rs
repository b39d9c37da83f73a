//! The markup of labels: plain text with formulas between dollar signs.

use crate::error::PlotError;

/// Slope and weight of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Upright,
    Italic,
    Bold,
}

/// A part of a label.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Text(Style, String),
    Scripts {
        sub: Option<Vec<Piece>>,
        sup: Option<Vec<Piece>>,
    },
}

/// The parts of a label; `style` is that of the text outside formulas.
pub(crate) fn parse(label: &str, style: Style) -> Result<Vec<Piece>, PlotError> {
    let mut reader = Reader {
        label,
        characters: label.chars().collect(),
        position: 0,
    };
    let mut pieces = Vec::new();
    while let Some(character) = reader.next() {
        if character == '$' {
            reader.formula('$', &mut pieces)?;
        } else {
            push(&mut pieces, style, character);
        }
    }
    Ok(pieces)
}

fn push(pieces: &mut Vec<Piece>, style: Style, character: char) {
    match pieces.last_mut() {
        Some(Piece::Text(last, text)) if *last == style => text.push(character),
        _ => pieces.push(Piece::Text(style, character.to_string())),
    }
}

struct Reader<'a> {
    label: &'a str,
    characters: Vec<char>,
    position: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let character = self.characters.get(self.position).copied();
        self.position += 1;
        character
    }

    fn missing(&self, expected: &'static str) -> PlotError {
        PlotError::Markup {
            label: self.label.to_owned(),
            position: self.position.min(self.characters.len()),
            expected,
        }
    }

    /// Reads a formula up to and including the closing character.
    fn formula(&mut self, close: char, pieces: &mut Vec<Piece>) -> Result<(), PlotError> {
        let expected = if close == '$' {
            "a closing dollar sign"
        } else {
            "a closing brace"
        };
        loop {
            let character = self.next().ok_or_else(|| self.missing(expected))?;
            if character == close {
                return Ok(());
            }
            self.symbol(character, pieces)?;
        }
    }

    fn symbol(&mut self, character: char, pieces: &mut Vec<Piece>) -> Result<(), PlotError> {
        match character {
            '_' | '^' => {
                let script = self.script()?;
                attach(pieces, character == '_', script);
            }
            '"' => loop {
                match self.next() {
                    Some('"') => break,
                    Some(inner) => push(pieces, Style::Upright, inner),
                    None => return Err(self.missing("a closing quotation mark")),
                }
            },
            '-' => push(pieces, Style::Upright, '−'),
            '*' => push(pieces, Style::Upright, '∗'),
            '\'' => push(pieces, Style::Upright, '′'),
            letter if letter.is_alphabetic() => push(pieces, Style::Italic, letter),
            other => push(pieces, Style::Upright, other),
        }
        Ok(())
    }

    fn script(&mut self) -> Result<Vec<Piece>, PlotError> {
        let mut script = Vec::new();
        match self.next() {
            Some('{') => self.formula('}', &mut script)?,
            Some('_' | '^' | '$' | '}') | None => {
                self.position -= 1;
                return Err(self.missing("an index or exponent"));
            }
            Some(character) => self.symbol(character, &mut script)?,
        }
        Ok(script)
    }
}

/// Attaches an index or an exponent; both of the same symbol are placed one above the other.
fn attach(pieces: &mut Vec<Piece>, below: bool, script: Vec<Piece>) {
    if let Some(Piece::Scripts { sub, sup }) = pieces.last_mut() {
        let place = if below { sub } else { sup };
        if place.is_none() {
            *place = Some(script);
            return;
        }
    }
    pieces.push(if below {
        Piece::Scripts {
            sub: Some(script),
            sup: None,
        }
    } else {
        Piece::Scripts {
            sub: None,
            sup: Some(script),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_and_exponent_share_a_place() {
        let pieces = parse("$α_c^*$ here", Style::Upright).unwrap();
        assert_eq!(
            pieces,
            vec![
                Piece::Text(Style::Italic, "α".into()),
                Piece::Scripts {
                    sub: Some(vec![Piece::Text(Style::Italic, "c".into())]),
                    sup: Some(vec![Piece::Text(Style::Upright, "∗".into())]),
                },
                Piece::Text(Style::Upright, " here".into()),
            ]
        );
    }

    #[test]
    fn quoted_words_stay_upright() {
        let pieces = parse("$W_{\"SS\"}$", Style::Upright).unwrap();
        let Piece::Scripts { sub: Some(sub), .. } = &pieces[1] else {
            panic!("no index in {pieces:?}");
        };
        assert_eq!(sub, &[Piece::Text(Style::Upright, "SS".into())]);
    }

    #[test]
    fn unfinished_markup_is_reported_where_it_ends() {
        for (label, at) in [
            ("$α", 2),
            ("$α_$", 3),
            ("$α_{c$", 6),
            ("$\"a$", 4),
            ("$", 1),
        ] {
            match parse(label, Style::Upright) {
                Err(PlotError::Markup { position, .. }) => assert_eq!(position, at, "{label}"),
                other => panic!("{label}: {other:?}"),
            }
        }
    }
}
