//! Dashes, ranges and ellipses.

use super::TidyRules;
use super::pieces::{Piece, before, from, right_before, run, sign_at, word_before, word_from};
use super::widths::is_chinese;

/// A range with so many digits before and after its hyphen is a telephone number.
const TELEPHONE: (usize, usize) = (3, 4);

fn push(out: &mut Vec<Piece>, text: &str) {
    out.extend(text.chars().map(Piece::Sign));
}

fn is_chinese_around(pieces: &[Piece], at: usize, end: usize) -> bool {
    word_before(pieces, at).is_some_and(is_chinese)
        || word_from(pieces, end).is_some_and(is_chinese)
}

/// Replaces runs of signs: `find` says how many pieces from a place on are one.
fn replace(pieces: &[Piece], text: Option<&str>, find: impl Fn(usize) -> usize) -> Vec<Piece> {
    let Some(text) = text else { return pieces.to_vec() };
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        match find(at) {
            0 => {
                out.push(pieces[at].clone());
                at += 1;
            }
            length => {
                push(&mut out, text);
                at += length;
            }
        }
    }
    out
}

/// Three full stops are an ellipsis.
pub(super) fn ellipses(pieces: &[Piece], rules: &TidyRules) -> Vec<Piece> {
    replace(pieces, rules.ellipsis.as_deref(), |at| {
        let Some(sign) = sign_at(pieces, at) else { return 0 };
        if !matches!(sign, '.' | '。' | '…') || right_before(pieces, at) == Some(sign) {
            return 0;
        }
        let length = run(pieces, at, sign);
        let is_path = [right_before(pieces, at), sign_at(pieces, at + length)].contains(&Some('/'));
        let is_one = match (sign, rules.full_width) {
            ('.', false) => length == 3 && !is_path,
            ('.', true) => length >= 3 && !is_path && is_chinese_around(pieces, at, at + length),
            ('…', true) => length != 2 && is_chinese_around(pieces, at, at + length),
            ('。', true) => length >= 3,
            _ => false,
        };
        if is_one { length } else { 0 }
    })
}

/// Two hyphens are a dash, and so is one between spaces.
pub(super) fn dashes(pieces: &[Piece], rules: &TidyRules) -> Vec<Piece> {
    replace(pieces, rules.dash.as_deref(), |at| {
        let Some(sign) = sign_at(pieces, at).filter(|sign| "-－─—".contains(*sign)) else {
            return 0;
        };
        if right_before(pieces, at) == Some(sign) {
            return 0;
        }
        let length = run(pieces, at, sign);
        let is_dash = match (sign, length) {
            ('-', 2 | 3) => is_long(pieces, at, at + length),
            ('-', 1) => is_between_words(pieces, at, rules),
            ('－' | '─', 2) => rules.full_width,
            ('—', 1) => {
                let around = [before(pieces, at), from(pieces, at + 1)];
                rules.full_width && around.iter().all(|sign| sign.is_some_and(is_chinese))
            }
            _ => false,
        };
        if is_dash { length } else { 0 }
    })
}

/// Whether a run of hyphens is a dash and no option of a command, arrow or comment.
fn is_long(pieces: &[Piece], at: usize, end: usize) -> bool {
    let (old, new) = (right_before(pieces, at), sign_at(pieces, end));
    let is_free = |sign: Option<char>| !sign.is_some_and(|sign| "<>!|=-+".contains(sign));
    let begins = (at == 0 || old == Some(' '))
        && from(pieces, end).is_some_and(|sign| sign.is_ascii_alphanumeric());
    is_free(old) && is_free(new) && !begins
}

/// Whether a hyphen with a space on either side stands between words: not between numbers.
fn is_between_words(pieces: &[Piece], at: usize, rules: &TidyRules) -> bool {
    let spaced = right_before(pieces, at) == Some(' ') && sign_at(pieces, at + 1) == Some(' ');
    let (Some(old), Some(new)) = (word_before(pieces, at), word_from(pieces, at + 1)) else {
        return false;
    };
    let is_word = |sign: char| !"|-+=*/<>".contains(sign);
    spaced
        && is_word(old)
        && is_word(new)
        && !(old.is_numeric() && new.is_numeric())
        && (!rules.full_width || is_chinese_around(pieces, at, at + 1))
}

/// From one number to another: `10-20`, `2015-16`. Dates, telephone numbers and names of aircraft
/// keep their hyphens.
pub(super) fn ranges(pieces: &[Piece], rules: &TidyRules) -> Vec<Piece> {
    let mut out = pieces.to_vec();
    let Some(range) = rules.range else { return out };
    for at in (1..pieces.len()).filter(|at| pieces[*at].is('-')) {
        if is_range(pieces, at) {
            out[at] = Piece::Sign(range);
        }
    }
    out
}

fn is_range(pieces: &[Piece], at: usize) -> bool {
    let digits = |pieces: &mut dyn Iterator<Item = &Piece>| -> Vec<char> {
        let signs = pieces.map_while(Piece::sign).take(5);
        signs.take_while(char::is_ascii_digit).collect()
    };
    let mut first = digits(&mut pieces[..at].iter().rev());
    first.reverse();
    let second = digits(&mut pieces[at + 1..].iter());
    let (begin, end) = (at - first.len(), at + 1 + second.len());
    let is_short = |digits: &[char]| (1..=4).contains(&digits.len()) && digits[0] != '0';
    if !is_short(&first) || !is_short(&second) || (first.len(), second.len()) == TELEPHONE {
        return false;
    }
    let number = |digits: &[char]| digits.iter().collect::<String>().parse().unwrap_or(0_u32);
    let (low, high) = (number(&first), number(&second));
    let is_season = first.len() == 4 && second.len() == 2 && low % 100 < high;
    (low < high && !(first.len() == 4 && second.len() < 4) || is_season)
        && is_outside(before(pieces, begin), None)
        && is_outside(from(pieces, end), from(pieces, end + 1))
        && !matches!(pieces.get(end), Some(Piece::Solid(_)))
}

/// Whether a number ends at a sign, after which comes another one.
fn is_outside(sign: Option<char>, then: Option<char>) -> bool {
    match sign {
        None => true,
        Some('.' | ',' | ':') => then.is_some_and(|then| !then.is_ascii_digit()) || then.is_none(),
        Some(sign) => is_chinese(sign) || !sign.is_alphanumeric() && !"-/_#№+=\\@&".contains(sign),
    }
}
