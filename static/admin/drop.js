// Pictures that are dropped on the text go into the library and then into the text, each after
// the line with the cursor.

import { body, form, isComposing, root } from "./desk.js";
import { fence, insertBlock } from "./insert.js";
import { button, hideBar, make, showBar, text } from "./say.js";
import { Uploads, holdsFiles } from "./uploads.js";

const WAIT = 200;

const pane = form.querySelector(".pane.write");
const list = make("ul", { class: "uploads" });
const isFrozen = () => root.classList.contains("frozen");

const uploads = new Uploads(list, "/admin/media/choices", {
  taken: ({ photos, text: refused }) => {
    for (const photo of photos) write(photo);
    return photos.length ? "" : refused;
  },
});

/// Once nobody composes; where somebody else writes by now, it stays in the library.
function write(photo) {
  if (isComposing()) {
    setTimeout(write, WAIT, photo);
    return;
  }
  if (isFrozen()) return;
  body.setSelectionRange(body.selectionEnd, body.selectionEnd);
  insertBlock(fence("photo", [["media", photo.id], ["caption", photo.caption], ["alt", photo.alt]]));
}

function dropped(files) {
  if (!list.isConnected) {
    list.replaceChildren();
    const close = button(text("hide"), () => hideBar("dropped"), "quiet");
    showBar("dropped", text("dropped"), [list, close]);
  }
  uploads.add(files);
}

export function startDrop() {
  // Elsewhere on the page a file would open in place of the text.
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    pane.classList.toggle("dropping-in", pane.contains(event.target) && !isFrozen());
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) pane.classList.remove("dropping-in");
  });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    pane.classList.remove("dropping-in");
    if (pane.contains(event.target) && !isFrozen()) dropped(event.dataTransfer.files);
  });
}
