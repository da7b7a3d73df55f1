// The whole paper of a running attempt; from then on its pages are turned without the line. Comes after attempt.js has shown the first question.
const Paper = (() => {
  'use strict';

  const { say, address, total, form, asked, early, put, read, isEmpty, found, render, renderMine, renderMap, tellForm } = Sitting;
  const id = name => document.getElementById(name);
  const sitting = id('sitting'), attempt = say.attempt;
  let before = null;

  let fetching = false;
  async function fetchAll() {
    if (fetching || asked.size === total) return;
    fetching = true;
    try {
      const answer = await fetch(`${address}/paper`, { credentials: 'same-origin', redirect: 'manual' });
      if (answer.status !== 200) return;
      const paper = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const section of paper.querySelectorAll('[data-number]')) {
        const { number, id: name, seq, at, flagged } = section.dataset;
        if (+number === Sitting.current.number) asked.set(+number, Sitting.current);
        else {
          const question = { number: +number, id: name, node: document.adoptNode(section.querySelector('fieldset')), seq: +seq, base: +seq, at: +at || null, flagged: flagged === '1', how: at ? 'saved' : '' };
          asked.set(+number, question);
          renderMap(question);
          if (early.has(name)) found(early.get(name));
        }
      }
      before = document.adoptNode(paper.getElementById('before'));
      sitting.after(before);
      // Pictures are fetched while there is a line.
      for (const question of asked.values()) for (const picture of question.node.querySelectorAll('img')) new Image().src = picture.src;
    } catch { /* Later: each time the line is back. */ } finally { fetching = false; }
  }

  function show(number, push) {
    const question = asked.get(number);
    if (!question || Sitting.handed) return;
    Sitting.current.node.replaceWith(question.node);
    Sitting.current = question;
    Object.assign(form.dataset, { number, id: question.id, save: `/api/attempts/${attempt}/answers/${encodeURIComponent(question.id)}` });
    form.setAttribute('action', `${address}?q=${number}`);
    form.elements.flag.checked = question.flagged;
    tellForm();
    id('back').hidden = number === 1;
    id('which').textContent = put(say.question, number);
    document.querySelectorAll('.qnav a').forEach((link, place) => { if (place === number - 1) link.setAttribute('aria-current', 'step'); else link.removeAttribute('aria-current'); });
    render();
    renderMine();
    turn(sitting, before, `${address}?q=${number}`, id('which').textContent + tail, push);
  }

  function showBefore(push) {
    if (Sitting.handed) return;
    const numbers = [...asked.values()].sort((a, b) => a.number - b.number);
    list('unanswered', number => isEmpty(read(asked.get(number).node)));
    list('flagged', number => asked.get(number).flagged);
    id('answered').textContent = put(say.answered, numbers.filter(question => !isEmpty(read(question.node))).length);
    turn(before, sitting, `${address}/finish`, say.before + tail.slice(tail.indexOf(' — ')), push);

    function list(name, belongs) {
      const lines = [...id(name).children];
      lines.forEach((one, place) => { one.hidden = !belongs(place + 1); });
      id(name).parentElement.hidden = lines.every(one => one.hidden);
    }
  }

  const tail = document.title.slice(put(say.question, form.dataset.number).length);

  function turn(to, from, path, title, push) {
    from.hidden = true;
    to.hidden = false;
    document.title = title;
    if (push) history.pushState(null, '', path);
    // The same page in the other language is the same question there.
    for (const twin of document.querySelectorAll('[hreflang]')) twin.href = path.replace(/^\/../, `/${twin.hreflang}`);
    to.scrollIntoView();
    to.querySelector('h1').focus({ preventScroll: true });
  }

  function follow(url, push) {
    if (asked.size < total || url.origin !== location.origin) return false;
    if (url.pathname === `${address}/finish`) { showBefore(push); return true; }
    if (url.pathname !== address) return false;
    const first = [...asked.values()].filter(question => isEmpty(read(question.node))).map(question => question.number);
    show(+url.searchParams.get('q') || Math.min(total, ...first), push);
    return true;
  }

  function go(where) {
    const { number } = Sitting.current;
    if (where === 'finish' || (where === 'next' && number === total)) showBefore(true);
    else show(where === 'back' ? Math.max(1, number - 1) : number + 1, true);
  }

  fetchAll();
  return { fetch: fetchAll, follow, go };
})();
