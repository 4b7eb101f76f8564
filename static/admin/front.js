// Alt+↑ and Alt+↓ on an item of a front press its buttons. The page comes back at the item that
// was moved, and the cursor is there, too.
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
})();
