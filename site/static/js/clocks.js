// Says when an event is on the visitor's own clocks, where they differ from those at the venue. The page has the venue's time.
// English days come before months here, as in the words of the page.
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

function wall(moment, zone) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(moment);
}

const full = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", hour12: true });

for (const line of document.querySelectorAll("[data-starts][data-zone]")) {
  const starts = new Date(line.dataset.starts);
  if (wall(starts, line.dataset.zone) === wall(starts)) continue;
  const words = line.dataset.ends ? full.formatRange(starts, new Date(line.dataset.ends)) : full.format(starts);
  line.textContent = line.dataset.words.replace("%s", words);
  line.hidden = false;
}
