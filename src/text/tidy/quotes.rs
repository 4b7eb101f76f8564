//! Quotes and apostrophes.

use super::TidyRules;
use super::pieces::{Piece, before, from};
use super::widths::{is_chinese, is_hanzi};

/// What a quote becomes, by its place among the rules' four.
type Quote = usize;
const OPEN: Quote = 0;
const CLOSE: Quote = 1;
const INNER_OPEN: Quote = 2;
const INNER_CLOSE: Quote = 3;

/// Quotes are those of the edition, and apostrophes are no quotes.
pub(super) fn quotes(pieces: &[Piece], rules: &TidyRules) -> Vec<Piece> {
    let mut out = pieces.to_vec();
    let Some(printed) = rules.quotes else { return out };
    let found = doubles(pieces, rules).unwrap_or_default();
    for (at, quote) in found.into_iter().chain(curly(pieces, printed)) {
        out[at] = Piece::Sign(printed[quote]);
    }
    for (at, sign) in singles(pieces, rules, printed) {
        out[at] = Piece::Sign(sign);
    }
    out
}

/// Whether a quote may begin after a sign, or end before one.
fn is_edge(sign: Option<char>, signs: &str, rules: &TidyRules) -> bool {
    sign.is_none_or(|sign| {
        sign.is_whitespace()
            || "|/—–-…“”‘’「」『』\"'".contains(sign)
            || signs.contains(sign)
            || rules.full_width && is_chinese(sign)
    })
}

fn can_open(pieces: &[Piece], at: usize, rules: &TidyRules) -> bool {
    from(pieces, at + 1).is_some_and(|next| !next.is_whitespace() && next != '|')
        && is_edge(before(pieces, at), "([{:=", rules)
}

fn can_close(pieces: &[Piece], at: usize, rules: &TidyRules) -> bool {
    before(pieces, at).is_some_and(|old| !old.is_whitespace() && old != '|')
        && is_edge(from(pieces, at + 1), ".,;:!?)]}", rules)
}

/// What straight double quotes become; `None` where one of them can't be told.
fn doubles(pieces: &[Piece], rules: &TidyRules) -> Option<Vec<(usize, Quote)>> {
    let mut found = Vec::new();
    // Where the quotation began that is open.
    let mut open: Option<usize> = None;
    for at in 0..pieces.len() {
        match pieces[at].sign() {
            Some('“' | '「' | '«') => open = Some(at),
            Some('”' | '」' | '»') => open = None,
            Some('"' | '＂') => {
                if open.is_some() && can_close(pieces, at, rules) {
                    found.push((at, CLOSE));
                    open = None;
                } else if open.is_none() && can_open(pieces, at, rules) {
                    found.push((at, OPEN));
                    open = Some(at);
                } else if !before(pieces, at).is_some_and(|old| old.is_ascii_digit()) {
                    return None;
                }
            }
            _ => {}
        }
    }
    // A quotation goes on in the next paragraph where it began with this one.
    open.is_none_or(|at| before(pieces, at).is_none()).then_some(found)
}

/// Curly quotes of another custom.
fn curly(pieces: &[Piece], printed: [char; 4]) -> Vec<(usize, Quote)> {
    let signs = pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, piece.sign()?)));
    let quote = |(at, sign)| match sign {
        '“' => Some((at, OPEN)),
        '”' => Some((at, CLOSE)),
        _ => None,
    };
    let is_other = printed[OPEN] != '“';
    signs.filter(|_| is_other).filter_map(quote).collect()
}

/// What single quotes become: quotes within quotes, or apostrophes.
fn singles(pieces: &[Piece], rules: &TidyRules, printed: [char; 4]) -> Vec<(usize, char)> {
    let is_letter =
        |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphabetic() && !is_hanzi(sign));
    let is_in_word = |at: usize| {
        let old = before(pieces, at);
        let is_word = is_letter(old) || old.is_some_and(|old| old.is_ascii_digit());
        is_word && is_letter(from(pieces, at + 1))
    };
    let is_straight = |at: usize| matches!(pieces[at].sign(), Some('\'' | '＇'));
    let ends = |at: &usize| is_straight(*at) && !is_in_word(*at) && can_close(pieces, *at, rules);
    let last_end = (0..pieces.len()).rev().find(ends).unwrap_or(0);
    let apostrophe = |at: usize| rules.apostrophe.map(|sign| (at, sign));
    let is_other = printed[INNER_OPEN] != '‘';
    let mut is_open = false;
    let mut found = Vec::new();
    for at in 0..pieces.len() {
        match pieces[at].sign() {
            Some('‘') => {
                is_open = true;
                found.extend(is_other.then_some((at, printed[INNER_OPEN])));
            }
            Some('’') if is_open && !is_in_word(at) => {
                is_open = false;
                found.extend(is_other.then_some((at, printed[INNER_CLOSE])));
            }
            _ if !is_straight(at) => {}
            _ if is_in_word(at) => found.extend(apostrophe(at)),
            _ if is_open && can_close(pieces, at, rules) => {
                is_open = false;
                found.push((at, printed[INNER_CLOSE]));
            }
            _ if !is_open && can_open(pieces, at, rules) => {
                if is_elided(pieces, at, rules) {
                    found.extend(apostrophe(at));
                } else if last_end > at {
                    is_open = true;
                    found.push((at, printed[INNER_OPEN]));
                } else if is_letter(from(pieces, at + 1)) {
                    found.extend(apostrophe(at));
                }
            }
            _ if is_letter(before(pieces, at)) => found.extend(apostrophe(at)),
            _ => {}
        }
    }
    found
}

/// Whether what follows has lost its first letters: `’tis`, `’90s`.
fn is_elided(pieces: &[Piece], at: usize, rules: &TidyRules) -> bool {
    let signs = pieces[at + 1..].iter().map_while(Piece::sign);
    let word: String = signs.take_while(|sign| sign.is_alphanumeric()).take(12).collect();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 2 && ["", "s"].contains(&&word[digits..]);
    is_year || rules.elided.contains(&word.to_lowercase())
}
