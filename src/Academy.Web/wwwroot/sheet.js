// A worksheet shows at once what an answer asks for. It works without it.
(() => {
  'use strict';

  const form = document.getElementById('sheet');
  if (!form) return;

  // What hangs on another answer comes and goes with it; hidden fields are sent as they stand, so nothing typed is lost.
  const show = () => {
    const given = new FormData(form);
    for (const part of form.querySelectorAll('[data-when]:not([data-when=""])')) {
      const above = form.querySelector('[name="' + part.dataset.when + '"]')?.closest('[data-when]:not([data-when=""])');
      part.hidden = !given.getAll(part.dataset.when).includes(part.dataset.is) || !!above?.hidden;
    }
  };

  form.addEventListener('change', e => {
    show();
    const choose = e.target.dataset.region && document.getElementById(e.target.dataset.region);
    if (choose) choose.click();
  });
  show();
})();
