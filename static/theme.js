// The theme kept on this device, set before the first paint. Same key as components/shell/theme.ts.
try {
  const kept = localStorage.getItem('theme');
  if (['light', 'dark', 'contrast'].includes(kept)) document.documentElement.dataset.theme = kept;
} catch {
  // Storage is closed: the device decides.
}
