// The editor of an article: what is typed is kept, the tools are there, and the page is beside it.

import { root } from "./desk.js";
import { startDrop } from "./drop.js";
import { ownTime } from "./hours.js";
import { startKeeping } from "./keeping.js";
import { startLines } from "./line.js";
import { startPaste } from "./paste.js";
import { startPreview } from "./preview.js";
import { text } from "./say.js";
import { startToolbar } from "./toolbar.js";

for (const part of document.querySelectorAll("[data-script], #writing-desk .tools")) part.hidden = false;
root.classList.add("live");
function view(name) {
  root.dataset.view = name;
  for (const tab of root.querySelectorAll(".tabs button")) tab.setAttribute("aria-pressed", String(tab.dataset.view === name));
  root.dispatchEvent(new Event("view"));
}
for (const tab of root.querySelectorAll(".tabs button")) {
  tab.addEventListener("click", () => {
    view(tab.dataset.view);
    root.scrollIntoView();
  });
}
root.addEventListener("preview", () => view("preview"));

// What was refused may stand where nobody looks on a phone: its part comes forward.
function reveal(field) {
  const pane = field?.closest(".pane");
  if (pane && !pane.classList.contains(root.dataset.view)) view(pane.classList.contains("write") ? "write" : "details");
}
reveal(document.querySelector("#article .pane [aria-invalid=true]"));
for (const link of document.querySelectorAll(".problems a")) {
  link.addEventListener("click", () => reveal(document.getElementById(link.hash.slice(1))));
}

const publishing = document.getElementById("publishing");
if (publishing) {
  const opener = document.getElementById("open-publishing");
  // It says what is published where, before anything is: nothing is published past it.
  for (const button of document.querySelectorAll("[data-publish]")) button.hidden = true;
  // What is wrong with a field in there has to be seen.
  publishing.close();
  opener.addEventListener("click", () => {
    const there = document.getElementById("edition-time");
    there.textContent = `${ownTime(new Date(), "short", there.dataset.zone)} ${there.dataset.label}`;
    document.getElementById("own-time").textContent = text("ownTime", { time: ownTime(new Date(), "short") });
    const failed = document.querySelectorAll("#check-list li:not(.good)");
    document.getElementById("failed-checks").replaceChildren(...Array.from(failed, (one) => one.cloneNode(true)));
    publishing.showModal();
    // Of what changes a live article nothing has the focus: one key would do it.
    publishing.querySelector("h2[tabindex]")?.focus();
  });
  // A new article comes here from its first save.
  const isNext = location.hash === "#publishing";
  if (isNext) history.replaceState(null, "", location.pathname + location.search);
  if (isNext || publishing.querySelector("[aria-invalid=true]")) opener.click();
}

startLines();
startToolbar();
startPaste();
startDrop();
startPreview();
startKeeping();
