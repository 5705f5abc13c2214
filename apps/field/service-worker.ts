/**
 * Keeps the app itself on the phone, so that it opens without network. It never touches `/api`: what is sent and what
 * is answered is the business of the outbox. A new version waits until the app is closed, never under somebody's hands.
 */
const CACHE = `lapor-${import.meta.env.VERSION}`;
const FILES: readonly string[] = import.meta.env.FILES;

type LongEvent = Event & { waitUntil(work: Promise<unknown>): void };
type FetchLike = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };

addEventListener('install', (event) => {
  if (isLong(event)) event.waitUntil(keepAll());
});

addEventListener('activate', (event) => {
  if (isLong(event)) event.waitUntil(dropOld());
});

addEventListener('fetch', (event) => {
  if (!isFetch(event)) return;
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = url.origin === location.origin && url.pathname.startsWith('/lapor/');
  if (request.method !== 'GET' || !isOurs) return;
  event.respondWith(
    request.mode === 'navigate' ? fromCache('/lapor/', request) : fromCache(url.pathname, request),
  );
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache: a page of one build must not meet scripts of another.
  await cache.addAll(FILES.map((file) => new Request(`/lapor/${file}`, { cache: 'reload' })));
}

async function dropOld(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('lapor-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

function isLong(event: Event): event is LongEvent {
  return 'waitUntil' in event;
}

function isFetch(event: Event): event is FetchLike {
  return 'respondWith' in event && 'request' in event;
}
