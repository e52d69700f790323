/* Choosing rows of a list for bulk work: a check box in each row, the bar at the foot, all rows of the page or of the filter. */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const bar = document.querySelector("[data-picking]");
  const table = document.querySelector("table.list");
  if (!bar || !table) return;
  const all = bar.elements.all;
  const number = bar.querySelector(".picked-number");
  const boxes = [];

  const box = (label) => {
    const made = Object.assign(document.createElement("input"), { type: "checkbox" });
    made.setAttribute("aria-label", label);
    return made;
  };
  const show = () => {
    const ids = boxes.filter((each) => each.checked).map((each) => each.value);
    page.checked = ids.length === boxes.length;
    page.indeterminate = ids.length > 0 && !page.checked;
    number.textContent = all.checked ? all.dataset.number : ids.length;
    bar.elements.rows.value = ids.join(",");
    bar.elements.rows.disabled = all.checked;
    bar.querySelectorAll("[data-filter]").forEach((each) => { each.disabled = !all.checked; });
    bar.querySelectorAll("button").forEach((each) => { each.disabled = !all.checked && !ids.length; });
  };

  const page = box(bar.dataset.pageLabel);
  const head = document.createElement("th");
  head.className = "pick";
  head.append(page);
  table.tHead.rows[0].prepend(head);
  let last = null;
  for (const row of table.tBodies[0].rows) {
    const id = row.querySelector("a.open")?.getAttribute("href").match(/([0-9a-f-]{36})\/$/)?.[1];
    const cell = row.insertCell(0);
    cell.className = "pick";
    if (!id) continue;
    const made = box(`${bar.dataset.rowLabel}: ${row.querySelector("a.open").textContent.trim()}`);
    made.value = id;
    made.addEventListener("click", (event) => {
      if (event.shiftKey && last !== null) {
        const [from, to] = [last, boxes.indexOf(made)].sort((a, b) => a - b);
        boxes.slice(from, to + 1).forEach((each) => { each.checked = made.checked; });
      }
      last = boxes.indexOf(made);
    });
    boxes.push(made);
    cell.append(made);
  }
  page.addEventListener("change", () => {
    boxes.forEach((each) => { each.checked = page.checked; });
    show();
  });
  table.addEventListener("change", () => { all.checked = false; show(); });
  all.addEventListener("change", () => {
    boxes.forEach((each) => { each.checked = all.checked; });
    show();
  });
  bar.hidden = false;
  show();
});
