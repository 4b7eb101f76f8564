// Broadsheet: small comforts for readers. Every page works without this file.
// It keeps its choices in local storage, sets no cookie and calls no other host.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) {
      try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* private mode */ }
    },
  };

  // Aa and ◐: each press takes the next value; `data-words` holds a name for each.
  const choices = { text: ["", "115", "130"], theme: ["", "light", "dark"] };
  for (const button of all("[data-control]")) {
    const key = button.dataset.control;
    const values = choices[key];
    const words = button.dataset.words.split("|");
    const label = button.querySelector(".hidden-text");
    const show = (value) => {
      label.textContent = button.title = words[Math.max(0, values.indexOf(value))];
      if (value) root.dataset[key] = value; else delete root.dataset[key];
    };
    show(store.get(key) || "");
    button.addEventListener("click", () => {
      const next = values[(values.indexOf(root.dataset[key] || "") + 1) % values.length];
      store.set(key, next);
      show(next);
    });
  }
  for (const controls of all(".controls")) controls.hidden = false;

  // Share: the device's own sheet where there is one, else copy the short link.
  const status = document.querySelector("[data-status]");
  const say = (words) => { if (status) { status.textContent = ""; setTimeout(() => { status.textContent = words; }, 50); } };
  for (const button of all("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    const panel = button.parentElement.querySelector("details");
    if (panel) panel.hidden = true;
    button.addEventListener("click", () => {
      navigator.share({ title: document.title, url: button.dataset.share }).catch((error) => {
        if (error.name !== "AbortError" && panel) { panel.hidden = false; panel.open = true; }
      });
    });
  }
  for (const button of all("[data-copy]")) {
    if (!(navigator.clipboard && navigator.clipboard.writeText)) continue;
    button.hidden = false;
    const name = button.textContent;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(button.dataset.copy).then(() => {
        button.textContent = button.dataset.done;
        say(button.dataset.done);
        setTimeout(() => { button.textContent = name; }, 2500);
      }, () => {});
    });
  }
  // A panel or menu closes on Escape and on a press elsewhere.
  const closeAll = (except) => {
    for (const open of all(".share > details[open], .nav details[open]")) {
      if (!open.contains(except)) open.open = false;
    }
  };
  document.addEventListener("click", (event) => closeAll(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const open = event.target.closest && event.target.closest(".share > details[open], .nav details[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); } else closeAll(null);
  });

  // Embeds load when asked; without script the link opens the other site.
  for (const figure of all("figure.embed[data-embed-src]")) {
    const link = figure.querySelector("a");
    if (!link) continue;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.src = figure.dataset.embedSrc;
      frame.title = figure.dataset.embedTitle || link.textContent;
      frame.setAttribute("allow", "fullscreen; encrypted-media; picture-in-picture");
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      for (const paragraph of Array.from(figure.children)) if (paragraph.tagName === "P") paragraph.remove();
      figure.prepend(frame);
      frame.focus();
    });
  }

  // One quiet line when the browser prefers another edition that has this page.
  // The words stand in that edition's link in the edition bar.
  const form = (tag) => {
    try { const full = new Intl.Locale(tag).maximize(); return full.language + "-" + full.script; } catch { return null; }
  };
  const slot = document.querySelector("[data-language-line]");
  if (slot && store.get("language-line") !== "closed") {
    const here = form(root.lang);
    const offers = all("link[rel=alternate][hreflang]").map((link) => [form(link.hreflang), link]);
    for (const tag of navigator.languages || []) {
      const wanted = form(tag);
      if (!wanted || wanted === here) break;
      const found = offers.find(([name, link]) => name === wanted && link.hreflang !== "x-default");
      if (!found) continue;
      const lang = found[1].hreflang;
      const source = all(".edition-bar a[data-offer]").find((link) => link.hreflang === lang);
      if (!source) continue;
      const link = document.createElement("a");
      link.href = source.href;
      link.hreflang = link.lang = slot.lang = lang;
      link.className = "forward";
      link.textContent = source.dataset.offer;
      const close = document.createElement("button");
      close.type = "button";
      close.title = source.dataset.close;
      const cross = document.createElement("span");
      cross.className = "icon icon-close";
      const words = document.createElement("span");
      words.className = "hidden-text";
      words.textContent = source.dataset.close;
      close.append(cross, words);
      close.addEventListener("click", () => { store.set("language-line", "closed"); slot.hidden = true; });
      slot.append(link, close);
      slot.hidden = false;
      break;
    }
  }

  // "3 hours ago" for times of the last day; the printed time stays in the title.
  // Not every browser has the words of every language; then the time stays as printed.
  if (window.Intl && Intl.RelativeTimeFormat && Intl.RelativeTimeFormat.supportedLocalesOf(root.lang).length) {
    const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
    const tell = () => {
      for (const time of all("time[data-relative]")) {
        const minutes = Math.round((Date.now() - Date.parse(time.dateTime)) / 60000);
        if (!time.title) time.title = time.textContent;
        if (!(minutes >= 0 && minutes < 1440)) { time.textContent = time.title; continue; }
        time.textContent = minutes < 60 ? words.format(-minutes, "minute") : words.format(-Math.floor(minutes / 60), "hour");
      }
    };
    tell();
    document.addEventListener("visibilitychange", () => { if (!document.hidden) tell(); });
  }

  // Vertical writing: a wheel turns the page along its lines.
  if (root.dataset.writing === "vertical-lr") {
    addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.deltaX || !event.deltaY) return;
      event.preventDefault();
      scrollBy(event.deltaMode === 1 ? event.deltaY * 32 : event.deltaY, 0);
    }, { passive: false });
  }
})();
