// While a job runs its line follows it. Without this script, loading the page again does.
(() => {
  'use strict';
  const open = () => document.querySelectorAll('[data-job][data-open]');
  const show = (jobs) => {
    for (const line of open()) {
      const job = jobs.find((known) => String(known.id) === line.dataset.job);
      // What it left behind, such as its log, is in the page.
      if (!job || !job.is_open) return location.reload();
      const bar = line.querySelector('progress');
      bar.max = job.total;
      bar.value = job.done;
      line.querySelector('[data-progress]').textContent = job.progress;
      const state = line.querySelector('[data-state]');
      if (state.textContent !== job.state) state.textContent = job.state;
    }
    setTimeout(ask, 2000);
  };
  const ask = () => {
    if (!open().length) return;
    fetch('/admin/jobs', { headers: { Accept: 'application/json' } })
      .then((answer) => (answer.ok ? answer.json().then(show) : undefined))
      .catch(() => setTimeout(ask, 10000));
  };
  setTimeout(ask, 1000);
})();
