// Shows what fits as soon as something is chosen, without leaving the page. Without it the button does the same.
const form = document.querySelector("[data-filters]");
const WAIT = 400; // milliseconds, so that ticking three boxes asks once

let timer = 0;
let asked = null;
let shown = questionsOf(location);
let typed = null; // a date that somebody types digit by digit: each digit makes another day

function questionsOf(url) {
  return url.pathname + url.search;
}

function addressOf(form) {
  const url = new URL(form.getAttribute("action"), location.href);
  for (const [name, value] of new FormData(form)) {
    if (value !== "") url.searchParams.append(name, value);
  }
  return url;
}

// The questions that were open stay open, and the reader's place stays theirs.
function takeOver(page) {
  const results = document.querySelector("[data-results]");
  const open = new Map(
    [...form.querySelectorAll("details")].map((one) => [one.querySelector("summary").textContent.trim(), one.open]),
  );
  const focused = document.activeElement?.closest("[data-filters]") && {
    name: document.activeElement.name,
    value: document.activeElement.value,
  };
  const newForm = page.querySelector("[data-filters]");
  for (const details of newForm.querySelectorAll("details")) {
    const was = open.get(details.querySelector("summary").textContent.trim());
    if (was !== undefined) details.open = was;
  }
  form.replaceChildren(...newForm.childNodes);
  if (focused?.name) {
    const same = [...form.elements].find((one) => one.name === focused.name && (one.type === "search" || one.value === focused.value));
    (same ?? [...form.elements].find((one) => one.name === focused.name))?.focus({ preventScroll: true });
  }
  // The live region stays in place, so that its new words are read out.
  const status = results.querySelector("[role=status]");
  const newResults = page.querySelector("[data-results]");
  const newStatus = newResults.querySelector("[role=status]");
  if (status && newStatus) {
    const words = [...newStatus.childNodes];
    newStatus.replaceWith(status);
    results.replaceChildren(...newResults.childNodes);
    status.replaceChildren(...words);
  } else {
    results.replaceChildren(...newResults.childNodes);
  }
  // A list with one choice is called otherwise, and other languages show the same choices.
  for (const name of [".languages", ".breadcrumbs", ".page-header"]) {
    const [old, renamed] = [document.querySelector(name), page.querySelector(name)];
    if (old && renamed) old.replaceWith(renamed);
  }
  document.title = page.title;
}

async function show(url, { remember = true } = {}) {
  asked?.abort();
  asked = new AbortController();
  const results = document.querySelector("[data-results]");
  results.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal: asked.signal });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    takeOver(page);
    shown = questionsOf(new URL(url, location.href));
    if (remember) history.pushState({ filters: true }, "", url);
    document.dispatchEvent(new CustomEvent("results"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  } finally {
    results.removeAttribute("aria-busy");
  }
}

if (form) {
  const showSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(addressOf(form)), WAIT);
  };
  form.addEventListener("change", (event) => {
    if (event.target.type !== "search" && event.target !== typed) showSoon();
  });
  form.addEventListener("keydown", (event) => {
    if (event.target.type === "date" && event.key !== "Tab") typed = event.target;
  });
  // A typed date counts once it is left or the form is sent.
  form.addEventListener("focusout", (event) => {
    if (event.target !== typed) return;
    typed = null;
    if (event.target.value !== event.target.defaultValue) showSoon();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    form.querySelector(".filters__fold").open = false;
    show(addressOf(form));
  });
  // Going to another part of the same page asks nothing.
  addEventListener("popstate", () => {
    if (questionsOf(location) !== shown) show(location.href, { remember: false });
  });
}
