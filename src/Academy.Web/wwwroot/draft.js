// Forms that save themselves: the text of a task, a worksheet. Every change is kept in the browser at once and sent when typing pauses; what
// could not be sent is there again when the page is opened the next time. The pages work without it.
(() => {
  'use strict';

  const { who, store, mine, ask, time } = Academy;
  const id = name => document.getElementById(name);
  const place = document.querySelector('[data-draft]');
  if (!place) return;

  const say = place.dataset, page = say.draft, form = place.elements && place;
  const textOf = value => JSON.stringify(value);
  const erase = rec => store('readwrite', all => {
    all.get(rec.key).onsuccess = e => { if (e.target.result?.at === rec.at) all.delete(rec.key); };
  });
  // What this person has left of this page, the oldest first.
  const left = async () => (await mine()).filter(rec => rec.page === page).sort((a, b) => a.at - b.at);

  if (form) keepForm(); else showLeft();

  // Handed in meanwhile from elsewhere: what was written here has nowhere to go, so it is shown until the learner removes it.
  async function showLeft() {
    const all = await left();
    place.hidden = !all.length;
    id('left-text').textContent = all.map(rec => rec.value.map(([, text]) => text).filter(Boolean).join('\n')).join('\n\n');
    id('left-forget').addEventListener('click', async () => {
      for (const rec of all) await erase(rec);
      place.hidden = true;
    });
  }

  function keepForm() {
    const soon = 1500, longest = 4000, token = form.elements.namedItem('__RequestVerificationToken');
    const revision = form.querySelector('[name=revision i]'), saved = id('saved'), standing = id('standing');
    const named = { title: document.querySelector('h1').textContent.trim(), lang: document.documentElement.lang };
    // One for each window: two that are closed without the line leave both of their texts.
    const key = `draft ${who} ${page} ${Math.random()}`;
    let sent = null;       // On its way, and perhaps there: sent again as it was until the server has said something.
    let stopped = '';      // 'both': both texts are shown and a button decides; 'blind': the page that a button leads to will show both; 'refused'.
    let base = +revision.value, there = textOf(read());   // What the server has, and its number.
    let at = 0, kept = true, keeping = Promise.resolve(), down = false, pause = 500, timer = 0, running = null, pressed = false;

    // All that the form holds, but files: names and texts, in order.
    function read() {
      return [...new FormData(form)].filter(([name, text]) => typeof text === 'string' && !/^(act|revision|__.*)$/i.test(name));
    }

    // Back into the form. What the page has no field for goes along unseen, and the page is asked for anew when it has been saved.
    let incomplete = false;
    function write(value) {
      const texts = new Map();
      for (const [name, text] of value) texts.set(name, [...texts.get(name) ?? [], text]);
      for (const field of form.elements) {
        if (!field.name || /^(file|submit)$/.test(field.type) || /^(act|revision|__.*)$/i.test(field.name)) continue;
        const own = texts.get(field.name) ?? [];
        if (/^(radio|checkbox)$/.test(field.type)) {
          field.checked = own.includes(field.value);
          texts.set(field.name, own.filter(text => text !== field.value || !field.checked));
        } else if (own.length) {
          const text = own.shift();
          if (field.options && ![...field.options].some(option => option.value === text)) { field.add(new Option(text, text)); incomplete = true; }
          field.value = text;
        }
      }
      for (const [name, own] of texts) for (const text of own) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value: text }));
        incomplete = true;
      }
      form.dispatchEvent(new Event('change', { bubbles: true }));
    }

    function tell(words, state) {
      saved.className = `svd ${state ?? ''}`;
      saved.textContent = words;
    }
    // Told only once the browser really has it: who reads it may close the page.
    const tellKept = () => keeping.then(() => isThere() || stopped || tell(kept ? say.failed : say.notKept, kept ? 'wait' : 'fail'));

    const isThere = () => !sent && textOf(read()) === there;

    async function keep() {
      at = Math.max(Date.now(), at + 1);
      const rec = { key, who, page, ...named, value: read(), sent, base, at };
      keeping = store('readwrite', all => all.put(rec));
      const done = await keeping !== null;
      if (done === kept) return;
      kept = done;
      if (down) tellKept();
    }

    // --- Sending: one at a time; a try that failed is made again after 1, 2, 4, 4 … seconds, and at once when the line is back.

    const go = () => running ??= send().finally(() => {
      running = null;
      if (!stopped && !isThere()) timer = setTimeout(go, down ? pause : soon);
    });

    /** True when the server has all that the form holds. */
    async function send() {
      clearTimeout(timer);
      if (stopped) return false;
      if (isThere()) return true;
      sent ??= read();
      keep();
      const waits = [setTimeout(() => tell(say.saving, 'wait'), 400), setTimeout(tellKept, 1800)];
      try {
        let answer = await post();
        // The sign-in ran out or its keys were changed: once more with a fresh token.
        if (isAway(answer) && await renew()) answer = await post();
        if (answer.status === 408 || answer.status === 429 || answer.status >= 500) throw new Error(answer.status);
        down = isAway(answer);
        pause = down ? longest : 500;
        if (down) tellAway();
        else if (answer.status === 200) took(JSON.parse(answer.text));
        else refused(answer);
      } catch {
        down = true;
        pause = Math.min(pause * 2, longest);
        tellKept();
      } finally { waits.forEach(clearTimeout); }
      return isThere();
    }

    const isAway = ({ status, type }) => status === 400 || status === 401 || type === 'opaqueredirect';

    function post() {
      // Browsers let little outlive its page: a long text must not be refused for that.
      const options = { keepalive: textOf(sent).length < 6000, headers: { 'X-Antiforgery': token.value } };
      if (say.save) {
        options.headers['Content-Type'] = 'application/json';
        return ask(say.save, { ...options, method: 'PUT', body: JSON.stringify({ body: sent[0][1], revision: base }) });
      }
      const body = new FormData();
      for (const [name, text] of [...sent, ['act', 'auto'], ['revision', base]]) body.append(name, text);
      return ask(form.action, { ...options, method: 'POST', body });
    }

    async function renew() {
      const answer = await ask(`/${document.documentElement.lang}${page}`);
      const fresh = new DOMParser().parseFromString(answer.status === 200 ? answer.text : '', 'text/html');
      const other = fresh.querySelector('form[data-draft]');
      if (!other || fresh.querySelector('script[data-who]').dataset.who !== who) return false;
      token.value = other.querySelector(`[name=${token.name}]`).value;
      return true;
    }

    function took(told) {
      [there, sent, base] = [textOf(sent), null, told.revision];
      revision.value = base;
      if (!isThere()) { keep(); return; }
      erase({ key, at });
      if (incomplete) location.reload();
      tell(told.saved ?? say.saved.replace('{0}', time(told.at)));
    }

    function refused({ status, text }) {
      sent = null;
      const other = status === 409 && say.save ? JSON.parse(text) : {};
      if (other.body !== undefined) { revision.value = other.revision; showBoth(other.body); }
      else if (status === 409 && !say.save) { stopped = 'blind'; tell(say.elsewhere, 'fail'); }
      else { stopped = 'refused'; tell(say.refused, 'fail'); }
      // With the number that it was written on: opened anew, the page must still know that something else was saved after it.
      keep();
    }

    function showBoth(other) {
      stopped = 'both';
      id('standing-text').textContent = other;
      standing.hidden = false;
      tell(say.elsewhere, 'fail');
    }

    function tellAway() {
      const link = Object.assign(document.createElement('a'), { href: `/${document.documentElement.lang}/account/sign-in`, target: '_blank', rel: 'noopener', textContent: say.signIn });
      tell(`${say.away} `, 'fail');
      saved.append(link);
    }

    // --- What was left here before.

    async function restore() {
      await takeOver();
      const all = await left();
      const other = all.filter(rec => textOf(rec.value) !== there).pop();
      if (stopped) {
        // The page shows what another window saved, and in the form what was sent: it is not on the server yet.
        [base, there] = [-1, null];
        await keep();
      }
      for (const rec of all) if (textOf(rec.value) === textOf(read())) erase(rec);
      if (!other || stopped) return;

      // Nothing was saved since but, perhaps, what this page had sent itself.
      const goesOn = base === other.base || textOf(other.sent) === there;
      write(other.value);
      if (!goesOn) base = other.base;
      else if (base === other.base) sent = other.sent;
      await keep();
      erase(other);
      if (goesOn) { tellKept(); go(); }
      else if (say.save) showBoth(JSON.parse(there)[0][1]);
      else {
        stopped = 'blind';
        revision.value = Math.max(0, base);
        tell(say.elsewhere, 'fail');
      }
    }

    // A page of an earlier version kept a task's text elsewhere.
    async function takeOver() {
      try {
        const name = `draft ${who} ${say.save}`, old = JSON.parse(localStorage.getItem(name));
        if (!old) return;
        const rec = { key: name, who, page, ...named, value: [['Body', old.body]], sent: null, base: old.revision, at: 0 };
        if (await store('readwrite', all => all.put(rec)) !== null) localStorage.removeItem(name);
      } catch { /* Nothing was left there that can be read. */ }
    }

    // --- What the page itself does.

    if (say.other) stopped = 'both';
    form.addEventListener('input', () => {
      if (stopped === 'refused') stopped = '';
      keep();
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(go, soon);
    });
    // A button acts on what the server has, so that goes first; without the line the text stays, instead of a page that cannot come.
    form.addEventListener('submit', async e => {
      const button = e.submitter;
      if (pressed || !button || stopped === 'blind' || stopped === 'refused') return;
      if (stopped) [stopped, base, sent] = ['', +revision.value, null];
      if (isThere()) return;
      e.preventDefault();
      let done = false;
      do done = await go(); while (!done && !down && !stopped);
      if (!done) return;
      pressed = true;
      button.click();
    });
    const hurry = () => { if (!stopped && !isThere()) go(); };
    addEventListener('online', hurry);
    addEventListener('focus', hurry);
    document.addEventListener('visibilitychange', hurry);
    // Back from the page that followed: the form may be used again.
    addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
    addEventListener('beforeunload', e => { if (!kept && !isThere()) e.preventDefault(); });
    restore();
  }
})();
