// What was chosen on this device, set before the first paint: the theme (same key as components/shell/theme.ts), and at a
// search station the size of the text and the reach of this visit (same keys as client/kiosk/choices.svelte.ts).
try {
  const kept = localStorage.getItem('theme');
  if (['light', 'dark', 'contrast'].includes(kept)) document.documentElement.dataset.theme = kept;
  const text = sessionStorage.getItem('kiosk.text');
  document.documentElement.dataset.text = ['2', '3'].includes(text) ? text : '1';
  if (sessionStorage.getItem('kiosk.reach') === 'low') document.documentElement.dataset.reach = 'low';
} catch {
  // Storage is closed: the device decides.
}

// A button of a station that is pressed before the scripts have come is pressed again by them: `early-press.ts`. They may
// run this file once more.
if (!window.earlyPress) {
  const early = { button: null, over: !location.pathname.startsWith('/kiosk') };
  window.earlyPress = early;
  const note = ({ target }) => {
    if (!early.over)
      early.button = target instanceof Element ? target.closest('button[type="button"]') : null;
  };
  addEventListener('click', note, true);
}
