// Copying to the clipboard, also where only old browsers' ways are open (no HTTPS).

/// The button says for a while that it is done.
export async function copy(said, pressed, done) {
  try {
    await navigator.clipboard.writeText(said);
  } catch {
    const area = document.createElement("textarea");
    area.className = "hidden-text";
    area.value = said;
    (pressed.closest("dialog") || document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const label = pressed.textContent;
  pressed.textContent = done;
  setTimeout(() => { pressed.textContent = label; }, 2000);
}
