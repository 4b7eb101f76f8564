// The library's own form: photos are dropped anywhere on the page, or chosen. Without this script
// the form sends them all at once.

import { Uploads, holdsFiles } from "./uploads.js";

const form = document.querySelector("form.upload");
const list = document.getElementById("uploads");

const uploads = new Uploads(list, form.action, {
  fields: () => [["credit", form.elements.credit.value]],
  taken: ({ taken, refused }, item) => {
    if (refused.length) return refused[0];
    const name = item.querySelector("bdi");
    const link = document.createElement("a");
    link.href = taken[0].href;
    link.append(...name.childNodes);
    name.append(link);
    item.querySelector("button").remove();
    document.getElementById("uploads-done").hidden = false;
    return "";
  },
});

document.getElementById("drop-hint").hidden = false;

form.addEventListener("submit", (event) => {
  const { files } = form.elements;
  if (!files.files.length) return;
  event.preventDefault();
  uploads.add(files.files);
  files.value = "";
});

document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  uploads.add(event.dataTransfer.files);
});
