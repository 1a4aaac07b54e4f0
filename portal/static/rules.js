// The rules pages: how far a draft's effect is counted, and files dropped on a form.
"use strict";

const form = document.querySelector('form:not([data-again]) input[name="draft"]')?.form;
const effect = document.querySelector("[data-effect]");

async function count() {
  const box = effect.dataset;
  const [seen, changed] = ["seen", "changed"].map((name) => effect.querySelector(`[data-count-${name}]`));
  const bar = effect.querySelector("progress");
  while (Number(box.last)) {
    const body = new FormData(form);
    body.set("after", box.last);
    const answer = await fetch(box.effect, { method: "POST", body });
    if (!answer.ok) return;
    const part = await answer.json();
    box.seen = Number(box.seen) + part.seen;
    box.changed = Number(box.changed) + part.changed;
    box.last = part.last;
    seen.textContent = box.seen;
    changed.textContent = box.changed;
    if (bar) bar.value = box.seen;
    const rows = effect.querySelector("tbody");
    if (part.rows.trim() && rows.rows.length < 100) {
      rows.insertAdjacentHTML("beforeend", part.rows);
      effect.querySelector(".scroll").classList.remove("hidden");
    }
  }
  bar?.remove();
}

if (effect && form) count();

for (const place of document.querySelectorAll("[data-dropfile]")) {
  const field = place.querySelector("input[type=file]");
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    place.requestSubmit();
  });
}
