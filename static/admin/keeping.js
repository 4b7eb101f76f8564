// Keeps what is typed, here after a second and on the server soon after, and lets one person write
// at a time: for the editor and for a translation beside its source. Saving, publishing and
// everything else are the forms' own.

import { ask, sentence, signIn } from "./ask.js";
import { body, differences, fields, fill, form, freeze, holds, isComposing, isTranslation, onChange, plain, request, root, snapshot } from "./desk.js";
import { Device, screen } from "./device.js";
import { copy } from "./copy.js";
import { button, compare, hideBar, hour, say, showBar, text } from "./say.js";

// All in milliseconds.
const DEVICE = 1000;
const IDLE = 4000;
const AT_MOST = 20000;
const RETRY = 10000;
const HEARTBEAT = 15000;

const { edition, person } = root.dataset;
const own = (name) => form.querySelector(`input[name="${name}"]`);

// A translation has other fields than the whole form, and so a text of its own here.
const device = new Device(root.dataset.article + (isTranslation ? "/translation" : ""), edition, person);
let path = root.dataset.article ? root.dataset.path : "";
let base = { version: own("version")?.value || "0", copy: own("copy")?.value || "0" };
/// What the server has.
let sent = snapshot();
let deviceTimer, serverTimer, retryTimer;
let typedAt = 0, dirtyAt = 0, askedAt = 0;
let inFlight = null;
/// Why nothing is sent: `clash`, `taken`, `refused`; empty: nothing is in the way.
let held = "";
let leaving = false;
/// The field that a form on its way uses up.
let spent = "";

const isDirty = () => snapshot() !== sent;

function typed() {
  if (held === "taken") return;
  typedAt = Date.now();
  if (!isDirty()) {
    dirtyAt = 0;
    return;
  }
  dirtyAt ||= typedAt;
  clearTimeout(deviceTimer);
  deviceTimer = setTimeout(keepHere, DEVICE);
  plan();
}

function keepHere() {
  clearTimeout(deviceTimer);
  if (isDirty()) return device.keep(fields(), spent);
  device.drop();
  return true;
}

/// Sends four seconds after the last key, or while somebody types on and on; never more often
/// than every twenty seconds.
function plan() {
  clearTimeout(serverTimer);
  if (held || inFlight || retryTimer || !isDirty()) return;
  const due = Math.max(Math.min(typedAt + IDLE, dirtyAt + AT_MOST), askedAt + AT_MOST);
  serverTimer = setTimeout(send, Math.max(0, due - Date.now()));
}

async function send() {
  clearTimeout(serverTimer);
  clearTimeout(retryTimer);
  retryTimer = null;
  // The end of the composition plans it again.
  if (held || inFlight || isComposing() || !isDirty()) return;
  keepHere();
  const pairs = fields();
  const asked = request(pairs);
  asked.append("screen", screen);
  asked.append("edition", edition);
  asked.append("version", base.version);
  asked.append("copy", base.copy);
  say("busy", text("saving"));
  askedAt = Date.now();
  inFlight = ask(path ? `${path}/working-copy` : "/admin/articles/working-copy", asked);
  const answer = await inFlight;
  inFlight = null;
  hideBar("failed");
  if (answer.status === 200) kept(pairs, answer.body);
  else if (answer.status === 409) clash(answer.body);
  else if (answer.status === 423) readOnly(answer.body.text);
  else if (answer.status === 401) signedOut();
  else if (answer.status === 0 || answer.status >= 500) offline();
  else refused(answer);
}

function kept(pairs, answer) {
  sent = snapshot(pairs);
  setBase(answer);
  if (!path) adopt(answer.path);
  dirtyAt = 0;
  say("good", text("saved", { time: new Date().toTimeString().slice(0, 8) }));
  if (isDirty()) {
    dirtyAt = typedAt;
    keepHere();
    plan();
  } else {
    device.drop();
  }
}

function setBase(answer) {
  base = { version: String(answer.version), copy: String(answer.copy) };
  for (const name of ["version", "copy"]) {
    if (own(name)) own(name).value = base[name];
  }
}

