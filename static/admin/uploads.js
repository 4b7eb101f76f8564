// Photos on their way into the library: each is sent by itself, with its progress, and can be
// cancelled. What was refused is said; what failed can be tried again, after signing in in place.

import { signIn, token } from "./ask.js";

const AT_ONCE = 2;

const row = document.getElementById("upload-row");
const words = row?.dataset;

/// How many are on their way or wait, of all lists of the page.
let underWay = 0;
addEventListener("beforeunload", (event) => {
  if (underWay) event.preventDefault();
});

/// The files that somebody drags over the page, or lets go of.
export const holdsFiles = (event) => Boolean(event.dataTransfer?.types.includes("Files"));

export class Uploads {
  /// `list` gets a line for each photo. They go to `address`, which answers with JSON, with the
  /// `fields` that are asked for each time, as pairs. `taken` gets an answer with the photo's
  /// item and says why it was refused; empty: it wasn't.
  constructor(list, address, { fields = () => [], taken, changed = () => {} }) {
    Object.assign(this, { list, address, fields, taken, changed });
    this.waiting = [];
    this.running = new Set();
  }

  get isBusy() {
    return this.running.size + this.waiting.length > 0;
  }

  add(files) {
    for (const file of files) {
      const item = row.content.firstElementChild.cloneNode(true);
      const [bar, says, button] = ["progress", "[role=status]", "button"].map((part) => item.querySelector(part));
      const photo = { file, item, bar, says, button };
      item.querySelector("bdi").textContent = file.name;
      button.addEventListener("click", () => this.press(photo));
      this.list.append(item);
      this.queue(photo);
    }
    this.list.hidden = false;
    this.next();
  }

  /// Puts every line away; what is on its way is cancelled.
  clear() {
    for (const photo of this.waiting.splice(0)) this.leave(photo);
    for (const photo of this.running) photo.request.abort();
    this.list.replaceChildren();
    this.list.hidden = true;
  }

  queue(photo) {
    photo.says.textContent = words.waiting;
    photo.button.textContent = words.cancel;
    photo.item.classList.remove("problem");
    underWay += 1;
    this.waiting.push(photo);
  }

  next() {
    while (this.running.size < AT_ONCE && this.waiting.length) this.send(this.waiting.shift());
    this.changed();
  }

  send(photo) {
    this.running.add(photo);
    const request = new XMLHttpRequest();
    photo.request = request;
    photo.bar.hidden = false;
    photo.bar.value = 0;
    photo.says.textContent = words.sending;
    // The token comes first, so that the form shows whose it is before any file.
    const form = new FormData();
    for (const [name, value] of [["csrf", token()], ...this.fields(), ["files", photo.file]]) form.append(name, value);
    request.open("POST", this.address);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      photo.bar.value = event.loaded / event.total;
      // What comes after the last byte is the portal's work.
      if (event.loaded === event.total) photo.says.textContent = words.reading;
    });
    request.addEventListener("load", () => this.answered(photo));
    request.addEventListener("error", () => this.fail(photo, words.failed, words.retry));
    request.addEventListener("abort", () => this.leave(photo));
    request.send(form);
  }

  answered(photo) {
    const { status, response } = photo.request;
    if (status === 401) {
      photo.isSignedOut = true;
      this.fail(photo, words.signedOut, words.signIn);
      return;
    }
    if (!response) {
      this.fail(photo, words.failed, words.retry);
      return;
    }
    const refused = this.taken(response, photo.item);
    photo.isOver = true;
    photo.bar.hidden = true;
    photo.says.textContent = refused || words.done;
    photo.item.classList.add(refused ? "problem" : "done");
    photo.button.textContent = words.dismiss;
    this.done(photo);
  }

  /// It may go better next time.
  fail(photo, sentence, retry) {
    photo.hasFailed = true;
    photo.bar.hidden = true;
    photo.says.textContent = sentence;
    photo.item.classList.add("problem");
    photo.button.textContent = retry;
    this.done(photo);
  }

  leave(photo) {
    photo.item.remove();
    this.done(photo);
  }

  done(photo) {
    this.running.delete(photo);
    underWay -= 1;
    this.next();
  }

  async press(photo) {
    if (photo.hasFailed) {
      if (photo.isSignedOut && !(await signIn())) return;
      photo.hasFailed = photo.isSignedOut = false;
      this.queue(photo);
      this.next();
    } else if (photo.isOver) {
      photo.item.remove();
    } else if (this.waiting.includes(photo)) {
      this.waiting.splice(this.waiting.indexOf(photo), 1);
      this.leave(photo);
    } else {
      photo.request.abort();
    }
  }
}
