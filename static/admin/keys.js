// Keys of the newsroom; everything can be done without them. None of them is one that input
// methods use, and none does anything while somebody composes.

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const list = document.getElementById("keys");
/// Where the editor notes the edition in which somebody wrote last.
const lastEdition = `broadsheet:edition:${list?.dataset.person}`;

const click = (selector) => {
  const found = Array.from(document.querySelectorAll(selector)).find((one) => !one.disabled && one.offsetParent !== null);
  found?.click();
  return Boolean(found);
};

/// With Ctrl, or ⌘ where that is the custom.
const WITH = {
  s: () => click(".tools button[form=article], main form[method=post] .actions button[type=submit]"),
  Enter: () => click("#open-publishing"),
  e: () => {
    const desk = document.getElementById("writing-desk");
    desk?.dispatchEvent(new Event("preview"));
    return Boolean(desk);
  },
  b: () => isText() && click("[data-mark=bold]"),
  i: () => isText() && click("[data-mark=italic]"),
  k: () => isText() && click("[data-dialog=link]"),
};

/// Alone, where nobody is typing.
const ALONE = {
  "?": () => { list.showModal(); return true; },
  "/": () => {
    const search = document.querySelector("main input[type=search], main input[name=q]");
    if (search) search.focus(); else location.assign("/admin/articles#q");
    return true;
  },
  n: () => {
    const edition = stored((all) => all.getItem(lastEdition));
    if (edition) location.assign(`/admin/articles/new?edition=${edition}`);
    else if (!begin()) location.assign("/admin#begin");
    return true;
  },
};

/// To the buttons of the editions.
function begin() {
  const first = document.querySelector(".begin a");
  first?.focus();
  return Boolean(first);
}

function stored(action) {
  try { return action(localStorage); } catch { return null; }
}

const isText = () => document.activeElement?.id === "body";

function pressed(event) {
  if (event.isComposing || event.keyCode === 229 || event.altKey || event.defaultPrevented) return;
  const isMod = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (isMod && !event.shiftKey) {
    const action = Object.hasOwn(WITH, event.key) && WITH[event.key];
    if (action && !document.querySelector("dialog[open]") && action()) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey) return;
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (isTyping || document.querySelector("dialog[open]")) return;
  const action = Object.hasOwn(ALONE, event.key) && ALONE[event.key];
  if (action && action()) event.preventDefault();
}

if (list) {
  if (isMac) for (const key of document.querySelectorAll("kbd")) key.textContent = key.textContent.replace("Ctrl+", "⌘");
  list.querySelector("[data-close]").addEventListener("click", () => list.close());
  document.addEventListener("keydown", pressed);
  const opener = document.getElementById("open-keys");
  opener.hidden = false;
  opener.addEventListener("click", () => list.showModal());
  const desk = document.getElementById("writing-desk");
  if (desk) stored((all) => all.setItem(lastEdition, desk.dataset.edition));
  // One writes there no longer.
  else if (location.pathname === "/admin/articles/new") stored((all) => all.removeItem(lastEdition));
}
if (location.hash === "#begin") begin();
if (location.hash === "#q") document.getElementById("q")?.focus();