/// The new article has its address now.
function adopt(address) {
  path = address;
  form.action = path;
  for (const name of ["version", "copy"]) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value: base[name] });
    form.append(field);
  }
  device.move(path.split("/").pop());
  const back = own("back")?.value;
  history.replaceState(null, "", path + (back ? `?back=${encodeURIComponent(back)}` : ""));
  root.dataset.path = path;
  root.dispatchEvent(new Event("begun"));
}

function offline() {
  const isKept = keepHere();
  say("bad", isKept ? text("offline", { time: hour(Date.now()) }) : text("saveFailed", { seconds: RETRY / 1000 }));
  let seconds = RETRY / 1000;
  const now = button(text("tryNow"), send);
  const words = showBar("failed", text("saveFailed", { seconds }), [now]);
  const tick = () => {
    seconds -= 1;
    words.textContent = text("saveFailed", { seconds });
    retryTimer = setTimeout(seconds > 1 ? tick : send, 1000);
  };
  retryTimer = setTimeout(tick, 1000);
}

function signedOut() {
  keepHere();
  held = "signed out";
  say("bad", text("signedOut"));
  showBar("signed-out", text("signedOut"), [button(text("signIn"), again, "")]);
}

async function again() {
  if (!(await signIn())) return;
  held = "";
  askedAt = 0;
  hideBar("signed-out");
  focus();
  send();
  beat();
}

/// Something that trying again doesn't change, said in the server's words.
function refused(answer) {
  const isKept = keepHere();
  held = "refused";
  say("bad", isKept ? text("kept", { time: hour(Date.now()) }) : "");
  showBar("refused", sentence(answer), [copyMine()]);
}

const copyMine = () => button(text("copyMine"), (event) => copy(plain(fields()), event.currentTarget, text("copied")));

// ---- Somebody has saved meanwhile ----

function clash(theirs) {
  keepHere();
  held = "clash";
  say("bad", text("kept", { time: hour(Date.now()) }));
  showBar("clash", theirs.text, [button(text("compare"), () => compareWith(theirs))]);
}

function compareWith(theirs) {
  const mine = fields();
  const keepMine = () => {
    setBase(theirs);
    resolved();
    // Theirs, whatever that is here.
    sent = "";
    askedAt = 0;
    send();
  };
  const useTheirs = () => {
    setBase(theirs);
    show(theirs.fields);
    resolved();
  };
  compare(differences(mine, theirs.fields), text("mine"), text("theirs"), [
    [text("keepMine"), keepMine],
    [text("useTheirs"), useTheirs],
    [text("copyMine"), (pressed) => copy(plain(mine), pressed, text("copied")), true],
  ]);
}

function resolved() {
  held = "";
  hideBar("clash");
}

/// Shows a text that the server has.
function show(pairs) {
  if (isTranslation) {
    // Which paragraph stands beside which, the server knows.
    device.drop();
    sent = snapshot();
    leaving = true;
    location.reload();
    return;
  }
  fill(pairs);
  sent = snapshot();
  device.drop();
  say("good", "");
  form.dispatchEvent(new Event("input"));
}

// ---- One person at a time ----

async function beat() {
  if (!path || held === "taken" || leaving) return;
  const answer = await ask(`${path}/writer`, new URLSearchParams({ screen }));
  if (answer.status === 200 && answer.body.text) readOnly(answer.body.text);
  if (answer.status === 401 && isDirty()) signedOut();
}

function readOnly(said) {
  keepHere();
  held = "taken";
  hideBar("failed");
  document.getElementById("writing")?.remove();
  freeze(true);
  say("bad", "");
  showBar("taken", said, [button(text("takeOver"), takeOver), copyMine()]);
}

