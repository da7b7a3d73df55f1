// What a lesson tells while it is read: the place, so that another device goes on there; and for its authors, how long it was in view and how far.
(() => {
  'use strict';

  const lesson = document.querySelector('[data-place]');
  if (!lesson) return;
  const { course, item, token } = lesson.dataset;
  const headings = [...lesson.querySelectorAll('.prose h2[id]')];
  const parts = headings.filter(h => /^s\d+$/.test(h.id));
  let seconds = +lesson.dataset.seconds, furthest = 0, since = null;

  // Only while it is in view: a page in another tab is not read.
  function count() {
    const now = performance.now();
    if (since !== null) seconds += (now - since) / 1000;
    since = document.hidden ? null : now;
  }

  function tell() {
    count();
    const heading = headings.filter(h => h.getBoundingClientRect().top < innerHeight / 2).pop()?.id ?? null;
    fetch('/api/progress', {
      method: 'POST', keepalive: true, credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-Antiforgery': token },
      body: JSON.stringify({ place: { course, item, heading, at: new Date().toISOString(), seconds: Math.round(seconds), furthest } }),
    }).catch(() => { /* The next page tells it again. */ });
  }

  const seen = new IntersectionObserver(all => {
    for (const one of all) if (one.isIntersecting) furthest = Math.max(furthest, parts.indexOf(one.target) + 1);
  });
  for (const part of parts) seen.observe(part);
  tell();
  document.addEventListener('visibilitychange', () => document.hidden ? tell() : count());
})();
