// The clerk's desk: where values were read, who else looks, several documents at once, scans dropped in.
"use strict";

const POINTS_TO_PIXELS = 110 / 72; // page pictures are drawn at 110 dots per inch
const token = () => document.querySelector("input[name=csrf_token]")?.value ?? "";

// Every place a value was read from is outlined on the page; the one whose field has the focus lights up.
function spot(field) {
  const [page, x0, y0, x1, y1] = field.dataset.place.split(" ").map(Number);
  const picture = document.querySelector(`[data-page="${page}"] img`);
  if (!picture?.naturalWidth) return null;
  const box = document.createElement("span");
  const share = (value, whole) => `${(100 * value * POINTS_TO_PIXELS) / whole}%`;
  box.className = "spot";
  box.title = field.closest("label")?.querySelector("span")?.textContent ?? "";
  box.style.left = share(x0, picture.naturalWidth);
  box.style.width = share(x1 - x0, picture.naturalWidth);
  box.style.top = share(y0, picture.naturalHeight);
  box.style.height = share(y1 - y0, picture.naturalHeight);
  box.classList.toggle("doubtful", field.closest(".doubt") !== null);
  box.addEventListener("click", (event) => {
    event.preventDefault(); // the page itself is a link to its picture
    field.focus();
  });
  picture.parentElement.append(box);
  return box;
}

function outline() {
  document.querySelectorAll(".spot").forEach((box) => box.remove());
  for (const field of document.querySelectorAll("[data-place]")) {
    if (field.dataset.place) field.spot = spot(field);
  }
  light(document.activeElement);
}

function light(target) {
  document.querySelectorAll(".spot.lit").forEach((box) => box.classList.remove("lit"));
  target?.spot?.classList.add("lit");
}

for (const picture of document.querySelectorAll("[data-page] img")) {
  if (!picture.complete) picture.addEventListener("load", outline);
}
outline();
document.addEventListener("focusin", (event) => light(event.target));

// Who else looks at this document; asked only while somebody sits here, so that leaving shows.
const AWAY_AFTER = 5 * 60 * 1000;
let lastTouch = performance.now();
for (const kind of ["keydown", "pointerdown", "scroll"]) {
  addEventListener(kind, () => (lastTouch = performance.now()), { passive: true, capture: true });
}

async function lookAround(place) {
  if (document.hidden || performance.now() - lastTouch > AWAY_AFTER) return;
  const body = new URLSearchParams({ csrf_token: token(), version: place.dataset.version });
  try {
    const answer = await fetch(place.dataset.viewers, { method: "POST", body, redirect: "error" });
    if (answer.ok) place.innerHTML = await answer.text(); // our own escaped template
  } catch {
    // offline or logged out: the next page says so
  }
}

for (const place of document.querySelectorAll("[data-viewers]")) {
  lookAround(place);
  setInterval(lookAround, 15000, place);
}

// Several documents at once: what is ticked survives moving through the list.
const KEPT = "mailbot-chosen";
const boxes = () => [...document.querySelectorAll("input[data-choose]")];
const chosen = () => new Set(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"));

function showChosen() {
  const kept = chosen();
  const there = boxes().filter((box) => (box.checked = kept.has(box.value)));
  const bar = document.querySelector("[data-chosen]");
  if (!bar) return;
  bar.classList.toggle("idle", there.length === 0);
  bar.querySelector("output").textContent = there.length;
  bar.querySelectorAll("button").forEach((button) => (button.disabled = there.length === 0));
}

function choose(box) {
  const kept = chosen();
  box.checked ? kept.add(box.value) : kept.delete(box.value);
  sessionStorage.setItem(KEPT, JSON.stringify([...kept]));
  showChosen();
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[data-choose]")) choose(event.target);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-choose-none]")) return;
  sessionStorage.removeItem(KEPT);
  showChosen();
});
showChosen();

Object.assign(keys, {
  x: () => {
    const box = document.querySelector("[data-row][aria-current] input[data-choose]");
    if (!box) return;
    box.checked = !box.checked;
    choose(box);
  },
  b: () => document.querySelector("[data-chosen] button[type=submit]:not(:disabled)")?.click(),
});

// One document after the other, with a count; without this script the whole form is sent at once.
async function workThrough(form, act) {
  const ids = [...form.querySelectorAll("input[name=what]:checked")].map((box) => box.value);
  const meter = form.querySelector("progress");
  const said = form.querySelector("[data-progress]");
  meter.hidden = false;
  meter.max = ids.length;
  form.querySelectorAll("button").forEach((button) => (button.disabled = true));
  for (const [at, what] of ids.entries()) {
    said.textContent = `${at + 1} / ${ids.length}`;
    const body = new URLSearchParams(new FormData(form));
    body.delete("what");
    body.append("what", what);
    body.append("act", act);
    body.append("one", "1");
    const answer = await fetch(form.action, { method: "POST", body });
    const row = form.querySelector(`[data-result="${CSS.escape(what)}"]`);
    row.innerHTML = answer.ok ? await answer.text() : "!"; // our own escaped template
    meter.value = at + 1;
  }
  sessionStorage.removeItem(KEPT);
  location.assign(form.dataset.after);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-work]") || !event.submitter?.value) return;
  event.preventDefault();
  workThrough(form, event.submitter.value);
});

// A scan dropped anywhere on the drop place is sent at once.
for (const place of document.querySelectorAll("form[data-drop]")) {
  const file = place.querySelector("input[type=file]");
  file.addEventListener("change", () => {
    if (!file.files.length) return;
    place.classList.add("busy");
    place.requestSubmit();
  });
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    file.files = event.dataTransfer.files;
    file.dispatchEvent(new Event("change"));
  });
}
