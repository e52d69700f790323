/* A key that follows a link (data-key), unless somebody is writing. */
addEventListener("keydown", (event) => {
  "use strict";
  const busy = event.isComposing || event.target.closest("input, textarea, select, [contenteditable]");
  const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
  if (!link || busy || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  link.click();
});
