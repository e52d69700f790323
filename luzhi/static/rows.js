/* Rows of a form that may stay empty: the first and the filled ones are shown, a button shows one more. */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  document.querySelectorAll("[data-rows]").forEach((group) => {
    const rows = [...group.querySelectorAll("[data-row]")];
    const filled = (row) => [...row.querySelectorAll("input, textarea")].some((each) => each.value) || row.querySelector(".bad");
    const more = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: group.dataset.rows });
    const show = () => {
      rows.forEach((row, at) => { if (at && !filled(row) && !row.dataset.opened) row.hidden = true; else row.hidden = false; });
      more.hidden = rows.every((row) => !row.hidden);
    };
    more.addEventListener("click", () => {
      const next = rows.find((row) => row.hidden);
      next.dataset.opened = "yes";
      show();
      next.querySelector("input, textarea").focus();
    });
    group.append(more);
    group.closest("form")?.addEventListener("filled", show);
    show();
  });
});
