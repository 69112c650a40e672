// Shows the table once the worker has read it. Without this, "Look again" and the browser's own refresh do the same.

const EVERY = 1500;

async function watch() {
  try {
    const response = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (response.ok && !page.querySelector("[data-being-read]")) {
      location.reload();
      return;
    }
  } catch {
    // The network is away: look again.
  }
  setTimeout(watch, EVERY);
}

if (document.querySelector("[data-being-read]")) setTimeout(watch, EVERY);
