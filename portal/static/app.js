// Keyboard, dialogs and page highlights. Every page works without this file; it only makes hands faster.
"use strict";

const POINTS_TO_PIXELS = 110 / 72; // page pictures are drawn at 110 dots per inch

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

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
  if (form && form.reportValidity()) form.requestSubmit();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  p: confirmPaper,
  P: confirmPaper,
  "/": () => document.querySelector("input[type=search]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  Enter: () => document.querySelector("[data-row][aria-current] a[data-open-row]")?.click(),
};

document.addEventListener("keydown", (event) => {
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
  const row = event.target.closest("[data-select]");
  if (event.target.closest("[data-print]")) print();
  if (row && !event.target.closest("a, button")) location.assign(row.dataset.select);
});

// A form is sent once; a second click while the first travels does nothing. Closing a dialog sends nothing.
document.addEventListener("submit", (event) => {
  if ((event.submitter?.formMethod || event.target.method) === "dialog") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// A prepared sentence goes into the text box, where it can still be changed.
document.addEventListener("change", (event) => {
  const target = event.target.dataset.fills && document.getElementById(event.target.dataset.fills);
  if (target) target.value = event.target.value;
});

// Where a value was read: the box on the page lights up while its field has the focus.
document.addEventListener("focusin", (event) => {
  document.querySelectorAll(".lit").forEach((box) => box.remove());
  const place = event.target.dataset.place;
  if (!place) return;
  const [page, x0, y0, x1, y1] = place.split(" ").map(Number);
  const picture = document.querySelector(`[data-page="${page}"] img`);
  if (!picture || !picture.naturalWidth) return;
  const box = document.createElement("span");
  const share = (value, whole) => `${(100 * value * POINTS_TO_PIXELS) / whole}%`;
  box.className = "lit";
  box.style.left = share(x0, picture.naturalWidth);
  box.style.width = share(x1 - x0, picture.naturalWidth);
  box.style.top = share(y0, picture.naturalHeight);
  box.style.height = share(y1 - y0, picture.naturalHeight);
  picture.parentElement.append(box);
});

for (const chosen of document.querySelectorAll("[data-row][aria-current], nav [aria-current]")) {
  chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
}
