//! Full-width and half-width signs, and spaces.

use super::TidyRules;
use super::pieces::{NEAR, Piece, before, from, right_before, sign_at, word_before, word_from};

/// Half-width signs, and the full-width ones that stand beside Chinese.
const PAIRS: [(char, char); 5] = [(',', '，'), (';', '；'), (':', '：'), ('!', '！'), ('?', '？')];

/// Signs that bring their own space along.
const AIRY: &str = "，。、；：？！（）《》〈〉「」『』【】";

/// Whether it is a Chinese character.
pub(super) fn is_hanzi(sign: char) -> bool {
    matches!(sign, '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether it belongs to Chinese text.
pub(super) fn is_chinese(sign: char) -> bool {
    is_hanzi(sign) || AIRY.contains(sign)
}

/// Whether it is a full-width digit.
pub(super) fn is_wide_digit(sign: char) -> bool {
    ('０'..='９').contains(&sign)
}

/// Letters and digits get the width that they have in Latin.
pub(super) fn letters(pieces: &[Piece], rules: &TidyRules) -> Vec<Piece> {
    let narrow = |sign: char| match sign {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign)
        }
        sign => sign,
    };
    let piece = |piece: &Piece| match piece {
        Piece::Sign(sign) if rules.full_width => Piece::Sign(narrow(*sign)),
        piece => piece.clone(),
    };
    pieces.iter().map(piece).collect()
}

/// Commas, full stops and the like get the width of the text that they are in.
pub(super) fn signs(pieces: &[Piece], rules: &TidyRules) -> Vec<Piece> {
    let mut out = pieces.to_vec();
    if !rules.full_width {
        return out;
    }
    for at in 0..pieces.len() {
        let Some(sign) = pieces[at].sign() else { continue };
        let wide = PAIRS.iter().find(|(half, _)| *half == sign).map(|(_, wide)| *wide);
        if let Some(wide) = wide.filter(|_| is_comma_in_chinese(pieces, at)) {
            out[at] = Piece::Sign(wide);
        } else if sign == '.' && is_full_stop_in_chinese(pieces, at) {
            out[at] = Piece::Sign('。');
        } else if sign == '('
            && let Some(end) = closing(pieces, at)
        {
            let is_within = pieces[at..end].iter().filter_map(Piece::sign).any(is_hanzi);
            if is_within || word_before(pieces, at).is_some_and(is_hanzi) {
                (out[at], out[end]) = (Piece::Sign('（'), Piece::Sign('）'));
            }
        }
    }
    out
}

fn is_comma_in_chinese(pieces: &[Piece], at: usize) -> bool {
    let (Some(old), new) = (before(pieces, at), from(pieces, at + 1)) else { return false };
    if text_before(pieces, at).is_some_and(is_chinese) {
        return true;
    }
    // `GDP,增长` and `Apple, 苹果`
    let is_word = old.is_ascii_alphanumeric() || "%)”’".contains(old);
    is_word
        && match new {
            Some(' ') => word_from(pieces, at + 1).is_some_and(is_hanzi),
            new => new.is_some_and(is_hanzi),
        }
}

/// What is printed before a place, quotes apart.
fn text_before(pieces: &[Piece], at: usize) -> Option<char> {
    let quotes = pieces[..at].iter().rev();
    let quotes = quotes.take_while(|it| {
        it.sign().map_or(matches!(it, Piece::Mark(_)), |sign| "\"'”’".contains(sign))
    });
    before(pieces, at - quotes.count())
}

fn is_full_stop_in_chinese(pieces: &[Piece], at: usize) -> bool {
    let is_alone = right_before(pieces, at) != Some('.') && sign_at(pieces, at + 1) != Some('.');
    let ends = |next: Option<char>| match next {
        None => true,
        Some(next) => is_chinese(next) || "\"'”’)」』）".contains(next),
    };
    is_alone
        && text_before(pieces, at).is_some_and(is_chinese)
        && match from(pieces, at + 1) {
            Some(' ') => word_from(pieces, at + 1).is_none_or(is_hanzi),
            next => ends(next),
        }
}

/// The bracket that closes the one there.
fn closing(pieces: &[Piece], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, piece) in pieces.iter().enumerate().skip(at).take(NEAR) {
        match piece.sign() {
            Some('(') => depth += 1,
            Some(')') if depth == 1 => return Some(place),
            Some(')') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// One space is enough, and before a comma there is none.
pub(super) fn spaces(pieces: &[Piece], rules: &TidyRules) -> Vec<Piece> {
    let is_row = pieces.iter().any(|piece| piece.is('|'));
    let last = pieces.iter().rposition(|piece| !piece.is(' ')).unwrap_or(0);
    let first = pieces.iter().position(|piece| !piece.is(' ')).unwrap_or(last);
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        // Spaces at the beginning and at the end mean something.
        let is_inner = first < at && at < last;
        let old = out.last().and_then(Piece::sign);
        let is_much = match (piece.is(' ') && is_inner, old) {
            (false, _) | (_, None) => false,
            (true, Some(' ')) => !is_row,
            (true, Some(old)) => {
                is_before_sign(pieces, at, old) || rules.full_width && is_aired(pieces, at, old)
            }
        };
        if !is_much {
            out.push(piece.clone());
        }
    }
    out
}

/// Whether the space there stands between a word and a sign that belongs to it.
fn is_before_sign(pieces: &[Piece], at: usize, old: char) -> bool {
    let next = sign_at(pieces, at + 1);
    let then = pieces.get(at + 2).map_or(Some(' '), Piece::sign);
    let is_word = old.is_alphanumeric() || ")”’»%".contains(old);
    let ends = then.is_some_and(|then| then == ' ' || "\"”’»".contains(then));
    is_word && ends && next.is_some_and(|next| ",.;:!?)".contains(next))
}

/// Whether the space there is beside a sign that has its own.
fn is_aired(pieces: &[Piece], at: usize, old: char) -> bool {
    let Some(next) = sign_at(pieces, at + 1).filter(|next| !"| ".contains(*next)) else {
        return false;
    };
    let is_dash = |place: usize| {
        sign_at(pieces, place) == Some('—') && sign_at(pieces, place + 1) == Some('—')
    };
    AIRY.contains(old)
        || AIRY.contains(next)
        || is_dash(at + 1)
        || at >= 2 && old == '—' && is_dash(at - 2)
}
