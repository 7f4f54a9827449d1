// Before the first paint, so that a remembered theme does not flash. A file, because the page allows no inline script.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('starling.theme');
  } catch {}
  if (theme !== 'light' && theme !== 'dark')
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
})();
