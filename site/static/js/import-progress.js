// Shows how far an import is, and the result once it is done. Without this, "Look again" does the same.

const EVERY = 1500;

async function look(box) {
  const response = await fetch(box.dataset.importProgress, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  const { is_working, done, total } = await response.json();
  const bar = box.querySelector("progress");
  bar.max = total || 1;
  bar.value = done;
  box.querySelector("[data-done]").textContent = done;
  box.querySelector("[data-total]").textContent = total;
  if (!is_working) location.reload();
  return is_working;
}

async function watch(box) {
  try {
    if (await look(box)) setTimeout(watch, EVERY, box);
  } catch {
    setTimeout(watch, EVERY * 4, box);
  }
}

for (const box of document.querySelectorAll("[data-import-progress]")) setTimeout(watch, EVERY, box);
