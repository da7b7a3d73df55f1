// A worksheet keeps itself while it is filled in, and shows at once what an answer asks for. Every page works without it.
(() => {
  'use strict';

  const form = document.getElementById('sheet');
  if (!form) return;
  const saved = document.getElementById('saved');
  let typing = 0, busy = false, changed = false, stopped = false, pause = 2000;

  const say = (text, state) => {
    saved.className = 'svd' + (state ? ' ' + state : '');
    saved.textContent = text;
  };

  // What hangs on another answer comes and goes with it; hidden fields are sent as they stand, so nothing typed is lost.
  const show = () => {
    const given = new FormData(form);
    for (const part of form.querySelectorAll('[data-when]:not([data-when=""])')) {
      const above = form.querySelector('[name="' + part.dataset.when + '"]')?.closest('[data-when]:not([data-when=""])');
      part.hidden = !given.getAll(part.dataset.when).includes(part.dataset.is) || !!above?.hidden;
    }
  };

  const keep = async () => {
    clearTimeout(typing);
    if (busy || stopped || !changed) return;
    busy = true;
    changed = false;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set('act', 'auto');
    try {
      const answer = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin', redirect: 'error' });
      if (answer.status === 409) {
        stopped = true;
        say(form.dataset.elsewhere, 'fail');
      } else {
        if (!answer.ok) throw new Error(answer.status);
        const told = await answer.json();
        form.elements.namedItem('revision').value = told.revision;
        say(told.saved);
        pause = 2000;
      }
    } catch {
      changed = true;
      say(form.dataset.failed, 'wait');
      typing = setTimeout(keep, pause = Math.min(pause * 2, 30000));
    }
    busy = false;
    if (changed && !stopped && pause === 2000) typing = setTimeout(keep, pause);
  };

  form.addEventListener('input', () => {
    changed = true;
    clearTimeout(typing);
    typing = setTimeout(keep, 2000);
  });
  form.addEventListener('change', e => {
    show();
    const choose = e.target.dataset.region && document.getElementById(e.target.dataset.region);
    if (choose) choose.click();
  });
  form.addEventListener('submit', () => { stopped = true; clearTimeout(typing); });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep(); });
  addEventListener('online', keep);
  show();
})();
