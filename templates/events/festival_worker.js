// Keeps a festival's programme readable without a network. Everything comes from the network while there is one.
const config = {{ config|safe }};
const cacheName = `${config.name}-${config.version}`;
// One bar in a crowded field is worse than none: after this long what is kept is shown.
const PATIENCE = 4000; // milliseconds

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...config.pages, ...config.files])));
});

// Versions of the programme that are over are forgotten.
self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(config.name) && name !== cacheName;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (config.pages.includes(url.pathname) || ["style", "script", "font"].includes(request.destination)) {
    event.respondWith(newest(event, url));
  } else if (request.mode === "navigate" && codeIn(url.pathname)) {
    event.respondWith(sessionPage(event, codeIn(url.pathname)));
  }
});

// What there is now; without a network, or with a very slow one, what there was when it was last opened, without its questions.
async function newest(event, url) {
  const { request } = event;
  const cache = await caches.open(cacheName);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok && !url.search) await cache.put(request, response.clone());
    return response;
  });
  event.waitUntil(fresh.catch(() => {}));
  try {
    // What answers a question is waited for: what is kept answers none.
    const response = url.search ? await fresh : await inTime(fresh);
    if (response) return response;
  } catch {
    // There is no network.
  }
  // Language and cookies are in the address or not there at all, whatever "Vary" says.
  return (await cache.match(request.url, { ignoreSearch: true, ignoreVary: true })) ?? fresh;
}

// A session's own page is not kept, but all that it says is in the programme.
async function sessionPage(event, code) {
  try {
    const response = await inTime(fetch(event.request));
    if (response) return response;
  } catch {
    // There is no network.
  }
  return Response.redirect(`${config.programme}#run-${code}`);
}

function codeIn(path) {
  return path.startsWith(config.programme) ? path.slice(config.programme.length).match(/^([a-z0-9]+)\/$/)?.[1] : undefined;
}

function inTime(response) {
  return Promise.race([response, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}
