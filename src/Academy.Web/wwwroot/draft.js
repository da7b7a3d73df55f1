// Drafts that save themselves, and the sum of a marker's points. Every page works without it.
(() => {
  'use strict';

  const work = document.getElementById('work');
  if (work) keepDraft(work);
  const marks = document.querySelector('[data-sum]');
  if (marks) addUp(marks);

  // What is typed is kept here at once and sent a second after the last key; what could not be sent goes out when the line returns.
  function keepDraft(form) {
    const text = form.elements.namedItem('Body');
    const revision = form.elements.namedItem('Revision');
    const saved = document.getElementById('saved');
    const standing = document.getElementById('standing');
    // By person: on a shared computer nobody is shown another's words.
    const store = `draft ${form.dataset.owner} ${form.dataset.save}`;
    let busy = false, dirty = false, typing = 0, pause = 1000;
    // Both texts are on the page and the person decides: nothing is sent before they press the button.
    let waits = form.dataset.other === 'yes';

    const say = (words, state) => { saved.className = 'svd' + (state ? ' ' + state : ''); saved.textContent = words; };
    const keep = () => { try { localStorage.setItem(store, JSON.stringify({ body: text.value, revision: +revision.value })); } catch { /* A full or forbidden store: it still goes out. */ } };
    const drop = () => { try { localStorage.removeItem(store); } catch { /* Nothing was kept. */ } };
    const show = other => {
      waits = true;
      document.getElementById('standing-text').textContent = other;
      standing.hidden = false;
      say(form.dataset.elsewhere, 'fail');
    };

    async function go() {
      if (busy || !dirty || waits) return;
      busy = true;
      const body = text.value;
      dirty = false;
      const soon = setTimeout(() => say(form.dataset.saving, 'wait'), 400);
      let next = 0;
      try {
        const answer = await fetch(form.dataset.save, {
          method: 'PUT', credentials: 'same-origin',
          headers: { 'Content-Type': 'application/json', 'X-Antiforgery': form.dataset.token },
          body: JSON.stringify({ body, revision: +revision.value }),
        });
        clearTimeout(soon);
        if (answer.ok) {
          const told = await answer.json();
          revision.value = told.revision;
          if (text.value === body) drop(); else keep();
          say(form.dataset.saved.replace('{0}', new Date(told.at).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit', timeZone: 'Etc/GMT-5' })));
          pause = 1000;
        } else if (answer.status === 409) {
          const told = await answer.json();
          if (told.body === undefined) { waits = true; say(form.dataset.refused, 'fail'); }
          else { revision.value = told.revision; keep(); show(told.body); }
        } else if (answer.status < 500) {
          waits = true;
          say(form.dataset.refused, 'fail');
        } else throw new Error(answer.status);
      } catch {
        clearTimeout(soon);
        dirty = true;
        say(form.dataset.failed, 'wait');
        next = pause = Math.min(pause * 2, 15000);
      }
      setTimeout(() => { busy = false; go(); }, next);
    }

    text.addEventListener('input', () => {
      dirty = true;
      keep();
      clearTimeout(typing);
      typing = setTimeout(go, 1000);
    });
    form.addEventListener('submit', () => { waits = true; clearTimeout(typing); if (dirty) keep(); });
    addEventListener('online', () => { busy = false; go(); });
    // Back from the page that followed: the form may be used again.
    addEventListener('pageshow', e => { if (e.persisted) location.reload(); });

    try {
      const unsent = JSON.parse(localStorage.getItem(store));
      const here = text.value;
      if (!unsent || waits) return;
      if (unsent.body === here) drop();
      else {
        const seen = unsent.revision === +revision.value;
        text.value = unsent.body;
        if (seen) { dirty = true; go(); } else show(here);
      }
    } catch { /* No store. */ }
  }

  function addUp(form) {
    const tell = () => {
      let sum = 0;
      for (const e of form.elements) {
        if (e.type === 'radio' && e.checked) sum += +e.dataset.points;
        else if (e.dataset.number !== undefined) sum += +e.value.replace(',', '.') || 0;
      }
      document.getElementById('sum').textContent = form.dataset.sum.replace('{0}', sum.toLocaleString('ru', { maximumFractionDigits: 2 }));
    };
    form.addEventListener('input', tell);
  }
})();
