// Copies one's own text from the page of a clash.

import { copy } from "./copy.js";

const button = document.getElementById("copy-mine");
button.hidden = false;
button.addEventListener("click", () => {
  const mine = Array.from(document.querySelectorAll("[data-mine]"), (part) => part.textContent);
  copy(mine.join("\n\n"), button, button.dataset.copied);
});
