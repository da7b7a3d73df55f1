// A running attempt: every answer goes out as it is given, the paper goes on without the line, the server's clock is counted down.
const Sitting = (() => {
  'use strict';

  const shown = Academy.time;
  const id = name => document.getElementById(name);
  const say = id('line').dataset, attempt = say.attempt, address = say.address, total = +say.total;
  const form = id('question');
  const tab = [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const put = (text, value) => text.replace('{0}', value);
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  // The server's clock rules. What it said was on its way for a while, so the page's clock is never ahead; each word of the server brings it closer.
  let ahead = +say.now - (performance.getEntriesByType('navigation')[0]?.responseStart || performance.now());
  let deadline = +say.deadline || Infinity, lastCall = +say.last || Infinity;
  const now = () => Math.round(ahead + performance.now());
  const hear = moment => { if (moment) ahead = Math.max(ahead, moment - performance.now()); };

  const asked = new Map();   // number → question, once the paper is here
  const early = new Map();   // question id → what an earlier page left unsent, until the question is here
  let current = null, away = false, over = false, handed = null;

  const byId = name => current?.id === name ? current : [...asked.values()].find(question => question.id === name);
  const waiting = question => Outbox.of(attempt).find(entry => entry.rec.question === question.id && !entry.rec.conflict);

  // --- Fields to a list of texts and back, as the server reads and writes them.

  const fields = node => [...node.querySelectorAll('[name="a"],[name^="a."]')];
  const isMark = field => field.type === 'radio' || field.type === 'checkbox';
  const placeOf = field => field.name === 'a' ? 0 : +field.name.slice(2);

  const read = node => fields(node).filter(field => !isMark(field) || field.checked).sort((a, b) => placeOf(a) - placeOf(b)).map(field => field.value);

  function write(node, values) {
    for (const field of fields(node)) {
      if (isMark(field)) field.checked = values.includes(field.value);
      else field.value = values[placeOf(field)] ?? '';
    }
  }

  const isEmpty = values => values.every(value => !value.trim());

  // An answer in words, from the fields it would fill.
  function words(node, values) {
    const told = fields(node).flatMap(field => {
      const label = (field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? '').trim();
      if (isMark(field)) return values.includes(field.value) ? [label] : [];
      const value = values[placeOf(field)] ?? '';
      const text = field.options ? [...field.options].find(option => option.value === value && value)?.text : value;
      return text ? [field.name === 'a' ? text : `${label}: ${text}`] : [];
    });
    return told.length ? told : [say.noAnswer];
  }

  // --- What is told of one answer, always in the same place.

  function tell(question, how) {
    clearTimeout(question.soon);
    question.how = how;
    if (question === current) render();
  }

  function render() {
    const place = id('saved'), { how } = current;
    const kept = waiting(current)?.kept === false ? say.notKept : say.kept;
    const [state, icon, text] = {
      saving: ['wait', '', say.saving], saved: ['', 'ok', put(say.saved, shown(current.at))], kept: ['wait', 'save', kept], failed: ['fail', 'warn', say.failed],
      away: ['fail', 'key', say.away], elsewhere: ['wait', 'people', say.elsewhere], two: ['fail', 'people', say.two],
      next: ['wait', 'off', say.nextNeeds], over: ['wait', 'clock', overSays()], last: ['wait', 'clock', say.lastOnes],
    }[how] ?? ['', '', ''];
    if (place.dataset.how === how + text) return;
    place.dataset.how = how + text;
    place.className = `svd ${state}`;
    place.replaceChildren(...icon ? [element('span', `i i-${icon}`)] : [], element('span', '', text));
    if (how === 'away') {
      const link = element('a', '', say.signIn);
      Object.assign(link, { href: `/${document.documentElement.lang}/account/sign-in`, target: '_blank', rel: 'noopener' });
      place.append(link);
    }
    if (how === 'failed') {
      const again = element('button', 'btn txt sm', say.retry);
      Object.assign(again, { type: 'button', onclick: () => give(current) });
      place.append(again);
    }
  }

  function element(name, classes, text) {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    if (text) made.textContent = text;
    return made;
  }

  function renderMine() {
    const { mine } = current;
    id('mine').hidden = !mine;
    if (mine) id('mine-words').replaceChildren(...words(current.node, mine.value).map(text => element('p', '', text)));
  }

  // The numbered map, the bar and the counts say what is answered here, sent or not.
  function renderMap(question) {
    const link = document.querySelectorAll('.qnav a')[question.number - 1];
    const has = !isEmpty(read(question.node));
    link.className = `${has ? 'a' : ''}${question.flagged ? ' fl i-flag' : ''}`;
    link.lastChild.textContent = `, ${has ? say.has : say.hasNo}${question.flagged ? `, ${say.comeBack}` : ''}`;
    const answered = document.querySelectorAll('.qnav .a').length, bar = document.querySelector('.qbar progress');
    bar.value = answered;
    bar.setAttribute('aria-label', put(say.answered, answered));
    id('without').textContent = put(say.without, total - answered);
  }

  // --- Giving an answer.

  // Every change is a new number: a number that has gone out never means something else afterwards.
  function give(question, wait = 0) {
    if (over || handed) return;
    question.seq++;
    question.at = null;
    question.how = '';
    if (question === current) {
      question.flagged = form.elements.flag.checked;
      tellForm();
    }
    const value = read(question.node);
    Outbox.keep({ attempt, question: question.id, seq: question.seq, base: question.base, tab, at: new Date(now()).toISOString(), value, flagged: question.flagged }, wait);
    renderMap(question);
    // Not at once: most answers are saved before anybody could read that they are being saved.
    if (away || Outbox.isDown) tell(question, away ? 'away' : 'kept');
    else question.soon = setTimeout(() => { if (waiting(question) && question.how !== 'kept') tell(question, 'saving'); }, 400);
  }

  // Without the rest of the paper the form goes as it would without script.
  function tellForm() {
    const { seq, base, tab: name } = form.elements;
    seq.value = waiting(current) || current.at === null ? Math.max(1, current.seq) : current.seq + 1;
    base.value = current.base;
    name.value = tab;
  }

  // What another page of this browser, another device or an earlier visit says of a question. The newer stands.
  function take(question, value, seq, flagged, how) {
    question.seq = Math.max(question.seq, seq);
    question.flagged = flagged;
    question.seen = { seq, value };
    write(question.node, value);
    if (question === current) {
      form.elements.flag.checked = flagged;
      tellForm();
    }
    renderMap(question);
    tell(question, how);
  }

  function disagree(question, mine, standing) {
    question.base = Math.max(question.base, standing.saved);
    question.at = new Date(standing.at ?? now()).getTime();
    question.mine = { value: mine.value, flagged: mine.flagged };
    take(question, standing.value, Math.max(standing.saved, mine.seq), question.flagged, 'two');
    if (question === current) renderMine();
  }

  function putMineBack() {
    const { mine } = current;
    current.mine = null;
    write(current.node, mine.value);
    form.elements.flag.checked = mine.flagged;
    give(current);
    renderMine();
    current.node.querySelector('h1').focus();
  }

  function found(rec) {
    if (rec.attempt !== attempt) return;
    if (rec.question === '') { handed = handed ?? rec.at; tellHandIn(); return; }
    const question = byId(rec.question);
    if (!question) { early.set(rec.question, rec); return; }
    if (rec.conflict && question.base < rec.conflict.saved) disagree(question, rec, rec.conflict);
    else if (rec.conflict) disagree(question, rec, { saved: question.base, at: question.at, value: read(question.node) });
    else if (rec.seq > question.seq) take(question, rec.value, rec.seq, rec.flagged, 'kept');
  }

  const heard = {
    found,
    sending() {},
    slow(rec) { eachWaiting(rec, question => tell(question, 'kept')); },
    'not kept'(rec) { eachWaiting(rec, () => render()); },
    down() { eachWaiting(null, question => tell(question, 'kept')); tellHandIn(); },
    up() { tellHandIn(); fetchPaper(); },
    away() { away = true; eachWaiting(null, question => tell(question, 'away')); tellHandIn(); },
    refused(rec) {
      if (rec.question !== '') { eachWaiting(rec, question => tell(question, 'failed')); return; }
      Outbox.forget(rec);
      handed = null;
      id('sending')?.replaceChildren(say.failed);
    },
    over({ attempt: of }) { if (of === attempt) timeIsOver(); },
    closed({ attempt: of }) { if (of === attempt) location.replace(`${address}/result`); },
    saved({ rec, told }) {
      hear(Date.parse(told.at));
      const question = rec.attempt === attempt && byId(rec.question);
      if (!question) { early.delete(rec.question); return; }
      question.base = Math.max(question.base, told.saved);
      question.seq = Math.max(question.seq, told.saved);
      if (rec.seq < question.seq && waiting(question)) return;
      question.at = Date.parse(told.at);
      if (question.how !== 'elsewhere' && question.how !== 'two') tell(question, 'saved');
      if (question === current) tellForm();
    },
    conflict({ rec, told }) {
      const question = rec.attempt === attempt && byId(rec.question);
      if (!question) return;
      // Seen here already, since another tab of this browser said so at once: the learner has answered after it.
      if (question.seen && question.seen.seq >= told.saved && same(question.seen.value, told.value)) {
        question.base = told.saved;
        question.seq = Math.max(question.seq, told.saved);
        give(question);
      } else disagree(question, rec, told);
    },
    given({ rec, mine }) {
      const question = rec.attempt === attempt && byId(rec.question);
      if (!question || rec.seq < question.seq) return;
      if (rec.seq === question.seq) return;   // Both at once: the server takes one, and the other page shows both.
      question.mine = null;
      take(question, rec.value, rec.seq, rec.flagged, 'elsewhere');
      if (question === current) renderMine();
    },
    state(told) {
      if (told.attempt !== attempt) return;
      hear(told.now);
      if (away) { away = false; eachWaiting(null, question => tell(question, 'kept')); }
      [deadline, lastCall] = [told.deadline ?? Infinity, told.last ?? Infinity];
      if (!told.open) { if (!Outbox.of(attempt).length) heard.closed(told); return; }
      for (const answer of told.answers) {
        const question = byId(answer.question);
        if (!question || waiting(question) || answer.seq <= question.seq) continue;
        question.base = answer.seq;
        question.at = answer.at;
        take(question, answer.value, answer.seq, answer.flagged, 'elsewhere');
      }
    },
  };

  // The questions that wait to be sent: all of them, or the one that a record is of.
  function eachWaiting(rec, act) {
    for (const entry of Outbox.of(attempt)) {
      const question = (!rec || rec.attempt === attempt && rec.question === entry.rec.question) && byId(entry.rec.question);
      if (question && !entry.rec.conflict && !over) act(question);
    }
  }

  // --- The other questions, and what turns pages without the line: once the first is shown. Where the line is cut just then, when it is back.

  const later = [...document.querySelectorAll('link[as=script]')].map(link => link.href);
  function fetchPaper() {
    if (!form) return;
    if (typeof Paper !== 'undefined') Paper.fetch();
    for (const address of later.splice(0)) Academy.load(address, null, () => later.push(address));
  }

  const isWhole = () => asked.size === total;
  const follow = (url, push) => isWhole() && Paper.follow(url, push);

  // --- Handing in: first what is unsent, then the attempt; without the line it waits for it.

  function handIn() {
    if (!handed) {
      handed = new Date(now()).toISOString();
      Outbox.keep({ attempt, question: '', seq: Date.now(), tab, at: handed, value: [], flagged: false });
    }
    Outbox.hurry();
    tellHandIn();
  }

  function overSays() {
    if (!over) return '';
    if (!Outbox.isDown) return say.lastOnes;
    return lastCall <= deadline ? say.overLost : now() > lastCall ? say.overLate : put(say.overKept, shown(lastCall));
  }

  function tellHandIn() {
    if (!handed) return;
    document.querySelector('#hand-in a')?.remove();
    const place = id('sending');
    const text = over ? overSays() : away ? say.away : Outbox.isDown ? put(say.waits, shown(Date.parse(handed))) : say.lastOnes;
    if (place && place.textContent !== text) { place.className = 'svd mt1 wait'; place.textContent = text; }
    if (current) tell(current, over ? 'over' : away ? 'away' : Outbox.isDown ? 'kept' : 'last');
  }

  function timeIsOver() {
    if (over) return;
    over = true;
    for (const question of new Set([...asked.values(), ...current ? [current] : []])) question.node.disabled = true;
    if (form) form.elements.flag.disabled = true;
    handIn();
  }

  // --- The clock, once a second; told aloud at five minutes and at one.

  let toldAt = 0;
  function tick() {
    const left = id('left'), rest = Math.ceil((deadline - now()) / 1000);
    if (left && rest < Infinity) {
      left.textContent = rest <= 0 ? left.dataset.over : rest <= 60 ? put(left.dataset.seconds, rest) : put(left.dataset.minutes, Math.ceil(rest / 60));
      const note = id('time-note');
      if (rest <= 300 && rest > 60 && toldAt < 1) { toldAt = 1; note.textContent = note.dataset.five; }
      if (rest <= 60 && rest > 0 && toldAt < 2) { toldAt = 2; note.textContent = note.dataset.one; }
      if (rest <= 0) { timeIsOver(); tellHandIn(); }
    }
    const unsent = Outbox.of(attempt).filter(entry => entry.rec.question !== '' && !entry.rec.conflict).length;
    const cut = unsent > 0 && (Outbox.isDown || away);
    if (!form) return;
    id('waiting').hidden = !cut;
    id('waiting').textContent = put(say.waiting, unsent);
    id('to-file').hidden = !(cut && typeof Rescue !== 'undefined' && self.crypto?.subtle && (away || Outbox.downFor > 10000));
  }

  // --- What the page itself does.

  Outbox.listen((kind, what) => heard[kind]?.(what));
  Outbox.trust(attempt, document.querySelector('[name="__RequestVerificationToken"]').value);

  if (form) {
    const { elements, dataset } = form;
    current = { number: +dataset.number, id: dataset.id, node: form.querySelector('fieldset'), seq: +elements.base.value, base: +elements.base.value, at: +dataset.at || null, flagged: elements.flag.checked, how: dataset.at ? 'saved' : '' };
    elements.tab.value = tab;

    const isTyped = field => !isMark(field) && !field.options;
    form.addEventListener('input', e => { if (isTyped(e.target)) give(current, 1000); });
    form.addEventListener('change', e => { if (!isTyped(e.target)) give(current); else if (waiting(current)) Outbox.hurry(); });
    form.addEventListener('submit', e => {
      Outbox.hurry();
      if (handed) e.preventDefault();
      else if (isWhole()) {
        e.preventDefault();
        Paper.go(e.submitter?.value ?? 'next');
      } else if (Outbox.isDown) {
        e.preventDefault();
        tell(current, 'next');
      }
    });
    const back = id('mine-back');
    if (back.type === 'button') back.addEventListener('click', putMineBack);
    id('rescue').addEventListener('click', () => Rescue.save(attempt, say));
    addEventListener('popstate', () => { if (!follow(new URL(location), false)) location.reload(); });
  }

  document.addEventListener('submit', e => {
    if (e.target.id !== 'hand-in') return;
    e.preventDefault();
    handIn();
  });
  document.addEventListener('click', e => {
    const link = e.target.closest('a[href]');
    if (!link || link.target || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || link.hreflang) return;
    if (form && follow(new URL(link.href), true)) e.preventDefault();
  });
  addEventListener('beforeunload', e => { if (Outbox.of(attempt).some(entry => entry.kept === false)) e.preventDefault(); });

  // Whoever comes back to this page sees what was answered elsewhere meanwhile.
  let looked = performance.now();
  const look = () => {
    if (performance.now() - looked < 3000) return;
    looked = performance.now();
    Outbox.state(attempt).catch(() => { /* The line is down; what waits says so. */ });
  };
  addEventListener('focus', look);
  addEventListener('pageshow', e => { if (e.persisted) look(); });

  setInterval(tick, 1000);
  tick();
  Outbox.start().then(() => (self.requestIdleCallback ?? setTimeout)(fetchPaper));

  return {
    say, address, total, form, asked, early, put, read, isEmpty, found, render, renderMine, renderMap, tellForm,
    get current() { return current; }, set current(question) { current = question; }, get handed() { return handed; },
  };
})();
