// Photos dropped anywhere on the page, or chosen in the form: each is sent by itself, with its
// progress, and can be cancelled. Without this script the form sends them all at once.
(() => {
  'use strict';
  const form = document.querySelector('form.upload');
  const list = document.getElementById('uploads');
  const row = document.getElementById('upload-row');
  if (!form || !list || !row) return;
  const words = form.dataset;
  const AT_ONCE = 2;
  const waiting = [];
  let running = 0;

  document.getElementById('drop-hint').hidden = false;

  const add = (files) => {
    for (const file of files) {
      const item = row.content.firstElementChild.cloneNode(true);
      const photo = {
        file,
        item,
        bar: item.querySelector('progress'),
        says: item.querySelector('[role=status]'),
        button: item.querySelector('button'),
      };
      item.querySelector('bdi').textContent = file.name;
      photo.says.textContent = words.waiting;
      photo.button.addEventListener('click', () => press(photo));
      list.append(item);
      waiting.push(photo);
    }
    list.hidden = false;
    next();
  };

  const next = () => {
    while (running < AT_ONCE && waiting.length) send(waiting.shift());
  };

  const send = (photo) => {
    running += 1;
    const request = new XMLHttpRequest();
    photo.request = request;
    photo.bar.hidden = false;
    photo.bar.value = 0;
    photo.says.textContent = words.sending;
    photo.button.textContent = words.cancel;
    // The token comes first, so that the form shows whose it is before any file.
    const fields = new FormData();
    fields.append('csrf', form.elements.csrf.value);
    fields.append('credit', form.elements.credit.value);
    fields.append('files', photo.file);
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return;
      photo.bar.value = event.loaded / event.total;
      // What comes after the last byte is the portal's work.
      if (event.loaded === event.total) photo.says.textContent = words.reading;
    });
    request.addEventListener('load', () => {
      const answer = request.response;
      if (request.status === 401) return fail(photo, words.signedOut);
      if (!answer) return fail(photo, words.failed);
      if (answer.refused.length) return refuse(photo, answer.refused[0]);
      finish(photo, answer.taken[0]);
    });
    request.addEventListener('error', () => fail(photo, words.failed));
    request.addEventListener('abort', () => {
      photo.item.remove();
      done();
    });
    request.send(fields);
  };

  const done = () => {
    running -= 1;
    next();
  };

  const finish = (photo, taken) => {
    const link = document.createElement('a');
    link.href = taken.href;
    link.append(...photo.item.querySelector('bdi').childNodes);
    photo.item.querySelector('bdi').append(link);
    photo.bar.remove();
    photo.button.remove();
    photo.says.textContent = words.done;
    photo.item.classList.add('done');
    document.getElementById('uploads-done').hidden = false;
    done();
  };

  // Nothing will make it better: what is wrong is said, and the button puts the line away.
  const refuse = (photo, sentence) => {
    photo.isOver = true;
    photo.bar.hidden = true;
    photo.says.textContent = sentence;
    photo.item.classList.add('problem');
    photo.button.textContent = words.dismiss;
    done();
  };

  // It may go better next time.
  const fail = (photo, sentence) => {
    photo.hasFailed = true;
    photo.bar.hidden = true;
    photo.says.textContent = sentence;
    photo.button.textContent = words.retry;
    done();
  };

  const press = (photo) => {
    if (photo.hasFailed) {
      photo.hasFailed = false;
      waiting.push(photo);
      renew().finally(next);
    } else if (photo.isOver || waiting.includes(photo)) {
      const place = waiting.indexOf(photo);
      if (place >= 0) waiting.splice(place, 1);
      photo.item.remove();
    } else {
      photo.request.abort();
    }
  };

  // Whoever signed in again meanwhile has another token.
  const renew = () => fetch('/admin/session', { headers: { Accept: 'application/json' } })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((session) => { if (session && session.csrf) form.elements.csrf.value = session.csrf; })
    .catch(() => {});

  form.addEventListener('submit', (event) => {
    const files = form.elements.files.files;
    if (!files.length) return;
    event.preventDefault();
    add(files);
    form.elements.files.value = '';
  });

  const holdsFiles = (event) => event.dataTransfer && event.dataTransfer.types.includes('Files');
  document.addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.remove('dropping');
    add(event.dataTransfer.files);
  });

  window.addEventListener('beforeunload', (event) => {
    if (running || waiting.length) event.preventDefault();
  });
})();
