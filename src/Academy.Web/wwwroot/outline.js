// An item is dragged to its place. What the buttons beside it do, this does in one go; the server has the last word.
(() => {
  'use strict';

  const form = document.querySelector('[data-outline]');
  let dragged = null;
  for (const item of form.querySelectorAll('[data-path]')) {
    item.draggable = true;
    item.addEventListener('dragstart', event => { dragged = item; event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', item.dataset.path); });
    item.addEventListener('dragend', () => { dragged = null; });
  }
  for (const list of form.querySelectorAll('.items')) {
    list.addEventListener('dragover', event => {
      if (!dragged) return;
      event.preventDefault();
      const over = event.target.closest('[data-path]');
      if (!over || over === dragged) { if (!list.querySelector('[data-path]')) list.append(dragged); return; }
      const box = over.getBoundingClientRect();
      over.parentElement.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
    });
    list.addEventListener('drop', event => {
      if (!dragged) return;
      event.preventDefault();
      const index = [...list.querySelectorAll('[data-path]')].indexOf(dragged);
      const module = list.closest('[data-module]').dataset.module;
      form.action = `?handler=Place&item=${encodeURIComponent(dragged.dataset.path)}&module=${encodeURIComponent(module)}&index=${index}`;
      form.submit();
    });
  }
})();
