// What is typed beside its translation is saved by a button: leaving without it is asked about first.
(() => {
  'use strict';

  const form = document.getElementById('texts');
  if (!form) return;
  let typed = false;
  form.addEventListener('input', () => { typed = true; });
  form.addEventListener('submit', () => { typed = false; });
  addEventListener('beforeunload', event => { if (typed) event.preventDefault(); });
})();
