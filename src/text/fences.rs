//! Lines, and the fenced blocks among them: CommonMark §4.5, at the left margin only.

use super::article_body::{Problem, ProblemKind};
use super::blocks::WORDS;

#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub number: usize,
    pub text: &'a str,
}

impl Line<'_> {
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub fn problem(&self, kind: ProblemKind) -> Problem {
        Problem { line: self.number, kind }
    }
}

pub(super) enum Segment<'a> {
    Prose(Vec<Line<'a>>),
    Fence(Fence<'a>),
}

/// A fenced block; `word` is the first of its info string, in lower case.
pub(super) struct Fence<'a> {
    pub word: String,
    pub lines: Vec<Line<'a>>,
    pub closed: bool,
    opener: Line<'a>,
    closer: Option<Line<'a>>,
}

impl Fence<'_> {
    /// Whether it is a block of ours, and not code.
    pub fn is_block(&self) -> bool {
        WORDS.contains(&self.word.as_str())
    }

    pub fn problem(&self, kind: ProblemKind) -> Problem {
        self.opener.problem(kind)
    }

    /// The text between the fences.
    pub fn code(&self) -> String {
        self.lines.iter().flat_map(|line| [line.text, "\n"]).collect()
    }

    /// The whole block as typed.
    pub fn source(&self) -> String {
        let lines = [&self.opener].into_iter().chain(&self.lines).chain(&self.closer);
        lines.flat_map(|line| [line.text, "\n"]).collect()
    }
}

pub(super) fn segments(text: &str) -> Vec<Segment<'_>> {
    let lines: Vec<Line> =
        text.split('\n').zip(1..).map(|(text, number)| Line { number, text }).collect();
    segments_of(&lines)
}

pub(super) fn segments_of<'a>(lines: &[Line<'a>]) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    let mut prose = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let indent = lines[at].text.len() - lines[at].text.trim_start_matches(' ').len();
        let mark = FenceMark::of(&lines[at].text[indent..]).filter(|_| indent <= 3);
        let Some(mark) = mark else {
            prose.push(lines[at]);
            at += 1;
            continue;
        };
        if !prose.is_empty() {
            segments.push(Segment::Prose(std::mem::take(&mut prose)));
        }
        let (fence, end) = take_fence(lines, at, &mark);
        segments.push(Segment::Fence(fence));
        at = end;
    }
    if !prose.is_empty() {
        segments.push(Segment::Prose(prose));
    }
    segments
}

/// The fence opened by line `at`, and the line that follows it.
///
/// A block left open ends before the next blank line, lest it swallow the article;
/// ordinary code left open runs to the end, as in CommonMark.
fn take_fence<'a>(lines: &[Line<'a>], at: usize, mark: &FenceMark) -> (Fence<'a>, usize) {
    let known = mark.is_block();
    let body = &lines[at + 1..];
    let opens_another = |line: &Line| {
        FenceMark::of(line.text.trim_start())
            .is_some_and(|other| other.is_block() && other.length >= mark.length)
    };
    let stop =
        body.iter().position(|line| mark.is_closed_by(line.text) || known && opens_another(line));
    let closer = stop.map(|stop| body[stop]).filter(|line| mark.is_closed_by(line.text));
    let mut length = stop.unwrap_or(body.len());
    if known && closer.is_none() {
        length = body[..length].iter().position(Line::is_blank).unwrap_or(length);
    }
    let end = at + 1 + length + usize::from(closer.is_some());
    let fence = Fence {
        word: mark.word.clone(),
        lines: body[..length].to_vec(),
        closed: closer.is_some(),
        opener: lines[at],
        closer,
    };
    (fence, end)
}

/// The start of a fence: CommonMark §4.5.
pub(super) struct FenceMark {
    character: char,
    length: usize,
    word: String,
}

impl FenceMark {
    pub fn of(text: &str) -> Option<FenceMark> {
        let character = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = text.trim_start_matches(character);
        let length = text.len() - info.len();
        let opens = length >= 3 && !(character == '`' && info.contains('`'));
        let word = info.split_whitespace().next().unwrap_or_default().to_lowercase();
        opens.then_some(FenceMark { character, length, word })
    }

    pub fn is_block(&self) -> bool {
        WORDS.contains(&self.word.as_str())
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let text = line.trim_start_matches(' ');
        let rest = text.trim_start_matches(self.character);
        line.len() - text.len() <= 3
            && text.len() - rest.len() >= self.length
            && rest.trim().is_empty()
    }
}
