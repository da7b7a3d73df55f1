// The Studio's editor. The page works without it: a text field, buttons, forms. This makes it sooner: colours, a preview while one types,
// findings in the margin, and nothing typed is lost.
import './styles.js';
import { EditorState, EditorSelection } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter } from '@codemirror/view';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { search, searchKeymap, highlightSelectionMatches } from '@codemirror/search';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { course } from './language.js';
import { continueList, insert, prefix, withFreeId, wrap } from './editing.js';
import * as store from './store.js';

const form = document.getElementById('studio-form');
if (form) edit(form);

function edit(form) {
  const at = id => document.getElementById(id);
  const field = at('studio-text'), status = at('studio-status'), foot = at('studio-foot'), other = at('studio-other');
  const shown = at('studio-shown'), list = at('studio-list'), count = at('studio-count');
  const { course: slug, path, owner, token, language } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const key = `${owner} ${slug}/${path}`;
  const say = (text, state, icon) => { status.className = 'svd' + (state ? ' ' + state : ''); status.lastElementChild.textContent = text; status.firstElementChild.className = 'i ' + (icon ?? (state ? 'i-clock' : 'i-ok')); };
  const fill = (text, ...values) => values.reduce((said, value, place) => said.replace(`{${place}}`, value), text);
  const clock = () => new Date().toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit', timeZone: 'Etc/GMT-5' });

  // --- The text. The field of the form stays what is sent; it follows the editor.

  const view = new EditorView({
    parent: form,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        EditorState.phrases.of(words.phrases),
        lineNumbers(), lintGutter(), history(), highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), EditorView.lineWrapping,
        search({ top: true }),
        ...(path.endsWith('.md') ? [course()] : []),
        EditorView.contentAttributes.of({ tabindex: '0', 'aria-labelledby': 'studio-source', spellcheck: field.getAttribute('spellcheck') ?? 'false', ...(field.lang ? { lang: field.lang } : {}) }),
        EditorView.theme({}, { dark: matchMedia('(prefers-color-scheme: dark)').matches }),
        // Tab leads on through the page, as everywhere.
        keymap.of([
          { key: 'Mod-s', preventDefault: true, run: () => { save(); return true; } },
          { key: 'Mod-b', preventDefault: true, run: wrap('**') },
          { key: 'Mod-i', preventDefault: true, run: wrap('*') },
          { key: 'Mod-k', preventDefault: true, run: () => { insert(view, `[[[${words.link}]]](https://)`); return true; } },
          { key: 'Enter', run: continueList },
          ...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap,
        ]),
        EditorView.updateListener.of(update => {
          if (update.docChanged) typed();
          if (update.docChanged || update.selectionSet) where();
        }),
      ],
    }),
  });
  field.hidden = true;
  const text = () => view.state.doc.toString();
  document.querySelector('label[for=studio-text]')?.addEventListener('click', () => view.focus());

  const replace = whole => {
    const now = text();
    if (now === whole) return;
    let from = 0;
    while (from < now.length && from < whole.length && now[from] === whole[from]) from++;
    let end = 0;
    while (end < now.length - from && end < whole.length - from && now[now.length - 1 - end] === whole[whole.length - 1 - end]) end++;
    view.dispatch({ changes: { from, to: now.length - end, insert: whole.slice(from, whole.length - end) } });
  };

  // --- Keeping. In this browser at once, at the site two seconds after the last key; a revision only when one saves.

  let base = +form.elements.base.value, seen = +form.elements.seen.value;
  let kept = text(), waits = other.hidden === false, busy = false, timer = 0, since = 0, soon = 0, pause = 4000;
  const ask = (method, address, body, more = {}) => fetch(`/api/studio/${slug}/${address}`, {
    method, credentials: 'same-origin', headers: { 'Content-Type': 'application/json', 'X-Antiforgery': token }, body: JSON.stringify(body), ...more,
  });
  const file = path.split('/').map(encodeURIComponent).join('/');
  const here = () => store.put({ key, text: text(), base, seen, at: new Date().toISOString() });

  function typed() {
    clearTimeout(soon);
    soon = setTimeout(() => { field.value = text(); hereIfNew(); }, 150);
    since ||= performance.now();
    clearTimeout(timer);
    timer = setTimeout(keep, performance.now() - since > 10000 ? 0 : 2000);
    show();
  }

  async function keep() {
    clearTimeout(timer);
    if (busy || waits || text() === kept) return;
    busy = true;
    since = 0;
    const sent = text();
    let next = 2000;
    try {
      const answer = await ask('PUT', `unsaved/${file}`, { text: sent, base, seen });
      if (answer.status === 413) { waits = true; say(words.tooLong, 'fail', 'i-no'); }
      else if (!answer.ok) throw new Error(answer.status);
      else {
        const told = await answer.json();
        pause = 4000;
        if (told.kept) {
          seen = told.number;
          kept = sent;
          if (text() === sent) store.drop(key);
          say(fill(words.kept, told.at));
          if (told.fileNumber > base) tellNewer(told.fileNumber);
        } else showOther(told.text, told.number);
      }
    } catch {
      const isHere = await here() !== null;
      say(isHere ? `${words.here}: ${clock()}` : words.failed, isHere ? 'wait' : 'fail');
      [next, pause] = [pause, Math.min(pause * 2, 30000)];
    } finally { busy = false; }
    if (!waits && text() !== kept) timer = setTimeout(keep, next);
  }

  function tellNewer(number) {
    foot.hidden = false;
    foot.dataset.newer = fill(words.newer, number);
    where();
  }

  function showOther(theirs, number) {
    waits = true;
    at('studio-other-text').textContent = theirs;
    other.hidden = false;
    at('studio-other-acts').hidden = false;
    at('keep-mine').onclick = () => { settle(number); };
    at('take-other').onclick = () => { seen = number; kept = theirs; replace(theirs); settle(number); };
    other.scrollIntoView({ block: 'nearest' });
  }

  function settle(number) {
    seen = number;
    waits = false;
    other.hidden = true;
    view.focus();
    keep();
  }

  async function save() {
    if (waits && !other.hidden) { other.scrollIntoView({ block: 'nearest' }); return; }
    clearTimeout(timer);
    while (busy) await new Promise(done => setTimeout(done, 50));
    busy = true;
    const sent = text();
    const slow = setTimeout(() => say(words.saving, 'wait'), 400);
    try {
      const answer = await ask('PUT', `files/${file}`, { text: sent, base, seen });
      clearTimeout(slow);
      if (answer.status === 413) { say(words.tooLong, 'fail', 'i-no'); return; }
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      if (told.state === 'other') { showOther(told.text, told.number); return; }
      if (told.state === 'conflict') {
        // The site keeps what was sent, and the page of both texts is made of it: nothing may go out after it.
        [kept, waits] = [sent, true];
        await (text() === sent ? store.drop(key) : here());
        location.assign(`${location.pathname}?merge=true`);
        return;
      }
      seen = 0;
      waits = false;
      delete foot.dataset.newer;
      if (told.text === null) [base, kept] = [told.number, sent];
      // Typed on while another's changes came in: what is here is still made from the earlier revision, and the next saving merges again.
      else if (text() === sent) { [base, kept] = [told.number, told.text]; replace(told.text); }
      if (text() === kept) store.drop(key); else typed();
      say(fill(told.text === null ? words.saved : words.merged, told.number, told.at));
      plainAddress();
      show();
    } catch {
      clearTimeout(slow);
      await here();
      say(words.failed, 'fail', 'i-no');
      timer = setTimeout(keep, pause);
    } finally { busy = false; where(); }
  }

  // The address of what is saved is the plain one.
  const plainAddress = () => { if (location.search) window.history.replaceState(null, '', location.pathname); at('studio-offer')?.remove(); };

  form.addEventListener('submit', event => {
    field.value = text();
    form.elements.base.value = base;
    form.elements.seen.value = seen;
    if (event.submitter?.id === 'save') { event.preventDefault(); save(); }
    if (event.submitter?.id === 'show') { event.preventDefault(); at('studio-preview').scrollIntoView(); }
  });
  addEventListener('online', keep);
  const leave = () => {
    if (document.visibilityState !== 'hidden' || text() === kept) return;
    here();
    // A browser lets little outlive its page.
    if (!busy && !waits && text().length < 15000) ask('PUT', `unsaved/${file}`, { text: text(), base, seen }, { keepalive: true }).catch(() => { /* It is in this browser. */ });
  };
  document.addEventListener('visibilitychange', leave);
  addEventListener('pagehide', hereIfNew);
  function hereIfNew() { if (text() !== kept) here(); }

  // --- What a learner will see, and what the compiler says. One question at a time; the newest text is asked next.

  let asking = false, again = false, planned = 0, findings = [], askedFor = null, html = shown.innerHTML, said = list.innerHTML;

  function show() {
    clearTimeout(planned);
    planned = setTimeout(look, 40);
  }

  async function look() {
    if (asking) { again = true; return; }
    asking = true;
    const sent = text();
    try {
      const answer = await ask('POST', `preview/${file}`, { text: sent, language: words.language });
      if (answer.ok) {
        const told = await answer.json();
        askedFor = sent;
        findings = told.findings;
        if (html !== told.html) { html = told.html; shown.innerHTML = html; }
        if (said !== told.list) { said = told.list; const focused = document.activeElement?.dataset?.key; list.innerHTML = said; if (focused) list.querySelector(`a[data-key="${focused}"]`)?.focus(); }
        if (count) count.textContent = findings.length;
        if (told.number > base) tellNewer(told.number);
        mark();
      }
    } catch { /* The line is gone: the next key asks again. */ } finally {
      asking = false;
      if (again) { again = false; look(); }
    }
  }

  const placeOf = (line, column) => {
    const { doc } = view.state;
    if (line < 1) return 0;
    const found = doc.line(Math.min(line, doc.lines));
    return Math.min(found.from + Math.max(column - 1, 0), found.to);
  };

  function mark() {
    if (askedFor !== text()) return;
    view.dispatch(setDiagnostics(view.state, findings.map(found => {
      const from = placeOf(found.line, found.column), line = view.state.doc.lineAt(from);
      const length = found.fix && found.fix.line === found.line && found.fix.column === found.column && found.fix.length || /^\S*/.exec(line.text.slice(from - line.from))[0].length;
      return { from, to: Math.min(from + Math.max(length, 1), line.to), severity: found.error ? 'error' : 'warning', message: found.message };
    })));
  }

  async function mend(which) {
    if (askedFor !== text()) await look();
    const fix = findings.find(found => found.key === which)?.fix;
    if (!fix || askedFor !== text()) return;
    const from = placeOf(fix.line, fix.column);
    view.dispatch({
      changes: { from, to: from + fix.length, insert: fix.text }, userEvent: 'input', scrollIntoView: true,
      selection: fix.text.includes('\n') ? EditorSelection.cursor(from + fix.text.length) : EditorSelection.range(from, from + fix.text.length),
    });
    view.focus();
  }

  list.addEventListener('click', event => {
    const link = event.target.closest('a[data-key]'), button = event.target.closest('button[data-fix]');
    if (button) { event.preventDefault(); mend(button.dataset.fix); }
    const found = link && findings.find(one => one.key === link.dataset.key);
    if (!found) return;
    event.preventDefault();
    view.dispatch({ selection: EditorSelection.cursor(placeOf(found.line, found.column)), scrollIntoView: true });
    view.focus();
  });

  // Where one writes: in words below, and by the section in the preview.
  let section = -1;
  function where() {
    const head = view.state.selection.main.head, line = view.state.doc.lineAt(head);
    foot.hidden = false;
    foot.textContent = [foot.dataset.newer, fill(words.place, line.number, head - line.from + 1)].filter(Boolean).join(' · ');
    const before = (view.state.doc.sliceString(0, line.to).match(/^## /gm) || []).length;
    if (before === section) return;
    section = before;
    const parts = shown.querySelectorAll(':scope > .check, :scope > .prose > h2');
    const part = before > 0 ? parts[before - 1] : null;
    shown.scrollTop = part ? shown.scrollTop + part.getBoundingClientRect().top - shown.getBoundingClientRect().top - 12 : 0;
  }

  // --- The toolbar, and looking for what a text may name.

  const tools = at('studio-tools'), dialog = at('studio-find');
  if (tools) {
    tools.hidden = false;
    const acts = { heading: prefix('## '), bold: wrap('**'), italic: wrap('*'), list: prefix('- ') };
    tools.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (!button) return;
      const { act, insert: piece, find } = button.dataset;
      button.closest('details')?.removeAttribute('open');
      if (act) { acts[act](view); view.focus(); }
      if (piece) insert(view, withFreeId(text(), piece), true);
      if (find) open(find);
    });
    tools.addEventListener('toggle', event => {
      if (event.target.open) for (const one of tools.querySelectorAll('details[open]')) if (one !== event.target) one.open = false;
    }, true);
  }

  let kind = '', latest = 0;
  async function open(which) {
    kind = which;
    at('studio-find-title').textContent = words[which.toLowerCase()];
    at('studio-article-f').hidden = which !== 'Act';
    at('studio-find-q').value = at('studio-article').value = '';
    dialog.showModal();
    seek();
  }

  async function seek() {
    const mine = ++latest;
    const answer = await ask('GET', `find?kind=${kind}&language=${language}&q=${encodeURIComponent(at('studio-find-q').value)}`, undefined).catch(() => null);
    const found = answer?.ok ? await answer.json() : [];
    if (mine !== latest) return;
    at('studio-nothing').textContent = found.length ? '' : words.nothing;
    at('studio-found').replaceChildren(...found.map(one => {
      const item = document.createElement('li'), button = document.createElement('button'), note = document.createElement('span');
      button.type = 'button';
      button.className = 'pick';
      note.className = 'sm mut';
      button.append(Object.assign(document.createElement('b'), { textContent: one.title }), note);
      note.textContent = one.note;
      button.onclick = () => { dialog.close(); insert(view, written(one)); };
      item.append(button);
      return item;
    }));
  }

  function written({ id, title, isPicture }) {
    const article = at('studio-article').value.trim();
    if (kind === 'Act') return article ? words.citation.replace('{0}', title).replace('{1}', id).replaceAll('{2}', article) : `[${title}](law:${id})`;
    if (kind === 'Term') return title;
    if (kind === 'Lesson') return `[${title}](lesson:${id})`;
    return isPicture ? `![[[${words.describe}]]](${id})` : `[${title}](${id})`;
  }

  let quiet = 0;
  at('studio-find-q').addEventListener('input', () => { clearTimeout(quiet); quiet = setTimeout(seek, 150); });
  dialog.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
    event.preventDefault();
    at('studio-found').querySelector('button')?.click();
  });

  // --- What an earlier visit left in this browser: it never reached the site, so it is newer than what the site kept.

  (async () => {
    const left = await store.take(key);
    if (left && left.text !== text()) {
      [base, seen, kept] = [left.base, left.seen, text()];
      replace(left.text);
      at('studio-offer')?.remove();
      say(fill(words.found, new Date(left.at).toLocaleString('ru', { day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Etc/GMT-5' })), 'wait');
    } else if (left) store.drop(key);
    look();
    where();
  })();
}
