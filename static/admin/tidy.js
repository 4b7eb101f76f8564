// Typed signs become those that the edition prints: the server says which, and Undo takes it back.

import { ask, sentence } from "./ask.js";
import { body, form, isComposing, root } from "./desk.js";
import { button, hideBar, showBar, text } from "./say.js";

const LINES = ["kicker", "headline", "short-headline", "standfirst"];

/// The line that a place in a text is in.
const lineOf = (said, place) => said.slice(0, place).split("\n").length - 1;

/// Puts other text into a field by the browser's own call, from its first different letter on.
function put(field, said) {
  const old = field.value;
  if (old === said) return false;
  let from = 0;
  while (old[from] === said[from]) from += 1;
  let tail = 0;
  while (tail < Math.min(old.length, said.length) - from && old.at(-1 - tail) === said.at(-1 - tail)) tail += 1;
  field.focus();
  field.setSelectionRange(from, old.length - tail);
  const fresh = said.slice(from, said.length - tail);
  const isDone = fresh === "" ? document.execCommand("delete") : document.execCommand("insertText", false, fresh);
  if (!isDone) {
    field.setRangeText(fresh, from, old.length - tail, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

/// Tidies all that is typed, or of the text the lines from one place to another.
export async function tidy(part = null) {
  if (root.classList.contains("frozen") || isComposing()) return;
  const fields = part ? [body] : [...LINES.map((name) => form.elements[name]), body];
  const sent = fields.map((field) => [field, field.value]);
  const asked = new URLSearchParams(sent.map(([field, value]) => [field.name, value]));
  asked.append("edition", root.dataset.edition);
  const answer = await ask("/admin/tidy", asked);
  const hide = button(text("hide"), () => hideBar("tidied"), "quiet");
  if (answer.status !== 200) {
    showBar("tidied", sentence(answer) || text("unreachable"), [hide]);
    return;
  }
  let isChanged = false;
  for (const [field, value] of sent) {
    // What was typed meanwhile is newer than the answer.
    if (field.value !== value) continue;
    const lines = answer.body[field.name].split("\n");
    const old = value.split("\n");
    const [first, last] = part ? part.map((place) => lineOf(value, place)) : [0, lines.length - 1];
    const said = old.map((line, number) => (number < first || number > last ? line : lines[number])).join("\n");
    isChanged = put(field, said) || isChanged;
  }
  showBar("tidied", text(isChanged ? "tidied" : "tidiedNone"), [hide]);
}

/// What is marked in the text, or everything.
export function tidyMarked() {
  const { selectionStart: start, selectionEnd: end } = body;
  tidy(start === end ? null : [start, end]);
}
