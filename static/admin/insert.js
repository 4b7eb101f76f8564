// Putting text into the field by the browser's own call, so that Undo takes it out again.

import { body } from "./desk.js";

/// Replaces what is marked.
export function insert(said) {
  body.focus();
  if (said === "" && body.selectionStart === body.selectionEnd) return;
  const isDone = said === "" ? document.execCommand("delete") : document.execCommand("insertText", false, said);
  if (isDone) return;
  body.setRangeText(said, body.selectionStart, body.selectionEnd, "end");
  body.dispatchEvent(new Event("input", { bubbles: true }));
}

/// Puts a block on lines of its own, after the line with the cursor.
export function insertBlock(block) {
  const text = body.value;
  const line = text.indexOf("\n", body.selectionEnd);
  const end = line < 0 ? text.length : line;
  body.setSelectionRange(end, end);
  const before = text.slice(0, end);
  const gap = before.trim() === "" ? "" : before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  insert(`${gap}${block}\n${text.slice(end).trim() ? "" : "\n"}`);
}

/// Puts a mark around what is marked, or takes it away.
export function wrap(mark) {
  const { selectionStart: start, selectionEnd: end, value } = body;
  const marked = value.slice(start, end);
  // White space stays outside: marks beside it are none.
  const [, lead, inner, tail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(marked);
  const is = (text) => text.startsWith(mark) && text.endsWith(mark) && text.length > 2 * mark.length;
  const around = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark;
  if (is(inner)) {
    insert(lead + inner.slice(mark.length, -mark.length) + tail);
  } else if (around && inner) {
    body.setSelectionRange(start - mark.length, end + mark.length);
    insert(inner);
    body.setSelectionRange(start - mark.length, start - mark.length + inner.length);
  } else {
    insert(`${lead}${mark}${inner}${mark}${tail}`);
    const place = start + lead.length + mark.length;
    body.setSelectionRange(place, place + inner.length);
  }
}

/// Begins each marked line with something, or takes that away.
export function beginLines(start) {
  const { value } = body;
  const from = value.lastIndexOf("\n", body.selectionStart - 1) + 1;
  const next = value.indexOf("\n", body.selectionEnd);
  const to = next < 0 ? value.length : next;
  const lines = value.slice(from, to).split("\n");
  const any = /^(#{1,4} |> |[-*+] |\d{1,3}[.)] )/;
  const mark = (place) => start.replace("1", place + 1);
  const isOn = lines.every((line, place) => line.startsWith(mark(place)));
  const changed = lines.map((line, place) => (isOn ? line.slice(mark(place).length) : mark(place) + line.replace(any, "")));
  body.setSelectionRange(from, to);
  insert(changed.join("\n"));
}

/// One line of text.
export const oneLine = (said) => said.replace(/\s+/g, " ").trim();

/// A fenced block; what has no value is left out. Its fence is longer than any within.
export function fence(word, pairs, text = "") {
  const lines = pairs.filter(([, value]) => oneLine(value)).map(([key, value]) => `${key}: ${oneLine(value)}`);
  if (text.trim()) lines.push(text.trim());
  const inner = lines.join("\n");
  const longest = Math.max(2, ...(inner.match(/`+/g) || []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${word}\n${inner}\n${ticks}`;
}
