// A field that wraps but is one line: Enter does nothing, and line breaks that are pasted are spaces.

export function startLines() {
  for (const line of document.querySelectorAll("textarea.line")) {
    line.addEventListener("beforeinput", (event) => {
      const isBreak = event.inputType === "insertLineBreak";
      const breaks = /\s*[\r\n]+\s*/g;
      if (!isBreak && !breaks.test(event.data ?? "")) return;
      event.preventDefault();
      // By the browser's own call, so that Undo takes it out again.
      if (!isBreak) document.execCommand("insertText", false, event.data.replace(breaks, " "));
    });
  }
}
