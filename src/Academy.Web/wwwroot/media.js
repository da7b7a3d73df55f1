// A line of Markdown goes to the clipboard with one press; without script it is selected and copied by hand.
(() => {
  'use strict';

  for (const line of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn b2 sm';
    button.textContent = line.dataset.copy;
    button.addEventListener('click', async () => {
      line.select();
      try { await navigator.clipboard.writeText(line.value); button.textContent = line.dataset.copied; } catch { /* It is selected: the person copies it. */ }
    });
    line.after(button);
  }
})();
