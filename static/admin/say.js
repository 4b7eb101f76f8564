// What the editor says: the status, bars above the text, two texts side by side.

const words = document.getElementById("words").dataset;
const status = document.getElementById("status");
const bars = document.getElementById("bars");

/// A text in the person's language, with what stands for `{…}`.
export function text(name, values = {}) {
  return Object.entries(values).reduce((said, [key, value]) => said.replace(`{${key}}`, value), words[name]);
}

/// An element with text, attributes and children: there is no HTML in strings here.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/// A button that does something.
export function button(label, action, kind = "second") {
  const made = make("button", { type: "button", class: kind }, label);
  made.addEventListener("click", action);
  return made;
}

/// `17:23`, with the day where it isn't today.
export function hour(instant) {
  const at = new Date(instant);
  if (at.toDateString() === new Date().toDateString()) return at.toTimeString().slice(0, 5);
  return at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
}

export function say(kind, said) {
  status.dataset.kind = kind;
  status.textContent = said;
}

/// Shows a bar, in place of the one of the same name.
export function showBar(name, said, actions = []) {
  hideBar(name);
  const words = make("p", {}, said);
  bars.append(make("div", { class: "notice bar", "data-bar": name }, words, ...actions));
  return words;
}

export function hideBar(name) {
  bars.querySelector(`[data-bar="${name}"]`)?.remove();
}

/// Closes the dialog that a button stands in.
document.addEventListener("click", (event) => {
  const close = event.target.closest?.("[data-close]");
  if (close) close.closest("dialog").close();
});

/// Two texts side by side, field by field; `fields` are [label, one, other].
export function compare(fields, oneName, otherName, actions) {
  const dialog = document.getElementById("dialog-compare");
  const side = (name, said) => make("div", { class: "stack" }, make("h4", {}, name), make("p", { class: "typed", dir: "auto" }, said));
  const parts = fields.map(([label, one, other]) =>
    make("section", {}, make("h3", {}, label), make("div", { class: "both" }, side(oneName, one), side(otherName, other))));
  document.getElementById("compare-fields").replaceChildren(...parts);
  const finish = ([label, action, stays]) => button(label, (event) => {
    if (!stays) dialog.close();
    action(event.currentTarget);
  });
  document.getElementById("compare-actions").replaceChildren(...actions.map(finish));
  dialog.showModal();
}
