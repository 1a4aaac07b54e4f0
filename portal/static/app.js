// Keyboard, dialogs and page highlights. Every page works without this file; it only makes hands faster.
"use strict";

// A box that is ticked takes no letters: the table of keys leaves the focus on one for a moment after it was closed.
const WRITTEN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const typing = (target) => target.closest(WRITTEN) !== null;

function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

function move(step) {
  const all = rows();
  const at = all.findIndex((row) => row.hasAttribute("aria-current"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  if (!next || all.indexOf(next) === at) return;
  if (next.dataset.select) {
    location.replace(next.dataset.select);
    return;
  }
  all.forEach((row) => row.removeAttribute("aria-current"));
  next.setAttribute("aria-current", "true");
  next.querySelector("a")?.focus();
}

function confirmPaper() {
  const form = document.querySelector("form[data-key-p]");
  if (form && form.reportValidity()) form.requestSubmit(form.querySelector("button[data-primary]"));
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  p: confirmPaper,
  P: confirmPaper,
  "/": () => document.querySelector("input[type=search]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  u: () => document.querySelector('form[data-key="u"] button:not([hidden])')?.click(),
  h: () => document.querySelector('[data-open="ask"]')?.click(),
  t: () => document.querySelector('[data-open="send-back"]')?.click(),
  Enter: () => document.querySelector("[data-row][aria-current] a[data-open-row]")?.click(),
};
for (const section of document.querySelectorAll("nav [aria-keyshortcuts]")) {
  keys[section.getAttribute("aria-keyshortcuts")] = () => section.click();
}

// Keys of one letter can be switched off where they stand in the way of another tool (WCAG 2.1.4); `?` stays a button.
const KEYS_OFF = "mailbot-keys-off";
const keysSwitch = document.querySelector("[data-keys-on]");
if (keysSwitch) {
  keysSwitch.checked = localStorage.getItem(KEYS_OFF) === null;
  keysSwitch.addEventListener("change", () =>
    keysSwitch.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "yes"),
  );
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" && keysSwitch && !keysSwitch.checked) return;
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  const onControl = event.key === "Enter" && event.target.closest("a, button, summary, input, select, textarea");
  if (typing(event.target) || onControl || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (event.target.closest("[data-print]")) print();
  const row = event.target.closest("[data-select]");
  if (row && !event.target.closest("a, button, input")) location.assign(row.dataset.select);
});

// A form is sent once; a second click while the first travels does nothing. Closing a dialog sends nothing.
document.addEventListener("submit", (event) => {
  if ((event.submitter?.formMethod || event.target.method) === "dialog") return;
  if ("again" in event.target.dataset) return; // its answer opens beside this page
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// A prepared sentence goes into the text box, where it can still be changed.
document.addEventListener("change", (event) => {
  const target = event.target.dataset.fills && document.getElementById(event.target.dataset.fills);
  if (target) target.value = event.target.value;
});

// A day is typed as dd/MM/yyyy, or chosen in the browser's calendar; a chosen file is named in the page's own words.
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-picks]")?.parentElement;
  if (!box) return;
  event.preventDefault();
  const [words, picker] = box.querySelectorAll("input");
  picker.value = words.value.split("/").reverse().map((part) => part.padStart(2, "0")).join("-");
  picker.onchange = () => (words.value = picker.value.split("-").reverse().join("/"));
  picker.showPicker();
});
document.addEventListener("change", (event) => {
  const told = event.target.parentElement?.querySelector(".chosen-file");
  if (!told) return;
  const names = [...event.target.files].map((one) => one.name).join(", ");
  told.textContent = names || told.dataset.wordsNone;
});

// The seconds left to take something back: then the button goes, the words stay where they are.
for (const bar of document.querySelectorAll("form[data-seconds]")) {
  const until = performance.now() + 1000 * Number(bar.dataset.seconds);
  const tick = () => {
    const left = Math.ceil((until - performance.now()) / 1000);
    bar.querySelector("[data-left]").textContent = left > 0 ? `${left} s` : "";
    bar.querySelector("button").hidden = left <= 0;
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}

// The calendar of delegations opens where today is.
for (const today of document.querySelectorAll(".lent th[aria-current]")) {
  today.closest(".scroll").scrollLeft = today.offsetLeft - today.closest(".scroll").clientWidth * 0.7;
}

// Parts of the first page stay true while somebody sits before it; an empty chair keeps no session alive.
const LIVE_SECONDS = 20;
const CHAIR_EMPTY_AFTER = 10 * 60 * 1000;
let lastSign = performance.now();
for (const kind of ["keydown", "pointermove", "scroll"]) {
  addEventListener(kind, () => (lastSign = performance.now()), { passive: true });
}

async function refresh(parts) {
  if (document.hidden || performance.now() - lastSign > CHAIR_EMPTY_AFTER) return;
  try {
    const answer = await fetch(location.href, { redirect: "error" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const now = fresh.getElementById(part.id);
      if (now && !part.contains(document.activeElement)) part.replaceChildren(...now.childNodes);
    }
  } catch {
    // the server is away: the old figures stay, the next page says so
  }
}

const live = [...document.querySelectorAll("[data-live]")];
if (live.length) setInterval(refresh, LIVE_SECONDS * 1000, live);

for (const chosen of document.querySelectorAll("[data-row][aria-current], nav [aria-current]")) {
  chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// A small menu closes when the eye goes elsewhere.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-closes][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details[data-closes][open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
