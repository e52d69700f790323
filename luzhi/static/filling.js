/* A suggestion is taken by a click (data-fill: the field, data-value: what goes into it), and only by that. */
addEventListener("click", (event) => {
  "use strict";
  const button = event.target.closest("[data-fill]");
  const field = button && document.getElementById(button.dataset.fill);
  if (!field) return;
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
