// What was typed and has not reached the server, kept on the device: per article, edition, person.

/// Each window keeps its own text, so that none overwrites another's.
const screenKey = "broadsheet:screen";

/// What this window calls itself, also after a reload; a copy of the window is another one, for
/// the name is put away only while the page is left.
export const screen = sessionStorage.getItem(screenKey) || fresh();
sessionStorage.removeItem(screenKey);
addEventListener("pagehide", () => sessionStorage.setItem(screenKey, screen));
addEventListener("pageshow", () => sessionStorage.removeItem(screenKey));

function fresh() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Device {
  constructor(article, edition, person) {
    this.rest = `${edition}:${person}:`;
    this.move(article);
    // What this window left behind stays until somebody has looked at it.
    const left = this.read(this.key);
    if (left) {
      this.write(this.prefix + fresh(), left);
      this.drop();
    }
  }

  /// The article has a number now.
  move(article) {
    if (this.key) this.drop();
    this.prefix = `broadsheet:text:${article || "new"}:${this.rest}`;
    this.key = this.prefix + screen;
  }

  /// False where the device has no room, or keeps nothing at all. `spent` is the field that a
  /// form which is on its way uses up.
  keep(fields, spent = "") {
    return this.write(this.key, { at: Date.now(), fields, spent });
  }

  drop(key = this.key) {
    try { localStorage.removeItem(key); } catch { /* kept nothing */ }
  }

  /// What other times and windows have left, the newest first, as { key, at, fields }; of this
  /// article, or of new ones that had no number yet.
  left(prefix = this.prefix) {
    let keys = [];
    try { keys = Object.keys(localStorage); } catch { /* kept nothing */ }
    const found = keys.filter((key) => key.startsWith(prefix) && key !== this.key)
      .map((key) => ({ key, ...this.read(key) }));
    return found.filter((one) => Array.isArray(one.fields)).sort((one, other) => other.at - one.at);
  }

  leftOfNew() {
    return this.left(`broadsheet:text:new:${this.rest}`);
  }

  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }

  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
}
