// Photos in a dialog: those of the library, and those of one's device, which go there first.

import { ask, sentence, signIn } from "./ask.js";
import { root } from "./desk.js";
import { button, make, text } from "./say.js";
import { Uploads } from "./uploads.js";

export function startPicker(dialog, choices) {
  const search = dialog.querySelector("input[type=search]");
  const older = dialog.querySelector("[data-older]");
  let timer, before = "";
  const load = async (isMore) => {
    const query = new URLSearchParams({ q: search.value, before: isMore ? before : "", edition: root.dataset.edition });
    const answer = await ask(`/admin/media/choices?${query}`, null, "GET");
    choices.querySelector(":scope > .missing")?.remove();
    if (answer.status !== 200) {
      choices.append(missing(answer, () => load(isMore)));
      return;
    }
    const { photos, more } = answer.body;
    const kept = labels(choices).filter((label) => isMore || label.firstChild.checked);
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
  search.oncompositionend = () => load(false);
  older.onclick = () => load(true);
  startUploads(dialog, choices);
  load(false);
}

/// Why there are no photos, and what to do.
function missing(answer, again) {
  const isOut = answer.status === 401;
  const said = isOut ? text("photosSignedOut") : sentence(answer) || text("unreachable");
  const retry = async () => {
    if (!isOut || (await signIn())) again();
  };
  const words = make("p", { class: "problem", role: "alert" }, said);
  return make("div", { class: "missing stack" }, words, button(text(isOut ? "signIn" : "tryNow"), retry));
}

const labels = (choices) => Array.from(choices.querySelectorAll("label"));

const tile = (dialog, choices) => (photo) => {
  const kind = choices.dataset.choices === "many" ? "checkbox" : "radio";
  const input = make("input", { type: kind, name: `${dialog.id}-photo`, value: photo.id });
  const image = make("img", { src: photo.src, alt: photo.alt, title: photo.caption || photo.name, loading: "lazy" });
  const label = make("label", { class: "choice" }, input, make("span", { class: "named-photo" }, image, make("bdi", {}, photo.name)));
  label.photo = photo;
  input.addEventListener("change", () => { input.order = Date.now(); });
  return label;
};

/// In the order in which they were chosen.
export function chosen(choices) {
  const all = labels(choices).filter((label) => label.firstChild.checked);
  return all.sort((one, other) => one.firstChild.order - other.firstChild.order).map((label) => label.photo);
}

/// Sends the files of a dialog; each photo that is there then is chosen.
function startUploads(dialog, choices) {
  const files = dialog.querySelector("input[type=file]");
  const insert = dialog.querySelector("button[type=submit]");
  const uploads = new Uploads(dialog.querySelector(".uploads"), "/admin/media/choices", {
    taken: ({ photos, text: refused }) => {
      for (const photo of photos) choose(dialog, choices, photo);
      return photos.length ? "" : refused;
    },
    // What is not there yet can't be inserted.
    changed: () => { insert.disabled = uploads.isBusy; },
  });
  files.onchange = () => {
    uploads.add(files.files);
    files.value = "";
  };
  dialog.addEventListener("close", () => uploads.clear(), { once: true });
}

function choose(dialog, choices, photo) {
  const known = labels(choices).find((label) => label.firstChild.value === photo.id);
  const label = known || tile(dialog, choices)(photo);
  if (!known) choices.prepend(label);
  label.firstChild.checked = true;
  label.firstChild.order = Date.now();
}
