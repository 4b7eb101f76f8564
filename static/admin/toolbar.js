// The toolbar: marks around words, and small dialogs that write blocks into the text.

import { body, choosePhoto, form, isComposing, root } from "./desk.js";
import { beginLines, fence, insert, insertBlock, oneLine, wrap } from "./insert.js";
import { chosen, startPicker } from "./picker.js";
import { tidyMarked } from "./tidy.js";

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

export function startToolbar() {
  const bar = root.querySelector(".toolbar");
  bar.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    bar.querySelector(".more").open = false;
    if (pressed.dataset.mark) mark(pressed.dataset.mark);
    else if (pressed.dataset.tidy !== undefined) tidyMarked();
    else openDialog(pressed.dataset.dialog);
  });
  root.querySelector("[data-choose-photo]").addEventListener("click", () => openDialog("lead"));
}
