// Arrow keys move from day to day, Home and End within the week, Page Up and Page Down to other months. Without it Tab does.
const isGrid = () => getComputedStyle(document.querySelector("[data-calendar]")).display === "table";

// On a phone only days with something on are there.
function days() {
  return [...document.querySelectorAll("[data-calendar] td[data-day]")].filter((day) => day.offsetParent !== null);
}

function prepare() {
  const all = days();
  const first = all.find((day) => day.classList.contains("calendar__day--today")) ?? all.find((day) => day.querySelector("a")) ?? all[0];
  for (const day of all) day.tabIndex = day === first ? 0 : -1;
}

function step(event, index, all) {
  const isRtl = document.documentElement.dir === "rtl";
  const week = isGrid() ? 7 : 1;
  const weekday = (new Date(`${all[index].dataset.day}T12:00:00Z`).getUTCDay() + 6) % 7;
  switch (event.key) {
    case "ArrowRight": return isRtl ? -1 : 1;
    case "ArrowLeft": return isRtl ? 1 : -1;
    case "ArrowDown": return week;
    case "ArrowUp": return -week;
    case "Home": return Math.max(-weekday, -index);
    case "End": return Math.min(6 - weekday, all.length - 1 - index);
    default: return 0;
  }
}

document.addEventListener("keydown", (event) => {
  const day = event.target.closest?.("[data-calendar] td[data-day]");
  if (!day || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "PageDown" || event.key === "PageUp") {
    const link = document.querySelector(`.calendar-nav a[rel~="${event.key === "PageDown" ? "next" : "prev"}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  const all = days();
  const index = all.indexOf(day);
  const target = all[index + step(event, index, all)];
  if (!target || target === day) return;
  event.preventDefault();
  for (const one of all) one.tabIndex = one === target ? 0 : -1;
  target.focus();
});

document.addEventListener("results", prepare);
prepare();
