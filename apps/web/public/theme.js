// Sets the chosen theme before the first paint, so that a dark page does not flash white.
(function () {
  try {
    var theme = localStorage.getItem('assay:theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the page follows the system.
  }
})();