async function takeOver() {
  const mine = fields();
  const wasDirty = isDirty();
  const answer = await ask(`${path}/writer`, new URLSearchParams({ screen, take: "yes" }));
  if (answer.status === 401) {
    if (await signIn()) await takeOver();
    return;
  }
  if (answer.status !== 200) {
    showBar("refused", sentence(answer) || text("unreachable"));
    return;
  }
  hideBar("refused");
  held = "";
  hideBar("taken");
  freeze(false);
  setBase(answer.body);
  if (wasDirty && snapshot(mine) !== snapshot(answer.body.fields)) device.write(device.prefix + Math.random(), { at: Date.now(), fields: mine });
  show(answer.body.fields);
  // The page that comes instead looks for what is left; this one still shows it.
  if (leaving) return;
  offerLeft();
  focus();
  body?.setSelectionRange(body.value.length, body.value.length);
}

const focus = () => (body || form.querySelector("textarea"))?.focus();

// ---- What the device has from before ----

const notes = Array.from(document.querySelectorAll(".note .typed"), (note) => note.textContent.trim());

/// Whether a text was saved by handing the article back, which led away from here.
const wasHandedBack = (one) => one.spent === "return-note"
  && one.fields.some(([name, value]) => name === "return-note" && notes.includes(value.trim()));

/// A text without the notes that have become colleagues' or readers'.
function unspent(one) {
  const isDone = document.querySelector(".flash");
  const isSpent = ([name, value]) => (name === "return-note" && notes.includes(value.trim())) || (isDone && name === one.spent);
  return one.fields.filter((field) => !isSpent(field));
}

function offerLeft() {
  hideBar("device");
  for (const one of device.left()) if (wasHandedBack(one)) device.drop(one.key);
  const left = device.left().map((one) => ({ ...one, fields: unspent(one) }));
  // What was saved from here is not left; a new article's first save came from the form of none.
  const isNew = !root.dataset.article;
  for (const one of [...left, ...(isNew ? [] : device.leftOfNew())]) if (holds(one.fields)) device.drop(one.key);
  const newest = left.find((one) => !holds(one.fields));
  if (!newest) return;
  const use = () => {
    const before = fields();
    fill(newest.fields);
    device.drop(newest.key);
    // What was in the form is lost neither.
    if (snapshot(before) !== sent) device.write(device.prefix + Math.random(), { at: Date.now(), fields: before });
    form.dispatchEvent(new Event("input"));
    keepHere();
    offerLeft();
  };
  const discard = () => {
    device.drop(newest.key);
    offerLeft();
  };
  const look = () => compare(differences(newest.fields, fields()), text("onDevice"), text("theirs"), [
    [text("useIt"), use],
    [text("discard"), discard],
  ]);
  showBar("device", text("deviceCopy", { time: hour(newest.at) }), [
    button(text("compare"), look),
    button(text("useIt"), use),
    button(text("discard"), discard),
  ]);
}

// ---- Leaving ----

form.addEventListener("submit", (event) => {
  // The number of the working copy is on its way.
  if (inFlight) {
    event.preventDefault();
    inFlight.then(() => setTimeout(() => form.requestSubmit(event.submitter)));
    return;
  }
  const uses = { correction: "correction", return: "return-note", schedule: "schedule-at", embargo: "embargo-until" };
  spent = uses[event.submitter?.formAction.split("/").pop()] || "";
  keepHere();
  if (event.submitter?.formTarget !== "_blank") leaving = true;
});
document.getElementById("unsaved")?.addEventListener("submit", () => { leaving = true; });
addEventListener("beforeunload", (event) => {
  if (!leaving && isDirty()) event.preventDefault();
});
addEventListener("pagehide", () => {
  keepHere();
  if (leaving || !path || held === "taken") return;
  const closing = new URLSearchParams({ csrf: own("csrf").value, screen, close: "yes" });
  navigator.sendBeacon(`${path}/writer`, closing);
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  leaving = false;
  beat();
});
document.addEventListener("visibilitychange", () => { if (document.hidden) keepHere(); });

/// Begins to keep what is typed.
export function startKeeping() {
  onChange(typed);
  offerLeft();
  beat();
  setInterval(beat, HEARTBEAT);
  // A form that was refused, or that the browser filled in after going back, is not what is saved.
  if (form.querySelector("[aria-invalid=true]") || document.querySelector(".problems")) {
    sent = "";
    typed();
  }
}
