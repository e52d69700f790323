/* A new text offers the periods that its template is written for (data-periods of the template's select: code → [code, name] …). */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const template = document.querySelector("select[data-periods]");
  const period = template?.form.elements.period;
  if (!period) return;
  const offered = JSON.parse(template.dataset.periods);
  const narrow = () => {
    const fitting = offered[template.value];
    if (!fitting) return;
    const kept = fitting.some(([code]) => code === period.value) ? period.value : fitting[0][0];
    period.replaceChildren(...fitting.map(([code, name]) => new Option(name, code, false, code === kept)));
  };
  template.addEventListener("change", narrow);
  narrow();
});
