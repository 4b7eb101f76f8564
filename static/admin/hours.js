// Hours on an edition's clocks, and the same on the clock where one is.

const lang = document.documentElement.lang;

/// An instant on one's own clock, or on that of a zone.
export function ownTime(at, timeStyle, timeZone) {
  // Browsers that don't know the language would write half of the date in no language at all.
  const [known] = Intl.DateTimeFormat.supportedLocalesOf(lang === "en" ? "en-GB" : lang);
  if (known) return at.toLocaleString(known, { dateStyle: "long", timeStyle, timeZone, hourCycle: "h23" });
  return at.toLocaleString("sv", { dateStyle: "short", timeStyle, timeZone }).replaceAll("-", ".");
}

/// What the clocks of a zone show, as if that were UTC, in milliseconds.
const wall = (at, timeZone) => Date.parse(`${new Date(at).toLocaleString("sv", { timeZone }).replace(" ", "T")}Z`);

/// The instant at which the clocks of a zone show `2026-05-04T18:00`.
function instant(typed, zone) {
  const shown = Date.parse(`${typed}Z`);
  const guess = shown - (wall(shown, zone) - shown);
  // The clocks may have changed in between.
  return guess - (wall(guess, zone) - shown);
}

for (const line of document.querySelectorAll("[data-hour-of]")) {
  const field = document.getElementById(line.dataset.hourOf);
  const show = () => {
    const typed = field.value;
    const at = typed && new Date(instant(typed, line.dataset.zone));
    // Neighbours in one zone need not read the same hour twice.
    line.hidden = !at || at.toLocaleString("sv").startsWith(typed.replace("T", " "));
    line.textContent = line.hidden ? "" : line.dataset.words.replace("{time}", ownTime(at, "short"));
  };
  field.form.addEventListener("input", show);
  field.form.addEventListener("change", show);
  show();
}
