// Alt+↑ and Alt+↓ on an item of a front or a coverage press its buttons, and what is dragged to a
// place goes there. The page comes back at the item that was moved, and the cursor is there, too.
(() => {
  'use strict';
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const way = { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
    const item = way && event.target.closest('.pin');
    if (!item) return;
    event.preventDefault();
    const button = item.querySelector(`[data-move="${way}"]`);
    if (button) button.click();
  });
  const moved = location.hash.startsWith('#pin-') && document.getElementById(location.hash.slice(1));
  if (moved) (moved.querySelector('button') || moved).focus();

  // ---- Dragging ----
  const form = document.getElementById('front');
  if (!form) return;
  /// `article-7`, of something that is on the front or can be put there.
  const keyOf = (item) => {
    const add = item.querySelector('button[value^="add-"]');
    return item.id ? item.id.slice('pin-'.length) : add ? add.value.slice('add-'.length) : '';
  };
  let dragged = '';
  for (const item of document.querySelectorAll('.pin, .offers li, .fill li')) {
    const key = keyOf(item);
    if (!key) continue;
    item.draggable = true;
    item.addEventListener('dragstart', (event) => {
      dragged = key;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', item.querySelector('[lang]').textContent);
    });
    item.addEventListener('dragend', () => {
      dragged = '';
      mark(null);
    });
  }
  /// Where something would be put: before an item, after it, or (without one) last.
  const placeOf = (event) => {
    const [kind] = dragged.split('-');
    const item = event.target.closest('.pin');
    if (!item || !keyOf(item).startsWith(`${kind}-`)) return { before: '0' };
    const box = item.getBoundingClientRect();
    const isAfter = event.clientY > box.top + box.height / 2;
    const next = isAfter ? item.nextElementSibling : item;
    return { before: next ? keyOf(next).split('-')[1] : '0', item, isAfter };
  };
  const mark = (place) => {
    for (const old of form.querySelectorAll('.drop-before, .drop-after')) old.classList.remove('drop-before', 'drop-after');
    if (place && place.item) place.item.classList.add(place.isAfter ? 'drop-after' : 'drop-before');
    form.classList.toggle('dropping-in', Boolean(place && !place.item));
  };
  form.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(placeOf(event));
  });
  form.addEventListener('dragleave', (event) => {
    if (!form.contains(event.relatedTarget)) mark(null);
  });
  form.addEventListener('drop', (event) => {
    if (!dragged) return;
    event.preventDefault();
    const { before } = placeOf(event);
    if (dragged.split('-')[1] === before) return;
    const button = document.createElement('button');
    Object.assign(button, { type: 'submit', name: 'act', value: `before-${dragged}-${before}`, hidden: true });
    form.append(button);
    form.requestSubmit(button);
  });
})();
