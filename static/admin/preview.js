// The real page beside the text, and what is counted and checked, of what is being typed.

import { ask } from "./ask.js";
import { fields, isComposing, onChange, root } from "./desk.js";
import { make } from "./say.js";

const WAIT = 700;
const DESKTOP = 1280;
const PHONE = 360;

const pane = root.querySelector(".preview");
const frame = document.getElementById("preview-frame");
const cards = document.getElementById("preview-cards");
const holder = frame.parentElement;

let timer, busy = false, again = false, isOpen = false, look = "desktop";

/// A round of looking at the text; while it lasts, the next one waits.
async function refresh() {
  if (isComposing()) return;
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  const asked = new URLSearchParams(fields());
  asked.append("edition", root.dataset.edition);
  const isSeen = isOpen && pane.offsetParent !== null;
  const [facts, page] = await Promise.all([
    ask("/admin/articles/checks", asked),
    isSeen ? ask(`${root.dataset.path}/preview`, asked) : null,
  ]);
  if (facts.status === 200) showFacts(facts.body);
  if (page?.status === 200 && page.body?.body) showPage(page.body);
  busy = false;
  if (again) {
    again = false;
    plan();
  }
}

function plan() {
  clearTimeout(timer);
  timer = setTimeout(refresh, WAIT);
}

function showFacts({ counts, checks }) {
  for (const [name, said] of Object.entries(counts)) {
    const hint = document.getElementById(`${name.replace("_", "-")}-hint`);
    if (hint) hint.textContent = said;
  }
  const mark = (check) => make("span", { "aria-hidden": "true" }, check.mark);
  const line = (check) => make("li", { class: check.kind }, mark(check), " ", check.text);
  document.getElementById("check-list").replaceChildren(...checks.map(line));
}

function showPage(page) {
  const shown = frame.contentDocument;
  for (const script of page.querySelectorAll("script")) script.remove();
  const top = frame.contentWindow.scrollY;
  morph(shown.body, shown.adoptNode(page.body));
  frame.contentWindow.scrollTo(0, top);
  showCards(page);
}

/// Makes one element like another and touches only what differs: pictures stay, nothing jumps.
function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const isAlike = old.nodeType === Node.ELEMENT_NODE && fresh.nodeType === Node.ELEMENT_NODE && old.tagName === fresh.tagName;
  if (!isAlike) {
    old.replaceWith(fresh);
    return;
  }
  for (const { name } of Array.from(old.attributes)) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of Array.from(fresh.attributes)) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const before = Array.from(old.childNodes);
  const after = Array.from(fresh.childNodes);
  let start = 0, end = 0;
  const same = (one, other) => one && other && one.isEqualNode(other);
  while (same(before[start], after[start])) start += 1;
  while (end < Math.min(before.length, after.length) - start && same(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const gone = before.slice(start, before.length - end);
  const come = after.slice(start, after.length - end);
  if (gone.length === come.length) {
    gone.forEach((node, place) => morph(node, come[place]));
    return;
  }
  const next = before[before.length - end] || null;
  for (const node of gone) node.remove();
  for (const node of come) old.insertBefore(node, next);
}

// ---- Share cards ----

function showCards(page) {
  const meta = (name) => page.querySelector(`meta[property="og:${name}"], meta[name="${name}"]`)?.content || "";
  const image = meta("image") && new URL(meta("image"), location.href).pathname;
  const photo = () => (image ? [make("img", { src: image, alt: "" })] : []);
  const lang = page.documentElement.lang;
  const title = meta("title"), about = meta("description"), site = meta("site_name");
  const part = (kind, said) => make("p", { class: kind, lang }, said);
  cards.replaceChildren(
    make("h3", {}, "WeChat"),
    make("div", { class: "card wechat" }, part("title", title), make("div", {}, part("about", about), ...photo())),
    make("h3", {}, "Open Graph"),
    make("div", { class: "card wide" }, ...photo(), part("site", site), part("title", title), part("about", about)),
  );
}

// ---- Ways to look at it ----

function arrange() {
  holder.hidden = !isOpen || look === "card";
  cards.hidden = !isOpen || look !== "card";
  document.getElementById("preview-waiting").hidden = isOpen;
  const wide = look === "phone" ? PHONE : DESKTOP;
  const scale = Math.min(1, holder.clientWidth / wide || 1);
  holder.style.setProperty("--wide", `${wide}px`);
  holder.style.setProperty("--scale", scale);
  const shown = frame.contentDocument?.documentElement;
  if (!shown || !isOpen) return;
  shown.dataset.theme = look === "dark" ? "dark" : "light";
  setMedium(frame.contentDocument, look === "print");
}

/// Shows the rules for paper on the screen, or those for the screen again.
function setMedium(page, isPaper) {
  for (const sheet of page.styleSheets) {
    let rules = [];
    try { rules = Array.from(sheet.cssRules); } catch { /* not loaded yet */ }
    for (const rule of rules.filter((rule) => rule.media)) {
      rule.was ??= rule.media.mediaText;
      if (rule.was === "print") rule.media.mediaText = isPaper ? "all" : "print";
      if (rule.was === "screen") rule.media.mediaText = isPaper ? "not all" : "screen";
    }
  }
}

function open() {
  if (isOpen || !/\/\d+$/.test(root.dataset.path)) return;
  isOpen = true;
  frame.addEventListener("load", () => {
    // A preview leads nowhere.
    frame.contentDocument.addEventListener("click", (event) => {
      if (event.target.closest("a, button")) event.preventDefault();
    }, true);
    arrange();
    refresh();
  });
  holder.hidden = false;
  frame.src = `${root.dataset.path}/preview`;
}

function lookAs(name) {
  look = name;
  for (const one of pane.querySelectorAll("[data-look]")) one.setAttribute("aria-pressed", String(one.dataset.look === name));
  arrange();
}

export function startPreview() {
  pane.hidden = false;
  for (const button of pane.querySelectorAll("[data-look]")) button.addEventListener("click", () => lookAs(button.dataset.look));
  if (innerWidth < PHONE * 2) lookAs("phone");
  const seen = () => {
    if (pane.offsetParent === null) return;
    open();
    arrange();
    plan();
  };
  root.addEventListener("view", seen);
  root.addEventListener("begun", seen);
  addEventListener("resize", seen);
  onChange(plan);
  seen();
}
