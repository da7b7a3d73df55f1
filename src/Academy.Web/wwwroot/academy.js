// Saves sooner than a press does, shows the clock, remembers the place. Every page works without it.
(() => {
  'use strict';

  const send = (address, method, token, body) => fetch(address, {
    method, keepalive: true, credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-Antiforgery': token },
    body: JSON.stringify(body),
  });

  const format = (text, value) => text.replace('{0}', value);

  const form = document.getElementById('question');
  if (form) keepAnswers(form);
  const left = document.getElementById('left');
  if (left) showClock(left);
  const lesson = document.querySelector('[data-place]');
  if (lesson) keepPlace(lesson);

  // Each change goes out at once, one request at a time, with a number that counts up: the server keeps the newest.
  function keepAnswers(form) {
    const saved = document.getElementById('saved');
    const seq = form.elements.namedItem('seq');
    const base = form.elements.namedItem('base');
    const store = 'unsent ' + form.dataset.save;
    let pending = null, busy = false, typing = 0, pause = 1000, soon = 0;

    const say = (text, state) => {
      clearTimeout(soon);
      saved.className = 'svd' + (state ? ' ' + state : '');
      saved.textContent = text;
    };

    const read = () => {
      const fields = [...form.elements].filter(e => e.name === 'a' || e.name.startsWith('a.'));
      const chosen = fields.filter(e => !['radio', 'checkbox'].includes(e.type) || e.checked);
      if (fields.some(e => e.name !== 'a')) {
        return chosen.sort((x, y) => x.name.slice(2) - y.name.slice(2)).map(e => e.value);
      }
      return chosen.map(e => e.value);
    };

    const write = values => {
      for (const e of form.elements) {
        if (e.name !== 'a' && !e.name.startsWith('a.')) continue;
        if (['radio', 'checkbox'].includes(e.type)) e.checked = values.includes(e.value);
        else e.value = values[e.name === 'a' ? 0 : +e.name.slice(2)] ?? '';
      }
    };

    const keep = () => {
      pending = { value: read(), seq: +seq.value, flagged: form.elements.namedItem('flag').checked };
      seq.value = pending.seq + 1;
      try { localStorage.setItem(store, JSON.stringify(pending)); } catch { /* A full or forbidden store: the answer still goes out. */ }
      go();
    };

    async function go() {
      if (busy || !pending) return;
      busy = true;
      const sent = pending;
      // Not at once: leaving a field by pressing a button must not move the button from under the finger.
      soon = setTimeout(() => say(form.dataset.saving, 'wait'), 400);
      try {
        const answer = await send(form.dataset.save, 'PUT', form.dataset.token, sent);
        if (answer.status === 409) { location.reload(); return; }
        if (!answer.ok) throw new Error(answer.status);
        const told = await answer.json();
        base.value = told.saved;
        if (pending === sent) pending = null;
        if (!pending) try { localStorage.removeItem(store); } catch { /* Nothing was kept. */ }
        if (told.value) { write(told.value); seq.value = told.saved + 1; pending = null; say(form.dataset.newer, 'fail'); }
        else say(format(form.dataset.saved, new Date(told.at).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit', timeZone: 'Etc/GMT-5' })));
        pause = 1000;
        busy = false;
        go();
      } catch {
        say(form.dataset.failed, 'wait');
        setTimeout(() => { busy = false; go(); }, pause = Math.min(pause * 2, 15000));
      }
    }

    form.addEventListener('change', keep);
    form.addEventListener('input', e => {
      if (!['text', 'textarea'].includes(e.target.type)) return;
      clearTimeout(typing);
      typing = setTimeout(keep, 1000);
    });
    form.addEventListener('submit', () => { clearTimeout(typing); pending = null; try { localStorage.removeItem(store); } catch { /* Nothing was kept. */ } });
    addEventListener('online', () => { busy = false; go(); });

    // What an earlier visit could not send is put back, unless the server has had newer since.
    try {
      const unsent = JSON.parse(localStorage.getItem(store));
      if (unsent && unsent.seq >= +seq.value) { write(unsent.value); keep(); } else localStorage.removeItem(store);
    } catch { /* No store. */ }
  }

  // The server's clock rules: the page only counts from what the server said.
  function showClock(left) {
    const started = performance.now();
    const length = new Date(left.dataset.deadline) - new Date(left.dataset.now);
    const note = document.getElementById('time-note');
    let told = 0;
    const tick = () => {
      const rest = Math.ceil((length - (performance.now() - started)) / 1000);
      left.textContent = rest <= 0 ? left.dataset.over
        : rest <= 60 ? format(left.dataset.seconds, rest) : format(left.dataset.minutes, Math.ceil(rest / 60));
      if (rest <= 300 && rest > 60 && told < 1) { told = 1; note.textContent = note.dataset.five; }
      if (rest <= 60 && rest > 0 && told < 2) { told = 2; note.textContent = note.dataset.one; }
      if (rest <= -6) { clearInterval(timer); location.reload(); }
    };
    const timer = setInterval(tick, 1000);
    tick();
  }

  // Where the reader is, by heading, so that another device goes on there.
  function keepPlace(lesson) {
    const headings = [...lesson.querySelectorAll('.prose h2[id]')];
    let last = null;
    const here = () => headings.filter(h => h.getBoundingClientRect().top < innerHeight / 2).pop()?.id ?? null;
    const tell = () => {
      const heading = here();
      if (heading === last && last !== null) return;
      last = heading;
      send('/api/progress', 'POST', lesson.dataset.token, {
        place: { course: lesson.dataset.course, item: lesson.dataset.item, heading, at: new Date().toISOString() },
      }).catch(() => { /* The next page tells it again. */ });
    };
    tell();
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') tell(); });
  }
})();
