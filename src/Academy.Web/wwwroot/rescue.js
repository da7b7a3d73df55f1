// A file of answers that could not be sent, signed with the key that the page was given; and, on the result, what came too late.
const Rescue = (() => {
  'use strict';

  async function save(attempt, { key, seal }) {
    const answers = Outbox.of(attempt).filter(({ rec }) => rec.question !== '')
      .map(({ rec: { question, value, seq, flagged, base, tab, at } }) => ({ question, value, seq, flagged, base, tab, at }));
    const signed = JSON.stringify({ seal, answers }).slice(0, -1);
    const raw = Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
    const secret = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const sign = [...new Uint8Array(await crypto.subtle.sign('HMAC', secret, new TextEncoder().encode(signed)))].map(byte => byte.toString(16).padStart(2, '0')).join('');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([signed, ',"sign":"', sign, '"}'], { type: 'application/json' }));
    link.download = `answers-${attempt.slice(-6)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  const box = document.getElementById('late');
  if (box) tellWhatCameTooLate();

  // Said honestly; it stays on the device until the learner removes it.
  function tellWhatCameTooLate() {
    const id = name => document.getElementById(name);
    const print = id('print');
    print.hidden = false;
    print.addEventListener('click', () => self.print());
    const late = () => Outbox.of(box.dataset.attempt).filter(entry => entry.rec.late);
    const look = () => {
      box.hidden = late().length === 0;
      id('late-what').textContent = box.dataset.text.replace('{0}', late().length);
    };
    id('late-file').addEventListener('click', () => save(box.dataset.attempt, box.dataset));
    id('late-forget').addEventListener('click', async () => {
      for (const entry of late()) await Outbox.forget(entry.rec);
      look();
    });
    Outbox.listen(look);
    Outbox.start().then(look);
  }

  return { save };
})();
