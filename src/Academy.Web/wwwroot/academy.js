// What every page of a signed-in person has: the place in a lesson is remembered, and what an earlier page could not send goes out.
(() => {
  'use strict';

  const who = document.currentScript.dataset.who;

  // An exam's answers may have been left behind by a cut line, a closed tab, a crash. The rest of the script comes only where there are some.
  const fetchOutbox = () => {
    const script = document.createElement('script');
    script.src = '/outbox.js';
    script.onload = () => Outbox.start(who);
    document.head.append(script);
  };
  const look = () => {
    if (document.querySelector('script[src*="/outbox"]')) return;
    try {
      if (Object.keys(localStorage).some(key => key.startsWith('unsent '))) { fetchOutbox(); return; }
      const request = indexedDB.open('academy', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('unsent', { keyPath: 'key' });
      request.onsuccess = () => {
        const count = request.result.transaction('unsent').objectStore('unsent').count();
        count.onsuccess = () => { request.result.close(); if (count.result) fetchOutbox(); };
      };
    } catch { /* A browser that keeps nothing has nothing left behind. */ }
  };
  look();

  const lesson = document.querySelector('[data-place]');
  if (lesson) keepPlace(lesson);

  // Where the reader is, by heading, so that another device goes on there.
  function keepPlace(lesson) {
    const headings = [...lesson.querySelectorAll('.prose h2[id]')];
    let last = null;
    const here = () => headings.filter(h => h.getBoundingClientRect().top < innerHeight / 2).pop()?.id ?? null;
    const tell = () => {
      const heading = here();
      if (heading === last && last !== null) return;
      last = heading;
      fetch('/api/progress', {
        method: 'POST', keepalive: true, credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', 'X-Antiforgery': lesson.dataset.token },
        body: JSON.stringify({ place: { course: lesson.dataset.course, item: lesson.dataset.item, heading, at: new Date().toISOString() } }),
      }).catch(() => { /* The next page tells it again. */ });
    };
    tell();
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') tell(); });
  }
})();
