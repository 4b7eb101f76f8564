// Pasted pages and letters are cleaned on the server; what came as plain text stays as it is.

import { ask, sentence } from "./ask.js";
import { body, form, root } from "./desk.js";
import { fence, insert, insertBlock } from "./insert.js";
import { button, hideBar, make, showBar, text } from "./say.js";
import { tidy } from "./tidy.js";

const PICTURE = /data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+/g;

let isPlain = false;

/// Pictures in the markup itself become files; the server needn't carry them around.
function takeOut(markup) {
  const files = [];
  const rest = markup.replace(PICTURE, (address) => {
    const [head, data] = address.split(",");
    const kind = head.slice(5, -7);
    try {
      const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
      files.push(new File([bytes], `pasted-${files.length + 1}.${kind.slice(6)}`, { type: kind }));
      return `data:${files.length}`;
    } catch {
      return "data:";
    }
  });
  return [rest, files];
}

async function pasted(event) {
  const { clipboardData } = event;
  const files = Array.from(clipboardData.files).filter((file) => file.type.startsWith("image/"));
  const markup = clipboardData.getData("text/html");
  const plain = clipboardData.getData("text/plain");
  if (isPlain || root.classList.contains("frozen") || event.isComposing) return;
  if (!markup && !files.length) return;
  event.preventDefault();
  hideBar("pasted");
  if (!markup) {
    offer(text("pastedPictures"), 0, "", "", files.map((file) => ({ file, name: file.name })));
    return;
  }
  const [rest, inside] = takeOut(markup);
  const answer = await ask("/admin/paste", new URLSearchParams({ html: rest }));
  if (answer.status !== 200) {
    insert(plain);
    showBar("pasted", `${text("pasteFailed")} ${sentence(answer)}`);
    return;
  }
  const { markdown, said, pictures } = answer.body;
  const { selectionStart: start } = body;
  insert(markdown);
  // A picture that was copied alone comes with its bytes.
  const alone = pictures.length === 1 && files.length === 1 ? files[0] : null;
  const found = pictures.map((picture) => {
    const number = /^data:(\d+)$/.exec(picture.src);
    const file = (number && inside[Number(number[1]) - 1]) || alone;
    return { ...picture, file, name: picture.alt || picture.host || file?.name || "" };
  });
  offer(said, start, markdown, plain, found);
}

/// The bar that tells what came, and takes it back.
function offer(said, start, markdown, plain, pictures) {
  const isThere = () => body.value.slice(start, start + markdown.length) === markdown;
  const replace = (other) => {
    if (markdown && isThere()) {
      body.setSelectionRange(start, start + markdown.length);
      insert(other);
    }
    hideBar("pasted");
  };
  const clean = () => {
    hideBar("pasted");
    if (isThere()) tidy([start, start + markdown.length]);
  };
  const actions = markdown
    ? [button(text("pastedUndo"), () => replace("")), button(text("pastedPlain"), () => replace(plain)), button(text("tidy"), clean)]
    : [];
  const list = make("ul", { class: "pictures" }, ...pictures.map(line));
  showBar("pasted", said, [...actions, ...(pictures.length ? [list] : []), button(text("hide"), () => hideBar("pasted"), "quiet")]);
}

/// A picture that came along: its bytes, an address, or neither, as out of Word.
function line(picture) {
  const item = make("li", {}, make("span", {}, picture.name));
  if (!picture.file && !picture.host) {
    item.append(" ", text("pictureOnDevice"));
    return item;
  }
  const says = make("span", { role: "status" });
  item.append(" ", button(text("copyPicture"), (event) => copy(picture, event.currentTarget, says)));
  if (!picture.file) {
    item.append(" ", make("a", { href: picture.src, target: "_blank", rel: "noopener noreferrer" }, text("openPicture")));
  }
  item.append(" ", says);
  return item;
}

/// Has the portal fetch it, or sends it.
function send(picture) {
  if (!picture.file) return ask("/admin/media/copies", new URLSearchParams({ url: picture.src }));
  const sent = new FormData();
  sent.append("csrf", form.querySelector("input[name=csrf]").value);
  // Where it is from.
  if (picture.host) sent.append("credit", picture.host);
  sent.append("files", picture.file);
  return ask("/admin/media/choices", sent);
}

async function copy(picture, pressed, says) {
  pressed.disabled = true;
  says.className = "";
  says.textContent = text("copyingPicture");
  const answer = await send(picture);
  const photo = answer.status === 200 && answer.body.photos?.[0];
  if (!photo) {
    pressed.disabled = false;
    says.className = "problem";
    says.textContent = sentence(answer) || text("pasteUnreachable");
    return;
  }
  pressed.remove();
  says.textContent = text("pictureAdded");
  body.setSelectionRange(body.selectionEnd, body.selectionEnd);
  insertBlock(fence("photo", [["media", photo.id], ["alt", picture.alt || ""]]));
}

export function startPaste() {
  body.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    isPlain = (event.ctrlKey || event.metaKey) && event.shiftKey && event.code === "KeyV";
  });
  body.addEventListener("keyup", () => { isPlain = false; });
  body.addEventListener("paste", pasted);
}
