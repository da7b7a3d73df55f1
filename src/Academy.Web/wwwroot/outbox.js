// What was answered and is not acknowledged yet: kept in the browser until the server says that it has it, and sent until then.
const Outbox = (() => {
  'use strict';

  const { who, store, mine, ask } = Academy;
  const atOnce = 3, tooSlow = 1800, longest = 4000;
  const unsent = new Map();  // key → what is known of the newest to send: { rec, due, kept, stuck, again }
  const busy = new Set(), tokens = new Map(), foreign = new Set(), listeners = [];
  const channel = 'BroadcastChannel' in self ? new BroadcastChannel('academy') : null;
  let started = false, pause = 0, retryAt = 0, timer = 0, downSince = null;

  const keyOf = (attempt, question) => `${attempt} ${question}`;
  const tell = (kind, what) => { for (const listener of listeners) listener(kind, what); };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  async function write(entry) {
    const { rec } = entry;
    entry.kept = await store('readwrite', all => all.put(rec)) !== null;
    if (!entry.kept) tell('not kept', rec);
  }

  // Only what was sent: a newer answer under the same key stays.
  const erase = rec => store('readwrite', all => {
    all.get(rec.key).onsuccess = e => { if (e.target.result?.seq === rec.seq && e.target.result.tab === rec.tab) all.delete(rec.key); };
  });

  // --- What pages ask for.

  function keep(rec, wait = 0) {
    rec = { ...rec, key: keyOf(rec.attempt, rec.question), who };
    const earlier = unsent.get(rec.key), now = performance.now();
    // Typing waits for a pause, but not longer than three seconds altogether.
    const since = wait && earlier?.since || now;
    const entry = { rec, since, due: Math.min(now + wait, since + 3000), kept: true };
    unsent.set(rec.key, entry);
    write(entry);
    channel?.postMessage({ kind: 'given', rec });
    go();
    return entry;
  }

  function forget(rec) {
    if (unsent.get(rec.key)?.rec === rec) unsent.delete(rec.key);
    return erase(rec);
  }

  const of = attempt => [...unsent.values()].filter(entry => entry.rec.attempt === attempt);

  function hurry() {
    retryAt = 0;
    for (const entry of unsent.values()) {
      entry.due = 0;
      if (!entry.rec.conflict && !entry.rec.late) entry.stuck = entry.again = false;
    }
    foreign.clear();
    go();
  }

  async function start() {
    started = true;
    takeOver();
    await sweep();
    setInterval(sweep, 15000);
    addEventListener('online', hurry);
    addEventListener('focus', () => { sweep(); hurry(); });
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') { sweep(); hurry(); } });
  }

  // What other pages of this browser left, were they closed or killed.
  async function sweep() {
    for (const rec of await mine()) {
      // A draft goes out from its own page.
      if (!rec.attempt) continue;
      const known = unsent.get(rec.key)?.rec;
      if (known && known.seq >= rec.seq) continue;
      unsent.set(rec.key, { rec, due: 0, kept: true, stuck: !!(rec.conflict || rec.late) });
      tell('found', rec);
    }
    go();
  }

  // Pages of an earlier version kept answers elsewhere and did not say whose they are: the server knows.
  function takeOver() {
    try {
      for (const name of Object.keys(localStorage)) {
        const address = /^unsent \/api\/attempts\/([^/]+)\/answers\/([^/]+)$/.exec(name);
        if (!address) continue;
        const old = JSON.parse(localStorage.getItem(name));
        const rec = { attempt: address[1], question: decodeURIComponent(address[2]), value: old.value, seq: old.seq, flagged: old.flagged, tab: '' };
        rec.key = keyOf(rec.attempt, rec.question);
        unsent.set(rec.key, { rec, due: 0 });
        store('readwrite', all => all.put(rec)).then(kept => { if (kept !== null) localStorage.removeItem(name); });
      }
    } catch { /* Nothing was left there that can be read. */ }
  }

  // --- Sending: one request at a time for one answer, a few altogether, one to feel whether the line is back.

  const ready = ({ rec }) => rec.question !== '' || !of(rec.attempt).some(other => other.rec !== rec && !other.stuck);

  function go() {
    clearTimeout(timer);
    if (!started) return;
    const now = performance.now();
    let next = Infinity;
    const wait = until => { next = Math.min(next, until); };
    for (const entry of [...unsent.values()].sort((a, b) => (a.rec.at ?? '') < (b.rec.at ?? '') ? -1 : 1)) {
      if (entry.stuck || busy.has(entry.rec.key) || foreign.has(entry.rec.attempt) || !ready(entry)) continue;
      if (entry.due > now || retryAt > now) wait(Math.max(entry.due, retryAt));
      else if (busy.size < (downSince === null ? atOnce : 1)) send(entry);
    }
    if (next < Infinity) timer = setTimeout(go, next - now + 1);
  }

  // How the attempt stands, with a fresh token; null where this person may not ask (any more).
  async function state(attempt) {
    const answer = await ask(`/${document.documentElement.lang}/attempts/${attempt}/paper?handler=State`);
    if (answer.status === 404) { foreign.add(attempt); return null; }
    const now = answer.status === 200 ? JSON.parse(answer.text) : null;
    if (now && now.who === who) {
      tokens.set(attempt, now.token);
      tell('state', { attempt, ...now });
      return now;
    }
    if (!now && answer.type !== 'opaqueredirect' && answer.status !== 401) throw new Error(answer.status);
    tell('away', { attempt });
    return null;
  }

  function lineUp() { pause = 0; retryAt = 0; if (downSince !== null) { downSince = null; tell('up'); } }

  function lineDown() {
    downSince ??= performance.now();
    pause = Math.min(Math.max(1000, pause * 2), longest);
    retryAt = performance.now() + pause;
    tell('down');
  }

  async function send(entry) {
    const { rec } = entry;
    busy.add(rec.key);
    const slow = setTimeout(() => tell('slow', rec), tooSlow);
    tell('sending', rec);
    try {
      const token = tokens.get(rec.attempt) ?? (await state(rec.attempt))?.token;
      if (!token) retryAt = performance.now() + longest;
      else await settle(rec, await (rec.question === '' ? post(`/api/attempts/${rec.attempt}/submit`, 'POST', token)
        : post(`/api/attempts/${rec.attempt}/answers/${encodeURIComponent(rec.question)}`, 'PUT', token,
          { value: rec.value, seq: rec.seq, flagged: rec.flagged, base: rec.base, tab: rec.tab || undefined, at: rec.at })));
    } catch { lineDown(); } finally {
      clearTimeout(slow);
      busy.delete(rec.key);
      go();
    }
  }

  function post(address, method, token, body = {}) {
    const text = JSON.stringify(body);
    // Browsers let little outlive its page: an essay must not be refused for that.
    return ask(address, { method, keepalive: text.length < 6000, headers: { 'Content-Type': 'application/json', 'X-Antiforgery': token }, body: text });
  }

  async function settle(rec, { status, text }) {
    if (status === 408 || status === 429 || status >= 500) throw new Error(status);
    const told = status === 200 || status === 409 ? JSON.parse(text || '{}') ?? {} : {};
    lineUp();
    if (rec.question === '' && status === 200) { await forget(rec); closed(rec.attempt); }
    else if (status === 200 && !(told.value && !same(told.value, rec.value))) {
      await forget(rec);
      channel?.postMessage({ kind: 'saved', rec, told });
      tell('saved', { rec, told });
    } else if (status === 200 || (status === 409 && told.value)) conflict(rec, told);
    else if (status === 409) await closed(rec.attempt);
    else refuse(rec, status);
  }

  // Somebody answered elsewhere and this page had not seen it. Both answers stay until the learner has chosen.
  function conflict(rec, told) {
    const entry = unsent.get(rec.key);
    if (!entry) return;
    entry.rec = { ...entry.rec, conflict: { saved: told.saved, at: told.at, value: told.value } };
    entry.stuck = true;
    write(entry);
    tell('conflict', { rec: entry.rec, told });
  }

  // The sign-in ran out or its keys were changed: once with a fresh token, then it is the answer itself that is not taken.
  function refuse(rec, status) {
    const entry = unsent.get(rec.key);
    if (!entry) return;
    const token = status === 400 || status === 401;
    if (token) tokens.delete(rec.attempt);
    entry.stuck = !token || (status === 400 && entry.again === true);
    if (status === 400) entry.again = true;
    if (entry.stuck) tell('refused', rec);
  }

  // Handed in, or out of time and about to be. What never arrived is told from what arrived although its acknowledgement was lost.
  async function closed(attempt) {
    const now = of(attempt).length ? await state(attempt) : null;
    if (now?.open) {
      for (const entry of of(attempt)) entry.due = performance.now() + longest;
      tell('over', { attempt });
      return;
    }
    for (const entry of now ? of(attempt) : []) {
      const { rec } = entry, there = now.answers.find(answer => answer.question === rec.question);
      if (rec.question === '' || rec.conflict || (there && there.seq >= rec.seq) || same(there?.value ?? [], rec.value)) { await forget(rec); continue; }
      entry.rec = { ...rec, late: true };
      entry.stuck = true;
      await write(entry);
    }
    channel?.postMessage({ kind: 'closed', attempt });
    tell('closed', { attempt });
  }

  if (channel) channel.onmessage = ({ data: { kind, rec, told, attempt } }) => {
    if (rec && rec.who !== who) return;
    if (kind === 'closed') tell('closed', { attempt });
    if (kind === 'given') {
      // Another tab of this browser goes on from here: it sends what it wrote, and this page would only send something older.
      const mine = unsent.get(rec.key)?.rec;
      if (!mine || mine.seq < rec.seq) unsent.delete(rec.key);
      tell('given', { rec, mine });
    }
    if (kind === 'saved') {
      const mine = unsent.get(rec.key)?.rec;
      if (mine && mine.seq === rec.seq && mine.tab === rec.tab) unsent.delete(rec.key);
      tell('saved', { rec, told, elsewhere: true });
    }
  };

  return {
    start, keep, forget, of, hurry, state,
    listen: listener => listeners.push(listener),
    trust: (attempt, token) => tokens.set(attempt, token),
    get isDown() { return downSince !== null; },
    get downFor() { return downSince === null ? 0 : performance.now() - downSince; },
  };
})();
