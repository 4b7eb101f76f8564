// The form of an article, or of its translation beside the source, as the scripts see it: its
// fields, and whether somebody composes.

import { make } from "./say.js";

export const root = document.getElementById("writing-desk");
export const form = document.getElementById("article");
/// The text; a translation has its paragraphs, each in a field of its own.
export const body = document.getElementById("body");
export const isTranslation = !body;

/// What the form carries for itself, and the ways in which a translation names its source.
const SOURCE = ["from", "read", "kind"];
const OWN = ["csrf", "version", "copy", "edition", "back", ...SOURCE];

/// Fields that are there many times: which is which, their place says, also that of an empty one.
const PARAGRAPH = "paragraph";

/// What the form held when it became read-only: fields that are off are in no form.
let frozen = null;

/// The fields that hold something, as [name, value].
export function fields() {
  if (frozen) return frozen;
  const all = Array.from(new FormData(form).entries());
  return all.filter(([name, value]) => (value || name === PARAGRAPH) && typeof value === "string" && !OWN.includes(name))
    .map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
}

/// What the server is asked to keep: it has to know what a translation stands beside.
export function request(pairs) {
  const beside = Array.from(new FormData(form)).filter(([name]) => SOURCE.includes(name));
  return new URLSearchParams([...beside, ...pairs]);
}

/// The same as a text, to be compared.
export function snapshot(pairs = fields()) {
  const known = pairs.filter(([name, value]) => (value || name === PARAGRAPH) && !OWN.includes(name));
  const rank = ([name, value]) => (name === PARAGRAPH ? name : `${name}\n${value}`);
  const order = (one, other) => (rank(one) < rank(other) ? -1 : Number(rank(one) > rank(other)));
  return JSON.stringify(known.sort(order));
}

/// The paragraphs of a translation as one text, as the whole form has it.
function whole(pairs) {
  const paragraphs = pairs.filter(([name, value]) => name === PARAGRAPH && value.trim());
  if (!paragraphs.length) return pairs.filter(([name]) => name !== PARAGRAPH);
  const text = paragraphs.map(([, value]) => value.trim()).join("\n\n");
  return [...pairs.filter(([name]) => name !== PARAGRAPH && name !== "body"), ["body", text]];
}

/// Whether the form holds what was typed then: saving tidies blanks, and makes an address.
export function holds(pairs) {
  const now = fields();
  const tidy = ([name, value]) => [name, value.replace(/[^\S\n]+/g, " ").replace(isTranslation ? /\s*\n\s*/g : / *\n */g, "\n").trim()];
  const hasSlug = pairs.some(([name]) => name === "slug");
  const same = (all) => snapshot(whole(all).filter(([name]) => hasSlug || name !== "slug").map(tidy));
  return same(pairs) === same(now);
}

/// Puts other fields into the form.
export function fill(pairs) {
  const values = (name) => pairs.filter(([known]) => known === name).map(([, value]) => value);
  const photo = values("photo")[0];
  if (photo) choosePhoto(photo);
  fillParagraphs(values(PARAGRAPH));
  for (const field of form.elements) {
    if (!field.name || [PARAGRAPH, ...OWN].includes(field.name) || field.type === "submit") continue;
    const held = values(field.name);
    if (field.type === "checkbox") field.checked = held.includes(field.value);
    else if (field.type === "radio") field.checked = (held[0] || "") === field.value;
    else field.value = held[0] || "";
  }
}

/// Each where it was written; where there are fewer fields by now, the last one takes the rest.
function fillParagraphs(texts) {
  const all = Array.from(form.querySelectorAll(`[name=${PARAGRAPH}]`));
  all.forEach((field, place) => {
    const own = place + 1 < all.length ? [texts[place] || ""] : texts.slice(place);
    field.value = own.filter((text) => text.trim()).join("\n\n");
  });
}

/// Makes the form read-only, or lets somebody write in it again.
export function freeze(isFrozen) {
  frozen = isFrozen ? fields() : null;
  root.classList.toggle("frozen", isFrozen);
  for (const field of [...form.elements, ...root.querySelectorAll("#open-publishing")]) {
    const isText = field.tagName === "TEXTAREA" || ["text", "date", "datetime-local"].includes(field.type);
    if (isText) field.readOnly = isFrozen;
    else if (field.type !== "hidden" && field.tagName !== "FIELDSET" && !("close" in field.dataset)) field.disabled = isFrozen;
  }
}

/// The label of a field, and what it holds in words.
export function labelOf(name) {
  if (name === "body" && isTranslation) return root.dataset.body;
  const field = form.querySelector(`[name="${name}"]`);
  const label = field?.id && form.querySelector(`label[for="${CSS.escape(field.id)}"]:not(.choice)`);
  return (label || field?.closest("fieldset")?.querySelector("legend"))?.textContent.trim() || name;
}

export function wordsOf(name, value) {
  const field = form.querySelector(`[name="${name}"]`);
  const option = field?.tagName === "SELECT" && Array.from(field.options).find((known) => known.value === value);
  if (option) return option.textContent;
  const box = field?.type === "checkbox" && form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`);
  return box ? box.closest("label").textContent.trim() : value;
}

/// The fields in which two texts differ, as [label, one's own, the other].
export function differences(mine, theirs) {
  // A translation has some of the fields only.
  const isShown = ([name]) => !isTranslation || name === "body" || form.querySelector(`[name="${name}"]`);
  const [one, other] = [mine, theirs].map((pairs) => whole(pairs).filter(isShown));
  const value = (pairs, name) => pairs.filter(([known, held]) => known === name && held).map(([, held]) => wordsOf(name, held)).join("\n");
  const names = Array.from(new Set([...one, ...other].map(([name]) => name))).filter((name) => !OWN.includes(name));
  return names.filter((name) => value(one, name) !== value(other, name))
    .map((name) => [labelOf(name), value(one, name), value(other, name)]);
}

/// A text as one would paste it elsewhere.
export function plain(pairs) {
  const value = (name) => whole(pairs).find(([known]) => known === name)?.[1] || "";
  return ["kicker", "headline", "standfirst", "body"].map(value).filter(Boolean).join("\n\n");
}

/// Chooses a photo above the text, which may be none of those that the page offers.
export function choosePhoto(id, source = "", alt = "") {
  const known = form.querySelector(`input[name=photo][value="${CSS.escape(id)}"]`);
  if (known) {
    known.checked = true;
    return;
  }
  const input = make("input", { type: "radio", id: `photo-${id}`, name: "photo", value: id });
  const shown = source ? make("img", { src: source, alt }) : make("span", {}, `№ ${id}`);
  form.querySelector(".photos").append(make("label", { class: "choice", for: `photo-${id}` }, input, " ", shown));
  input.checked = true;
}

let composing = false;
document.addEventListener("compositionstart", () => { composing = true; }, true);
document.addEventListener("compositionend", () => { composing = false; }, true);

/// Whether an input method is at work: nothing may touch the text then.
export const isComposing = () => composing;

/// Calls back whenever something was typed or chosen, and once a composition ends.
export function onChange(action) {
  form.addEventListener("input", action);
  form.addEventListener("change", action);
  form.addEventListener("compositionend", () => setTimeout(action));
}
