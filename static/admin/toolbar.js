// The toolbar: marks around words, and small dialogs that write blocks into the text.

import { ask } from "./ask.js";
import { body, choosePhoto, form, isComposing, root } from "./desk.js";
import { beginLines, fence, insert, insertBlock, oneLine, wrap } from "./insert.js";
import { make, text } from "./say.js";

const value = (id) => document.getElementById(id).value;
const dialogOf = (name) => document.getElementById(`dialog-${name}`);

const MARKS = {
  bold: () => wrap("**"),
  italic: () => wrap("*"),
  heading: () => beginLines("## "),
  indent: () => beginLines("> "),
  list: () => beginLines("- "),
  numbers: () => beginLines("1. "),
};

/// What each dialog writes.
const BLOCKS = {
  link: () => {
    const address = value("link-address").trim();
    const words = oneLine(value("link-text")).replace(/[[\]\\]/g, "\\$&") || address;
    insert(`[${words}](${/[\s()<>]/.test(address) ? encodeURI(address).replace(/[()]/g, (mark) => (mark === "(" ? "%28" : "%29")) : address})`);
  },
  photo: ([photo]) => photo && insertBlock(fence("photo", [["media", photo.id], ["caption", value("photo-caption")], ["alt", value("photo-alt")]])),
  gallery: (photos) => photos.length && insertBlock(fence("gallery", photos.map((photo) => ["media", photo.id]))),
  lead: ([photo]) => {
    if (!photo) return;
    choosePhoto(photo.id, photo.src, photo.alt);
    form.dispatchEvent(new Event("change"));
  },
  quote: () => insertBlock(fence("quote", [["by", value("quote-by")]], value("quote-text"))),
  fact: () => insertBlock(fence("fact", [["title", value("fact-title")]], value("fact-text"))),
  embed: () => insertBlock(fence("embed", [["url", value("embed-url")], ["title", value("embed-title")]])),
  table: () => {
    const [columns, rows] = [Number(value("table-columns")), Number(value("table-rows"))];
    const row = (cell) => `| ${Array(columns).fill(cell).join(" | ")} |`;
    const lines = [row("   "), row("---"), ...Array(rows).fill(row("   "))];
    insertBlock(fence("table", [["caption", value("table-caption")]], lines.join("\n")));
  },
};

/// Opens a dialog; the text field keeps what was marked in it.
export function openDialog(name) {
  if (root.classList.contains("frozen")) return;
  const dialog = dialogOf(name);
  const { selectionStart: start, selectionEnd: end } = body;
  const fields = dialog.querySelector("form");
  fields.reset();
  const marked = body.value.slice(start, end);
  if (name === "link") document.getElementById("link-text").value = marked;
  if (name === "quote") document.getElementById("quote-text").value = marked;
  const choices = dialog.querySelector(".choices");
  if (choices) startPicker(dialog, choices);
  fields.onsubmit = (event) => {
    event.preventDefault();
    dialog.close();
    const photos = choices ? chosen(choices) : [];
    body.focus();
    body.setSelectionRange(start, end);
    BLOCKS[name](photos);
  };
  dialog.showModal();
}

export function mark(name) {
  if (!root.classList.contains("frozen") && !isComposing()) MARKS[name]();
}

// ---- Photos of the library ----

function startPicker(dialog, choices) {
  const search = dialog.querySelector("input[type=search]");
  const older = dialog.querySelector("[data-older]");
  let timer, before = "";
  const load = async (isMore) => {
    const query = new URLSearchParams({ q: search.value, before: isMore ? before : "", edition: root.dataset.edition });
    const answer = await ask(`/admin/media/choices?${query}`, null, "GET");
    if (answer.status !== 200) return;
    const { photos, more } = answer.body;
    const kept = Array.from(choices.querySelectorAll("label")).filter((label) => isMore || label.firstChild.checked);
    const known = new Set(kept.map((label) => label.firstChild.value));
    choices.replaceChildren(...kept, ...photos.filter((photo) => !known.has(photo.id)).map(tile(dialog, choices)));
    if (!choices.firstChild) choices.append(make("p", {}, text("noneFound")));
    before = photos.at(-1)?.id || "";
    older.hidden = !more;
  };
  choices.replaceChildren();
  search.oninput = (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(load, 250);
  };
  search.addEventListener("compositionend", () => load(false));
  older.onclick = () => load(true);
  load(false);
}

const tile = (dialog, choices) => (photo) => {
  const kind = choices.dataset.choices === "many" ? "checkbox" : "radio";
  const input = make("input", { type: kind, name: `${dialog.id}-photo`, value: photo.id });
  const image = make("img", { src: photo.src, alt: photo.alt || photo.name, title: photo.caption || photo.name, loading: "lazy" });
  const label = make("label", { class: "choice" }, input, image);
  label.photo = photo;
  input.addEventListener("change", () => { input.order = Date.now(); });
  return label;
};

/// In the order in which they were chosen.
function chosen(choices) {
  const labels = Array.from(choices.querySelectorAll("label")).filter((label) => label.firstChild.checked);
  return labels.sort((one, other) => one.firstChild.order - other.firstChild.order).map((label) => label.photo);
}

export function startToolbar() {
  const bar = root.querySelector(".toolbar");
  bar.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    bar.querySelector(".more").open = false;
    if (pressed.dataset.mark) mark(pressed.dataset.mark);
    else openDialog(pressed.dataset.dialog);
  });
  root.querySelector("[data-choose-photo]").addEventListener("click", () => openDialog("lead"));
}
