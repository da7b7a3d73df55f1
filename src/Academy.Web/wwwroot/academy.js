// What every page of a signed-in person has: the browser's store and what waits in it.
const Academy = (() => {
  'use strict';

  const { who, leaving } = document.currentScript.dataset;
  const patience = 10000;
  const id = name => document.getElementById(name);

  // --- The browser's store of what is not on the server yet. Where it is forbidden or full it answers null, and the page says so.

  const opened = new Promise(done => {
    try {
      const request = indexedDB.open('academy', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('unsent', { keyPath: 'key' });
      request.onsuccess = () => { request.result.onversionchange = () => request.result.close(); done(request.result); };
      request.onerror = () => done(null);
    } catch { done(null); }
  });

  async function store(mode, act) {
    const db = await opened;
    return db && new Promise(done => {
      try {
        const transaction = db.transaction('unsent', mode);
        const request = act(transaction.objectStore('unsent'));
        transaction.oncomplete = () => done(request?.result ?? true);
        transaction.onabort = transaction.onerror = () => done(null);
      } catch { done(null); }
    });
  }

  // Not what another person left who used this browser: that waits for them.
  const mine = async () => (await store('readonly', all => all.getAll()) || []).filter(rec => !rec.who || rec.who === who);

  async function ask(address, options) {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), patience);
    try {
      const answer = await fetch(address, { credentials: 'same-origin', redirect: 'manual', cache: 'no-store', signal: stop.signal, ...options });
      // Read whole under the same patience: a line may die in the middle of an answer.
      return { status: answer.status, type: answer.type, text: await answer.text() };
    } finally { clearTimeout(late); }
  }

  const time = moment => new Date(moment).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit', timeZone: 'Etc/GMT-5' });

  function load(address, then, failed) {
    const script = document.createElement('script');
    Object.assign(script, { src: address, onload: then, onerror: failed });
    document.head.append(script);
  }

  // --- What an earlier page could not send, were its line cut, its tab closed, its browser killed.

  const box = id('unsent');

  // Answers go by themselves, a draft when its page is opened. What came too late waits for nothing.
  async function tellWaiting() {
    const waiting = (await mine()).filter(rec => !rec.late);
    const lang = document.documentElement.lang;
    const links = new Map(waiting.map(rec => rec.attempt ? [`/${lang}/attempts/${rec.attempt}`, [box.dataset.attempt, lang]] : [`/${lang}${rec.page}`, [rec.title, rec.lang]]));
    box.hidden = !waiting.length;
    id('unsent-count').textContent = box.dataset.text.replace('{0}', waiting.length);
    id('unsent-where').replaceChildren(...[...links].map(([href, [textContent, lang]]) => {
      const [line, link] = ['li', 'a'].map(name => document.createElement(name));
      line.append(Object.assign(link, { href, textContent, lang }));
      return line;
    }));
  }

  // The rest of the script comes only where there are answers to send.
  async function look() {
    if (box) tellWaiting();
    if (document.querySelector('script[src*="/outbox"]')) return;
    let old = false;
    try { old = Object.keys(localStorage).some(key => key.startsWith('unsent ')); } catch { /* A browser that keeps nothing has nothing left behind. */ }
    if (old || (await mine()).some(rec => rec.attempt)) load('/outbox.js', () => {
      if (box) Outbox.listen(tellWaiting);
      Outbox.start();
    });
  }
  look();

  // Signing out takes from the device what is not sent. Asked first; and not before the server has said that the person is signed out.
  document.addEventListener('submit', async e => {
    const form = e.target;
    if (!form.action.endsWith('/account/sign-out')) return;
    e.preventDefault();
    const left = (await mine()).filter(rec => rec.who);
    if (left.length) {
      if (!confirm(leaving.replace('{0}', left.length))) return;
      try {
        const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), credentials: 'same-origin' });
        if (answer.ok) {
          await store('readwrite', all => { for (const rec of left) all.delete(rec.key); });
          location.assign(answer.url);
          return;
        }
      } catch { /* The browser says it in its own words. */ }
    }
    form.submit();
  });

  return { who, store, mine, ask, time, load };
})();
