// My programme: stars on the sessions of a festival, kept in this browser only. Without it people tick boxes, and the server answers
// with a page whose address holds the choice (events/festivals/my_programme.py).
const MOST = 100;
const SECONDS = 60;
const BETWEEN_ROOMS = 3; // minutes, as in events/festivals/my_programme.py
const UNKNOWN_WALK = 10;

const root = document.querySelector("[data-programme]");
const words = root.dataset;
const key = `programme:${words.programme}`;

// What is chosen in a browser that keeps nothing: it lasts as long as the page, and goes on in the address of its links.
let unkept = null;

function chosen() {
  if (unkept) return unkept;
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((code) => typeof code === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function keep(codes) {
  try {
    localStorage.setItem(key, JSON.stringify(codes.slice(0, MOST)));
  } catch {
    unkept = codes.slice(0, MOST);
  }
}

// What is taken out of the list stays in sight until the page is left: fingers slip, and a focus needs a place to be.
const dropped = new Set();

function toggle(code) {
  const codes = chosen();
  if (codes.includes(code)) dropped.add(code);
  keep(codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]);
  show();
}

// A button on every session; its name stays, its state is pressed or not.
function star(session) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  button.dataset.star = session.dataset.run;
  // A session that is on several times has a button at each.
  const time = session.querySelector(".session__when")?.textContent.trim();
  button.setAttribute("aria-label", `${words.star}: ${[session.dataset.title, time].filter(Boolean).join(", ")}`);
  session.append(button);
}

function addStars() {
  for (const session of root.querySelectorAll("[data-run]")) {
    if (!session.querySelector(":scope > .star")) star(session);
  }
}

function show() {
  const codes = chosen();
  for (const button of root.querySelectorAll("[data-star]:is(button)")) {
    const isChosen = codes.includes(button.dataset.star);
    button.setAttribute("aria-pressed", String(isChosen));
    button.textContent = isChosen ? words.starredShort : words.starShort;
  }
  const number = root.querySelector("[data-my-number]");
  if (number) {
    number.hidden = codes.length === 0;
    number.textContent = codes.length;
  }
  if ("mine" in words) showMine(codes);
  else if (unkept) for (const link of root.querySelectorAll("a[data-my-programme]")) link.search = `runs=${codes.join(",")}`;
}

// The reader's own page: the list of all, of which only the chosen are left.
function showMine(codes) {
  const sessions = [...root.querySelectorAll("[data-run]")];
  const mine = sessions.filter((session) => codes.includes(session.dataset.run));
  for (const session of sessions) {
    const isMine = mine.includes(session);
    session.hidden = !isMine && !dropped.has(session.dataset.run);
    session.classList.toggle("session--dropped", !isMine);
  }
  for (const day of root.querySelectorAll(".programme-day")) day.hidden = !day.querySelector("[data-run]:not([hidden])");
  warn(mine);
  root.querySelector("[data-none]").hidden = mine.length > 0;
  for (const box of root.querySelectorAll("[data-some]")) box.hidden = mine.length === 0;
  root.querySelector("[data-gone]").hidden = mine.length === codes.length;
  root.querySelector("[data-off]").hidden = !mine.some((session) => session.classList.contains("session--cancelled"));
  for (const name of ["calendar", "share"]) {
    const link = root.querySelector(`[data-${name}]`);
    link.search = `runs=${mine.map((session) => session.dataset.run).join(",")}`;
  }
}

function warn(mine) {
  for (const old of root.querySelectorAll(".session__warning")) old.remove();
  const timed = mine
    .filter((session) => !("anyTime" in session.dataset))
    .sort((one, other) => one.dataset.starts - other.dataset.starts);
  timed.forEach((later, number) => {
    for (const earlier of timed.slice(0, number)) {
      const left = Math.floor((later.dataset.starts - earlier.dataset.ends) / SECONDS);
      const walk = minutesBetween(earlier.dataset, later.dataset);
      if (left < 0) add(later, "clash", words.clash, { title: earlier.dataset.title });
      else if (left < walk) add(later, "walk", words.walk, { title: earlier.dataset.title, left, walk });
    }
  });
}

function minutesBetween(one, other) {
  if (one.venue === other.venue) return one.room === other.room ? 0 : one.venue ? BETWEEN_ROOMS : UNKNOWN_WALK;
  return JSON.parse(words.walks)[`${one.venue} ${other.venue}`] ?? UNKNOWN_WALK;
}

function add(session, kind, text, values) {
  const line = document.createElement("p");
  line.className = "session__warning";
  line.dataset.kind = kind;
  line.textContent = text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
  [...session.querySelectorAll(".session__badges, .session__reason, .session__warning")].at(-1).after(line);
}

// A choice that somebody has shared: it becomes the reader's own only when they say so.
function offerToKeep() {
  const box = root.querySelector("[data-keep]");
  if (!box) return;
  box.hidden = false;
  const status = box.querySelector("[role=status]");
  box.querySelector("button").addEventListener("click", () => {
    keep([...new Set([...chosen(), ...words.shared.split(",").filter(Boolean)])]);
    status.textContent = unkept ? status.dataset.refused : status.dataset.kept;
    show();
  });
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-star]");
  if (button) toggle(button.dataset.star);
});
addEventListener("storage", (event) => event.key === key && show());

if ("mine" in words) {
  for (const box of root.querySelectorAll("[data-without-script]")) box.hidden = true;
  root.querySelector("[data-with-script]").hidden = false;
  // The title is a label no longer, but the way to everything about it.
  for (const label of root.querySelectorAll(".session__title > label")) {
    const link = document.createElement("a");
    link.href = `${words.base}programme/${label.control.value}/`;
    link.textContent = label.textContent.trim();
    label.replaceWith(link);
  }
  root.querySelector("[data-gone] button").addEventListener("click", () => {
    const known = new Set([...root.querySelectorAll("[data-run]")].map((session) => session.dataset.run));
    keep(chosen().filter((code) => known.has(code)));
    show();
    root.querySelector(":is([data-some], [data-none]):not([hidden]) a").focus();
  });
}
offerToKeep();
addStars();
show();

// Filters put another list in the place of the first (filters.js).
const results = root.querySelector("[data-results]");
if (results) {
  new MutationObserver(() => {
    addStars();
    show();
  }).observe(results, { childList: true });
}

// Opened once, it can be read without a network.
if (words.worker && "serviceWorker" in navigator) navigator.serviceWorker.register(words.worker).catch(() => {});
