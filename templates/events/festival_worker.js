// Keeps a festival's programme readable without a network. Everything comes from the network while there is one.
const config = {{ config|safe }};
const cacheName = `${config.name}-${config.version}`;

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
    event.respondWith(newest(request, url));
  }
});

// What there is now; without a network what there was when it was last opened, without its questions.
async function newest(request, url) {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok && !url.search) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    // Language and cookies are in the address or not there at all, whatever "Vary" says.
    const known = await cache.match(request.url, { ignoreSearch: true, ignoreVary: true });
    if (known) return known;
    throw error;
  }
}
