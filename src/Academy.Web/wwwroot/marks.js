// The sum of a marker's points, counted as they are given.
(() => {
  'use strict';

  const form = document.querySelector('[data-sum]');
  if (!form) return;
  const tell = () => {
    let sum = 0;
    for (const e of form.elements) {
      if (e.type === 'radio' && e.checked) sum += +e.dataset.points;
      else if (e.dataset.number !== undefined) sum += +e.value.replace(',', '.') || 0;
    }
    document.getElementById('sum').textContent = form.dataset.sum.replace('{0}', sum.toLocaleString('ru', { maximumFractionDigits: 2 }));
  };
  form.addEventListener('input', tell);
})();
